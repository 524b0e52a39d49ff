import { sql } from "kysely";
import { holdsRole, type Principal } from "#kernel/access.ts";
import { addDays, type CivilDate, civilDateOf, todayInVietnam } from "#kernel/civil-date.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import { type ChainAct, type ChainActKind, type ChainStep, rolesAtLeast } from "../chain.ts";
import type { StoredVersion } from "./store.ts";

/** Where a version stands; before it was first handed in, round 0. */
export interface StoredApproval {
  round: number;
  waiting: number | null;
  edition: number | null;
  chainDay: CivilDate;
}

export interface StoredAct extends ChainAct {
  id: number;
  labelVi: string;
  labelEn: string;
  edition: number;
  note: string | null;
  byName: string | null;
  at: Date;
}

/** The steps of the unit that issues it, as configured on that day; each at the unit where its role must be held. */
export async function chainFor(tx: Tx, unitId: number, day: CivilDate): Promise<ChainStep[]> {
  const { tree } = await unitState(tx);
  const issuer = tree.versionNear(unitId, day);
  const level = issuer === undefined ? "body" : tree.levelOf(issuer);
  const above = tree.pathOn(unitId, day).map((v) => v.unitId);
  const { rows } = await sql<Omit<ChainStep, "unitId"> & { levelsUp: number }>`
    select position, kind, role, levels_up as "levelsUp", label_vi as "labelVi", label_en as "labelEn", legal_basis as "legalBasis"
      from approval_step where level = ${level} and valid @> ${day}::date order by position`.execute(tx);
  // Where the tree ends before so many levels up, its top takes the step.
  return rows.map(({ levelsUp, ...step }) => ({ ...step, unitId: above[levelsUp] ?? above.at(-1) ?? unitId }));
}

export async function approvalOf(tx: Tx, versionId: string): Promise<StoredApproval> {
  const { rows } = await sql<StoredApproval>`
    select round, waiting, edition, chain_day::text as "chainDay" from material_approval where version_id = ${versionId}::uuid`.execute(
    tx,
  );
  return rows[0] ?? { round: 0, waiting: null, edition: null, chainDay: todayInVietnam() };
}

export async function actsOf(tx: Tx, versionId: string): Promise<StoredAct[]> {
  const { rows } = await sql<StoredAct>`
    select id, round, position, label_vi as "labelVi", label_en as "labelEn", act, edition, note, by_user as "by",
      account_name(by_user) as "byName", at
      from material_approval_act where version_id = ${versionId}::uuid order by id`.execute(tx);
  return rows;
}

export async function authorsOf(tx: Tx, versionId: string): Promise<string[]> {
  const rows = await tx.selectFrom("material_author").select("user_id").where("version_id", "=", versionId).execute();
  return rows.map((r) => r.user_id);
}

export async function noteAuthor(tx: Tx, versionId: string, userId: string): Promise<void> {
  await tx
    .insertInto("material_author")
    .values({ version_id: versionId, user_id: userId })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Does this person hold the role of the step at its unit, or a higher one? */
export async function holdsStep(tx: Tx, principal: Principal, step: ChainStep): Promise<boolean> {
  const { paths } = await unitState(tx);
  return holdsRole(principal, rolesAtLeast(step.role), paths.get(step.unitId) ?? []);
}

export async function setWaiting(
  tx: Tx,
  version: Pick<StoredVersion, "id" | "edition">,
  approval: { round: number; waiting: number | null; chainDay: CivilDate },
): Promise<void> {
  const row = {
    round: approval.round,
    waiting: approval.waiting,
    edition: version.edition,
    chain_day: approval.chainDay,
  };
  await tx
    .insertInto("material_approval")
    .values({ version_id: version.id, ...row })
    .onConflict((c) => c.column("version_id").doUpdateSet(row))
    .execute();
}

export async function addAct(
  tx: Tx,
  version: Pick<StoredVersion, "id" | "edition">,
  act: {
    round: number;
    step: Pick<ChainStep, "position" | "labelVi" | "labelEn">;
    act: ChainActKind;
    note?: string | null;
    at: Date;
  },
): Promise<void> {
  await tx
    .insertInto("material_approval_act")
    .values({
      version_id: version.id,
      round: act.round,
      position: act.step.position,
      label_vi: act.step.labelVi,
      label_en: act.step.labelEn,
      act: act.act,
      edition: version.edition,
      note: act.note === undefined || act.note === "" ? null : act.note,
      at: act.at,
    })
    .execute();
}

/** A figure of this room on a day; the migration gives each key a value for all days. */
export async function ruleOn(tx: Tx, key: string, day: CivilDate): Promise<number> {
  const { rows } = await sql<{
    value: number;
  }>`select value from material_rule where key = ${key} and valid @> ${day}::date`.execute(tx);
  return rows[0]?.value ?? 1;
}

export const dueOn = (waivedAt: Date | string, days: number): CivilDate =>
  addDays(civilDateOf(new Date(waivedAt)), days);
