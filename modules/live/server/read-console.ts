import { sql } from "kysely";
import { authorise, refusal, type Principal } from "#kernel/access.ts";
import { suppressCount } from "#kernel/suppression.ts";
import type { Tx } from "#platform/db/session.ts";
import type { HallConsole, HallPoll, Phase } from "../contract.ts";
import { livePolicy } from "../policy.ts";
import { getTalk } from "./hall-store.ts";
import { loadHall, readUnderstanding } from "./hall-state.ts";

interface PollRow {
  id: string;
  position: number;
  is_check: boolean;
  text: string;
  options: string[];
}
interface RoundRow {
  id: string;
  poll_id: string;
  phase: Phase;
  number: number;
  status: string;
  votes: number | null;
}

/** A talk's hall as who leads it sees it. @throws hall.talk-not-found */
export async function readConsole(tx: Tx, principal: Principal, talkId: string): Promise<HallConsole> {
  const talk = await getTalk(tx, talkId);
  authorise(livePolicy, "hall.view", principal, talk);
  const { rows: halls } = await sql<{ id: string }>`
    select id from hall where talk_id = ${talkId}::uuid order by (status = 'open') desc, opened_at desc limit 1`.execute(
    tx,
  );
  const hallId = halls[0]?.id;
  const loaded = hallId === undefined ? null : await loadHall(tx, { id: hallId });
  const { rows: materials } = await sql<{ versionId: string; title: string; has: boolean }>`
    select coalesce(h.id, v.id) as "versionId", v.title, h.id is not null as has
      from talk_material m join material_version v on v.id = m.version_id
      left join lateral (
        select w.id from material_version w
         where w.material_id = v.material_id and exists (select from understanding_check c where c.version_id = w.id and c.retired_at is null)
         order by (w.id = v.id) desc, w.number desc limit 1) h on true
     where m.talk_id = ${talkId}::uuid order by v.title`.execute(tx);
  const named = (has: boolean) =>
    materials.filter((m) => m.has === has).map(({ versionId, title }) => ({ versionId, title }));
  const { rows: waiting } = await sql<{ id: string; text: string; askedAt: Date }>`
    select id, text, asked_at as "askedAt" from hall_question where hall_id = ${hallId ?? null}::uuid and status = 'waiting' order by asked_at limit 100`.execute(
    tx,
  );
  return {
    talkId,
    talkTitle: talk.title,
    mayOpen:
      refusal(livePolicy, "hall.lead", principal, talk) === null &&
      !["declined", "cancelled", "verified", "counted"].includes(talk.status),
    withoutChecks: named(false),
    withChecks: named(true),
    hall: loaded?.state ?? null,
    polls: hallId === undefined ? [] : await readPolls(tx, hallId, loaded?.votes ?? 0),
    waiting: waiting.map((q) => ({ ...q, askedAt: new Date(q.askedAt).toISOString() })),
    results: await readUnderstanding(tx, talkId),
  };
}

async function readPolls(tx: Tx, hallId: string, openVotes: number): Promise<HallPoll[]> {
  const { rows: polls } = await sql<PollRow>`
    select id, position, check_id is not null as is_check, text, options from hall_poll where hall_id = ${hallId}::uuid order by position`.execute(
    tx,
  );
  const { rows: rounds } = await sql<RoundRow>`
    select id, poll_id, phase, number, status, votes from hall_round where hall_id = ${hallId}::uuid and status <> 'reset' order by opened_at`.execute(
    tx,
  );
  return polls.map((poll) => ({
    id: poll.id,
    position: poll.position,
    check: poll.is_check,
    text: poll.text,
    options: poll.options,
    rounds: rounds
      .filter((round) => round.poll_id === poll.id)
      .map(({ id, phase, number, status, votes }) => ({
        id,
        phase,
        number,
        open: status === "open",
        votes: status === "open" ? suppressCount(openVotes) : votes,
      })),
  }));
}
