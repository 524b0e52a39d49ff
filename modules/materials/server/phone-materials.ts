import { sql } from "kysely";
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
  async snapshot(tx, _principal, cap) {
    const { rows } = await sql<StoredVersion>`
      select ${versionColumns} from material_version v
      where (v.status = 'approved' and (upper(v.valid) is null or upper(v.valid) > (now() at time zone 'Asia/Ho_Chi_Minh')::date))
        or (v.status = 'recalled' and v.blocked_from > (now() at time zone 'Asia/Ho_Chi_Minh')::date)
      order by v.approved_at desc, v.id desc limit ${cap}`.execute(tx);
    return present(tx, rows);
  },
  async load(tx, _principal, ids) {
    if (ids.length === 0) return [];
    const { rows } = await sql<StoredVersion>`
      select ${versionColumns} from material_version v where v.id = any (${[...ids]}::uuid[]) and v.status <> 'draft'`.execute(
      tx,
    );
    return present(tx, rows);
  },
};

async function present(tx: Tx, versions: readonly StoredVersion[]): Promise<PhoneItem[]> {
  if (versions.length === 0) return [];
  const ids = versions.map((v) => v.id);
  const { tree } = await unitState(tx);
  const languages = await tx
    .selectFrom("material_language")
    .select(["version_id", "language", "title", "key_messages", "body"])
    .where("version_id", "in", ids)
    .where("status", "=", "reviewed")
    .orderBy("language")
    .execute();
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
        .map((l) => ({ language: l.language, title: l.title, keyMessages: l.key_messages, body: l.body })),
      attachments: attachments.filter((a) => a.version_id === v.id).map((a) => ({ name: a.file_name, size: a.size })),
    };
    return { id: v.id, version: new Date(v.updatedAt).getTime(), data };
  });
}
