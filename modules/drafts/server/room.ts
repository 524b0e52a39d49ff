import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { draftPolicy } from "../policy.ts";
import { draftCommands } from "./commands.ts";
import { draftRoutes } from "./routes.ts";

/** What this room brings to a server. */
export const draftRoom: Room = {
  name: "drafts",
  commands: draftCommands,
  policies: [draftPolicy],
  routes: [draftRoutes],
  messages: { vi: messagesVi, en: messagesEn },
};
