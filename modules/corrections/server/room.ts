import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { correctionPolicy } from "../policy.ts";
import { correctionRoutes } from "./routes.ts";
import { correctionCommands } from "./write-correction.ts";

/** What this room brings to a server. */
export const correctionRoom: Room = {
  name: "corrections",
  commands: correctionCommands,
  policies: [correctionPolicy],
  routes: [correctionRoutes],
  messages: { vi: messagesVi, en: messagesEn },
};
