import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { difficultyPolicy } from "../policy.ts";
import { difficultyCommands } from "./commands.ts";
import { difficultyRoutes } from "./routes.ts";
import { difficultiesWaiting } from "./waiting.ts";

/** What this room brings to a server. */
export const difficultyRoom: Room = {
  name: "difficulties",
  commands: difficultyCommands,
  policies: [difficultyPolicy],
  routes: [difficultyRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  waiting: [difficultiesWaiting],
};
