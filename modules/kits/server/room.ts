import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { kitPolicy } from "../policy.ts";
import { kitRoutes } from "./routes.ts";
import { kitsWaiting } from "./waiting.ts";
import { kitCommands } from "./write-kit.ts";

/** What this room brings to a server. */
export const kitRoom: Room = {
  name: "kits",
  commands: kitCommands,
  policies: [kitPolicy],
  routes: [kitRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  waiting: [kitsWaiting],
};
