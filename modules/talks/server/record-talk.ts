import { authorise } from "#kernel/access.ts";
import { defineCommand, type CommandContext, type Decision } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { TalkRecord, type TalkFacts } from "../contract.ts";
import { talkPolicy } from "../policy.ts";
import { talkProblem } from "../problems.ts";
import { mergeFacts, nextTalkStatus, type FieldClash } from "../rules.ts";
import { doubtsAbout } from "./doubts.ts";
import { refuseIdentities } from "./identities.ts";
import { refuseEndBeforeStart } from "./plan-talk.ts";
import {
  changeTalk,
  findTalkForUpdate,
  newTalkRows,
  placedPath,
  talkFeed,
  talkJournal,
  type StoredTalk,
} from "./talk-store.ts";
import { announcePhotos, partRows } from "./talk-parts.ts";

/**
 * A talk that was given, as its speaker (or an officer for them) says. Planned before: the plan's
 * facts and the record's merge field by field. Recorded before by another hand: a conflict with both
 * versions. Authority in doubt: held. In each case the whole of it is kept.
 */
export const recordTalk = defineCommand({
  name: "talk.record",
  input: TalkRecord,
  async run(context, input) {
    const { tx, principal } = context;
    refuseEndBeforeStart(input);
    refuseIdentities(input);
    const stored = await findTalkForUpdate(tx, input.talkId);
    authorise(talkPolicy, "talk.record", principal, {
      unitPath: await placedPath(tx, input.unitId, input.placeUnitId),
      speakerIds: stored?.speakerIds ?? input.speakerIds,
    });
    const doubts = await doubtsAbout(context, input);
    if (doubts.length > 0) return holdRecord(input, doubts);
    return applyRecord(context, input, stored, { recordedBy: principal.userId });
  },
});

export interface RecordSettings {
  recordedBy: string;
  /** Set when an officer settles: these clashing fields are taken from the record, the others stay. */
  take?: readonly string[];
}

export async function applyRecord(
  context: CommandContext & { tx: Tx },
  input: TalkRecord,
  stored: StoredTalk | null,
  settings: RecordSettings,
): Promise<Decision<unknown>> {
  const facts = recordedFacts(input);
  const parts = partRows(input.talkId, input);
  if (stored === null) {
    await announcePhotos(context.tx, input.talkId, settings.recordedBy, input.photos);
    return {
      answer: { talkId: input.talkId, status: "delivered", version: 1 },
      writes: [
        ...newTalkRows(input.talkId, facts, {
          status: "delivered",
          recordedBy: settings.recordedBy,
          recordedAt: context.now,
          deviceAt: context.deviceAt,
          deliveredAt: context.now,
        }),
        ...parts,
      ],
      journal: [
        {
          action: "talk.recorded",
          subject: "talk",
          subjectId: input.talkId,
          unitId: input.unitId,
          after: { ...facts, status: "delivered" },
        },
      ],
      feed: talkFeed(input.talkId, facts.speakerIds),
      unitId: input.unitId,
    };
  }
  // An officer who settles may bring back a talk that was cancelled while its speaker was giving it.
  const revived = settings.take !== undefined && stored.row.status === "cancelled" ? ("delivered" as const) : null;
  const next = nextTalkStatus(stored.row.status as never, "record") ?? revived;
  const again = next === null && ["delivered", "returned"].includes(stored.row.status);
  if (next === null && !again)
    throw talkProblem("talk.wrong-state", { talkId: input.talkId, status: stored.row.status, verb: "record" });

  const merge = mergeFacts(stored.facts, changesAgainst(stored, input, facts, again));
  const clashes = unsettled(merge.clashes, settings.take);
  if (Object.keys(clashes).length > 0) return conflictOver(input, clashes);
  for (const field of settings.take ?? []) {
    if (field in merge.clashes) Object.assign(merge.take, { [field]: facts[field as keyof TalkFacts] });
  }
  const change = {
    facts: merge.take,
    status: next ?? (stored.row.status as "delivered"),
    statusReason: null,
    deviceAt: context.deviceAt,
    firstDeliveredAt: context.now,
  };
  const { version } = await changeTalk(context.tx, stored, change);
  await announcePhotos(context.tx, input.talkId, settings.recordedBy, input.photos);
  return {
    answer: { talkId: input.talkId, status: change.status, version },
    writes: parts,
    journal: [talkJournal(again ? "talk.recorded-again" : "talk.recorded", stored, change)],
    feed: talkFeed(input.talkId, stored.speakerIds, merge.take.speakerIds ?? []),
    unitId: stored.row.unit_id,
  };
}

function recordedFacts(input: TalkRecord): TalkFacts {
  const {
    talkId: _t,
    plannedVersion: _v,
    plannedFacts: _f,
    questions: _q,
    difficulties: _d,
    photos: _p,
    ...facts
  } = input;
  return facts;
}

/**
 * Base of each field: what the phone saw of the plan. Where it saw that very version, its word is
 * newer than the plan's and stands. A second record of one talk has no base: any difference clashes.
 */
function changesAgainst(stored: StoredTalk, input: TalkRecord, facts: TalkFacts, again: boolean) {
  const sawThisVersion = input.plannedVersion === stored.row.version;
  return Object.fromEntries(
    Object.entries(facts).map(([field, value]) => {
      const now = stored.facts[field as keyof TalkFacts];
      const planned = (input.plannedFacts as Record<string, unknown>)[field];
      const unset = !again && ["attendance", "attendanceEstimated", "sites"].includes(field);
      const base = unset || sawThisVersion ? now : again ? undefined : planned === undefined ? now : planned;
      return [field, { base, value }];
    }),
  );
}

function unsettled(
  clashes: Record<string, FieldClash>,
  take: readonly string[] | undefined,
): Record<string, FieldClash> {
  return take === undefined ? clashes : {};
}

function holdRecord(input: TalkRecord, doubts: unknown): Decision<unknown> {
  return {
    outcome: "held",
    answer: { talkId: input.talkId },
    reason: { doubts },
    unitId: input.unitId,
    journal: [
      { action: "talk.record-held", subject: "talk", subjectId: input.talkId, unitId: input.unitId, after: { doubts } },
    ],
  };
}

export function conflictOver(
  input: { talkId: string; unitId?: number },
  clashes: Record<string, FieldClash>,
  unitId?: number,
): Decision<unknown> {
  const unit = unitId ?? input.unitId ?? null;
  return {
    outcome: "conflict",
    answer: { talkId: input.talkId },
    reason: { conflict: clashes },
    unitId: unit,
    journal: [
      {
        action: "talk.conflict-found",
        subject: "talk",
        subjectId: input.talkId,
        unitId: unit,
        after: { fields: Object.keys(clashes) },
      },
    ],
  };
}
