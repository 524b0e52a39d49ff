import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { documentPolicy } from "../policy.ts";
import { checkDocumentCommand } from "./check-command.ts";
import { documentCommands } from "./commands.ts";
import { documentRoutes } from "./routes.ts";

/** What this room brings to a server. */
export const documentRoom: Room = {
  name: "documents",
  commands: documentCommands,
  policies: [documentPolicy],
  routes: [documentRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  cli: [checkDocumentCommand],
};
