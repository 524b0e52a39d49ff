import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { planPolicy } from "../policy.ts";
import { planCliCommands } from "./cli.ts";
import { planCommands } from "./commands.ts";
import { planJobs } from "./recount.ts";
import { planRoutes } from "./routes.ts";
import { workRoutes } from "./work-routes.ts";

/** What this room brings to a server. */
export const planRoom: Room = {
  name: "plans",
  commands: planCommands,
  policies: [planPolicy],
  routes: [workRoutes, planRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  cli: planCliCommands,
  jobs: planJobs,
};
