import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import { tidyLine, tidyText } from "#kernel/text/nfc.ts";
import { nameVersions } from "#modules/materials/server.ts";
import { unitPath } from "#modules/units/server.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { AddStatement, EditStatement, type Occasion } from "../contract.ts";
import { statementPolicy } from "../policy.ts";
import { statementProblem } from "../problems.ts";
import { namesPerson } from "../rules.ts";

type Facts = Pick<AddStatement, "topic" | "text" | "statedOn" | "occasion" | "outlet" | "appointmentId" | "versionIds">;

const needOutlet: ReadonlySet<Occasion> = new Set(["interview", "writtenAnswer"]);

export const addStatement = defineCommand({
  name: "statement.add",
  input: AddStatement,
  async run({ tx, principal, now }, { id, unitId, ...typed }) {
    authorise(statementPolicy, "statement.add", principal, { unitPath: await unitPath(tx, unitId) });
    const facts = await checked(tx, typed, civilDateOf(now));
    await tx
      .insertInto("statement")
      .values({ id, unit_id: unitId, ...columnsOf(facts) })
      .execute();
    await pin(tx, id, facts.versionIds);
    return {
      answer: { id, version: 1 },
      journal: [{ action: "statement.added", subject: "statement", subjectId: id, unitId, after: facts }],
    };
  },
});

export const editStatement = defineCommand({
  name: "statement.edit",
  input: EditStatement,
  async run({ tx, principal, now }, { id, seenVersion, ...typed }) {
    const before = await tx.selectFrom("statement").selectAll().where("id", "=", id).executeTakeFirst();
    if (before === undefined) throw statementProblem("statement.not-found", { id });
    authorise(statementPolicy, "statement.edit", principal, { unitPath: await unitPath(tx, before.unit_id) });
    const facts = await checked(tx, typed, civilDateOf(now));
    const version = seenVersion + 1;
    const { numUpdatedRows } = await tx
      .updateTable("statement")
      .set({ ...columnsOf(facts), version, updated_at: now })
      .where("id", "=", id)
      .where("version", "=", seenVersion)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw statementProblem("statement.edited-elsewhere", { version: before.version });
    const versionIds = (
      await tx.selectFrom("statement_material").select("version_id").where("statement_id", "=", id).execute()
    ).map((m) => m.version_id);
    await tx.deleteFrom("statement_material").where("statement_id", "=", id).execute();
    await pin(tx, id, facts.versionIds);
    return {
      answer: { id, version },
      journal: [
        {
          action: "statement.edited",
          subject: "statement",
          subjectId: id,
          unitId: before.unit_id,
          before: {
            topic: before.topic,
            text: before.text,
            statedOn: before.stated_on,
            occasion: before.occasion,
            outlet: before.outlet,
            appointmentId: before.appointment_id,
            versionIds,
          },
          after: facts,
        },
      ],
    };
  },
});

async function pin(tx: Tx, id: string, versionIds: readonly string[]): Promise<void> {
  if (versionIds.length === 0) return;
  await tx
    .insertInto("statement_material")
    .values([...new Set(versionIds)].map((version_id) => ({ statement_id: id, version_id })))
    .execute();
}

async function checked(tx: Tx, typed: Facts, today: CivilDate): Promise<Facts> {
  const facts: Facts = {
    ...typed,
    text: tidyText(typed.text),
    outlet: typed.outlet === null ? null : tidyLine(typed.outlet),
  };
  const fields: Record<string, string> = {};
  const say = (path: string, code: "identity" | "outlet-person" | "outlet-needed" | "future") =>
    (fields[path] ??= `statement.${code}`);
  if (findIdentities(facts.text).length > 0) say("/text", "identity");
  if (facts.outlet !== null && findIdentities(facts.outlet).length > 0) say("/outlet", "identity");
  if (facts.outlet !== null && namesPerson(facts.outlet)) say("/outlet", "outlet-person");
  if (facts.outlet === null && needOutlet.has(facts.occasion)) say("/outlet", "outlet-needed");
  if (facts.statedOn > today) say("/statedOn", "future");
  const [code] = Object.values(fields);
  if (code !== undefined) throw statementProblem(code as "statement.identity", { fields });
  const topic = await tx.selectFrom("topic").select("id").where("id", "=", facts.topic).executeTakeFirst();
  if (topic === undefined)
    throw statementProblem("statement.topic-unknown", { fields: { "/topic": "statement.topic-unknown" } });
  const { rows } = await sql`
    select from appointment a where a.id = ${facts.appointmentId}::uuid and a.kind = 'spokesperson' and a.held @> ${facts.statedOn}::date`.execute(
    tx,
  );
  if (rows.length === 0)
    throw statementProblem("statement.no-spokesperson", { fields: { "/appointmentId": "statement.no-spokesperson" } });
  const known = await nameVersions(tx, facts.versionIds);
  for (const id of facts.versionIds) {
    const version = known.get(id);
    const wrong =
      version === undefined
        ? "statement.version-unknown"
        : version.status === "draft"
          ? "statement.version-draft"
          : null;
    if (wrong !== null) throw statementProblem(wrong, { fields: { "/versionIds": wrong } });
  }
  return facts;
}

function columnsOf(facts: Facts) {
  return {
    topic: facts.topic,
    text: facts.text,
    stated_on: facts.statedOn,
    occasion: facts.occasion,
    outlet: facts.outlet,
    appointment_id: facts.appointmentId,
  };
}

export const statementCommands = { "statement.add": addStatement, "statement.edit": editStatement };
