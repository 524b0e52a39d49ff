import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { lawPolicy } from "../policy.ts";
import { lawCommands } from "./commands.ts";
import { lawRoutes } from "./routes.ts";

/** What this room brings to a server. */
export const lawRoom: Room = {
  name: "laws",
  commands: lawCommands,
  policies: [lawPolicy],
  routes: [lawRoutes],
  messages: { vi: messagesVi, en: messagesEn },
};
