import { sql } from "kysely";
import { z } from "zod";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import { type ConflictFilter, DismissConflict, type FactConflict } from "../contract-conflicts.ts";
import { factConflictPolicy } from "../policy-conflicts.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { contradictions, factsOf } from "./read-facts.ts";
import { findVersion, placeMaterial, type StoredVersion } from "./store.ts";

interface Row {
  id: string;
  topic: string;
  state: FactConflict["state"];
  foundAt: Date;
  order: string;
  reason: string | null;
  sides: {
    versionId: string;
    materialId: string;
    title: string;
    number: number;
    unitId: number;
    quote: string;
    shown: string[];
  }[];
}

/** What is open, or was settled, newest first; row-level security keeps it to the two issuers and those above them. */
export async function listConflicts(
  tx: Tx,
  filter: ConflictFilter,
  limit: number,
  cursor?: string | null,
): Promise<{ items: FactConflict[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const { rows } = await sql<Row>`
    select c.id, c.topic, c.state, c.found_at as "foundAt", c.found_at::text as "order", c.reason, json_build_array(
        json_build_object('versionId', a.id, 'materialId', a.material_id, 'title', a.title, 'number', a.number, 'unitId', c.unit_a, 'quote', c.quote_a, 'shown', c.shown_a),
        json_build_object('versionId', b.id, 'materialId', b.material_id, 'title', b.title, 'number', b.number, 'unitId', c.unit_b, 'quote', c.quote_b, 'shown', c.shown_b)) as sides
      from fact_conflict c join material_version a on a.id = c.version_a join material_version b on b.id = c.version_b
     where c.state = ${filter.state}
       and (${filter.materialId ?? null}::uuid is null or ${filter.materialId ?? null}::uuid in (a.material_id, b.material_id))
       and (${filter.under ?? null}::int is null or exists (select from unit_scope s
         where s.ancestor_id = ${filter.under ?? null}::int and s.descendant_id in (c.unit_a, c.unit_b)))
       and (${after?.[0] ?? null}::timestamptz is null or (c.found_at, c.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
     order by c.found_at desc, c.id desc limit ${limit + 1}`.execute(tx);
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  const name = (id: number) => tree.versionNear(id, today)?.name ?? `#${id}`;
  const side = ({ unitId, ...rest }: Row["sides"][number]) => ({ ...rest, unit: { id: unitId, name: name(unitId) } });
  return page(
    rows,
    limit,
    (row) => [row.order, row.id],
    (row): FactConflict => ({
      id: row.id,
      topic: row.topic,
      state: row.state,
      foundAt: row.foundAt.toISOString(),
      reason: row.reason,
      a: side(row.sides[0]!),
      b: side(row.sides[1]!),
    }),
  );
}

/** For the approval: what a version, also a draft, would contradict among the materials in use. Nothing is stored. */
export async function conflictsOfVersion(tx: Tx, principal: Principal, versionId: string): Promise<FactConflict[]> {
  const version = await findVersion(tx, versionId);
  if (version === undefined) throw materialProblem("material.not-found", { id: versionId });
  authorise(materialPolicy, "material.view", principal, await placeMaterial(tx, principal, version));
  const found = await contradictions(
    tx,
    { ...version, validFrom: version.validFrom ?? todayInVietnam() },
    factsOf(version),
  );
  const { tree } = await unitState(tx);
  const side = async (v: StoredVersion, quote: string, shown: string[]) => ({
    versionId: v.id,
    materialId: v.materialId,
    title: v.title,
    number: v.number,
    unit: { id: v.unitId, name: tree.versionNear(v.unitId, todayInVietnam())?.name ?? `#${v.unitId}` },
    quote,
    shown,
  });
  const conflicts: FactConflict[] = [];
  for (const { fact, other } of found) {
    const theirs = await findVersion(tx, other.versionId);
    if (theirs === undefined) continue;
    conflicts.push({
      id: null,
      topic: version.topic,
      state: "open",
      foundAt: null,
      reason: null,
      a: await side(version, fact.quote, fact.shown),
      b: await side(theirs, other.quote, other.shown),
    });
  }
  return conflicts;
}

/** Either issuer says why both may stand; it stays on record with the reason. */
export const dismissConflict = defineCommand({
  name: "fact-conflict.dismiss",
  input: DismissConflict,
  async run({ tx, principal, now }, { id, reason }) {
    const conflict = await tx
      .selectFrom("fact_conflict")
      .select(["unit_a", "unit_b", "state", "quote_a", "quote_b", "version_a", "version_b"])
      .where("id", "=", id)
      .executeTakeFirst();
    if (conflict === undefined) throw materialProblem("material.conflict-not-found", { id });
    const [a, b] = [await unitPath(tx, conflict.unit_a), await unitPath(tx, conflict.unit_b)];
    const own = refusal(factConflictPolicy, "fact-conflict.dismiss", principal, { unitPath: a }) === null ? a : b;
    authorise(factConflictPolicy, "fact-conflict.dismiss", principal, { unitPath: own });
    const { rows } = await sql`
      update fact_conflict set state = 'dismissed', reason = ${reason}, settled_by = ${principal.userId}, settled_at = ${now}
      where id = ${id}::uuid and state = 'open' returning id`.execute(tx);
    if (rows.length === 0) throw materialProblem("material.conflict-settled", { id });
    return {
      answer: { id, state: "dismissed" as const },
      journal: [
        {
          action: "fact-conflict.dismissed",
          subject: "fact-conflict",
          subjectId: id,
          unitId: own === a ? conflict.unit_a : conflict.unit_b,
          before: {
            state: conflict.state,
            a: conflict.quote_a,
            b: conflict.quote_b,
            versions: [conflict.version_a, conflict.version_b],
          },
          after: { state: "dismissed", reason },
        },
      ],
    };
  },
});

export const factConflictCommands = { "fact-conflict.dismiss": dismissConflict };
