import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import { receiptStates } from "#platform/sync/state.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import type { History } from "./history.ts";

/** Everything that must hold when the rain has ended. Each finding is a sentence; none is what a test wants. */
export async function findingsOf(db: TestDatabase, history: History): Promise<string[]> {
  const findings: string[] = [];
  const say = (text: string) => findings.push(`history ${history.seed}: ${text}`);
  for (const fault of history.server.faults) say(`the server had a fault: ${String((fault as Error).stack ?? fault)}`);
  await checkOutboxes(db, history, say);
  await checkTalks(db, history, say);
  await checkParts(db, history, say);
  await checkWhatPhonesShow(history, say);
  return findings;
}

type Say = (text: string) => void;

interface CommandRow {
  id: string;
  name: string;
  content_hash: string;
  user_id: string;
  outcome: string;
  entries: number;
}

/** Nothing saved is lost or doubled: it is on the phone, or its receipt is and the server has its effect once. */
async function checkOutboxes(db: TestDatabase, { phones, principals }: History, say: Say): Promise<void> {
  const { rows } = await sql<CommandRow>`
    select c.id, c.name, c.content_hash, c.user_id, c.outcome, (select count(*)::int from journal j where j.command_id = c.id) as entries
      from command c where c.user_id = any (${[...principals.keys()]})`.execute(db.owner);
  const commands = new Map(rows.map((row) => [row.id, row]));
  for (const row of rows) {
    if (row.entries === 0) say(`command ${row.name} ${row.id} has no entry in the journal`);
    // settling writes its own entry and that of what it applies
    if (row.name !== "held.settle" && row.entries > 1)
      say(`command ${row.name} ${row.id} has ${row.entries} entries in the journal`);
  }
  for (const phone of phones) {
    const items = new Map((await phone.db.outbox.toArray()).map((item) => [item.id, item]));
    for (const saved of phone.saved) {
      if (!items.has(saved.id)) say(`${phone.name} lost ${saved.name} ${saved.id}, which it had called saved`);
    }
    for (const item of items.values()) {
      const row = commands.get(item.id);
      if (receiptStates.includes(item.state)) {
        if (!row) say(`${phone.name} has a receipt for ${item.name} ${item.id}, and the server has no such command`);
        else if (row.content_hash !== item.hash || item.receipt?.hash !== item.hash)
          say(`${item.id}: the hashes differ`);
        else if (row.user_id !== phone.userId) say(`${item.id} of ${phone.userId} was taken as ${row.user_id}'s`);
        else if (
          (row.outcome === "held" || row.outcome === "conflict") !==
          (item.state === "held" || item.state === "conflict")
        ) {
          say(`${item.id} is ${row.outcome} on the server and ${item.state} on ${phone.name}`);
        }
      } else if (item.state === "refused") {
        if (row) say(`${phone.name} calls ${item.id} refused, but the server has it`);
        if (item.problem?.code !== "talk.identity-in-text")
          say(`${phone.name}: ${item.name} refused with ${JSON.stringify(item.problem)}`);
      } else {
        const behind = [...items.values()].some(
          (other) => other.subject === item.subject && other.seq < item.seq && other.state === "refused",
        );
        if (!behind) say(`${phone.name} still has ${item.name} ${item.id} as ${item.state}`);
      }
    }
  }
}

interface TalkRow {
  id: string;
  version: number;
  status: string;
  attendance: number | null;
  place_detail: string | null;
  title: string;
  topic: string | null;
  speaker_ids: string[];
  speakers: string[];
}

/**
 * Each talk is what its journal says, entry by entry, no step missing, none taken twice. Entries of one talk
 * are numbered under its row lock, so `id` is their order. `xid` is not: PostgreSQL may number a transaction
 * that waits for the lock before the one that overtakes it there.
 */
async function checkTalks(db: TestDatabase, { talks }: History, say: Say): Promise<void> {
  const ids = [...talks];
  const { rows } = await sql<TalkRow>`
    select id, version, status, attendance, place_detail, title, topic, speaker_ids,
           array(select person_id from talk_speaker s where s.talk_id = talk.id) as speakers
      from talk where id = any (${ids})`.execute(db.owner);
  const journal = await sql<{
    subject_id: string;
    action: string;
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
  }>`
    select subject_id, action, before, after from journal where subject = 'talk' and subject_id = any (${ids}) order by id`.execute(
    db.owner,
  );
  const waiting = ["talk.record-held", "talk.conflict-found", "talk.amendment-held"];
  for (const row of rows) {
    const entries = journal.rows.filter((entry) => entry.subject_id === row.id && !waiting.includes(entry.action));
    const state: Record<string, unknown> = {};
    for (const [n, entry] of entries.entries()) {
      for (const [field, was] of Object.entries(n === 0 ? {} : (entry.before ?? {}))) {
        if (!sameValue(state[field], was))
          say(
            `talk ${row.id}: ${entry.action} was made on ${field} ${JSON.stringify(was)}, the journal had ${JSON.stringify(state[field])}`,
          );
      }
      Object.assign(state, entry.after);
    }
    const stored = {
      status: row.status,
      attendance: row.attendance,
      placeDetail: row.place_detail,
      title: row.title,
      topic: row.topic,
      speakerIds: row.speaker_ids,
    };
    for (const [field, value] of Object.entries(stored)) {
      if (!sameValue(state[field], value))
        say(
          `talk ${row.id}: ${field} is ${JSON.stringify(value)}, its journal ends with ${JSON.stringify(state[field])}`,
        );
    }
    if (row.version !== entries.length)
      say(`talk ${row.id} is at version ${row.version} after ${entries.length} entries`);
    if (!sameValue([...row.speakers].sort(), [...row.speaker_ids].sort()))
      say(`talk ${row.id}: its speakers stand in two places and differ`);
  }
}

function sameValue(a: unknown, b: unknown): boolean {
  if (isDeepStrictEqual(a ?? null, b ?? null)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return isDeepStrictEqual([...a].sort(), [...b].sort());
  return false;
}

interface Parts {
  questions?: { id: string }[];
  addQuestions?: { id: string }[];
  difficulties?: { id: string }[];
}

/** A command's parts are all there or none, and a picture arrived whole. */
async function checkParts(db: TestDatabase, { phones, talks }: History, say: Say): Promise<void> {
  const ids = [...talks];
  const questions = await sql<{
    id: string;
  }>`select id from talk_question where talk_id = any (${ids}) union all select id from talk_difficulty where talk_id = any (${ids})`.execute(
    db.owner,
  );
  const stored = new Set(questions.rows.map((row) => row.id));
  const outcomes = new Map(
    (
      await sql<{
        id: string;
        outcome: string;
      }>`select id, outcome from command where id = any (${phones.flatMap((p) => p.saved.map((s) => s.id))})`.execute(
        db.owner,
      )
    ).rows.map((r) => [r.id, r.outcome]),
  );
  for (const phone of phones) {
    for (const saved of phone.saved) {
      const parts = saved.payload as Parts;
      const wanted = [...(parts.questions ?? []), ...(parts.addQuestions ?? []), ...(parts.difficulties ?? [])].map(
        (part) => part.id,
      );
      const there = wanted.filter((id) => stored.has(id)).length;
      const outcome = outcomes.get(saved.id);
      const all = outcome === "received" || outcome === "settled";
      if (there !== (all ? wanted.length : 0))
        say(
          `${saved.name} ${saved.id} (${outcome ?? "not received"}) has ${there} of its ${wanted.length} parts on the server`,
        );
    }
    for (const photo of await phone.db.photos.where("state").equals("received").toArray()) {
      const { rows } = await sql<{
        complete: boolean;
        size: number;
      }>`select complete, octet_length(content) as size from talk_photo where id = ${photo.id} and sha256 = ${photo.sha256}`.execute(
        db.owner,
      );
      if (!rows[0]?.complete || rows[0].size !== photo.size)
        say(`${phone.name} calls the picture ${photo.id} received, the server has ${JSON.stringify(rows[0])}`);
    }
    const unsent = await phone.db.photos.where("state").anyOf("local", "sending").toArray();
    for (const photo of unsent) {
      const record = await phone.db.outbox
        .where("id")
        .equals(photo.commandId ?? "")
        .first();
      if (record && ["received", "settled"].includes(record.state) && record.decision !== "dismissed")
        say(`${phone.name} did not send the picture ${photo.id}`);
    }
  }
}

/** A phone shows exactly what the server shows this person: nothing missed, nothing withdrawn kept. */
async function checkWhatPhonesShow({ phones, principals, server }: History, say: Say): Promise<void> {
  for (const phone of phones) {
    const shown = await server.shows(principals.get(phone.userId)!);
    const kept = new Map(
      (await phone.db.entities.where("entity").equals("talk").toArray()).map((row) => [row.id, row]),
    );
    for (const [id, change] of shown) {
      const row = kept.get(id);
      if (!row) say(`${phone.name} misses talk ${id}`);
      else if (!isDeepStrictEqual(row.data, JSON.parse(JSON.stringify(change.data)))) {
        say(
          `${phone.name} shows talk ${id} as ${JSON.stringify(row.data)}, the server as ${JSON.stringify(change.data)}`,
        );
      }
    }
    for (const id of kept.keys())
      if (!shown.has(id)) say(`${phone.name} still shows talk ${id}, which it may no longer see`);
  }
}

/** The maintained totals against a recount of every talk. */
export async function totalsThatDrifted(db: TestDatabase): Promise<unknown[]> {
  const { rows } = await sql`
    select coalesce(t.commune_id, r.commune_id) as commune, t.talks, r.talks as really, t.attendance, r.attendance as really_attended, t.speakers, r.speakers as really_spoke
      from talk_total t full join talk_total_recount r using (commune_id, month, tier)
     where coalesce(t.talks, 0) <> coalesce(r.talks, 0) or coalesce(t.attendance, 0) <> coalesce(r.attendance, 0) or coalesce(t.speakers, 0) <> coalesce(r.speakers, 0)`.execute(
    db.owner,
  );
  return rows;
}
