import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { livePolicy } from "../policy.ts";
import { phoneChecks } from "./checks.ts";
import { liveCommands } from "./commands.ts";
import { liveJobs } from "./jobs.ts";
import { buildLiveRoutes } from "./routes.ts";

/** What this room brings to a server. */
export const liveRoom: Room = {
  name: "live",
  commands: liveCommands,
  policies: [livePolicy],
  routes: ({ database }) => [buildLiveRoutes({ database })],
  messages: { vi: messagesVi, en: messagesEn },
  jobs: liveJobs,
  phone: [phoneChecks],
};
