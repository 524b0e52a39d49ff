/** The door of this room on the server. */
import "./server/unit-touch.ts";
import type { RoomRoutes } from "#platform/http/room-routes.ts";
import type { AccountServices } from "./server/account-services.ts";
import { accountRoutes } from "./server/account-routes.ts";
import { doorRoutes } from "./server/door-routes.ts";
import { journalRoutes } from "./server/journal-routes.ts";
import { ownRoutes } from "./server/own-routes.ts";
import { wayInRoutes } from "./server/way-in-routes.ts";

export type { AccountServices } from "./server/account-services.ts";
export { grantRole } from "./server/grant-commands.ts";
export { buildAccount, type BuiltAccount } from "./server/factory.ts";

/** Signing in, one's own account, other people's accounts, the journal. */
export function buildAccountRoutes(services: AccountServices): readonly RoomRoutes[] {
  return [doorRoutes(services), ownRoutes(services), wayInRoutes(services), accountRoutes(services), journalRoutes];
}
export { accountRoom } from "./server/room.ts";
