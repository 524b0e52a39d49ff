import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";
import { SetDeadline, SetRoute } from "../contract.ts";
import { questionPolicy } from "../policy.ts";
import { questionProblem } from "../problems.ts";
import { requireTopic } from "./ask-question.ts";
import { unitNames } from "./names.ts";

const notBefore = (from: string, today: CivilDate) => {
  if (from < today)
    throw questionProblem("question.setting-in-the-past", { fields: { "/from": "question.setting-in-the-past" } });
};

/** A deadline from a day on, with its legal basis; what has been received keeps the deadline it got. */
export const setDeadline = defineCommand({
  name: "question.set-deadline",
  input: SetDeadline,
  async run({ tx, principal, now }, input) {
    authorise(questionPolicy, "question.configure", principal, { unitPath: [] });
    notBefore(input.from, civilDateOf(now));
    if (input.topic !== null) await requireTopic(tx, input.topic);
    await sql`delete from question_deadline where stage = ${input.stage} and topic is not distinct from ${input.topic} and lower(valid) >= ${input.from}::date`.execute(
      tx,
    );
    await sql`update question_deadline set valid = daterange(lower(valid), ${input.from}::date)
      where stage = ${input.stage} and topic is not distinct from ${input.topic} and valid @> ${input.from}::date`.execute(
      tx,
    );
    await sql`insert into question_deadline (stage, topic, days, valid, legal_basis)
      values (${input.stage}, ${input.topic}, ${input.days}, daterange(${input.from}::date, null), ${input.legalBasis})`.execute(
      tx,
    );
    return {
      answer: { stage: input.stage, days: input.days },
      journal: [
        {
          action: "question.deadline-set",
          subject: "question-setting",
          subjectId: `${input.stage}:${input.topic ?? ""}`,
          unitId: null,
          after: input,
        },
      ],
    };
  },
});

/** Who must answer from a day on, by topic and place, with its legal basis. */
export const setRoute = defineCommand({
  name: "question.set-route",
  input: SetRoute,
  async run({ tx, principal, now }, input) {
    authorise(questionPolicy, "question.configure", principal, { unitPath: [] });
    const today = civilDateOf(now);
    notBefore(input.from, today);
    if (input.topic !== null) await requireTopic(tx, input.topic);
    const { tree } = await unitState(tx);
    if (input.placeUnitId !== null && tree.versionOn(input.placeUnitId, today) === undefined)
      throw questionProblem("question.unknown-place", { fields: { "/placeUnitId": "question.unknown-place" } });
    if (
      (input.target === "unit") !== (input.unitId !== null) ||
      (input.unitId !== null && tree.versionOn(input.unitId, today) === undefined)
    )
      throw questionProblem("question.unknown-unit", { fields: { "/unitId": "question.unknown-unit" } });
    const same = sql`topic is not distinct from ${input.topic} and place_unit_id is not distinct from ${input.placeUnitId}::int`;
    await sql`delete from question_route where ${same} and lower(valid) >= ${input.from}::date`.execute(tx);
    await sql`update question_route set valid = daterange(lower(valid), ${input.from}::date) where ${same} and valid @> ${input.from}::date`.execute(
      tx,
    );
    await sql`insert into question_route (topic, place_unit_id, target, unit_id, valid, legal_basis)
      values (${input.topic}, ${input.placeUnitId}::int, ${input.target}, ${input.unitId}::int, daterange(${input.from}::date, null), ${input.legalBasis})`.execute(
      tx,
    );
    return {
      answer: { target: input.target },
      journal: [
        {
          action: "question.route-set",
          subject: "question-setting",
          subjectId: `${input.topic ?? ""}:${input.placeUnitId ?? ""}`,
          unitId: input.placeUnitId,
          after: input,
        },
      ],
    };
  },
});

/** What holds today or is still to come. */
export async function readSettings(tx: Tx, today: CivilDate) {
  const name = await unitNames(tx);
  const named = (id: number | null) => (id === null ? null : { id, name: name(id) });
  const { rows: deadlines } = await sql<{
    stage: "answer" | "climbed";
    topic: string | null;
    days: number;
    from: string | null;
    legalBasis: string;
  }>`
    select stage, topic, days, lower(valid)::text as "from", legal_basis as "legalBasis" from question_deadline
     where upper_inf(valid) or upper(valid) > ${today}::date order by stage, topic nulls first, lower(valid) nulls first`.execute(
    tx,
  );
  const { rows: routes } = await sql<{
    topic: string | null;
    place: number | null;
    target: "commune" | "province" | "unit";
    unit: number | null;
    from: string | null;
    legalBasis: string;
  }>`
    select topic, place_unit_id as place, target, unit_id as unit, lower(valid)::text as "from", legal_basis as "legalBasis" from question_route
     where upper_inf(valid) or upper(valid) > ${today}::date
     order by topic nulls first, place_unit_id nulls first, lower(valid) nulls first`.execute(tx);
  return { deadlines, routes: routes.map((r) => ({ ...r, place: named(r.place), unit: named(r.unit) })) };
}
