import { sql } from "kysely";
import { suppressCount } from "#kernel/suppression.ts";
import type { Tx } from "#platform/db/session.ts";
import type { HallState, HallView, Phase, Understanding } from "../contract.ts";
import { understandingOf, type StoredResult } from "../rules.ts";
import { liveRule } from "./hall-store.ts";

/** A hall as it is read for everybody in it, and what only the server needs: exact numbers that are not shown. */
export interface LoadedHall {
  state: HallState;
  /** Votes of the open round, whatever their number. */
  votes: number;
  raised: Map<string, number>;
  optionsCount: number;
}

interface HallRow {
  id: string;
  code: string;
  talk_id: string;
  language: string;
  status: "open" | "closed";
  shown: HallView;
  asking: boolean;
  revision: number;
  title: string;
  held_on: string;
  place: string | null;
  commune: string | null;
}
interface RoundRow {
  id: string;
  poll_id: string;
  phase: Phase;
  number: number;
  status: "open" | "closed";
  votes: number | null;
  counts: number[] | null;
}
interface PollRow {
  id: string;
  is_check: boolean;
  position: number;
  text: string;
  options: string[];
  translations: Record<string, { text: string; options: string[] }>;
}

/** The newest hall with that code, open before closed; null where there never was one. */
export async function loadHall(tx: Tx, by: { code: string } | { id: string }): Promise<LoadedHall | null> {
  const which = "id" in by ? sql`id = ${by.id}::uuid` : sql`code = ${by.code}`;
  const { rows } = await sql<HallRow>`
    select id, code, talk_id, language, status, shown, asking, revision, title, held_on, place, commune
      from public_hall where ${which} order by (status = 'open') desc, opened_at desc limit 1`.execute(tx);
  const hall = rows[0];
  if (hall === undefined) return null;
  const polls = await sql<PollRow>`
    select id, is_check, position, text, options, translations from public_hall_poll where hall_id = ${hall.id}::uuid order by position`.execute(
    tx,
  );
  const rounds = await sql<RoundRow>`
    select id, poll_id, phase, number, status, votes, counts from public_hall_round where hall_id = ${hall.id}::uuid order by opened_at`.execute(
    tx,
  );
  const questions = await sql<{ id: string; text: string; status: string; raised: number }>`
    select id, text, status, raised from public_hall_question where hall_id = ${hall.id}::uuid
     order by (status = 'answered'), raised desc, asked_at limit 40`.execute(tx);
  // newest last: the round that is open, else the one that was
  const round = rounds.rows.at(-1);
  let votes = 0;
  if (round?.status === "open") {
    const counted = await sql<{ votes: number }>`select votes from count_votes(array[${round.id}::uuid])`.execute(tx);
    votes = counted.rows[0]?.votes ?? 0;
  }
  const poll = round && polls.rows.find((p) => p.id === round.poll_id);
  const ofKind = poll ? polls.rows.filter((p) => p.is_check === poll.is_check) : [];
  const state: HallState = {
    id: hall.id,
    code: hall.code,
    revision: hall.revision,
    status: hall.status,
    language: hall.language,
    title: hall.title,
    place: [hall.place, hall.commune].filter((name) => name !== null).join(", "),
    day: hall.held_on,
    shown: hall.shown,
    asking: hall.asking,
    round:
      round && poll
        ? {
            id: round.id,
            phase: round.phase,
            number: round.number,
            index: ofKind.indexOf(poll) + 1,
            of: ofKind.length,
            open: round.status === "open",
            text: poll.text,
            options: poll.options,
            translations: poll.translations,
            votes: round.status === "open" ? suppressCount(votes) : round.votes,
            counts: round.counts,
          }
        : null,
    questions: questions.rows.map((q) => ({
      id: q.id,
      text: q.text,
      raised: suppressCount(q.raised),
      answered: q.status === "answered",
    })),
    results: await readUnderstanding(tx, hall.talk_id),
  };
  return {
    state,
    votes,
    raised: new Map(questions.rows.map((q) => [q.id, q.raised])),
    optionsCount: poll?.options.length ?? 0,
  };
}

/** What a talk changed, in the order of its checks. */
export async function readUnderstanding(tx: Tx, talkId: string): Promise<Understanding[]> {
  const { rows } = await sql<StoredResult>`
    select check_id, text, answer, method, both_right, lost, gained, both_wrong, before_n, before_right, after_n, after_right
      from public_understanding where talk_id = ${talkId}::uuid order by position, check_id`.execute(tx);
  if (rows.length === 0) return [];
  const few = await liveRule(tx, "few_answers");
  return rows.map((row) => understandingOf(row, few));
}
