import { sql } from "kysely";
import { systemCaller } from "#kernel/access.ts";
import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { defineCommand, type JournalEntry, type RowSet } from "#platform/command/define.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { defineJob } from "#platform/jobs/define.ts";
import { ClimbOverdue } from "../contract.ts";
import { questionPolicy } from "../policy.ts";
import { questionJournal, stepRow } from "./store.ts";

/** As many as one transaction takes; the job goes on until nothing is left. */
const atOnce = 200;

interface Overdue {
  id: string;
  unit_id: number;
  level: number;
  handled_by: number[];
  due_on: string;
  version: number;
  above: number;
  next_due: string;
}

/**
 * What is overdue and has no approved answer goes to the level above with a deadline of its own; the unit below keeps seeing it
 * and may still write the answer, the level above decides. At the top it stays, overdue. One climb a level, whatever runs twice:
 * rows that another run holds are passed over, and question_climbs_once is the last word.
 */
export const climbOverdue = defineCommand({
  name: "question.climb",
  input: ClimbOverdue,
  async run({ tx, principal, now }, { on }) {
    authorise(questionPolicy, "question.configure", principal, { unitPath: [] });
    const { rows } = await sql<Overdue>`
      select q.id, q.unit_id, q.level, q.handled_by, q.due_on::text, q.version, question_unit_above(q.unit_id, ${on}::date) as above,
             coalesce(question_due('climbed', q.topic, ${on}::date), ${on}::date + 7)::text as next_due
        from question q
       where q.status = 'open' and q.due_on < ${on}::date and question_unit_above(q.unit_id, ${on}::date) is not null
         and not exists (select from question_answer a where a.question_id = q.id and a.status in ('approved', 'published'))
       order by q.due_on, q.id limit ${atOnce} for update of q skip locked`.execute(tx);
    const steps: RowSet[] = [];
    const journal: JournalEntry[] = [];
    for (const q of rows) {
      await tx
        .updateTable("question")
        .set({
          unit_id: q.above,
          level: q.level + 1,
          due_on: q.next_due,
          handled_by: [...new Set([...q.handled_by, q.above])],
          version: q.version + 1,
        })
        .where("id", "=", q.id)
        .execute();
      steps.push(
        stepRow(q.id, now, principal.userId, {
          kind: "climbed",
          level: q.level + 1,
          from: q.unit_id,
          to: q.above,
          note: q.due_on,
        }),
      );
      journal.push(
        questionJournal("question.climbed", q, {
          before: { unitId: q.unit_id, dueOn: q.due_on, level: q.level },
          after: { unitId: q.above, dueOn: q.next_due, level: q.level + 1 },
        }),
      );
    }
    return {
      answer: { climbed: rows.length, more: rows.length === atOnce },
      writes: steps,
      journal: [
        {
          action: "question.climb-run",
          subject: "question",
          subjectId: on,
          unitId: null,
          after: { climbed: rows.length },
        },
        ...journal,
      ],
    };
  },
});

/** Each morning at half past five in Vietnam. */
export const climbJob = defineJob({
  name: "questions.climb",
  schedule: "30 22 * * *",
  async run({ pool, now, log }) {
    const services = { pool, commands: { "question.climb": climbOverdue }, now };
    let climbed = 0;
    for (let more = true; more;) {
      const { answer } = await executeCommand<{ climbed: number; more: boolean }>(services, systemCaller, {
        id: newId(),
        name: "question.climb",
        payload: { on: civilDateOf(now()) },
      });
      climbed += answer.climbed;
      more = answer.more;
    }
    if (climbed > 0) log("overdue questions climbed a level", { climbed });
  },
});
