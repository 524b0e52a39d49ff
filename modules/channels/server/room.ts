import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { channelPolicy } from "../policy.ts";
import { channelCommands } from "./commands.ts";
import { buildChannelRoutes } from "./routes.ts";

/** What this room brings to a server. */
export const channelRoom: Room = {
  name: "channels",
  commands: channelCommands,
  policies: [channelPolicy],
  routes: ({ files }) => [buildChannelRoutes({ files })],
  messages: { vi: messagesVi, en: messagesEn },
};
