import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { statementPolicy } from "../policy.ts";
import { statementRoutes } from "./routes.ts";
import { statementCommands } from "./write-statement.ts";

/** What this room brings to a server. */
export const statementRoom: Room = {
  name: "statements",
  commands: statementCommands,
  policies: [statementPolicy],
  routes: [statementRoutes],
  messages: { vi: messagesVi, en: messagesEn },
};
