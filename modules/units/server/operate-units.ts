import { authorise, type Principal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand, type JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { type OperationPreview, type OperationResult, UnitOperation } from "../contract.ts";
import { type Plan, type PlannedVersion, touchedUnits } from "../plan.ts";
import { unitPolicy } from "../policy.ts";
import { planOperation } from "../rules.ts";
import type { UnitTree } from "../tree.ts";
import { applyPlan, lockUnits } from "./apply-plan.ts";
import { countTouches } from "./touches.ts";
import { readState, type UnitState } from "./unit-state.ts";

/** Found, rename, move, merge, split or dissolve: one transaction, journalled unit by unit. */
export const operateUnits = defineCommand({
  name: "unit.operate",
  input: UnitOperation,
  async run(
    { tx, principal, commandId, now },
    operation,
  ): Promise<{
    answer: OperationResult;
    journal: [JournalEntry, ...JournalEntry[]];
    feed: { audience: string; entity: string; entityId: string }[];
  }> {
    await lockUnits(tx);
    const state = await readState(tx);
    proveOperation(principal, state, operation);
    const plan = planOperation(state.tree, operation);
    const applied = await applyPlan(tx, plan, {
      kind: operation.kind,
      on: operation.on,
      legalBasis: operation.legalBasis,
      commandId,
      summary: { founded: plan.found.length, dissolved: plan.dissolve.length, changed: changes(plan).length },
      today: civilDateOf(now),
    });
    const idOf = (id: number) => applied.ids.get(id) ?? id;
    const founded = plan.found.map((u) => idOf(u.unitId));
    const journal = journalOf(state.tree, operation, plan, idOf);
    const told = [...touchedUnits(plan), ...founded];
    return {
      answer: {
        operationId: applied.operationId,
        unitIds: founded.length > 0 ? founded : touchedUnits(plan).slice(0, 1),
      },
      journal,
      feed: told.map((id) => ({ audience: `unit:${id}`, entity: "unit", entityId: String(id) })),
    };
  },
});

/** What the same operation would do; nothing is written. */
export async function previewOperation(
  tx: Tx,
  principal: Principal,
  operation: UnitOperation,
): Promise<OperationPreview> {
  const state = await readState(tx);
  proveOperation(principal, state, operation);
  const { tree } = state;
  const plan = planOperation(tree, operation);
  const names = new Map(plan.add.filter((v) => v.unitId < 0).map((v) => [v.unitId, v.name]));
  const nameOf = (id: number | null) =>
    id === null ? null : (names.get(id) ?? tree.versionNear(id, operation.on)?.name ?? null);
  const shown = (v: PlannedVersion) => ({
    id: v.unitId < 0 ? null : v.unitId,
    name: v.name,
    kind: v.kind,
    code: v.code,
    parentName: nameOf(v.parentId),
  });
  const touched = touchedUnits(plan);
  return {
    founds: plan.add.filter((v) => v.unitId < 0).map(shown),
    dissolves: plan.dissolve.map(({ unitId }) => shown(tree.versionNear(unitId, operation.on)!)),
    changes: changes(plan).map((v) => ({
      id: v.unitId,
      before: shown(tree.versionOn(v.unitId, operation.on)!),
      after: shown(v),
    })),
    successions: plan.edges.map((e) => ({ from: nameOf(e.fromId)!, to: nameOf(e.toId)!, extent: e.extent })),
    touches: await countTouches(tx, touched, operation.on),
  };
}

function changes(plan: Plan): PlannedVersion[] {
  return [...plan.add.filter((v) => v.unitId > 0), ...plan.amend];
}

/** The right is needed at each unit that changes and at each parent that receives one. */
function proveOperation(principal: Principal, state: UnitState, operation: UnitOperation): void {
  const verb = `unit.${operation.kind}` as keyof typeof unitPolicy;
  const parents: (number | null)[] = [];
  const units: number[] = [];
  if (operation.kind === "found") parents.push(operation.unit.parentId);
  if (operation.kind === "move") parents.push(operation.parentId);
  if (operation.kind === "merge") parents.push(operation.into.parentId);
  if (operation.kind === "split") parents.push(...operation.parts.map((p) => p.parentId));
  if (operation.kind === "merge") units.push(...operation.unitIds);
  else if (operation.kind !== "found") units.push(operation.unitId);
  for (const id of units) authorise(unitPolicy, verb, principal, { unitPath: state.paths.get(id) ?? [] });
  for (const id of parents)
    authorise(unitPolicy, verb, principal, { unitPath: id === null ? [] : (state.paths.get(id) ?? []) });
}

const doneWord = {
  found: "unit.founded",
  rename: "unit.renamed",
  move: "unit.moved",
  merge: "unit.merged",
  split: "unit.split",
  dissolve: "unit.dissolved",
} as const;

function journalOf(
  tree: UnitTree,
  operation: UnitOperation,
  plan: Plan,
  idOf: (id: number) => number,
): [JournalEntry, ...JournalEntry[]] {
  const action = doneWord[operation.kind];
  const basis = { on: operation.on, legalBasis: operation.legalBasis };
  const real = (v: PlannedVersion) => ({
    ...v,
    unitId: idOf(v.unitId),
    parentId: v.parentId === null ? null : idOf(v.parentId),
    ...basis,
  });
  const successions = plan.edges.map((e) => ({ ...e, fromId: idOf(e.fromId), toId: idOf(e.toId) }));
  const entry = (unitId: number, before: unknown, after: unknown): JournalEntry => ({
    action,
    subject: "unit",
    subjectId: String(unitId),
    unitId,
    before: before ?? null,
    after,
  });
  const entries = [
    ...plan.add.filter((v) => v.unitId < 0).map((v) => entry(idOf(v.unitId), null, { ...real(v), successions })),
    ...changes(plan).map((v) => entry(v.unitId, tree.versionOn(v.unitId, operation.on), real(v))),
    ...plan.dissolve.map((d) =>
      entry(d.unitId, tree.versionOn(d.unitId, operation.on), { dissolvedOn: d.on, ...basis }),
    ),
  ];
  return entries as [JournalEntry, ...JournalEntry[]];
}
