import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { budgetPolicy } from "../policy.ts";
import { budgetCommands } from "./commands.ts";
import { budgetCliCommands } from "./cli.ts";
import { budgetRoutes } from "./routes.ts";
import { budgetsWaiting } from "./waiting.ts";

/** What this room brings to a server. */
export const budgetRoom: Room = {
  name: "budgets",
  commands: budgetCommands,
  policies: [budgetPolicy],
  routes: [budgetRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  cli: budgetCliCommands,
  waiting: [budgetsWaiting],
};
