import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { addDays, civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { Problem } from "#kernel/problem.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import { tidyLine, tidyText } from "#kernel/text/nfc.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { CloseKit, EditKit, LinkKitItem, OpenKit, SetKitDeadline } from "../contract.ts";
import { kitPolicy } from "../policy.ts";
import { kitProblem } from "../problems.ts";
import { dueDay } from "../rules.ts";

export const openKit = defineCommand({
  name: "kit.open",
  input: OpenKit,
  async run({ tx, principal, now }, { languages, ...input }) {
    authorise(kitPolicy, "kit.open", principal, { unitPath: await unitPath(tx, input.unitId) });
    await checkPlace(tx, input.unitId, input.placeUnitId, civilDateOf(now));
    await checkTopic(tx, input.topic);
    refuseIdentities(input);
    const openedOn = civilDateOf(now);
    const { rows } = await sql<{ days: number; basis: string }>`
      select days, legal_basis as basis from kit_deadline where trigger = ${input.trigger} and valid @> ${openedOn}::date`.execute(
      tx,
    );
    if (rows[0] === undefined) throw kitProblem("kit.no-deadline", { fields: { "/trigger": "kit.no-deadline" } });
    const dueOn = dueDay(input.trigger, input.happenedOn, openedOn, rows[0].days);
    await tx
      .insertInto("kit")
      .values({
        id: input.id,
        unit_id: input.unitId,
        place_unit_id: input.placeUnitId,
        trigger: input.trigger,
        title: tidyLine(input.title),
        topic: input.topic,
        matter: tidyText(input.matter),
        happened_on: input.happenedOn,
        opened_on: openedOn,
        due_on: dueOn,
        due_days: rows[0].days,
        due_basis: rows[0].basis,
        next_update_on: input.nextUpdateOn,
      })
      .execute();
    const items = [
      { kind: "factSheet", language: null },
      { kind: "questionsAnswers", language: null },
      ...[...new Set(languages)].filter((l) => l !== "vi").map((language) => ({ kind: "languageVersion", language })),
    ];
    await tx
      .insertInto("kit_item")
      .values(items.map((item) => ({ id: newId<"KitItem">(), kit_id: input.id, ...item })))
      .execute();
    return {
      answer: { id: input.id, version: 1 },
      journal: [
        {
          action: "kit.opened",
          subject: "kit",
          subjectId: input.id,
          unitId: input.unitId,
          after: { ...input, languages, openedOn, dueOn, dueDays: rows[0].days },
        },
      ],
    };
  },
});

export const editKit = defineCommand({
  name: "kit.edit",
  input: EditKit,
  async run({ tx, principal, now }, { id, seenVersion, ...input }) {
    const before = await lockOpen(tx, principal, "kit.edit", id, seenVersion);
    await checkTopic(tx, input.topic);
    refuseIdentities(input);
    const after = {
      title: tidyLine(input.title),
      topic: input.topic,
      matter: tidyText(input.matter),
      next_update_on: input.nextUpdateOn,
    };
    await tx
      .updateTable("kit")
      .set({ ...after, version: seenVersion + 1, updated_at: now })
      .where("id", "=", id)
      .execute();
    return {
      answer: { id, version: seenVersion + 1 },
      journal: [
        {
          action: "kit.edited",
          subject: "kit",
          subjectId: id,
          unitId: before.unit_id,
          before: {
            title: before.title,
            topic: before.topic,
            matter: before.matter,
            next_update_on: before.next_update_on,
          },
          after,
        },
      ],
    };
  },
});

/** Says which material an item is; whether it is ready is read off the material. */
export const linkKitItem = defineCommand({
  name: "kit.link-item",
  input: LinkKitItem,
  async run({ tx, principal, now }, { id, itemId, materialId }) {
    const kit = await lockOpen(tx, principal, "kit.edit", id, null);
    const item = await tx
      .selectFrom("kit_item")
      .selectAll()
      .where("id", "=", itemId)
      .where("kit_id", "=", id)
      .executeTakeFirst();
    if (item === undefined) throw kitProblem("kit.item-not-found", { id: itemId });
    if (materialId !== null) {
      const known = await tx.selectFrom("material").select("id").where("id", "=", materialId).executeTakeFirst();
      if (known === undefined)
        throw kitProblem("kit.material-unknown", { fields: { "/materialId": "kit.material-unknown" } });
    }
    await tx
      .updateTable("kit_item")
      .set({ material_id: materialId, linked_at: materialId === null ? null : now })
      .where("id", "=", itemId)
      .execute();
    return {
      answer: { id, itemId, materialId },
      journal: [
        {
          action: materialId === null ? "kit.item-unlinked" : "kit.item-linked",
          subject: "kit",
          subjectId: id,
          unitId: kit.unit_id,
          before: { materialId: item.material_id },
          after: { kind: item.kind, language: item.language, materialId },
        },
      ],
    };
  },
});

export const closeKit = defineCommand({
  name: "kit.close",
  input: CloseKit,
  async run({ tx, principal, now }, { id, seenVersion, cancelled, reason }) {
    const kit = await lockOpen(tx, principal, "kit.close", id, seenVersion);
    if (cancelled && reason === null)
      throw kitProblem("kit.reason-needed", { fields: { "/reason": "kit.reason-needed" } });
    const status = cancelled ? ("cancelled" as const) : ("closed" as const);
    await tx
      .updateTable("kit")
      .set({
        status,
        closed_at: now,
        close_reason: reason === null ? null : tidyLine(reason),
        version: seenVersion + 1,
        updated_at: now,
      })
      .where("id", "=", id)
      .execute();
    return {
      answer: { id, version: seenVersion + 1, status },
      journal: [
        {
          action: `kit.${status}`,
          subject: "kit",
          subjectId: id,
          unitId: kit.unit_id,
          before: { status: "open" },
          after: { status, reason },
        },
      ],
    };
  },
});

/** A new deadline from a day on; the one that held until then ends the day before. Kits that are open keep theirs. */
export const setKitDeadline = defineCommand({
  name: "kit.set-deadline",
  input: SetKitDeadline,
  async run({ tx, principal }, { trigger, days, from, legalBasis }) {
    authorise(kitPolicy, "kit.set-deadline", principal, { unitPath: [] });
    const { rows } = await sql<{ id: number; begins: string | null; days: number }>`
      select id, lower(valid)::text as begins, days from kit_deadline where trigger = ${trigger} and (upper_inf(valid) or upper(valid) > ${from}::date)
      order by lower(valid) desc nulls last for update`.execute(tx);
    const last = rows[0];
    if (last?.begins !== undefined && last.begins !== null && last.begins >= from)
      throw kitProblem("kit.deadline-past", { fields: { "/from": "kit.deadline-past" } });
    if (last !== undefined)
      await sql`update kit_deadline set valid = daterange(lower(valid), ${from}::date) where id = ${last.id}`.execute(
        tx,
      );
    await sql`
      insert into kit_deadline (trigger, days, valid, legal_basis) values (${trigger}, ${days}, daterange(${from}::date, null), ${tidyLine(legalBasis)})`.execute(
      tx,
    );
    return {
      answer: { trigger, days, from },
      journal: [
        {
          action: "kit.deadline-set",
          subject: "kit-deadline",
          subjectId: trigger,
          unitId: null,
          before: last === undefined ? null : { days: last.days, until: addDays(from, -1) },
          after: { days, from, legalBasis },
        },
      ],
    };
  },
});

async function lockOpen(
  tx: Tx,
  principal: Principal,
  verb: "kit.edit" | "kit.close",
  id: string,
  seenVersion: number | null,
) {
  const seen = await tx.selectFrom("kit").select("unit_id").where("id", "=", id).executeTakeFirst();
  if (seen === undefined) throw kitProblem("kit.not-found", { id });
  authorise(kitPolicy, verb, principal, { unitPath: await unitPath(tx, seen.unit_id) });
  const kit = await tx.selectFrom("kit").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  // those whose people it concerns read it; that does not make it theirs
  if (kit === undefined) throw new Problem("access.denied", 403, { verb });
  if (kit.status !== "open") throw kitProblem("kit.state", { status: kit.status });
  if (seenVersion !== null && kit.version !== seenVersion)
    throw kitProblem("kit.edited-elsewhere", { version: kit.version });
  return kit;
}

export async function checkTopic(tx: Tx, topic: string): Promise<void> {
  const known = await tx.selectFrom("topic").select("id").where("id", "=", topic).executeTakeFirst();
  if (known === undefined) throw kitProblem("kit.topic-unknown", { fields: { "/topic": "kit.topic-unknown" } });
}

/** A unit makes kits ready for its own people; an office for those of the place that it serves. */
export async function checkPlace(tx: Tx, unitId: number, placeUnitId: number, today: CivilDate): Promise<void> {
  const { tree, paths } = await unitState(tx);
  const served = tree.pathOn(unitId, today).find((v) => tree.levelOf(v) !== "body")?.unitId ?? unitId;
  if (!(paths.get(placeUnitId) ?? []).includes(served))
    throw kitProblem("kit.place-outside", { fields: { "/placeUnitId": "kit.place-outside" } });
}

export function refuseIdentities(input: { title: string; matter: string }): void {
  const fields: Record<string, string> = {};
  for (const name of ["title", "matter"] as const)
    if (findIdentities(input[name]).length > 0) fields[`/${name}`] = "kit.identity";
  if (Object.keys(fields).length > 0) throw kitProblem("kit.identity", { fields });
}
