import fc from "fast-check";
import { expect, test } from "vitest";
import type { DecisionFact, PayFacts, RateFact, TalkFact } from "./facts.ts";
import { computePay, type DueLine, toldOnly } from "./rules.ts";

const rate = (fields: Partial<RateFact> = {}): RateFact => ({
  id: "r1",
  scopeUnitId: 1,
  kind: "grassrootsCommunicator",
  level: null,
  coreOnly: false,
  per: "talk",
  amount: 200_000,
  mostTalks: null,
  mostAmount: null,
  leastTalks: null,
  legalBasis: "Nghị quyết (giả định)",
  from: "2025-01-01",
  to: null,
  ...fields,
});
const talk = (fields: Partial<TalkFact> = {}): TalkFact => ({
  personId: "p1",
  talkId: "t1",
  version: 1,
  month: "2026-09",
  heldOn: "2026-09-03",
  startsAt: "2026-09-03T12:00:00Z",
  endsAt: "2026-09-03T13:00:00Z",
  placeId: 7,
  mark: "m",
  inside: true,
  split: false,
  scopes: [1],
  settled: true,
  ...fields,
});
const held = (fields: object = {}) => ({
  personId: "p1",
  appointmentId: "a1",
  version: 1,
  kind: "grassrootsCommunicator",
  level: null,
  core: false,
  from: "2025-01-01",
  to: null,
  month: "2026-09",
  inside: true,
  split: false,
  settled: true,
  scopes: [1],
  ...fields,
});
const facts = (fields: Partial<PayFacts> = {}): PayFacts => ({
  month: "2026-09",
  talks: [talk()],
  appointments: [held()],
  paid: [],
  reserved: [],
  decisions: [],
  rates: [rate()],
  marks: [],
  ...fields,
});
const kinds = (given: Partial<PayFacts>) => computePay(facts(given)).exceptions.map((e) => e.kind);

test("what is out of the ordinary is asked, and pays nothing before it is decided", () => {
  expect(kinds({})).toEqual([]);
  expect(kinds({ appointments: [] })).toEqual(["outsideTerm"]);
  expect(kinds({ appointments: [held({ to: "2026-09-03" })] })).toEqual(["outsideTerm"]);
  expect(kinds({ rates: [] })).toEqual(["noRate"]);
  expect(kinds({ rates: [rate({ to: "2026-09-03" })] })).toEqual(["noRate"]);
  expect(kinds({ talks: [talk({ split: true })] })).toEqual(["splitPlace"]);
  expect(kinds({ talks: [talk({ scopes: [1, 2] })], rates: [rate(), rate({ id: "r2", scopeUnitId: 2 })] })).toEqual([
    "twoRates",
  ]);
  expect(kinds({ talks: [talk(), talk({ talkId: "t2", startsAt: "2026-09-03T12:30:00Z", endsAt: null })] })).toEqual([
    "overlap",
  ]);
  expect(kinds({ talks: [talk(), talk({ talkId: "t2", startsAt: "2026-09-03T13:00:00Z", endsAt: null })] })).toEqual(
    [],
  );
  expect(computePay(facts({ appointments: [] })).lines).toEqual([]);
});

test("the narrower rate of one resolution goes first; a decision holds for exactly what was asked", () => {
  const rates = [rate(), rate({ id: "r2", coreOnly: true, amount: 300_000 })];
  expect(computePay(facts({ rates })).lines[0]!.amount).toBe(200_000);
  expect(computePay(facts({ rates, appointments: [held({ core: true })] })).lines[0]!.amount).toBe(300_000);
  const decided: DecisionFact = {
    personId: "p1",
    claim: "talk:t1",
    kind: "outsideTerm",
    detail: { rateIds: ["r1"] },
    decision: "pay",
    rateId: "r1",
    reason: "x",
    by: "u",
    at: "2026-10-01",
    here: false,
  };
  expect(computePay(facts({ appointments: [], decisions: [decided] }))).toMatchObject({
    lines: [{ amount: 200_000 }],
    exceptions: [],
  });
  const wider = [rate(), rate({ id: "r9", kind: "rapporteur" })];
  expect(computePay(facts({ appointments: [], rates: wider, decisions: [decided] }))).toMatchObject({
    lines: [],
    exceptions: [{ kind: "outsideTerm", decided: null }],
  });
});

test("a cap by amount pays the rest of it; a month falls short and is taken back", () => {
  const talks = [1, 2, 3].map((n) =>
    talk({ talkId: `t${n}`, heldOn: `2026-09-0${n}`, startsAt: `2026-09-0${n}T12:00:00Z`, endsAt: null }),
  );
  const capped = computePay(facts({ talks, rates: [rate({ mostAmount: 500_000 })] }));
  expect(capped.lines.map((l) => l.amount)).toEqual([200_000, 200_000, 100_000]);
  expect(capped.exceptions).toMatchObject([{ kind: "overCap", detail: { cut: 100_000 } }]);
  const monthly = [rate({ per: "month", amount: 900_000, leastTalks: 3 })];
  expect(computePay(facts({ talks, rates: monthly })).lines).toMatchObject([
    { claim: "month:2026-09:grassrootsCommunicator", amount: 900_000 },
  ]);
  const paid = [
    {
      personId: "p1",
      claim: "month:2026-09:grassrootsCommunicator",
      talkId: null,
      month: "2026-09",
      amount: 900_000,
      turns: 1,
      inside: true,
    },
  ];
  expect(computePay(facts({ talks: talks.slice(1), rates: monthly, paid })).lines).toMatchObject([
    { amount: -900_000, turn: 2, derivation: { what: "gone" } },
  ]);
});

const on = (day: number, fields: Partial<TalkFact> = {}) => {
  const heldOn = `2026-09-${String(day).padStart(2, "0")}`;
  return talk({ talkId: `t${day}`, heldOn, startsAt: `${heldOn}T12:00:00Z`, endsAt: null, ...fields });
};
const amounts = (given: Partial<PayFacts>) => computePay(facts(given)).lines.map((l) => l.amount);

test("caps are of one person in one month, also where a rate follows another or a level changes in its middle", () => {
  const talks = [on(3), on(10), on(18), on(20)];
  const followed = [
    rate({ mostTalks: 2, to: "2026-09-16" }),
    rate({ id: "r2", amount: 250_000, mostTalks: 3, from: "2026-09-16" }),
  ];
  expect(amounts({ talks, rates: followed })).toEqual([200_000, 250_000, 200_000]);
  const levels = [
    held({ level: "commune", to: "2026-09-16" }),
    held({ appointmentId: "a2", level: "province", from: "2026-09-16" }),
  ];
  const byLevel = [
    rate({ level: "commune", mostAmount: 500_000 }),
    rate({ id: "r2", level: "province", amount: 300_000, mostAmount: 500_000 }),
  ];
  expect(amounts({ talks, rates: byLevel, appointments: levels })).toEqual([200_000, 100_000, 200_000]);
  // of two resolutions each has its own
  const two = [
    rate({ mostTalks: 1, to: "2026-09-16" }),
    rate({ id: "r2", scopeUnitId: 2, mostTalks: 1, from: "2026-09-16" }),
  ];
  expect(amounts({ talks: talks.map((t) => ({ ...t, scopes: [1, 2] })), rates: two })).toEqual([200_000, 200_000]);
});

test("a month whose term was renewed in its middle is one month; where the level changed too, it is asked by which rate", () => {
  const talks = [on(3), on(10), on(18), on(20)];
  const monthly = [rate({ per: "month", amount: 900_000, leastTalks: 3 })];
  const renewed = [held({ to: "2026-09-16" }), held({ appointmentId: "a2", from: "2026-09-16" })];
  expect(computePay(facts({ talks, rates: monthly, appointments: renewed })).lines).toMatchObject([
    { amount: 900_000, derivation: { talkIds: ["t3", "t10", "t18", "t20"] } },
  ]);
  expect(amounts({ talks: talks.slice(0, 2), rates: monthly, appointments: renewed })).toEqual([]);
  const levels = renewed.map((a, i) => ({ ...a, level: ["commune", "province"][i]! }));
  const byLevel = ["commune", "province"].map((level, i) =>
    rate({ id: `m${i}`, level, per: "month", amount: 900_000, leastTalks: 3 }),
  );
  const asked = computePay(facts({ talks, rates: byLevel, appointments: levels }));
  expect(asked).toMatchObject({ lines: [], exceptions: [{ kind: "twoRates", detail: { rateIds: ["m0", "m1"] } }] });
  // three under one of them: that one
  const three = [...talks, on(5)];
  expect(computePay(facts({ talks: three, rates: byLevel, appointments: levels })).lines).toMatchObject([
    { amount: 900_000, rateId: "m0" },
  ]);
  // a run in the middle of the month pays what is reached by then, and the rest of the month adds nothing
  expect(amounts({ talks: [on(3), on(5)], rates: monthly })).toEqual([]);
  expect(amounts({ talks: [on(3), on(5), on(10)], rates: monthly })).toEqual([900_000]);
  const claim = "month:2026-09:grassrootsCommunicator";
  const paid = [{ personId: "p1", claim, talkId: null, month: "2026-09", amount: 900_000, turns: 1, inside: true }];
  expect(amounts({ talks: three, rates: monthly, paid })).toEqual([]);
});

// ---- histories: talks that arrive, change and disappear, units that move, rates that change, runs by several units

interface Told {
  person: number;
  day: number;
  hour: number;
  home: number;
  stands: boolean;
}
type Event =
  | { do: "record"; person: number; day: number; hour: number; home: number }
  | { do: "shift"; which: number; day: number }
  | { do: "strike"; which: number }
  | { do: "move"; from: number; to: number }
  | { do: "rate"; amount: number; most: number }
  | { do: "run"; unit: number; month: number; end: "approve" | "leave open" | "discard" }
  | { do: "finish" };

const months = ["2026-08", "2026-09", "2026-10"];
const n = (max: number) => fc.integer({ min: 0, max });
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("record" as const), person: n(2), day: n(80), hour: n(20), home: n(2) }),
  },
  fc.record({ do: fc.constant("shift" as const), which: n(30), day: n(80) }),
  fc.record({ do: fc.constant("strike" as const), which: n(30) }),
  fc.record({ do: fc.constant("move" as const), from: n(2), to: n(2) }),
  fc.record({
    do: fc.constant("rate" as const),
    amount: fc.integer({ min: 1, max: 5 }),
    most: fc.integer({ min: 1, max: 4 }),
  }),
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("run" as const),
      // 3 is the unit above
      unit: n(3),
      month: n(2),
      end: fc.constantFrom("approve" as const, "approve" as const, "leave open" as const, "discard" as const),
    }),
  },
  fc.record({ do: fc.constant("finish" as const) }),
);

class History {
  readonly talks: Told[] = [];
  readonly approved: DueLine[] = [];
  readonly open: { id: string; month: string; lines: DueLine[] }[] = [];
  readonly covered = new Set<string>();
  rates = [rate({ mostTalks: 3 })];
  runs = 0;

  /** As the database gathers them: everybody, everywhere, with what is inside the unit marked. */
  facts(unit: number, month: string): PayFacts {
    const inside = (home: number) => unit === 3 || unit === home;
    const talks = this.talks.flatMap((t, i): TalkFact[] => {
      if (!t.stands) return [];
      const startsAt = new Date(Date.UTC(2026, 7, 1 + t.day, t.hour)).toISOString();
      const of = startsAt.slice(0, 7);
      const fields = {
        talkId: `t${i}`,
        personId: `p${t.person}`,
        month: of,
        heldOn: startsAt.slice(0, 10),
        startsAt,
        endsAt: null,
      };
      return [talk({ ...fields, inside: inside(t.home), settled: of === month || this.covered.has(of) })];
    });
    const paid = new Map<string, PayFacts["paid"][number]>();
    for (const line of this.approved) {
      const key = `${line.personId} ${line.claim}`;
      const before = paid.get(key);
      const home = this.talks[Number(line.claim.slice("talk:t".length))]!.home;
      const amount = (before?.amount ?? 0) + line.amount;
      paid.set(key, {
        personId: line.personId,
        claim: line.claim,
        talkId: line.talkId,
        month: line.month,
        amount,
        turns: line.turn,
        inside: inside(home),
      });
    }
    const people = [0, 1, 2].map((p) => `p${p}`);
    return {
      month,
      talks,
      appointments: people.flatMap((personId) =>
        months.map((m) => held({ personId, appointmentId: `a${personId}`, month: m })),
      ),
      paid: [...paid.values()],
      reserved: this.open.flatMap((run) =>
        run.lines.map((l) => ({
          personId: l.personId,
          claim: l.claim,
          runId: run.id,
          unitId: 1,
          number: 1,
          month: run.month,
        })),
      ),
      decisions: this.talks
        .flatMap((t, i) =>
          // whoever looks decides the same: it was another evening after all
          this.talks.map((_, j): DecisionFact => ({
            personId: `p${t.person}`,
            claim: `talk:t${i}`,
            kind: "overlap",
            detail: { talkId: `t${j}` },
            decision: "pay",
            rateId: null,
            reason: "x",
            by: "u",
            at: "x",
            here: false,
          })),
        )
        .filter((d) => this.asked.get(d.claim) === d.detail.talkId),
      rates: this.rates,
      marks: [],
    };
  }
  asked = new Map<string, string>();

  compute(unit: number, month: string) {
    for (;;) {
      const result = computePay(this.facts(unit, month));
      const undecided = result.exceptions.filter((e) => !toldOnly.includes(e.kind) && e.decided === null);
      if (undecided.length === 0) return result;
      for (const e of undecided) this.asked.set(e.claim, e.detail.talkId!);
    }
  }

  run(unit: number, month: string, end: "approve" | "leave open" | "discard"): void {
    const { lines } = this.compute(unit, month);
    // what a unique turn in the database holds
    const taken = new Set(
      [...this.approved, ...this.open.flatMap((r) => r.lines)].map((l) => `${l.personId} ${l.claim} ${l.turn}`),
    );
    for (const line of lines) {
      expect(taken.has(`${line.personId} ${line.claim} ${line.turn}`)).toBe(false);
      expect(line.amount).toBe(line.entitled - line.paidBefore);
    }
    if (end === "discard") return;
    this.runs += 1;
    this.open.push({ id: `run${this.runs}`, month, lines });
    if (end === "approve") this.finish();
  }

  finish(): void {
    const run = this.open.pop();
    if (run === undefined) return;
    this.approved.push(...run.lines);
    this.covered.add(run.month);
  }

  happen(e: Event): void {
    if (e.do === "record") this.talks.push({ ...e, stands: true });
    const which = this.talks.length === 0 || !("which" in e) ? undefined : this.talks[e.which % this.talks.length];
    if (e.do === "shift" && which !== undefined) which.day = e.day;
    if (e.do === "strike" && which !== undefined) which.stands = false;
    if (e.do === "move") for (const t of this.talks) if (t.home === e.from) t.home = e.to;
    if (e.do === "rate") this.rates = [rate({ amount: e.amount * 50_000, mostTalks: e.most })];
    if (e.do === "run") this.run(e.unit, months[e.month]!, e.end);
    if (e.do === "finish") this.finish();
  }
}

test("any order of records, corrections, reorganisations and runs comes to what is due, each claim paid first only once", () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 5, maxLength: 40 }), (events) => {
      const history = new History();
      for (const e of events) history.happen(e);
      while (history.open.length > 0) history.finish();
      for (const month of months) history.run(3, month, "approve");
      // a month that closed last may have looked at earlier ones before they were settled
      for (const month of months) history.run(3, month, "approve");
      for (const month of months) expect(history.compute(3, month).lines).toEqual([]);
      // rerunning changes nothing
      expect(history.compute(3, months[1]!)).toEqual(history.compute(3, months[1]!));

      const due = new Map(
        computePay({ ...history.facts(3, months[0]!), paid: [], reserved: [] }).lines.map((l) => [
          `${l.personId} ${l.claim}`,
          l.entitled,
        ]),
      );
      const sums = new Map<string, number>();
      const firsts = new Map<string, number>();
      for (const line of history.approved) {
        const key = `${line.personId} ${line.claim}`;
        sums.set(key, (sums.get(key) ?? 0) + line.amount);
        if (line.turn === 1) firsts.set(key, (firsts.get(key) ?? 0) + 1);
      }
      for (const [key, sum] of sums) expect([key, sum]).toEqual([key, due.get(key) ?? 0]);
      for (const key of due.keys()) expect(sums.has(key)).toBe(true);
      for (const count of firsts.values()) expect(count).toBe(1);
      const total = history.approved.reduce((sum, l) => sum + l.amount, 0);
      expect(total).toBe([...due.values()].reduce((a, b) => a + b, 0));
    }),
    { seed: 20261123, numRuns: 300 },
  );
});
