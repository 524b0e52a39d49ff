import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, asCivilDate, civilDate } from "#kernel/civil-date.ts";
import {
  appointmentFaults,
  appointmentState,
  evenSymbol,
  hasPrivateData,
  type Held,
  isHeldOn,
  lastHeldDay,
  overlaps,
  termEnd,
} from "./rules.ts";

const today = asCivilDate("2025-11-20");
const held = (from: string, to: string | null = null, last: string | null = null): Held => ({
  termFrom: asCivilDate(from),
  termTo: to === null ? null : asCivilDate(to),
  lastDay: last === null ? null : asCivilDate(last),
});

test.each([
  [held("2025-12-01"), "coming"],
  [held("2025-01-01"), "current"],
  [held("2025-01-01", "2026-12-31"), "current"],
  [held("2025-01-01", "2026-02-18"), "ending"],
  [held("2025-01-01", "2025-11-20"), "ending"],
  [held("2025-01-01", "2025-11-19"), "over"],
  [held("2025-01-01", null, "2025-11-19"), "over"],
  [held("2025-01-01", "2030-12-31", "2025-12-01"), "ending"],
] as const)("%o is %s", (appointment, state) => {
  expect(appointmentState(appointment, today)).toBe(state);
});

test("two terms overlap exactly when some day is in both", () => {
  const day = fc.integer({ min: 0, max: 40 }).map((n) => addDays(civilDate(2025, 1, 1), n));
  const term = fc.tuple(day, fc.option(day), fc.option(day)).map(([from, to, last]): Held => ({
    termFrom: from,
    termTo: to === null ? null : to < from ? from : to,
    lastDay: last === null ? null : last < from ? from : last,
  }));
  fc.assert(
    fc.property(term, term, (a, b) => {
      const days = Array.from({ length: 60 }, (_, n) => addDays(civilDate(2025, 1, 1), n));
      expect(overlaps(a, b)).toBe(days.some((d) => isHeldOn(a, d) && isHeldOn(b, d)));
      expect(overlaps(a, b)).toBe(overlaps(b, a));
      const last = lastHeldDay(a);
      if (last !== null) expect([isHeldOn(a, last), isHeldOn(a, addDays(last, 1))]).toEqual([true, false]);
    }),
  );
});

describe("an appointment's faults", () => {
  const label = { vi: "", en: "" };
  const catalogue = {
    kinds: [
      { id: "rapporteur", label, hasLevel: true, mayBeCore: false, needsDecision: true },
      { id: "grassrootsCommunicator", label, hasLevel: false, mayBeCore: true, needsDecision: true },
      { id: "collaborator", label, hasLevel: false, mayBeCore: false, needsDecision: false },
    ],
    levels: [
      { id: "district", label, from: null, to: asCivilDate("2025-06-30") },
      { id: "commune", label, from: null, to: null },
    ],
  };
  const facts = {
    kind: "grassrootsCommunicator",
    level: null,
    core: false,
    decisionSymbol: "41/QĐ-UBND",
    decisionDate: null,
    decisionIssuer: null,
    termFrom: today,
    termTo: null,
  };

  test("none where nothing is wrong", () => {
    expect(appointmentFaults({ ...facts, core: true }, catalogue)).toEqual({});
    expect(appointmentFaults({ ...facts, kind: "collaborator", decisionSymbol: null }, catalogue)).toEqual({});
    expect(
      appointmentFaults(
        { ...facts, kind: "rapporteur", level: "district", termFrom: asCivilDate("2025-06-30") },
        catalogue,
      ),
    ).toEqual({});
  });

  test.each([
    [{ kind: "actor" }, "/kind", "roster.kind-unknown"],
    [{ kind: "rapporteur" }, "/level", "roster.level-needed"],
    [{ kind: "rapporteur", level: "district" }, "/level", "roster.level-not-then"],
    [{ level: "commune" }, "/level", "roster.level-not-for-kind"],
    [{ kind: "collaborator", core: true }, "/core", "roster.core-not-for-kind"],
    [{ decisionSymbol: null }, "/decisionSymbol", "roster.decision-missing"],
    [{ termTo: asCivilDate("2025-11-19") }, "/termTo", "roster.term-reversed"],
  ])("%o", (change, field, code) => {
    expect(appointmentFaults({ ...facts, ...change }, catalogue)).toMatchObject({ [field]: code });
  });
});

test("symbols are evened, other wordings kept, private numbers seen", () => {
  expect(evenSymbol("973 - QĐ/BTGTW")).toBe("973-QĐ/BTGTW");
  expect(evenSymbol("QĐ của Đảng ủy")).toBe("QĐ của Đảng ủy");
  expect(evenSymbol("  ")).toBeNull();
  expect(hasPrivateData("Trưởng thôn, sinh năm 1975")).toBe(true);
  expect(hasPrivateData("CCCD 068085001234")).toBe(true);
  expect(hasPrivateData("0263 3 822 555, vhxh@dran.lamdong.gov.vn")).toBe(false);
  expect(termEnd(asCivilDate("2025-07-01"), 60)).toBe("2030-06-30");
});
