import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { contentHash } from "#kernel/canonical.ts";
import { unitState } from "#modules/units/server.ts";
import type { FeedEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import type { MaterialContent, MaterialStatus, QuestionAnswer } from "../contract.ts";
import type { PlacedMaterial } from "../policy.ts";
import { materialProblem } from "../problems.ts";

/** A version as it is stored, its days as the first and the last one. */
export interface StoredVersion {
  id: string;
  materialId: string;
  unitId: number;
  reachId: number;
  topic: string;
  number: number;
  status: MaterialStatus;
  edition: number;
  language: string;
  title: string;
  keyMessages: string;
  body: string;
  qa: QuestionAnswer[];
  source: string | null;
  legalBasis: string | null;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
  approvedAt: Date | null;
  recalledAt: Date | null;
  recallReason: string | null;
  blockedFrom: CivilDate | null;
  contentHash: string;
  updatedAt: Date;
}

export const versionColumns = sql<StoredVersion>`
  v.id, v.material_id as "materialId", v.unit_id as "unitId", v.reach_id as "reachId", v.topic, v.number, v.status, v.edition, v.language,
  v.title, v.key_messages as "keyMessages", v.body, v.qa, v.source, v.legal_basis as "legalBasis",
  lower(v.valid)::text as "validFrom", (upper(v.valid) - 1)::text as "validTo", v.approved_at as "approvedAt",
  v.recalled_at as "recalledAt", v.recall_reason as "recallReason", v.blocked_from::text as "blockedFrom",
  v.content_hash as "contentHash", v.updated_at as "updatedAt"`;

export async function findVersion(tx: Tx, versionId: string): Promise<StoredVersion | undefined> {
  const { rows } =
    await sql<StoredVersion>`select ${versionColumns} from material_version v where v.id = ${versionId}::uuid`.execute(
      tx,
    );
  return rows[0];
}

/** Locked until the end of the transaction: two people who decide at once decide one after the other. */
export async function lockVersion(tx: Tx, versionId: string): Promise<StoredVersion> {
  const { rows } =
    await sql<StoredVersion>`select ${versionColumns} from material_version v where v.id = ${versionId}::uuid for update`.execute(
      tx,
    );
  if (rows[0] === undefined) throw materialProblem("material.not-found", { id: versionId });
  return rows[0];
}

/** The issuer's units upward, and which of the caller's units it is for (also through what a former unit has become). */
export async function placeMaterial(
  tx: Tx,
  principal: Principal,
  material: { unitId: number; reachId: number },
): Promise<PlacedMaterial> {
  const { paths, now } = await unitState(tx);
  const reach = [material.reachId, now.get(material.reachId)?.nowId ?? material.reachId];
  const reaches = principal.grants.flatMap(({ unitId }) =>
    unitId !== null && (paths.get(unitId) ?? []).some((above) => reach.includes(above)) ? [unitId] : [],
  );
  return { unitPath: paths.get(material.unitId) ?? [], reaches };
}

/** Phones of all whom it is for hear of it, also where the unit has since become another. */
export async function tellPhones(tx: Tx, ...versions: { id: string; reachId: number }[]): Promise<FeedEntry[]> {
  const { now } = await unitState(tx);
  return versions.flatMap(({ id, reachId }) => {
    const units = new Set([reachId, now.get(reachId)?.nowId ?? reachId]);
    return [...units].map((unit) => ({ audience: `unit:${unit}`, entity: "material", entityId: id }));
  });
}

export function hashOf({
  title,
  keyMessages,
  body,
  qa,
}: Pick<MaterialContent, "title" | "keyMessages" | "body" | "qa">): string {
  return contentHash({ title, keyMessages, body, qa });
}

/** What the journal keeps of a version: the facts and a hash, not thousands of words twice. */
export function journalled(version: StoredVersion) {
  const {
    materialId,
    number,
    status,
    edition,
    topic,
    title,
    validFrom,
    validTo,
    source,
    legalBasis,
    recallReason,
    blockedFrom,
  } = version;
  return {
    materialId,
    number,
    status,
    edition,
    topic,
    title,
    validFrom,
    validTo,
    source,
    legalBasis,
    recallReason,
    blockedFrom,
    contentHash: version.contentHash,
  };
}

export async function checkTopic(tx: Tx, topic: string): Promise<void> {
  const known = await tx.selectFrom("topic").select("id").where("id", "=", topic).executeTakeFirst();
  if (known === undefined)
    throw materialProblem("material.topic-unknown", { fields: { "/topic": "material.topic-unknown" } });
}
