import type { OutboxItem } from "#platform/sync/client/database.ts";
import { orStorageFull } from "#platform/sync/client/storage.ts";
import {
  clockTime,
  fromPlan,
  lastGiven,
  likeliestTalk,
  newDraft,
  type RecordDraft,
  type Recorder,
} from "#modules/talks/client.ts";
import type { PhoneTalk } from "#modules/talks/client.ts";
import type { TalkRecord } from "#modules/talks/shared.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import type { Session } from "../session.ts";

/** There is one record in work at a time on a phone. */
export const draftId = "record";

export interface KeptDraft extends RecordDraft {
  /** The refused item that this draft puts right. */
  replaces?: string;
  /** Questions whose answers were told at this talk. */
  told?: string[];
}

export function recorderOf({ profile }: Session): Recorder {
  const granted = profile.grants.find((grant) => grant.unitId !== null)?.unitId ?? null;
  return { personId: profile.personId, homeUnitId: profile.homeUnitId ?? granted, homeUnitName: profile.homeUnitName };
}

export async function keepDraft({ db }: Session, draft: KeptDraft): Promise<string> {
  const savedAt = new Date().toISOString();
  await orStorageFull(() => db.drafts.put({ id: draftId, kind: "record", value: draft, savedAt }));
  return savedAt;
}

export async function keptDraft({ db }: Session): Promise<KeptDraft | null> {
  return ((await db.drafts.get(draftId))?.value as KeptDraft | undefined) ?? null;
}

/** The draft to go on with, or a new one from the talk that is most likely meant. */
export async function openDraft(session: Session, talks: readonly PhoneTalk[]): Promise<KeptDraft> {
  const kept = await keptDraft(session);
  if (kept) return kept;
  const now = session.now();
  const me = session.profile.personId;
  return newDraft(recorderOf(session), likeliestTalk(talks, me, now), now, lastGiven(talks, me));
}

/** From a talk's own page: the draft becomes one for this talk, keeping what was already counted or asked for it. */
export async function startRecording(session: Session, talk: PhoneTalk): Promise<true> {
  const kept = await keptDraft(session);
  const now = session.now();
  if (kept?.talkId !== talk.id)
    await keepDraft(
      session,
      kept && isEmpty(kept)
        ? fromPlan({ ...kept, step: 0 }, talk, now)
        : (kept ?? newDraft(recorderOf(session), talk, now)),
    );
  return true;
}

function isEmpty(draft: RecordDraft): boolean {
  return (
    draft.attendance === "" &&
    draft.questions.length === 0 &&
    draft.difficulties.length === 0 &&
    draft.photos.length === 0
  );
}

/** A record that the server could not take becomes a draft again; the refused item is set aside only when the new one is saved. */
export async function editRefused(session: Session, item: OutboxItem): Promise<true> {
  const record = item.payload as TalkRecord;
  const draft: KeptDraft = {
    ...newDraft(recorderOf(session), null, session.now()),
    ...record,
    unitId: record.unitId,
    planned: record.plannedVersion === null ? null : { version: record.plannedVersion, facts: record.plannedFacts },
    step: 0,
    unitName: item.about.unit ?? "",
    placeName: item.about.place ?? "",
    placeDetail: record.placeDetail ?? "",
    day: civilDateOf(new Date(record.startsAt)),
    from: clockTime(record.startsAt),
    to: record.endsAt ? clockTime(record.endsAt) : "",
    attendance: String(record.attendance),
    estimated: record.attendanceEstimated,
    difficulties: record.difficulties.map((d) => ({ ...d, struck: false })),
    replaces: item.id,
  };
  await keepDraft(session, draft);
  return true;
}
