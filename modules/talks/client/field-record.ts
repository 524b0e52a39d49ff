import { civilDateOf, daysBetween, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { hasIdentity } from "#kernel/text/identity-filter.ts";
import type { TalkFacts, TalkRecord } from "../contract.ts";
import { identitiesInPlace, sameFact } from "../rules.ts";
import type { PhoneTalk } from "./field-talk.ts";

/**
 * The record in work on a phone: what was answered so far, step by step, with the texts as they were
 * typed. It is plain JSON, kept in the phone's database at every change, so old drafts must stay
 * readable: new members are optional.
 */
export interface RecordDraft {
  talkId: string;
  /** The plan as the phone knew it when the record was begun: the base against which the server merges. */
  planned: { version: number; facts: Partial<TalkFacts> } | null;
  step: number;
  title: string;
  topic: string | null;
  kind: TalkFacts["kind"];
  mode: TalkFacts["mode"];
  audienceKind: TalkFacts["audienceKind"];
  language: string;
  materialVersionIds: string[];
  speakerIds: string[];
  unitId: number | null;
  unitName: string;
  placeUnitId: number | null;
  placeName: string;
  placeDetail: string;
  day: string;
  from: string;
  to: string;
  attendance: string;
  estimated: boolean;
  sites: TalkFacts["sites"];
  questions: NotedText[];
  difficulties: NotedText[];
  /** Being typed, not yet added. */
  typing: { question: string; difficulty: string };
  photos: { id: string; sha256: string; size: number }[];
}

export interface NotedText {
  id: string;
  text: string;
  struck: boolean;
}

export const recordSteps = ["talk", "place", "count", "asked", "photo", "check"] as const;
export type RecordStep = (typeof recordSteps)[number];

export interface Recorder {
  personId: string | null;
  homeUnitId: number | null;
  homeUnitName: string;
}

export const clockTime = (moment: string | Date): string =>
  new Date(new Date(moment).getTime() + 7 * 3600_000).toISOString().slice(11, 16);

/** Talks that a person may have come home from: planned for them, today or in the two weeks before. */
export function recordableTalks(talks: readonly PhoneTalk[], me: string | null, today: CivilDate): PhoneTalk[] {
  return talks.filter((t) => {
    const ago = daysBetween(t.heldOn, today);
    return (
      ["planned", "assigned", "accepted"].includes(t.status) &&
      (me === null || t.speakerIds.includes(me)) &&
      ago >= 0 &&
      ago <= 14
    );
  });
}

/** The talk that a person who taps "record" now most likely means: the one nearest to now among those not recorded. */
export function likeliestTalk(talks: readonly PhoneTalk[], me: string | null, now: Date): PhoneTalk | null {
  const today = civilDateOf(now);
  const open = recordableTalks(talks, me, today);
  const distance = (t: PhoneTalk) => {
    const ahead = Date.parse(t.startsAt) - now.getTime();
    // what has begun counts before what is still to come
    return ahead > 30 * 60_000 ? ahead * 20 : Math.abs(ahead);
  };
  return open.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

export function newDraft(
  recorder: Recorder,
  planned: PhoneTalk | null,
  now: Date,
  last: PhoneTalk | null = null,
): RecordDraft {
  const draft: RecordDraft = {
    talkId: newId(now.getTime()),
    planned: null,
    step: 0,
    title: "",
    topic: null,
    kind: "residentMeeting",
    mode: "inPerson",
    audienceKind: "residents",
    language: "vi",
    materialVersionIds: [],
    speakerIds: recorder.personId === null ? [] : [recorder.personId],
    unitId: recorder.homeUnitId ?? last?.unitId ?? null,
    unitName: recorder.homeUnitName,
    placeUnitId: last?.placeUnitId ?? null,
    placeName: last?.placeName ?? "",
    placeDetail: "",
    day: civilDateOf(now),
    // most records are written at the end: it began about an hour ago, on a round hour
    from: `${String(Math.max(0, Number(clockTime(now).slice(0, 2)) - 1)).padStart(2, "0")}:00`,
    to: "",
    attendance: "",
    estimated: false,
    sites: [],
    questions: [],
    difficulties: [],
    typing: { question: "", difficulty: "" },
    photos: [],
  };
  return planned ? fromPlan(draft, planned, now) : draft;
}

/** Takes the plan's facts into the draft; what was already counted, asked and photographed stays. */
export function fromPlan(draft: RecordDraft, plan: PhoneTalk, now: Date): RecordDraft {
  const {
    title,
    topic,
    kind,
    mode,
    audienceKind,
    language,
    materialVersionIds,
    speakerIds,
    unitId,
    unitName,
    placeUnitId,
    placeName,
  } = plan;
  const begun = now.getTime() - Date.parse(plan.startsAt);
  const justEnded = begun > 10 * 60_000 && begun < 5 * 3600_000;
  return {
    ...draft,
    talkId: plan.id,
    planned: { version: plan.version, facts: planFacts(plan) },
    title,
    topic,
    kind,
    mode,
    audienceKind,
    language,
    materialVersionIds,
    speakerIds,
    unitId,
    unitName,
    placeUnitId,
    placeName,
    placeDetail: plan.placeDetail ?? "",
    sites: plan.sites,
    day: plan.heldOn,
    from: clockTime(plan.startsAt),
    to: plan.endsAt ? clockTime(plan.endsAt) : justEnded ? clockTime(now) : "",
  };
}

function planFacts(plan: PhoneTalk): Partial<TalkFacts> {
  const {
    unitId,
    placeUnitId,
    placeDetail,
    kind,
    mode,
    topic,
    title,
    audienceKind,
    language,
    startsAt,
    endsAt,
    speakerIds,
    materialVersionIds,
  } = plan;
  return {
    unitId,
    placeUnitId,
    placeDetail,
    kind,
    mode,
    topic,
    title,
    audienceKind,
    language,
    startsAt,
    endsAt,
    speakerIds,
    materialVersionIds,
  };
}

/** The last talk this person gave: where one speaks next is mostly there. */
export function lastGiven(talks: readonly PhoneTalk[], me: string | null): PhoneTalk | null {
  const given = talks.filter(
    (t) =>
      ["delivered", "returned", "verified", "counted"].includes(t.status) && (me === null || t.speakerIds.includes(me)),
  );
  return given.at(-1) ?? null;
}

/** The draft for a talk that stands in no plan. */
export function unplanned(
  draft: RecordDraft,
  recorder: Recorder,
  now: Date,
  last: PhoneTalk | null = null,
): RecordDraft {
  if (draft.planned === null) return draft;
  const { attendance, estimated, questions, difficulties, typing, photos, step } = draft;
  return {
    ...newDraft(recorder, null, now, last),
    attendance,
    estimated,
    questions,
    difficulties,
    typing,
    photos,
    step,
  };
}

export type DraftProblem =
  | "title.missing"
  | "place.missing"
  | "day.future"
  | "day.unreadable"
  | "time.unreadable"
  | "time.order"
  | "count.missing"
  | "count.unreadable"
  | "unit.missing"
  | "identity";

const timeShape = /^([01]?\d|2[0-3]):[0-5]\d$/;

/** "19:00" from what people type: 1900, 19h, 19h30, 7:5, 19.00. What cannot be read stays as it is. */
export function readClockTime(typed: string): string {
  const digits = /^\s*(\d{1,2})\s*(?:[:.h ]\s*(\d{0,2})|(\d{2}))?\s*$/i.exec(typed);
  if (!digits) return typed.trim();
  const time = `${(digits[1] ?? "").padStart(2, "0")}:${(digits[2] || digits[3] || "0").padStart(2, "0")}`;
  return timeShape.test(time) ? time : typed.trim();
}

/** What stops a step, field by field; empty when one may go on. */
export function draftProblems(draft: RecordDraft, step: RecordStep, today: CivilDate): Record<string, DraftProblem> {
  const found: Record<string, DraftProblem> = {};
  if (step === "talk") {
    if (draft.title.trim() === "") found.title = "title.missing";
    else if (draft.planned === null && hasIdentity(draft.title)) found.title = "identity";
  }
  if (step === "place") {
    if (draft.placeUnitId === null) found.place = "place.missing";
    else if (draft.unitId === null) found.place = "unit.missing";
    if (!/^\d{4}-\d\d-\d\d$/.test(draft.day)) found.day = "day.unreadable";
    else if (draft.day > today) found.day = "day.future";
    if (!timeShape.test(draft.from)) found.from = "time.unreadable";
    if (identitiesInPlace(draft.placeDetail).length > 0) found.detail = "identity";
    if (draft.to !== "" && !timeShape.test(draft.to)) found.to = "time.unreadable";
    else if (draft.to !== "" && !found.from && endOf(draft) === null) found.to = "time.order";
  }
  if (step === "count") {
    const typed = draft.attendance.replace(/[.\s]/g, "");
    if (typed === "") found.attendance = "count.missing";
    else if (!/^\d{1,6}$/.test(typed) || Number(typed) > 100_000) found.attendance = "count.unreadable";
  }
  // Only a record that came back from the server, or an old draft, can still hold one: new ones are struck at once.
  if (step === "asked") {
    if (draft.questions.some((note) => hasIdentity(note.text))) found.question = "identity";
    if (draft.difficulties.some((note) => hasIdentity(note.text))) found.difficulty = "identity";
  }
  return found;
}

export function attendanceOf(draft: RecordDraft): number {
  return Number(draft.attendance.replace(/[.\s]/g, ""));
}

function moment(day: string, time: string): string {
  const at = new Date(`${day}T${time.padStart(5, "0")}:00+07:00`);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
}

/** The end as a moment; a talk that began in the evening may end after midnight. Null when there is none or it cannot be. */
export function endOf(draft: { day: string; from: string; to: string }): string | null {
  if (draft.to === "") return null;
  const start = Date.parse(moment(draft.day, draft.from));
  const end = Date.parse(moment(draft.day, draft.to));
  if (Number.isNaN(start) || Number.isNaN(end)) return null;
  if (end > start) return new Date(end).toISOString();
  const nextDay = end + 24 * 3600_000;
  return nextDay - start <= 6 * 3600_000 ? new Date(nextDay).toISOString() : null;
}

/** The command's payload: complete in itself, whatever the phone last saw. */
export function recordPayload(draft: RecordDraft): TalkRecord {
  return {
    talkId: draft.talkId,
    unitId: draft.unitId as number,
    placeUnitId: draft.placeUnitId as number,
    placeDetail: draft.placeDetail.trim() || null,
    kind: draft.kind,
    mode: draft.mode,
    topic: draft.topic,
    title: draft.title.trim(),
    audienceKind: draft.audienceKind,
    language: draft.language,
    startsAt: moment(draft.day, draft.from),
    endsAt: endOf(draft),
    speakerIds: draft.speakerIds,
    materialVersionIds: draft.materialVersionIds,
    attendance: attendanceOf(draft),
    attendanceEstimated: draft.estimated,
    sites: draft.sites,
    plannedVersion: draft.planned?.version ?? null,
    plannedFacts: draft.planned?.facts ?? {},
    questions: draft.questions,
    difficulties: draft.difficulties.map(({ id, text }) => ({ id, text })),
    photos: draft.photos,
  };
}

/** What an edit of a recorded talk changes, field by field with the value it was changed from. */
export function amendChanges(
  base: PhoneTalk,
  draft: Pick<RecordDraft, "day" | "from" | "to" | "attendance" | "estimated" | "placeDetail">,
): { [field in keyof TalkFacts]?: { base: unknown; value: unknown } } {
  const values: Partial<TalkFacts> = {
    startsAt: moment(draft.day, draft.from),
    endsAt: endOf(draft),
    attendance: attendanceOf(draft as RecordDraft),
    attendanceEstimated: draft.estimated,
    placeDetail: draft.placeDetail.trim() || null,
  };
  const changes: { [field in keyof TalkFacts]?: { base: unknown; value: unknown } } = {};
  for (const [field, value] of Object.entries(values) as [keyof TalkFacts, unknown][]) {
    if (!sameFact(base[field], value)) changes[field] = { base: base[field], value };
  }
  return changes;
}
