import type { HallPoll, Phase } from "../contract.ts";

export interface NextStep {
  poll: HallPoll;
  phase: Phase;
  /** Which of how many of its kind. */
  index: number;
  of: number;
}

const asked = (poll: HallPoll, phase: Phase) => poll.rounds.some((round) => round.phase === phase);

/** What the one big button asks next: the checks before, the polls, the checks after; null when all were asked. */
export function nextStep(polls: readonly HallPoll[]): NextStep | null {
  const checks = polls.filter((poll) => poll.check);
  const others = polls.filter((poll) => !poll.check);
  const of = (list: readonly HallPoll[], phase: Phase): NextStep | null => {
    const index = list.findIndex((poll) => !asked(poll, phase));
    return index < 0 ? null : { poll: list[index]!, phase, index: index + 1, of: list.length };
  };
  // where nothing was asked before, asking after would compare with nothing
  const begun = checks.filter((poll) => asked(poll, "before"));
  // once the first is asked after, the talk is over: nothing more is asked before
  if (checks.some((poll) => asked(poll, "after"))) return of(begun, "after") ?? of(others, "poll");
  return of(checks, "before") ?? of(others, "poll") ?? of(begun, "after");
}
