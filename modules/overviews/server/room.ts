import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { overviewPolicy } from "../policy.ts";
import { overviewRoutes } from "./routes.ts";
import { endTarget, setTarget } from "./targets.ts";

/** What this room brings to a server. */
export const overviewRoom: Room = {
  name: "overviews",
  commands: { [setTarget.name]: setTarget, [endTarget.name]: endTarget },
  policies: [overviewPolicy],
  routes: [overviewRoutes],
  messages: { vi: messagesVi, en: messagesEn },
};
