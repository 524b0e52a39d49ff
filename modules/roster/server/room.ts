import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { rosterPolicy } from "../policy.ts";
import { rosterCliCommands } from "./cli.ts";
import { rosterCommands } from "./commands.ts";
import { rosterRoutes } from "./routes.ts";
import { rosterWaiting } from "./waiting.ts";

/** What this room brings to a server. */
export const rosterRoom: Room = {
  name: "roster",
  commands: rosterCommands,
  policies: [rosterPolicy],
  routes: [rosterRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  cli: rosterCliCommands,
  waiting: [rosterWaiting],
};
