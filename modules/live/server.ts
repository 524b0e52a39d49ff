/** The door of this room on the server. */
import { askInHall, judgeQuestion } from "./server/ask-in-hall.ts";
import { setChecks } from "./server/checks.ts";
import { closeHall, openHall, showInHall } from "./server/open-hall.ts";
import { addPoll, closeRound, openRound, resetRound } from "./server/rounds.ts";
import { tallyTalk } from "./server/tally.ts";

/** Every command of this room by its permanent name; the app merges the rooms' maps. */
export const liveCommands = {
  "check.set": setChecks,
  "hall.open": openHall,
  "hall.show": showInHall,
  "hall.close": closeHall,
  "hall.add-poll": addPoll,
  "hall.open-round": openRound,
  "hall.close-round": closeRound,
  "hall.reset-round": resetRound,
  "hall.ask": askInHall,
  "hall.judge": judgeQuestion,
  "live.tally": tallyTalk,
};
export { phoneChecks } from "./server/checks.ts";
export { buildHallPages } from "./server/hall-pages.ts";
export { buildHall, fireChecks } from "./server/factory.ts";
export { hallsOf } from "./server/halls.ts";
export { liveJobs } from "./server/jobs.ts";
export { buildLiveRoutes } from "./server/routes.ts";
export { livePolicy } from "./policy.ts";
