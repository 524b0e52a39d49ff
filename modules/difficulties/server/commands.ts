import { consolidateDifficulties, separateDifficulty } from "./consolidate-difficulties.ts";
import { escalateDifficulty } from "./escalate-difficulty.ts";
import { reportDifficulty } from "./report-difficulty.ts";
import { setDifficultyDeadline } from "./settings.ts";
import { answerDifficulty, reopenDifficulty, setAsideDifficulty } from "./settle-difficulty.ts";

export const difficultyCommands = {
  "difficulty.report": reportDifficulty,
  "difficulty.consolidate": consolidateDifficulties,
  "difficulty.separate": separateDifficulty,
  "difficulty.answer": answerDifficulty,
  "difficulty.set-aside": setAsideDifficulty,
  "difficulty.reopen": reopenDifficulty,
  "difficulty.escalate": escalateDifficulty,
  "difficulty.set-deadline": setDifficultyDeadline,
};
