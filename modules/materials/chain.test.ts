import { expect, test } from "vitest";
import { chainFault, openSteps, personalBar, rolesAtLeast, stepAfter, waivedSteps, type ChainAct } from "./chain.ts";

const steps = [
  { position: 1, kind: "write" as const },
  { position: 2, kind: "review" as const },
  { position: 3, kind: "decide" as const },
];
const act = (kind: ChainAct["act"], position: number, by: string, round = 1): ChainAct => ({
  act: kind,
  position,
  by,
  round,
});

test("a higher role may take a step that asks for a lower one", () => {
  expect(rolesAtLeast("verifier")).toEqual(["verifier", "officer", "unitHead", "administrator"]);
  expect(rolesAtLeast("unitHead")).not.toContain("officer");
});

test("the next step is the one behind; after the last there is none", () => {
  expect(stepAfter(steps, 1)?.position).toBe(2);
  expect(stepAfter(steps, 3)).toBeNull();
});

test("nobody takes a step on their own text, nor two steps of one version, in any round", () => {
  const acts = [act("submitted", 1, "ha"), act("passed", 2, "mai"), act("returned", 3, "ly")];
  expect(personalBar(acts, ["ha"], "ha", 2)).toBe("material.own-text");
  expect(personalBar(acts, ["ha"], "mai", 3)).toBe("material.step-twice");
  expect(personalBar(acts, ["ha"], "mai", 2)).toBeNull();
  expect(personalBar(acts, ["ha"], "ly", 3)).toBeNull();
});

test("a rush waives what is still open in this round", () => {
  expect(openSteps(steps, [act("passed", 2, "mai", 1)], 1)).toEqual([]);
  expect(openSteps(steps, [act("passed", 2, "mai", 1)], 2).map((s) => s.position)).toEqual([2]);
});

test("a waived step is owed until somebody has said yes or no to it", () => {
  const waived = [act("waived", 2, "ly"), act("approved", 3, "ly")];
  expect(waivedSteps(waived).map((a) => a.position)).toEqual([2]);
  expect(waivedSteps([...waived, act("madeUp", 2, "mai")])).toEqual([]);
  expect(waivedSteps([...waived, act("objected", 2, "mai")])).toEqual([]);
});

test("a chain is written first, decided last, with reviews between", () => {
  expect(chainFault(steps)).toBeNull();
  expect(chainFault([{ kind: "write" }, { kind: "decide" }])).toBeNull();
  expect(chainFault([{ kind: "decide" }])).toBe("material.chain-short");
  expect(chainFault([{ kind: "write" }, { kind: "decide" }, { kind: "review" }])).toBe("material.chain-ends");
});
