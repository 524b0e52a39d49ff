import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { accountPolicy } from "../policy.ts";
import { accountCliCommands } from "./cli.ts";
import { accountCommands } from "./commands.ts";
import { accountJobs } from "./jobs.ts";

/** What this room brings to a server; its routes are built with what other rooms hold (`buildAccountRoutes`). */
export const accountRoom: Room = {
  name: "accounts",
  commands: accountCommands,
  policies: [accountPolicy],
  messages: { vi: messagesVi, en: messagesEn },
  jobs: accountJobs,
  cli: accountCliCommands,
};
