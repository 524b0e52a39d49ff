import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { overviewPolicy } from "../policy.ts";
import { overviewJobs } from "./jobs.ts";
import { releaseOverviews } from "./release.ts";
import { overviewRoutes } from "./routes.ts";
import { setRule } from "./rules.ts";
import { endTarget, setTarget } from "./targets.ts";

/** What this room brings to a server. */
export const overviewRoom: Room = {
  name: "overviews",
  commands: {
    [setTarget.name]: setTarget,
    [endTarget.name]: endTarget,
    [setRule.name]: setRule,
    [releaseOverviews.name]: releaseOverviews,
  },
  policies: [overviewPolicy],
  routes: [overviewRoutes],
  jobs: overviewJobs,
  messages: { vi: messagesVi, en: messagesEn },
};
