import { canonicalJson } from "#kernel/canonical.ts";
import { daysInMonth } from "#kernel/civil-date.ts";
import type { AppointmentFact, DecisionFact, ExceptionDetail, PayFacts, RateFact, TalkFact } from "./facts.ts";
import type { PayDerivation } from "./contract.ts";

/**
 * What is due to whom: pure, from facts alone, the same whenever it is asked. A line is what somebody is entitled to less
 * what was paid before, so a run that is computed twice, a corrected talk, a merger or a new rate all come to the same sum.
 */
export type ExceptionKind =
  | "noRate"
  | "twoRates"
  | "overlap"
  | "outsideTerm"
  | "splitPlace"
  | "overCap"
  | "inAnotherRun";

/** These say what is so; a person has nothing to decide about them. */
export const toldOnly: readonly ExceptionKind[] = ["overCap", "inAnotherRun"];

export interface DueLine {
  personId: string;
  claim: string;
  turn: number;
  amount: number;
  entitled: number;
  paidBefore: number;
  month: string;
  rateId: string | null;
  talkId: string | null;
  talkVersion: number | null;
  mark: string | null;
  monthMark: string | null;
  appointmentId: string | null;
  appointmentVersion: number | null;
  derivation: PayDerivation;
}

export interface DueException {
  personId: string;
  claim: string;
  kind: ExceptionKind;
  month: string;
  talkId: string | null;
  detail: ExceptionDetail;
  /** Of this run; null while nobody has decided. */
  decided: DecisionFact | null;
}

interface Entitled {
  personId: string;
  claim: string;
  month: string;
  /** Null while an exception waits for a decision. */
  amount: number | null;
  inside: boolean;
  settled: boolean;
  talk: TalkFact | null;
  rate: RateFact | null;
  appointment: AppointmentFact | null;
  exceptions: DueException[];
  derivation: PayDerivation;
}

export function computePay(facts: PayFacts): { lines: DueLine[]; exceptions: DueException[] } {
  const rates = new Map(facts.rates.map((rate) => [rate.id, rate]));
  const decisions = new Map(facts.decisions.map((d) => [`${d.personId} ${d.claim} ${d.kind}`, d]));
  const claims = new Map<string, Entitled>();
  const months = new Map<string, { talks: TalkFact[]; held: AppointmentFact[] }>();
  const at = (key: string) => months.get(key) ?? months.set(key, { talks: [], held: [] }).get(key)!;
  for (const talk of facts.talks) at(`${talk.personId} ${talk.month}`).talks.push(talk);
  for (const held of facts.appointments) at(`${held.personId} ${held.month}`).held.push(held);
  const paid = new Map(facts.paid.map((p) => [`${p.personId} ${p.claim}`, p]));
  for (const [key, { talks, held }] of months) {
    const paidOnce = (claim: string) => paid.has(`${key.slice(0, key.indexOf(" "))} ${claim}`);
    for (const claim of entitledInMonth(talks, held, rates, decisions, paidOnce))
      claims.set(`${claim.personId} ${claim.claim}`, claim);
  }

  const reserved = new Map(facts.reserved.map((r) => [`${r.personId} ${r.claim}`, r]));
  const marks = new Map(facts.marks.map((m) => [`${m.personId} ${m.month}`, m.mark]));
  const lines: DueLine[] = [];
  const exceptions: DueException[] = [];
  /** What is owed now, less what was paid: the next turn of the claim, unless another open run holds it. */
  const settle = (due: Omit<Entitled, "amount" | "exceptions"> & { amount: number }) => {
    const key = `${due.personId} ${due.claim}`;
    const before = paid.get(key);
    const paidBefore = before?.amount ?? 0;
    if (due.amount === paidBefore) return;
    const { personId, claim, month, talk } = due;
    const other = reserved.get(key);
    if (other !== undefined) {
      const { runId, unitId, number } = other;
      const detail = { runId, unitId, number, month: other.month };
      const talkId = talk?.talkId ?? before?.talkId ?? null;
      exceptions.push({ personId, claim, month, kind: "inAnotherRun", talkId, detail, decided: null });
      return;
    }
    lines.push({
      personId,
      claim,
      month,
      turn: (before?.turns ?? 0) + 1,
      amount: due.amount - paidBefore,
      entitled: due.amount,
      paidBefore,
      rateId: due.rate?.id ?? null,
      talkId: talk?.talkId ?? before?.talkId ?? null,
      talkVersion: talk?.version ?? null,
      mark: talk?.mark ?? null,
      monthMark: marks.get(`${personId} ${month}`) ?? null,
      appointmentId: due.appointment?.appointmentId ?? null,
      appointmentVersion: due.appointment?.version ?? null,
      derivation: due.derivation,
    });
  };

  for (const [key, claim] of claims) {
    if (!claim.inside || !(claim.settled || (paid.get(key)?.turns ?? 0) > 0)) continue;
    for (const exception of claim.exceptions) {
      // said once: in the run of its own month
      if (exception.kind === "overCap" && claim.month !== facts.month) continue;
      exceptions.push(exception);
    }
    if (claim.amount !== null) settle({ ...claim, amount: claim.amount });
  }
  // paid once, and nothing of it stands any more: a speaker taken out, a month that fell short
  for (const [key, before] of paid) {
    if (!before.inside || before.amount === 0 || claims.has(key)) continue;
    const { personId, claim, month } = before;
    const rest = { inside: true, settled: true, talk: null, rate: null, appointment: null };
    settle({ personId, claim, month, amount: 0, ...rest, derivation: { what: "gone" } });
  }
  const order = (a: { personId: string; claim: string }, b: { personId: string; claim: string }) =>
    compare(a.personId, b.personId) || compare(a.claim, b.claim);
  return {
    lines: lines.sort(order),
    exceptions: exceptions.sort((a, b) => order(a, b) || compare(a.kind, b.kind)),
  };
}

const compare = (a: string, b: string) => Number(a > b) - Number(a < b);

/** One person, one month: talks in the order in which they were held, so that caps are used up in that order. */
function entitledInMonth(
  talks: readonly TalkFact[],
  held: readonly AppointmentFact[],
  rates: ReadonlyMap<string, RateFact>,
  decisions: ReadonlyMap<string, DecisionFact>,
  paidOnce: (claim: string) => boolean,
): Entitled[] {
  const claims: Entitled[] = [];
  const standing: TalkFact[] = [];
  const used = new Map<string, { talks: number; amount: number }>();
  const inOrder = [...talks].sort((a, b) => compare(a.startsAt, b.startsAt) || compare(a.talkId, b.talkId));
  for (const talk of inOrder) {
    const claim = `talk:${talk.talkId}`;
    const mine = held.filter((a) => isHeldOn(a, talk.heldOn));
    const ask = new Asking(talk.personId, claim, talk.month, talk.talkId, decisions);
    const inForce = [...rates.values()].filter(
      (r) => r.per === "talk" && talk.scopes.includes(r.scopeUnitId) && isInForce(r, talk.heldOn),
    );
    const found = bestOf(inForce, mine);
    let rate = found[0]?.rate ?? null;
    const choices = (of: readonly RateFact[]) => ({ rateIds: of.map((r) => r.id).sort() });
    const byMonth = mine.some((a) => monthRates(a, rates).length > 0);
    if (mine.length === 0) rate = ask.about("outsideTerm", choices(inForce), rates);
    else if (found.length === 0 && !byMonth) rate = ask.about("noRate", choices(inForce), rates);
    else if (found.length > 1) rate = ask.about("twoRates", choices(found.map((f) => f.rate)), rates);
    const over = standing.find((other) => overlaps(other, talk));
    if (over !== undefined && (rate !== null || ask.open)) ask.about("overlap", { talkId: over.talkId }, rates);
    const before = (rate !== null && used.get(capOf(rate))) || { talks: 0, amount: 0 };
    // asked only where something is still to be paid for it, not of what was paid before the place was split
    const owed = rate === null || capped(rate, before) > 0;
    if (talk.split && owed && (rate !== null || ask.open) && !paidOnce(claim)) ask.about("splitPlace", {}, rates);
    if (!ask.left) standing.push(talk);
    if (rate === null && ask.exceptions.length === 0 && !ask.left) continue;

    const payable = rate !== null && !ask.open && !ask.left;
    const amount = payable ? capped(rate!, before) : 0;
    const cut = payable ? rate!.amount - amount : 0;
    if (amount > 0) used.set(capOf(rate!), { talks: before.talks + 1, amount: before.amount + amount });
    if (cut > 0) ask.tell("overCap", { cut });
    const appointment = found.find((f) => f.rate.id === rate?.id)?.appointment ?? mine[0] ?? null;
    claims.push({
      personId: talk.personId,
      claim,
      month: talk.month,
      amount: ask.open ? null : amount,
      inside: talk.inside,
      settled: talk.settled,
      talk,
      rate,
      appointment,
      exceptions: ask.exceptions,
      derivation: {
        what: "talk",
        heldOn: talk.heldOn,
        startsAt: talk.startsAt,
        placeId: talk.placeId,
        ...(rate === null ? {} : { rate: rateWords(rate), order: before.talks + 1, usedBefore: before.amount, cut }),
        ...(appointment === null ? {} : { appointment: appointmentWords(appointment) }),
        decisions: ask.decided,
      },
    });
  }
  return [...claims, ...entitledByMonth(standing, held, rates, decisions, paidOnce)];
}

interface MonthCandidate {
  rate: RateFact;
  appointment: AppointmentFact;
  talks: TalkFact[];
}

/**
 * Rates by the month that enough talks were given for. Where a term was renewed or a level changed in the middle of the month, what
 * was given under one rate counts together; what no rate alone reaches, all of them together may, and then it is asked.
 */
function monthCandidates(
  held: readonly AppointmentFact[],
  talks: readonly TalkFact[],
  rates: ReadonlyMap<string, RateFact>,
): MonthCandidate[] {
  const byRate = new Map<string, MonthCandidate & { most: number }>();
  for (const appointment of held) {
    const given = talks.filter((t) => isHeldOn(appointment, t.heldOn));
    for (const rate of monthRates(appointment, rates)) {
      const known = byRate.get(rate.id);
      if (known === undefined) byRate.set(rate.id, { rate, appointment, talks: given, most: given.length });
      else {
        known.talks = talks.filter((t) => known.talks.includes(t) || given.includes(t));
        // paid where most of it was given
        if (given.length > known.most) Object.assign(known, { appointment, most: given.length });
      }
    }
  }
  const all = [...byRate.values()];
  const together = talks.filter((t) => all.some((c) => c.talks.includes(t)));
  const enough = (c: MonthCandidate) => c.talks.length >= (c.rate.leastTalks ?? 1);
  const alone = all.filter(enough);
  return alone.length > 0 ? alone : all.map((c) => ({ ...c, talks: together })).filter(enough);
}

/** One payment of a month for each kind of appointment, once so many talks were given under it. */
function entitledByMonth(
  talks: readonly TalkFact[],
  held: readonly AppointmentFact[],
  rates: ReadonlyMap<string, RateFact>,
  decisions: ReadonlyMap<string, DecisionFact>,
  paidOnce: (claim: string) => boolean,
): Entitled[] {
  const claims: Entitled[] = [];
  for (const kind of new Set(held.map((a) => a.kind))) {
    const candidates = monthCandidates(
      held.filter((a) => a.kind === kind),
      talks,
      rates,
    );
    const first = candidates[0];
    if (first === undefined) continue;
    const { personId, month } = first.appointment;
    const claim = `month:${month}:${kind}`;
    const ask = new Asking(personId, claim, month, null, decisions);
    let rate: RateFact | null = first.rate;
    if (candidates.length > 1)
      rate = ask.about("twoRates", { rateIds: candidates.map((c) => c.rate.id).sort() }, rates);
    const chosen = candidates.find((c) => c.rate.id === rate?.id) ?? first;
    if (chosen.appointment.split && !paidOnce(claim)) ask.about("splitPlace", {}, rates);
    claims.push({
      personId,
      claim,
      month,
      amount: ask.open ? null : ask.left ? 0 : chosen.rate.amount,
      inside: chosen.appointment.inside,
      settled: chosen.appointment.settled,
      talk: null,
      rate: chosen.rate,
      appointment: chosen.appointment,
      exceptions: ask.exceptions,
      derivation: {
        what: "month",
        rate: rateWords(chosen.rate),
        appointment: appointmentWords(chosen.appointment),
        talkIds: chosen.talks.map((t) => t.talkId),
        decisions: ask.decided,
      },
    });
  }
  return claims;
}

/** What is out of the ordinary about one claim, and what was decided about it. */
class Asking {
  readonly exceptions: DueException[] = [];
  readonly decided: { kind: ExceptionKind; reason: string; by: string; at: string; decision: "pay" | "leave" }[] = [];
  open = false;
  left = false;
  readonly #about: Pick<DueException, "personId" | "claim" | "month" | "talkId">;
  readonly #decisions: ReadonlyMap<string, DecisionFact>;

  constructor(
    personId: string,
    claim: string,
    month: string,
    talkId: string | null,
    decisions: ReadonlyMap<string, DecisionFact>,
  ) {
    this.#about = { personId, claim, month, talkId };
    this.#decisions = decisions;
  }

  /** The rate that was decided on, or null. A decision holds for exactly what was asked: another choice asks again. */
  about(kind: ExceptionKind, detail: ExceptionDetail, rates: ReadonlyMap<string, RateFact>): RateFact | null {
    const { personId, claim } = this.#about;
    const found = this.#decisions.get(`${personId} ${claim} ${kind}`);
    const decision = found !== undefined && canonicalJson(found.detail) === canonicalJson(detail) ? found : null;
    if (decision === null || decision.here) this.exceptions.push({ ...this.#about, kind, detail, decided: decision });
    if (decision === null) {
      this.open = true;
      return null;
    }
    const { reason, by, at } = decision;
    this.decided.push({ kind, reason, by, at, decision: decision.decision });
    if (decision.decision === "leave") this.left = true;
    return (decision.rateId !== null && rates.get(decision.rateId)) || null;
  }

  tell(kind: ExceptionKind, detail: ExceptionDetail): void {
    this.exceptions.push({ ...this.#about, kind, detail, decided: null });
  }
}

function isHeldOn(held: AppointmentFact, day: string): boolean {
  return held.from <= day && (held.to === null || day < held.to);
}

function isInForce(rate: RateFact, day: string): boolean {
  return rate.from <= day && (rate.to === null || day < rate.to);
}

function fits(rate: RateFact, held: AppointmentFact): boolean {
  return rate.kind === held.kind && (rate.level === null || rate.level === held.level) && (!rate.coreOnly || held.core);
}

/** Within one resolution and kind the narrower rate goes first: that for the core, then that for the level. */
function bestOf(
  rates: readonly RateFact[],
  held: readonly AppointmentFact[],
): { rate: RateFact; appointment: AppointmentFact }[] {
  const best = new Map<string, { rate: RateFact; appointment: AppointmentFact }>();
  const narrow = (r: RateFact) => Number(r.coreOnly) * 2 + Number(r.level !== null);
  for (const appointment of held) {
    for (const rate of rates) {
      if (!fits(rate, appointment)) continue;
      const key = `${rate.scopeUnitId} ${rate.kind}`;
      const known = best.get(key);
      if (known === undefined || narrow(rate) > narrow(known.rate)) best.set(key, { rate, appointment });
    }
  }
  return [...best.values()].sort((a, b) => compare(a.rate.id, b.rate.id));
}

/** The rates by the month that are in force at the month's end for this appointment. */
function monthRates(held: AppointmentFact, rates: ReadonlyMap<string, RateFact>): RateFact[] {
  const day = `${held.month}-${daysInMonth(Number(held.month.slice(0, 4)), Number(held.month.slice(5)))}`;
  const inForce = [...rates.values()].filter(
    (r) => r.per === "month" && held.scopes.includes(r.scopeUnitId) && isInForce(r, day),
  );
  return bestOf(inForce, [held]).map((b) => b.rate);
}

function overlaps(a: TalkFact, b: TalkFact): boolean {
  const [aEnd, bEnd] = [a.endsAt ?? a.startsAt, b.endsAt ?? b.startsAt];
  return a.startsAt === b.startsAt || (a.startsAt < bEnd && b.startsAt < aEnd);
}

/** Caps are of one person in one month: a rate that follows another, or another level, goes on where that one was. */
const capOf = (rate: RateFact): string => `${rate.scopeUnitId} ${rate.kind}`;

function capped(rate: RateFact, before: { talks: number; amount: number }): number {
  if (rate.mostTalks !== null && before.talks >= rate.mostTalks) return 0;
  return rate.mostAmount === null ? rate.amount : Math.max(0, Math.min(rate.amount, rate.mostAmount - before.amount));
}

function rateWords(rate: RateFact) {
  const { id, scopeUnitId, kind, level, coreOnly, per, amount, mostTalks, mostAmount, leastTalks, legalBasis } = rate;
  return { id, scopeUnitId, kind, level, coreOnly, per, amount, mostTalks, mostAmount, leastTalks, legalBasis };
}

function appointmentWords({ appointmentId, kind, level, core, from, to }: AppointmentFact) {
  return { id: appointmentId, kind, level, core, from, to };
}
