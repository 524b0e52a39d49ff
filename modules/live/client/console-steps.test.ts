import { expect, test } from "vitest";
import type { HallPoll, Phase } from "../contract.ts";
import { nextStep } from "./console-steps.ts";

const poll = (id: string, check: boolean, ...phases: Phase[]): HallPoll => ({
  id,
  position: 1,
  check,
  text: id,
  options: ["a", "b"],
  rounds: phases.map((phase, i) => ({ id: `${id}${i}`, phase, number: i + 1, open: false, votes: null })),
});
const said = (polls: HallPoll[]) => {
  const next = nextStep(polls);
  return next && `${next.poll.id} ${next.phase} ${next.index}/${next.of}`;
};

test("checks before, then polls, then checks after", () => {
  expect(said([poll("a", true), poll("b", true), poll("p", false)])).toBe("a before 1/2");
  expect(said([poll("a", true, "before"), poll("b", true), poll("p", false)])).toBe("b before 2/2");
  expect(said([poll("a", true, "before"), poll("b", true, "before"), poll("p", false)])).toBe("p poll 1/1");
  expect(said([poll("a", true, "before"), poll("b", true, "before"), poll("p", false, "poll")])).toBe("a after 1/2");
  expect(said([poll("a", true, "before", "after")])).toBeNull();
  expect(said([poll("a", true, "before", "after"), poll("b", true), poll("c", true, "before")])).toBe("c after 2/2");
  expect(said([])).toBeNull();
});
