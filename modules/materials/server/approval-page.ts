import { sql } from "kysely";
import { type Principal, refusal } from "#kernel/access.ts";
import { type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { remarksOnMaterial } from "#modules/laws/server.ts";
import { type UnitState, unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import { partText, textParts } from "../anchors.ts";
import { deciding, openSteps, personalBar, waivedSteps } from "../chain.ts";
import type { ApprovalStep, ChainVerb, MaterialApproval, WaitingMaterial } from "../contract-chain.ts";
import { materialPolicy, type PlacedMaterial } from "../policy.ts";
import { actsOf, approvalOf, authorsOf, chainFor, dueOn, holdsStep, ruleOn, type StoredAct } from "./approval-store.ts";
import { commentsOf } from "./comments.ts";
import type { StoredVersion } from "./store.ts";

/** Where a version stands on its way, for those who may write there; null for everybody else. */
export async function readApproval(
  tx: Tx,
  principal: Principal,
  version: StoredVersion,
  placed: PlacedMaterial,
  language: "vi" | "en",
): Promise<MaterialApproval | null> {
  const allowed = (verb: keyof typeof materialPolicy) => refusal(materialPolicy, verb, principal, placed) === null;
  if (!allowed("material.comment")) return null;
  const approval = await approvalOf(tx, version.id);
  const steps = await chainFor(tx, version.unitId, approval.chainDay);
  const acts = await actsOf(tx, version.id);
  const authors = await authorsOf(tx, version.id);
  const { tree } = await unitState(tx);
  const days = await ruleOn(tx, "makeUpDays", todayInVietnam());
  const owed = waivedSteps(acts);
  const draft = version.status === "draft";
  const waits = steps.find((s) => s.position === approval.waiting);
  const last = deciding(steps);
  const barAt = (position: number) => personalBar(acts, authors, principal.userId, position);
  const may: ChainVerb[] = [];
  if (draft && approval.waiting === null && allowed("material.submit")) may.push("submit");
  if (draft && approval.waiting !== null && allowed("material.submit")) may.push("withdraw");
  if (draft && waits !== undefined && barAt(waits.position) === null && (await holdsStep(tx, principal, waits)))
    may.push(...((waits.kind === "decide" ? ["approve", "return"] : ["pass", "return"]) as ChainVerb[]));
  const mayDecide =
    draft &&
    last !== undefined &&
    waits?.position !== last.position &&
    allowed("material.approve") &&
    barAt(last.position) === null &&
    (await holdsStep(tx, principal, last));
  if (mayDecide && openSteps(steps, acts, approval.round).length > 0) may.push("rush");
  for (const { position } of owed) {
    const step = steps.find((s) => s.position === position);
    if (step !== undefined && barAt(position) === null && (await holdsStep(tx, principal, step))) may.push("makeUp");
  }
  if (draft && allowed("material.comment")) may.push("comment");
  if (draft && allowed("material.discard")) may.push("discard");
  const names = await namesOf(tx, authors);
  return {
    waiting: draft ? approval.waiting : null,
    round: approval.round,
    edition: approval.edition,
    steps: steps.map((step) => ({
      position: step.position,
      kind: step.kind,
      role: step.role,
      labelVi: step.labelVi,
      labelEn: step.labelEn,
      legalBasis: step.legalBasis,
      unit: { id: step.unitId, name: tree.versionNear(step.unitId, approval.chainDay)?.name ?? `#${step.unitId}` },
      ...stateOf(step.position, acts, approval.round, draft ? approval.waiting : null),
    })),
    acts: acts.map(({ by: _by, at, ...act }) => ({ ...act, at: new Date(at).toISOString() })),
    comments: await commentsOf(tx, version),
    owed: owed.map((a) => ({
      position: a.position,
      labelVi: a.labelVi,
      labelEn: a.labelEn,
      dueOn: dueOn(a.at, days),
      reason: a.note,
    })),
    may: [...new Set(may)],
    bar: draft && waits !== undefined ? barAt(waits.position) : null,
    authors: names,
    makeUpDays: days,
    remarks: draft ? await remarksOnMaterial(tx, { parts: partsOf(version), language }) : [],
  };
}

/** In reading order: a document is said in full where it is named first. */
function partsOf(version: StoredVersion): { field: string; text: string }[] {
  return textParts.map((field) => ({ field, text: partText(version, field) })).filter((part) => part.text !== "");
}

function stateOf(
  position: number,
  acts: readonly StoredAct[],
  round: number,
  waiting: number | null,
): Pick<ApprovalStep, "state" | "byName" | "at"> {
  const said = acts.findLast((a) => a.position === position && a.round === round);
  const state =
    waiting === position
      ? "waiting"
      : said === undefined || said.act === "withdrawn" || said.act === "returned"
        ? "ahead"
        : said.act === "waived"
          ? "waived"
          : "done";
  const by = state === "done" || state === "waived" ? said : undefined;
  return { state, byName: by?.byName ?? null, at: by === undefined ? null : new Date(by.at).toISOString() };
}

async function namesOf(tx: Tx, users: readonly string[]): Promise<string[]> {
  if (users.length === 0) return [];
  const { rows } = await sql<{ name: string | null }>`
    select account_name(u) as name from unnest(${[...users]}::text[]) u`.execute(tx);
  return rows.flatMap((r) => (r.name === null ? [] : [r.name]));
}

/**
 * A step waits for those of its own unit, or of the place that an office serves; whoever looks after the units
 * above may take it too, but it is not counted as theirs to do.
 */
function isOwn(tree: UnitState["tree"], principal: Principal, unitId: number, today: CivilDate): boolean {
  const path = tree.pathOn(unitId, today);
  const place = path.findIndex((v) => tree.levelOf(v) !== "body");
  const own = path.slice(0, place === -1 ? path.length : place + 1).map((v) => v.unitId);
  return principal.grants.some((g) => g.unitId !== null && own.includes(g.unitId));
}

const mostWaiting = 60;

/** Drafts that wait for a step, and steps that are still owed; first what the caller may take. */
export async function listWaiting(tx: Tx, principal: Principal): Promise<WaitingMaterial[]> {
  const { rows } = await sql<{
    id: string;
    materialId: string;
    number: number;
    title: string;
    unitId: number;
    position: number;
    chainDay: CivilDate;
    since: Date;
    owed: boolean;
  }>`
    select v.id, v.material_id as "materialId", v.number, v.title, v.unit_id as "unitId", a.waiting as position,
      a.chain_day::text as "chainDay", false as owed,
      (select max(t.at) from material_approval_act t where t.version_id = v.id) as since
      from material_approval a join material_version v on v.id = a.version_id
     where a.waiting is not null and v.status = 'draft'
    union all
    select v.id, v.material_id, v.number, v.title, v.unit_id, t.position, a.chain_day::text, true, t.at
      from material_approval_act t join material_version v on v.id = t.version_id join material_approval a on a.version_id = v.id
     where t.act = 'waived' and not exists (select from material_approval_act b
       where b.version_id = t.version_id and b.position = t.position and b.id > t.id and b.act in ('madeUp', 'objected'))
    order by since limit ${mostWaiting}`.execute(tx);
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  const days = await ruleOn(tx, "makeUpDays", today);
  const items: WaitingMaterial[] = [];
  const chains = new Map<string, ReturnType<typeof chainFor>>();
  for (const row of rows) {
    const key = `${row.unitId} ${row.chainDay}`;
    const chain = chains.get(key) ?? chainFor(tx, row.unitId, row.chainDay);
    chains.set(key, chain);
    const step = (await chain).find((s) => s.position === row.position);
    if (step === undefined) continue;
    const bar = personalBar(await actsOf(tx, row.id), await authorsOf(tx, row.id), principal.userId, row.position);
    items.push({
      materialId: row.materialId,
      versionId: row.id,
      number: row.number,
      title: row.title,
      unit: { id: row.unitId, name: tree.versionNear(row.unitId, today)?.name ?? `#${row.unitId}` },
      position: row.position,
      labelVi: step.labelVi,
      labelEn: step.labelEn,
      owedBy: row.owed ? dueOn(row.since, days) : null,
      since: new Date(row.since).toISOString(),
      mine: bar === null && (await holdsStep(tx, principal, step)) && isOwn(tree, principal, step.unitId, today),
    });
  }
  return items.sort((a, b) => Number(b.mine) - Number(a.mine));
}
