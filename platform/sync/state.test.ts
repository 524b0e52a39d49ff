import { describe, expect, test } from "vitest";
import {
  backOff,
  clockOffset,
  itemStates,
  itemTransitions,
  judgeOutcome,
  nextState,
  receiptStates,
  unsentStates,
  type CommandOutcome,
} from "./state.ts";

const sent = { id: "0190c9a0-0000-7000-8000-000000000001", hash: "a".repeat(64) };
const receipt = { ...sent, at: "2026-11-23T13:40:00.000Z", number: "4K7-29MQ" };

describe("the life of a command", () => {
  test("every state is in the table, and only a person's decision or an answer ends the unsent ones", () => {
    expect(Object.keys(itemTransitions).sort()).toEqual([...itemStates].sort());
    for (const state of unsentStates) {
      const ends = Object.entries(itemTransitions[state]).filter(([, next]) => !unsentStates.includes(next));
      expect(ends.map(([event]) => event).every((e) => ["received", "held", "conflict", "discard"].includes(e))).toBe(
        true,
      );
    }
  });

  test("a late answer moves nothing that is already closed", () => {
    for (const state of receiptStates) expect(nextState(state, "received")).toBeNull();
    expect(nextState("local", "received")).toBeNull();
    expect(nextState("discarded", "received")).toBeNull();
  });
});

describe("what counts as a receipt", () => {
  const outcome = (change: Partial<CommandOutcome>): CommandOutcome => ({
    id: sent.id,
    outcome: "received",
    receipt,
    ...change,
  });

  test("the same id and the same content, nothing else", () => {
    expect(judgeOutcome(sent, outcome({}))).toBe("received");
    expect(judgeOutcome(sent, outcome({ outcome: "repeated" }))).toBe("received");
    expect(judgeOutcome(sent, outcome({ receipt: null }))).toBeNull();
    expect(judgeOutcome(sent, outcome({ receipt: { ...receipt, hash: "b".repeat(64) } }))).toBeNull();
    expect(judgeOutcome(sent, outcome({ receipt: { ...receipt, id: "other" } }))).toBeNull();
    expect(judgeOutcome(sent, outcome({ id: "other" }))).toBeNull();
  });

  test("held and conflict need a receipt too; refused needs a reason", () => {
    expect(judgeOutcome(sent, outcome({ outcome: "held" }))).toBe("held");
    expect(judgeOutcome(sent, outcome({ outcome: "held", receipt: null }))).toBeNull();
    expect(
      judgeOutcome(sent, outcome({ outcome: "conflict", conflict: { attendance: { base: 1, yours: 2, theirs: 3 } } })),
    ).toBe("conflict");
    expect(judgeOutcome(sent, outcome({ outcome: "refused", receipt: null }))).toBeNull();
    expect(judgeOutcome(sent, outcome({ outcome: "refused", receipt: null, problem: { code: "access.denied" } }))).toBe(
      "refused",
    );
  });
});

test("the waiting time grows, stays bounded and is spread", () => {
  expect(backOff(0, 0)).toBe(1000);
  expect(backOff(1, 1)).toBe(4000);
  expect(backOff(50, 1)).toBe(300_000);
  expect(backOff(50, 0)).toBe(150_000);
});

test("the clock's offset is read at the middle of the exchange, and not from a slow one", () => {
  const at = Date.parse("2026-11-23T10:00:00.000Z");
  expect(clockOffset(at, at + 2000, "2026-11-23T13:00:01.000Z")).toBe(3 * 3600_000);
  expect(clockOffset(at, at + 90_000, "2026-11-23T13:00:01.000Z")).toBeNull();
  expect(clockOffset(at, at - 5, "2026-11-23T13:00:01.000Z")).toBeNull();
  expect(clockOffset(at, at, "soon")).toBeNull();
});
