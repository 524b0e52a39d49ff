import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { talkPolicy } from "../policy.ts";
import { talkCommands } from "./commands.ts";
import { talkJobs } from "./jobs.ts";
import { phoneTalks, phoneCommands } from "./phone-talks.ts";
import { talkRoutes } from "./routes.ts";
import { talksWaiting } from "./waiting.ts";

/** What this room brings to a server. */
export const talkRoom: Room = {
  name: "talks",
  commands: talkCommands,
  policies: [talkPolicy],
  routes: [talkRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  jobs: talkJobs,
  phone: [phoneTalks, phoneCommands],
  waiting: [talksWaiting],
};
