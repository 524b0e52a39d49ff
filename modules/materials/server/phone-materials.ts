import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate, civilDateOf } from "#kernel/civil-date.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import type { PhoneItem, PullSource } from "#platform/sync/server/pull-source.ts";
import type { MaterialOnPhone } from "../contract.ts";
import { lastUsableDay } from "../rules.ts";
import { type StoredVersion, versionColumns } from "./store.ts";

/**
 * What a phone keeps to stand before people with: approved versions that have not expired, and recalled
 * ones until they are blocked, marked. A superseded version that is on the phone already is marked too,
 * since a planned talk may have pinned it.
 */
export const phoneMaterials: PullSource = {
  entity: "material",
  async snapshot(tx, principal, cap) {
    const { rows } = await sql<StoredVersion>`
      select ${versionColumns} from material_version v
      where (v.status = 'approved' and (upper(v.valid) is null or upper(v.valid) > (now() at time zone 'Asia/Ho_Chi_Minh')::date))
        or (v.status = 'recalled' and v.blocked_from > (now() at time zone 'Asia/Ho_Chi_Minh')::date)
      order by v.approved_at desc, v.id desc limit ${cap}`.execute(tx);
    return present(tx, principal, rows);
  },
  async load(tx, principal, ids) {
    if (ids.length === 0) return [];
    const { rows } = await sql<StoredVersion>`
      select ${versionColumns} from material_version v where v.id = any (${[...ids]}::uuid[]) and v.status <> 'draft'`.execute(
      tx,
    );
    return present(tx, principal, rows);
  },
};

async function present(tx: Tx, principal: Principal, versions: readonly StoredVersion[]): Promise<PhoneItem[]> {
  if (versions.length === 0) return [];
  const ids = versions.map((v) => v.id);
  const { tree } = await unitState(tx);
  const languages = await tx
    .selectFrom("material_language as l")
    .leftJoin("material_audio as a", (on) =>
      on.onRef("a.version_id", "=", "l.version_id").onRef("a.language", "=", "l.language"),
    )
    .select(["l.version_id", "l.language", "l.title", "l.key_messages", "l.body", "a.size", "a.seconds", "a.sha256"])
    .where("l.version_id", "in", ids)
    .where("l.status", "=", "reviewed")
    .orderBy("l.language")
    .execute();
  const receipts = await tx
    .selectFrom("material_receipt")
    .select(["version_id", "at"])
    .where("user_id", "=", principal.userId)
    .where("version_id", "in", ids)
    .execute();
  const received = new Map(receipts.map((r) => [r.version_id, new Date(r.at).toISOString()]));
  const attachments = await tx
    .selectFrom("material_attachment")
    .select(["version_id", "file_name", "size"])
    .where("version_id", "in", ids)
    .orderBy("id")
    .execute();
  return versions.map((v) => {
    const on = v.validFrom ?? (v.approvedAt === null ? asCivilDate("2025-07-01") : civilDateOf(new Date(v.approvedAt)));
    const data: MaterialOnPhone = {
      versionId: v.id,
      materialId: v.materialId,
      number: v.number,
      title: v.title,
      topic: v.topic,
      status: v.status,
      validFrom: v.validFrom,
      validTo: lastUsableDay(v),
      keyMessages: v.keyMessages,
      body: v.body,
      qa: v.qa,
      source: v.source,
      legalBasis: v.legalBasis,
      issuer: tree.versionNear(v.unitId, on)?.name ?? "",
      recalledOn: v.recalledAt === null ? null : civilDateOf(new Date(v.recalledAt)),
      recallReason: v.recallReason,
      languages: languages
        .filter((l) => l.version_id === v.id)
        .map((l) => ({
          language: l.language,
          title: l.title,
          keyMessages: l.key_messages,
          body: l.body,
          audio: l.sha256 === null || l.size === null ? null : { size: l.size, seconds: l.seconds, sha256: l.sha256 },
        })),
      attachments: attachments.filter((a) => a.version_id === v.id).map((a) => ({ name: a.file_name, size: a.size })),
      receivedAt: received.get(v.id) ?? null,
    };
    return { id: v.id, version: new Date(v.updatedAt).getTime(), data };
  });
}
