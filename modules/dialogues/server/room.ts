import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { dialoguePolicy } from "../policy.ts";
import { dialogueCommands } from "./commands.ts";
import { dialogueRoutes } from "./routes.ts";

/** What this room brings to a server. */
export const dialogueRoom: Room = {
  name: "dialogues",
  commands: dialogueCommands,
  policies: [dialoguePolicy],
  routes: [dialogueRoutes],
  messages: { vi: messagesVi, en: messagesEn },
};
