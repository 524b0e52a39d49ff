import type { messagesVi } from "./messages.vi.ts";

export const messagesEn = {
  "problem.hall.not-found": "There is no hall with this code. Look at the code on the screen again.",
  "problem.hall.talk-not-found": "This talk is not there, or not within what you may see.",
  "problem.hall.closed": "This hall is closed. The votes of single phones are deleted, only counts remain.",
  "problem.hall.open-already": "This talk has an open hall already. Go on with that one.",
  "problem.hall.not-today": "The talk is cancelled or verified, so no hall can be opened any more.",
  "problem.hall.full": "The hall is as full as the server can bear. The page asks again by itself.",
  "problem.hall.poll-not-found": "This question is not in the hall.",
  "problem.hall.phase-wrong": "A check is asked before and after the talk; a poll by itself.",
  "problem.hall.round-closed": "This vote is closed. What is sent after that is not counted.",
  "problem.hall.round-not-found": "This round is not there.",
  "problem.hall.not-asking": "The hall takes no questions just now. What you wrote is still on your phone.",
  "problem.hall.identity-in-text":
    "The question holds a phone number, a document number or a house address, so it was neither sent on nor stored. Take that out and send again.",
  "problem.hall.enough-asked":
    "This phone has sent many questions. Let others have a turn, or try again in some minutes.",
  "problem.hall.question-not-found": "This question is not in the hall.",
  "problem.hall.question-judged": "Someone else has just dealt with this question.",
  "problem.check.version-not-found": "This version of a material is not there.",
  "problem.check.correct-outside": "Choose the right answer among the options.",
  "problem.check.translation-length": "A translation needs as many options as the Vietnamese text.",
  "problem.tally.exists": "This talk already has a result for this check. The earlier figures stand.",
  "problem.tally.options": "The counted options do not match the question. Update the phone and count again.",
  "problem.tally.unknown-check": "This check does not belong to the talk's material.",
} satisfies Record<keyof typeof messagesVi, string>;
