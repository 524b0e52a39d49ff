import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { payPolicy } from "../policy.ts";
import { payCliCommands } from "./cli.ts";
import { payCommands } from "./commands.ts";
import { phonePay } from "./phone-pay.ts";
import { payRoutes } from "./routes.ts";
import { payWaiting } from "./waiting.ts";
import { resumeJob, workJob } from "./work-task.ts";

/** What this room brings to a server. */
export const payRoom: Room = {
  name: "pay",
  commands: payCommands,
  policies: [payPolicy],
  routes: [payRoutes],
  jobs: [workJob, resumeJob],
  messages: { vi: messagesVi, en: messagesEn },
  cli: payCliCommands,
  phone: [phonePay],
  waiting: [payWaiting],
};
