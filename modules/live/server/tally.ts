import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { defaultSmallGroupRule } from "#kernel/suppression.ts";
import { newId } from "#kernel/ids.ts";
import { defineCommand } from "#platform/command/define.ts";
import { Tally } from "../contract.ts";
import { livePolicy } from "../policy.ts";
import { liveProblem } from "../problems.ts";
import { tallied } from "../rules.ts";
import { getTalk } from "./hall-store.ts";

/**
 * A show of hands or slips, counted without a signal: two groups, since hands have no names. What arrives is final, so
 * that no two answers differ by a few people; of a group under five nothing is stored but that it was one.
 */
export const tallyTalk = defineCommand({
  name: "live.tally",
  input: Tally,
  async run({ tx, principal, now }, { talkId, checks }) {
    const talk = await getTalk(tx, talkId);
    authorise(livePolicy, "live.tally", principal, talk);
    const rows: Record<string, unknown>[] = [];
    for (const { checkId, before, after } of checks) {
      const { rows: found } = await sql<{ correct: number; size: number; there: boolean }>`
        select c.correct, jsonb_array_length(c.options) as size,
               exists (select from understanding_result u where u.talk_id = ${talkId}::uuid and u.check_id = c.id) as there
          from understanding_check c join material_version v on v.id = c.version_id
         where c.id = ${checkId}::uuid`.execute(tx);
      const check = found[0];
      if (check === undefined) throw liveProblem("tally.unknown-check", { checkId });
      if (check.there) throw liveProblem("tally.exists", { checkId });
      if (before.length !== check.size || after.length !== check.size) throw liveProblem("tally.options", { checkId });
      const [b, a] = [before, after].map((counts) => tallied(counts, check.correct, defaultSmallGroupRule.threshold));
      const shown = b && a;
      rows.push({
        id: newId(),
        talk_id: talkId,
        check_id: checkId,
        method: shown ? "groups" : "few",
        before_n: shown ? b.n : null,
        before_right: shown ? b.right : null,
        after_n: shown ? a.n : null,
        after_right: shown ? a.right : null,
        counted_by: principal.userId,
        at: now.toISOString(),
      });
    }
    return {
      answer: { talkId, checks: rows.length },
      writes: [{ table: "understanding_result", rows }],
      journal: [
        {
          action: "talk.tallied",
          subject: "talk",
          subjectId: talkId,
          unitId: talk.unitId,
          after: rows.map(({ check_id, method, before_n, before_right, after_n, after_right }) => ({
            check: check_id,
            method,
            before: [before_right, before_n],
            after: [after_right, after_n],
          })),
        },
      ],
      feed: talk.speakerIds.map((id) => ({ audience: `person:${id}`, entity: "talk", entityId: talkId })),
    };
  },
});
