import { sql } from "kysely";
import type { Pool } from "pg";
import { publicCaller } from "#kernel/access.ts";
import { isRetryable } from "#platform/db/database-problem.ts";
import { inTransaction } from "#platform/db/session.ts";
import type { Vote } from "../contract.ts";

interface Waiting {
  vote: Vote;
  taken: (open: boolean) => void;
  failed: (error: unknown) => void;
}

const mostAtOnce = 2000;

/**
 * Gathers the votes that arrive while others are being written, and writes them as one statement. A vote is answered
 * after its commit; the key (round, mark) makes a repeat the same vote, so a phone may try until it is answered.
 */
export class VoteGatherer {
  readonly #pool: Pool;
  /** Told after the commit in which rounds somebody voted for the first time. */
  readonly #counted: (round: string) => void;
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(pool: Pool, counted: (round: string) => void) {
    this.#pool = pool;
    this.#counted = counted;
  }

  /** Resolves after the commit: whether the round was open. */
  cast(vote: Vote): Promise<boolean> {
    return new Promise((taken, failed) => {
      this.#waiting.push({ vote, taken, failed });
      if (!this.#writing) {
        this.#writing = true;
        setImmediate(() => void this.#write());
      }
    });
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, mostAtOnce);
      try {
        const open = await this.#store(batch.map((w) => w.vote));
        for (const { vote, taken } of batch) taken(open.has(vote.round));
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#writing = false;
  }

  async #store(votes: readonly Vote[]): Promise<Set<string>> {
    const store = () =>
      inTransaction(this.#pool, publicCaller, async (tx) => {
        const { rows } = await sql<{ round_id: string; fresh: number }>`
          select round_id, fresh from cast_votes(${votes.map((v) => v.round)}::uuid[], ${votes.map((v) => v.mark)}::text[],
            ${votes.map((v) => v.choice)}::int[], ${votes.map((v) => v.turn)}::int[])`.execute(tx);
        return rows;
      });
    let rows;
    try {
      rows = await store();
    } catch (error) {
      if (!isRetryable(error)) throw error;
      rows = await store();
    }
    for (const { round_id, fresh } of rows) if (fresh > 0) this.#counted(round_id);
    return new Set(rows.map((row) => row.round_id));
  }
}
