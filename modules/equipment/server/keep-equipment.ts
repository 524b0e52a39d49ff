import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import { AddEquipment, CheckEquipment, SetKind } from "../contract.ts";
import { equipmentPolicy } from "../policy.ts";
import { equipmentProblem } from "../problems.ts";
import { checkKind, checkUnit, getThing, mayAt, refuseAhead, refuseIdentities } from "./store.ts";

export const addEquipment = defineCommand({
  name: "equipment.add",
  input: AddEquipment,
  async run({ tx, principal, now }, input) {
    const today = civilDateOf(now);
    refuseIdentities({ label: input.label, place: input.place });
    refuseAhead("acquiredOn", input.acquiredOn, today);
    await checkUnit(tx, input.unitId, today, "/unitId");
    await mayAt(tx, principal, input.unitId, "equipment.write");
    await checkKind(tx, input.kind, today);
    const { rows: sources } = await sql`
      select from funding_source where code = ${input.source} and valid @> ${input.acquiredOn}::date`.execute(tx);
    if (sources.length === 0)
      throw equipmentProblem("equipment.source-unknown", { fields: { "/source": "equipment.source-unknown" } });
    if (input.sponsorshipId !== null) {
      const { rows } =
        await sql`select from sponsorship where id = ${input.sponsorshipId}::uuid and struck_at is null`.execute(tx);
      if (rows.length === 0)
        throw equipmentProblem("equipment.sponsorship-unknown", {
          fields: { "/sponsorshipId": "equipment.sponsorship-unknown" },
        });
    }
    const id = input.equipmentId ?? newId();
    const [label, place] = [tidyLine(input.label), tidyLine(input.place)];
    await sql`
      insert into equipment (id, unit_id, kind, label, inventory_number, place, condition, acquired_on, source, cost, sponsorship_id, created_at)
      values (${id}::uuid, ${input.unitId}, ${input.kind}, ${label}, ${input.inventoryNumber}, ${place}, ${input.condition}, ${input.acquiredOn}::date,
        ${input.source}, ${input.cost}, ${input.sponsorshipId}::uuid, ${now})`.execute(tx);
    await sql`
      insert into equipment_step (equipment_id, on_date, condition, unit_id, place, at)
      values (${id}::uuid, ${input.acquiredOn}::date, ${input.condition}, ${input.unitId}, ${place}, ${now})`.execute(
      tx,
    );
    return {
      answer: { equipmentId: id },
      journal: [
        {
          action: "equipment.added",
          subject: "equipment",
          subjectId: id,
          unitId: input.unitId,
          after: { kind: input.kind, label, place, condition: input.condition, source: input.source, cost: input.cost },
        },
      ],
    };
  },
});

/** A look at it, a move to another place, or to another unit by who may write at both. */
export const checkEquipment = defineCommand({
  name: "equipment.check",
  input: CheckEquipment,
  async run({ tx, principal, now }, input) {
    const today = civilDateOf(now);
    refuseIdentities({ place: input.place, note: input.note });
    refuseAhead("onDate", input.onDate, today);
    const found = await getThing(tx, input.equipmentId);
    await mayAt(tx, principal, found.unitId, "equipment.write");
    const unitId = input.unitId ?? found.unitId;
    if (unitId !== found.unitId) {
      await checkUnit(tx, unitId, today, "/unitId");
      await mayAt(tx, principal, unitId, "equipment.write");
    }
    const place = tidyLine(input.place);
    const { rows } = await sql`
      update equipment set condition = ${input.condition}, place = ${place}, unit_id = ${unitId}, version = version + 1
       where id = ${found.id}::uuid and version = ${input.version} returning id`.execute(tx);
    if (rows.length === 0) throw equipmentProblem("equipment.changed-since", { version: found.version });
    await sql`
      insert into equipment_step (equipment_id, on_date, condition, unit_id, place, note, at)
      values (${found.id}::uuid, ${input.onDate}::date, ${input.condition}, ${unitId}, ${place}, ${input.note}, ${now})`.execute(
      tx,
    );
    return {
      answer: { equipmentId: found.id },
      journal: [
        {
          action: unitId === found.unitId ? "equipment.checked" : "equipment.moved",
          subject: "equipment",
          subjectId: found.id,
          unitId: found.unitId,
          before: { condition: found.condition, place: found.place, unitId: found.unitId },
          after: { condition: input.condition, place, unitId, note: input.note },
        },
      ],
    };
  },
});

/** A kind from a day on; what it was until then ends the day before. */
export const setKind = defineCommand({
  name: "equipment.set-kind",
  input: SetKind,
  async run({ tx, principal }, input) {
    authorise(equipmentPolicy, "equipment.configure", principal, { unitPath: [] });
    const { rows: later } = await sql`
      select from equipment_kind where code = ${input.code} and lower(valid) >= ${input.from}::date`.execute(tx);
    if (later.length > 0) throw equipmentProblem("equipment.dates", { fields: { "/from": "equipment.dates" } });
    await sql`
      update equipment_kind set valid = daterange(lower(valid), ${input.from}::date) where code = ${input.code} and valid @> ${input.from}::date`.execute(
      tx,
    );
    await sql`
      insert into equipment_kind (code, name_vi, name_en, legal_basis, position, valid)
      values (${input.code}, ${input.nameVi}, ${input.nameEn}, ${input.legalBasis}, ${input.position}, daterange(${input.from}::date, null))`.execute(
      tx,
    );
    return {
      answer: { code: input.code },
      journal: [
        { action: "equipment.kind-set", subject: "equipment-kind", subjectId: input.code, unitId: null, after: input },
      ],
    };
  },
});
