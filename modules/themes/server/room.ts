import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { themePolicy } from "../policy.ts";
import { themeJobs } from "./jobs.ts";
import { releaseThemes } from "./release-themes.ts";
import { themeRoutes } from "./routes.ts";

/** What this room brings to a server. */
export const themeRoom: Room = {
  name: "themes",
  commands: { [releaseThemes.name]: releaseThemes },
  policies: [themePolicy],
  routes: [themeRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  jobs: themeJobs,
};
