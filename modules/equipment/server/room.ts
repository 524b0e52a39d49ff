import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { equipmentPolicy } from "../policy.ts";
import { equipmentCommands } from "./commands.ts";
import { equipmentRoutes } from "./routes.ts";
import { equipmentWaiting } from "./waiting.ts";

/** What this room brings to a server. */
export const equipmentRoom: Room = {
  name: "equipment",
  commands: equipmentCommands,
  policies: [equipmentPolicy],
  routes: [equipmentRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  waiting: [equipmentWaiting],
};
