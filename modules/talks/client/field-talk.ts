import { civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import type { TalkAmend, TalkFacts, TalkRecord, TalkStatus } from "../contract.ts";
import { nextTalkStatus, type TalkVerb } from "../rules.ts";

/**
 * A talk as the phone shows it: what the server last said, with what is still in the outbox laid over
 * it. Pure; the phone's lists are computed from stored rows and outbox items, never kept twice.
 */
export interface PhoneTalk extends TalkFacts {
  id: string;
  number: string;
  status: TalkStatus;
  version: number;
  heldOn: CivilDate;
  unitName: string;
  placeName: string;
  speakerNames: string[];
  returnReason: string | null;
  /** The newest command on it that this phone made and the server's list does not show yet. */
  onPhone: { commandId: string; state: string } | null;
}

/** What an outbox item tells; the database's own type has more. */
export interface OutboxView {
  id: string;
  name: string;
  payload: unknown;
  subject: string;
  about: Record<string, string>;
  state: string;
  closedAt?: string | undefined;
}

type Plain = Record<string, unknown>;
const plain = (value: unknown): Plain | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Plain) : null;
const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const named = (value: unknown): string => text(plain(value)?.name) ?? "";

/** Reads a pulled talk; null when it lacks what a list needs (a later server may send more, never less). */
export function asPhoneTalk(id: string, version: unknown, data: unknown): PhoneTalk | null {
  const row = plain(data);
  const facts = plain(row?.facts) as TalkFacts | null;
  if (!row || !facts || typeof facts.startsAt !== "string" || typeof row.status !== "string") return null;
  const speakers = list(row.speakers).map(plain);
  return {
    ...facts,
    id,
    number: text(row.number) ?? "",
    status: row.status as TalkStatus,
    version: typeof version === "number" ? version : Number(row.version ?? 1),
    heldOn: civilDateOf(new Date(facts.startsAt)),
    unitName: named(row.unit),
    placeName: named(row.place),
    speakerNames: speakers.flatMap((s) => (s && typeof s.name === "string" && s.name !== "" ? [s.name] : [])),
    returnReason: row.status === "returned" ? text(row.statusReason) : null,
    onPhone: null,
  };
}

const unsent = ["local", "sending", "refused"];

/** Lays the open commands over the server's rows. A received one stays laid over until a later pull shows its effect. */
export function talksOnPhone(
  rows: readonly PhoneTalk[],
  outbox: readonly OutboxView[],
  lastPullAt: string | null,
): PhoneTalk[] {
  const talks = new Map(rows.map((row) => [row.id, row]));
  for (const item of outbox) {
    const shownByServer = item.state === "received" && lastPullAt !== null && (item.closedAt ?? "") < lastPullAt;
    // A held record is with the server and not among its talks yet: here it stays what it is, a talk that was given.
    const waits = item.name === "talk.record" && item.state === "held";
    if (shownByServer || !(waits || unsent.includes(item.state) || item.state === "received")) continue;
    const before = talks.get(item.subject) ?? null;
    const after = layOver(before, item);
    if (after) talks.set(item.subject, { ...after, onPhone: { commandId: item.id, state: item.state } });
  }
  return [...talks.values()].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}

function layOver(before: PhoneTalk | null, item: OutboxView): PhoneTalk | null {
  if (item.name === "talk.record") return recorded(before, item.payload as TalkRecord, item.about);
  if (before === null) return null;
  if (item.name === "talk.accept") return moved(before, "accept");
  if (item.name === "talk.decline") return moved(before, "decline");
  if (item.name === "talk.amend") return amended(before, item.payload as TalkAmend);
  return null;
}

function moved(talk: PhoneTalk, verb: TalkVerb): PhoneTalk {
  return { ...talk, status: nextTalkStatus(talk.status, verb) ?? talk.status };
}

function recorded(before: PhoneTalk | null, record: TalkRecord, about: Record<string, string>): PhoneTalk {
  const {
    talkId,
    plannedVersion: _v,
    plannedFacts: _f,
    questions: _q,
    difficulties: _d,
    photos: _p,
    ...facts
  } = record;
  return {
    id: talkId,
    number: before?.number ?? "",
    version: before?.version ?? 0,
    unitName: before?.unitName ?? about.unit ?? "",
    speakerNames: before?.speakerNames ?? [],
    returnReason: null,
    onPhone: null,
    ...facts,
    placeName: about.place ?? before?.placeName ?? "",
    status: "delivered",
    heldOn: civilDateOf(new Date(facts.startsAt)),
  };
}

function amended(before: PhoneTalk, amend: TalkAmend): PhoneTalk {
  const values = Object.entries(amend.changes).flatMap(([field, change]) => (change ? [[field, change.value]] : []));
  const talk = { ...before, ...(Object.fromEntries(values) as Partial<TalkFacts>) };
  talk.heldOn = civilDateOf(new Date(talk.startsAt));
  return amend.handIn ? moved(talk, "handIn") : talk;
}

export interface TodayView {
  /** Of today, not yet given. */
  today: PhoneTalk[];
  /** Given today (recorded). */
  givenToday: PhoneTalk[];
  next: PhoneTalk | null;
  /** Assigned to me, not answered. */
  toAnswer: PhoneTalk[];
  returned: PhoneTalk[];
  /** Planned for a day that is past, and nothing recorded. */
  unrecorded: PhoneTalk[];
}

const coming = ["planned", "assigned", "accepted"];

export function todayView(talks: readonly PhoneTalk[], me: string | null, today: CivilDate): TodayView {
  const mine = talks.filter((talk) => me === null || talk.speakerIds.includes(me));
  const open = mine.filter((talk) => coming.includes(talk.status));
  return {
    today: open.filter((talk) => talk.heldOn === today),
    givenToday: mine.filter(
      (talk) =>
        talk.heldOn === today &&
        (talk.status === "delivered" || talk.status === "verified" || talk.status === "counted"),
    ),
    next: open.find((talk) => talk.heldOn > today) ?? null,
    toAnswer: open.filter((talk) => talk.status === "assigned" && talk.heldOn >= today),
    returned: mine.filter((talk) => talk.status === "returned"),
    unrecorded: open.filter((talk) => talk.heldOn < today).reverse(),
  };
}

export interface MonthResult {
  /** YYYY-MM */
  month: string;
  verifiedTalks: number;
  verifiedAttendance: number;
  /** Given, not verified yet: on this phone, or waiting with the commune. */
  waitingTalks: number;
  talks: PhoneTalk[];
}

/** Newest month first. Only verified talks count; the others are said beside them. */
export function resultsByMonth(talks: readonly PhoneTalk[], me: string | null): MonthResult[] {
  const months = new Map<string, MonthResult>();
  for (const talk of talks) {
    if (me !== null && !talk.speakerIds.includes(me)) continue;
    const verified = talk.status === "verified" || talk.status === "counted";
    if (!verified && talk.status !== "delivered" && talk.status !== "returned") continue;
    const month = talk.heldOn.slice(0, 7);
    const result = months.get(month) ?? { month, verifiedTalks: 0, verifiedAttendance: 0, waitingTalks: 0, talks: [] };
    months.set(month, result);
    result.talks.unshift(talk);
    if (verified) {
      result.verifiedTalks++;
      result.verifiedAttendance += talk.attendance ?? 0;
    } else result.waitingTalks++;
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? 1 : -1));
}

/** Smallest and largest attendance of earlier talks at a place; null when there are too few to help. */
export function usualAttendance(talks: readonly PhoneTalk[], placeUnitId: number): { from: number; to: number } | null {
  const counts = talks.flatMap((t) =>
    t.placeUnitId === placeUnitId && t.attendance !== null && t.onPhone === null ? [t.attendance] : [],
  );
  return counts.length < 2 ? null : { from: Math.min(...counts), to: Math.max(...counts) };
}
