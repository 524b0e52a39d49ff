import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { reportPolicy } from "../policy.ts";
import { buildReportCommand } from "./build-command.ts";
import { reportCommands } from "./commands.ts";
import { reckonJob } from "./reckon.ts";
import { reportRoutes } from "./routes.ts";
import { sendingRoutes } from "./sending-routes.ts";
import { signingRoutes } from "./signing-routes.ts";
import { reportsWaiting } from "./waiting.ts";
import { resumeJob, workJob } from "./work-task.ts";

/** What this room brings to a server. */
export const reportRoom: Room = {
  name: "reports",
  commands: reportCommands,
  policies: [reportPolicy],
  routes: [sendingRoutes, signingRoutes, reportRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  jobs: [workJob, resumeJob, reckonJob],
  cli: [buildReportCommand],
  waiting: [reportsWaiting],
};
