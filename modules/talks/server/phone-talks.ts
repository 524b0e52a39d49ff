import type { Principal } from "#kernel/access.ts";
import { spokenCode } from "#kernel/ids.ts";
import { prepared, type Tx } from "#platform/db/session.ts";
import type { PhoneItem, PullSource } from "#platform/sync/server/pull-source.ts";
import type { TalkOnPhone } from "../answers.ts";
import type { TalkStatus } from "../contract.ts";
import { namePeople, nameUnits } from "./names.ts";
import { factsOf, type TalkRecordRow } from "./talk-store.ts";

/** A speaker's phone holds the talks they speak at, newest first; another's talks never reach it. */
export const phoneTalks: PullSource = {
  entity: "talk",
  async snapshot(tx, principal, cap) {
    if (principal.personId === null) return [];
    return present(
      tx,
      await read(tx, "order by t.starts_at desc, t.id desc limit $2", [principal.personId, cap], "snapshot"),
    );
  },
  async load(tx, principal, ids) {
    if (principal.personId === null) return [];
    return present(tx, await read(tx, "and t.id = any ($2::uuid[])", [principal.personId, ids], "load"));
  },
};

type Row = TalkRecordRow & { material_version_ids: string[]; questions: number };

async function read(tx: Tx, rest: string, values: unknown[], name: string): Promise<Row[]> {
  const { rows } = await prepared<Row>(
    tx,
    `phone-talks-${name}`,
    `select t.*, array(select version_id::text from talk_material m where m.talk_id = t.id order by 1) as material_version_ids,
            (select count(*)::int from talk_question q where q.talk_id = t.id) as questions
       from talk t
      where $1::uuid = any (t.speaker_ids) and t.id in (select s.talk_id from talk_speaker s where s.person_id = $1::uuid) ${rest}`,
    values,
  );
  return rows;
}

async function present(tx: Tx, rows: readonly Row[]): Promise<PhoneItem[]> {
  const unit = await nameUnits(tx);
  const people = await namePeople(
    tx,
    rows.flatMap((r) => r.speaker_ids),
  );
  return rows.map((row) => {
    const data: TalkOnPhone = {
      id: row.id,
      number: spokenCode(row.id),
      status: row.status as TalkStatus,
      version: row.version,
      statusReason: row.status_reason,
      facts: factsOf(row, row.material_version_ids),
      place: { id: row.place_unit_id, name: unit(row.place_unit_id, row.held_on as unknown as string) },
      unit: { id: row.unit_id, name: unit(row.unit_id, row.held_on as unknown as string) },
      speakers: row.speaker_ids.map((id) => ({ id, name: people.get(id) ?? "" })),
      recordedAt: new Date(row.recorded_at).toISOString(),
      verifiedAt: row.verified_at === null ? null : new Date(row.verified_at).toISOString(),
      questions: row.questions,
    };
    return { id: row.id, version: row.version, data };
  });
}

/** What became of a command that the server held: the phone's outbox item follows it. */
export const phoneCommands: PullSource = {
  entity: "command",
  async snapshot(tx, principal, cap) {
    return settled(tx, principal, undefined, cap);
  },
  async load(tx, principal, ids) {
    return settled(tx, principal, ids, ids.length);
  },
};

async function settled(
  tx: Tx,
  principal: Principal,
  ids: readonly string[] | undefined,
  limit: number,
): Promise<PhoneItem[]> {
  let query = tx
    .selectFrom("command")
    .select(["id", "outcome", "answer", "reason"])
    .where("user_id", "=", principal.userId)
    .where("device_id", "is not", null)
    .where("outcome", "<>", "received")
    .orderBy("received_at", "desc")
    .limit(limit);
  if (ids !== undefined) query = query.where("id", "in", [...ids]);
  return (await query.execute()).map((row) => ({
    id: row.id,
    version: 1,
    data: { outcome: row.outcome, answer: row.answer, reason: row.reason },
  }));
}
