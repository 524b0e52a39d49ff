import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { reportPolicy } from "../policy.ts";
import { buildReportCommand } from "./build-command.ts";
import { reportCommands } from "./commands.ts";
import { reportRoutes } from "./routes.ts";

/** What this room brings to a server. */
export const reportRoom: Room = {
  name: "reports",
  commands: reportCommands,
  policies: [reportPolicy],
  routes: [reportRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  cli: [buildReportCommand],
};
