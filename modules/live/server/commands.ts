import { askInHall, judgeQuestion } from "./ask-in-hall.ts";
import { setChecks } from "./checks.ts";
import { closeHall, openHall, showInHall } from "./open-hall.ts";
import { addPoll, closeRound, openRound, resetRound } from "./rounds.ts";
import { tallyTalk } from "./tally.ts";

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
