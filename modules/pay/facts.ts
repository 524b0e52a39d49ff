/**
 * All that decides about pay, as the database gathers it in one question (`pay_facts`, migrations 0170 and 0246). Days are YYYY-MM-DD,
 * months YYYY-MM, moments ISO UTC, money whole đồng.
 */
export interface PayFacts {
  month: string;
  talks: readonly TalkFact[];
  appointments: readonly AppointmentFact[];
  paid: readonly PaidFact[];
  reserved: readonly ReservedFact[];
  decisions: readonly DecisionFact[];
  rates: readonly RateFact[];
  /** Of each person's month that is looked at: a fingerprint of the talks and appointments that decide about it. */
  marks: readonly { personId: string; month: string; mark: string }[];
}

/** A verified talk of one of its speakers; also those elsewhere, since caps count over all units. */
export interface TalkFact {
  personId: string;
  talkId: string;
  version: number;
  month: string;
  heldOn: string;
  startsAt: string;
  endsAt: string | null;
  placeId: number;
  /** Fingerprint of what decides about pay. */
  mark: string;
  /** It belongs to the unit of the run, as units are today. */
  inside: boolean;
  /** Its place was split: no one unit of today is its own. */
  split: boolean;
  /** Units whose resolutions hold at its place on its day. */
  scopes: readonly number[];
  /** Of the run's month, or of an earlier one that an approved run has settled. */
  settled: boolean;
}

/** An appointment in one month. `to` is the first day on which it is no longer held. */
export interface AppointmentFact {
  personId: string;
  appointmentId: string;
  version: number;
  kind: string;
  level: string | null;
  core: boolean;
  from: string;
  to: string | null;
  month: string;
  inside: boolean;
  split: boolean;
  settled: boolean;
  scopes: readonly number[];
}

export interface RateFact {
  id: string;
  scopeUnitId: number;
  kind: string;
  level: string | null;
  coreOnly: boolean;
  per: "talk" | "month";
  amount: number;
  mostTalks: number | null;
  mostAmount: number | null;
  leastTalks: number | null;
  legalBasis: string;
  from: string;
  to: string | null;
}

/** What approved runs have paid of a claim. */
export interface PaidFact {
  personId: string;
  claim: string;
  talkId: string | null;
  month: string;
  amount: number;
  turns: number;
  inside: boolean;
}

/** A claim whose next turn an open run of somebody else holds. */
export interface ReservedFact {
  personId: string;
  claim: string;
  runId: string;
  unitId: number;
  number: number;
  month: string;
}

export interface DecisionFact {
  personId: string;
  claim: string;
  kind: string;
  detail: ExceptionDetail;
  decision: "pay" | "leave";
  rateId: string | null;
  reason: string;
  by: string;
  at: string;
  /** Decided in this very run, so it is shown in it; others were shown where they were decided. */
  here: boolean;
}

export interface ExceptionDetail {
  /** Rates to choose from. */
  rateIds?: readonly string[];
  /** The talk that it overlaps with. */
  talkId?: string;
  /** What the cap cut off. */
  cut?: number;
  /** The open run that holds it. */
  runId?: string;
  unitId?: number;
  number?: number;
  month?: string;
}
