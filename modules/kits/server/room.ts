import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { kitPolicy } from "../policy.ts";
import { kitRoutes } from "./routes.ts";
import { kitsWaiting } from "./waiting.ts";
import { kitCommands } from "./commands.ts";
import { openEventsJob } from "./jobs.ts";

/** What this room brings to a server. */
export const kitRoom: Room = {
  name: "kits",
  commands: kitCommands,
  policies: [kitPolicy],
  routes: [kitRoutes],
  jobs: [openEventsJob],
  messages: { vi: messagesVi, en: messagesEn },
  waiting: [kitsWaiting],
};
