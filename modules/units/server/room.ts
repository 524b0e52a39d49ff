import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { unitPolicy } from "../policy.ts";
import { unitCliCommands } from "./cli.ts";
import { unitCommands } from "./commands.ts";
import { phoneUnits } from "./phone-units.ts";
import { unitRoutes } from "./routes.ts";

/** What this room brings to a server. */
export const unitRoom: Room = {
  name: "units",
  commands: unitCommands,
  policies: [unitPolicy],
  routes: [unitRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  cli: unitCliCommands,
  phone: [phoneUnits],
};
