import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The channels' pages at the desk; each is fetched when it is opened. */
export const channelScreens: readonly DeskScreen[] = [
  { path: "/channels", load: () => import("./client/desk-channels.tsx").then((m) => m.ChannelsScreen) },
  {
    path: "/channels/versions/$versionId",
    load: () => import("./client/desk-outgoing.tsx").then((m) => m.OutgoingScreen),
  },
];
