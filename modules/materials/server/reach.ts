import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { type SmallGroupRule, suppressCount, suppressTable } from "#kernel/suppression.ts";
import { unitState } from "#modules/units/server.ts";
import { defineCommand } from "#platform/command/define.ts";
import { smallGroupRule } from "#platform/db/small-group-rule.ts";
import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { AcknowledgeMaterial, type UnitReach } from "../contract-words.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { findVersion, placeMaterial, type StoredVersion } from "./store.ts";

/** The unit whose phone it is: the commune of the person's home unit, else that unit itself. */
async function phoneUnit(tx: Tx, principal: Principal, today: CivilDate): Promise<number | null> {
  const home = principal.homeUnitId ?? principal.grants.find((g) => g.unitId !== null)?.unitId ?? null;
  if (home === null) return null;
  const { tree, now } = await unitState(tx);
  const current = now.get(home)?.nowId ?? home;
  return tree.pathOn(current, today).find((v) => tree.levelOf(v) === "commune")?.unitId ?? current;
}

/**
 * What a phone says it holds. No command and no journal on purpose: both carry the account, and reading is not
 * watched (docs/decisions/042-reach-without-readers.md). Kept are a number of the phone's own making, the unit
 * and the day.
 */
export async function noteHoldings(
  tx: Tx,
  principal: Principal,
  { holder, versions }: { holder: string; versions: readonly string[] },
): Promise<void> {
  const unit = await phoneUnit(tx, principal, civilDateOf(new Date()));
  if (unit === null) return;
  await sql`select note_phone_holding(${holder}::uuid, ${unit}::int, ${[...versions]}::uuid[])`.execute(tx);
}

/** "Received and read": said by a speaker of their own duty; twice is once. */
export const acknowledgeMaterial = defineCommand({
  name: "material.acknowledge",
  input: AcknowledgeMaterial,
  async run({ tx, principal, deviceAt }, { versionId }) {
    const version = await findVersion(tx, versionId);
    if (version === undefined) throw materialProblem("material.not-found", { id: versionId });
    authorise(materialPolicy, "material.acknowledge", principal, await placeMaterial(tx, principal, version));
    if (version.status === "draft") throw materialProblem("material.not-in-use", { status: version.status });
    const unit = (await phoneUnit(tx, principal, civilDateOf(new Date()))) ?? version.unitId;
    await tx
      .insertInto("material_receipt")
      .values({ version_id: versionId, user_id: principal.userId, unit_id: unit, at: deviceAt })
      .onConflict((c) => c.doNothing())
      .execute();
    return {
      answer: { versionId },
      journal: [
        {
          action: "material.acknowledged",
          subject: "material",
          subjectId: version.materialId,
          unitId: unit,
          after: { versionId, number: version.number },
        },
      ],
      feed: [{ audience: `user:${principal.userId}`, entity: "material", entityId: versionId }],
    };
  },
});

/** The communes that a material is for, and what is known of their phones. Counts pass kernel/suppression.ts. */
export async function readReach(
  tx: Tx,
  principal: Principal,
  materialId: string,
  today: CivilDate,
): Promise<{ items: UnitReach[]; material: StoredVersion }> {
  const row = await tx
    .selectFrom("material")
    .select("current_version_id")
    .where("id", "=", materialId)
    .executeTakeFirst();
  const version = row?.current_version_id ? await findVersion(tx, row.current_version_id) : undefined;
  if (version === undefined) throw materialProblem("material.not-found", { id: materialId });
  authorise(materialPolicy, "material.reach", principal, await placeMaterial(tx, principal, version));
  const { tree, now } = await unitState(tx);
  const top = now.get(version.reachId)?.nowId ?? version.reachId;
  const communes = [tree.versionOn(top, today), ...tree.descendantsOn(top, today)].filter(
    (v) => v !== undefined && tree.levelOf(v) === "commune",
  ) as { unitId: number; name: string }[];
  const { rows } = await sql<{ unit_id: number; phones: number; valid: number; outdated: number; ticks: number }>`
    select * from phone_reach(${materialId}::uuid, ${communes.map((v) => v.unitId)}::int[])`.execute(tx);
  const counts = new Map(rows.map((r) => [r.unit_id, r]));
  const rule = await smallGroupRule(tx, today);
  const shown = shownPhones(rows, rule);
  const items = communes.flatMap((unit): UnitReach[] => {
    const c = counts.get(unit.unitId);
    if (c === undefined) return [];
    return [
      {
        unit: { id: unit.unitId, name: unit.name },
        heard: c.phones > 0,
        holds: c.valid > 0,
        outdated: c.outdated > 0,
        phones: shown.phones(unit.unitId),
        valid: shown.valid(unit.unitId),
        ticks: suppressCount(c.ticks, rule),
        ticked: c.ticks > 0,
      },
    ];
  });
  return {
    items: items.sort((a, b) => rank(a) - rank(b) || a.unit.name.localeCompare(b.unit.name, "vi")),
    material: version,
  };
}

/** What needs somebody first: out-of-use versions, then none, then unheard of. */
const rank = (r: UnitReach) => (r.outdated ? 0 : r.heard && !r.holds ? 1 : r.heard ? 3 : 2);

/** Cells are commune × holds it or not; a cell under the threshold is not said, and its total leaves it out. */
function shownPhones(rows: readonly { unit_id: number; phones: number; valid: number }[], rule: SmallGroupRule) {
  const table = suppressTable(
    rows.flatMap((r) => [
      { key: { unit: String(r.unit_id), state: "valid" }, count: r.valid },
      { key: { unit: String(r.unit_id), state: "not" }, count: r.phones - r.valid },
    ]),
    rule,
  );
  return {
    phones: (unit: number) => table.total({ unit: String(unit) }),
    valid: (unit: number) => table.total({ unit: String(unit), state: "valid" }),
  };
}

export async function exportReach(
  tx: Tx,
  principal: Principal,
  materialId: string,
  today: CivilDate,
  language: "vi" | "en",
): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const { items, material } = await readReach(tx, principal, materialId, today);
  const yes = (is: boolean) => text[is ? "material.reach.yes" : "material.reach.no"];
  const bytes = await writeWorkbook([
    {
      name: text["material.reach.sheet"],
      columns: [
        { header: text["material.gaps.commune"], width: 34 },
        { header: text["material.reach.heard"], width: 18 },
        { header: text["material.reach.holds"], width: 22 },
        { header: text["material.reach.outdated"], width: 26 },
        { header: text["material.reach.valid"], width: 18, number: "plain" },
        { header: text["material.reach.ticks"], width: 22, number: "plain" },
      ],
      rows: items.map((r) => [r.unit.name, yes(r.heard), yes(r.holds), yes(r.outdated), r.valid, r.ticks]),
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: `${text["material.reach.file"]} – ${material.title.slice(0, 60)}.xlsx`,
  });
}
