import { sql } from "kysely";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import type { LanguageVersion, MaterialPage, MaterialVersion, materialVerbs } from "../contract.ts";
import { materialPolicy, type PlacedMaterial } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { nextMaterialStatus } from "../rules.ts";
import { readApproval } from "./approval-page.ts";
import { placeMaterial, type StoredVersion, versionColumns } from "./store.ts";

/** A material with one version in full: the one asked for, else the draft for those who write it, else the current one. */
export async function readMaterialPage(
  tx: Tx,
  principal: Principal,
  materialId: string,
  number?: number,
  language: "vi" | "en" = "vi",
): Promise<MaterialPage> {
  const { rows: versions } = await sql<StoredVersion & { current: boolean }>`
    select ${versionColumns}, m.current_version_id = v.id as current
    from material m join material_version v on v.material_id = m.id where m.id = ${materialId}::uuid order by v.number desc`.execute(
    tx,
  );
  const version =
    number === undefined ? (versions.find((v) => v.current) ?? versions[0]) : versions.find((v) => v.number === number);
  if (version === undefined) throw materialProblem("material.not-found", { id: materialId });
  const placed = await placeMaterial(tx, principal, version);
  authorise(materialPolicy, "material.view", principal, placed);
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  const unit = (id: number) => ({ id, name: tree.versionNear(id, version.validFrom ?? today)?.name ?? `#${id}` });
  const approval = await readApproval(tx, principal, version, placed, language);
  const inUse = versions.find((v) => v.status === "approved");
  return {
    id: materialId,
    unit: unit(version.unitId),
    reach: unit(version.reachId),
    topic: version.topic,
    version: {
      ...presentVersion(version),
      languages: await languagesOf(tx, version.id),
      attachments: await attachmentsOf(tx, version.id),
    },
    versions: versions.map((v) => ({
      id: v.id,
      number: v.number,
      status: v.status,
      title: v.title,
      approvedAt: iso(v.approvedAt),
      updatedAt: iso(v.updatedAt)!,
    })),
    may: possibleVerbs(
      principal,
      placed,
      version,
      versions.some((v) => v.status === "draft"),
    ).filter((verb) => {
      if (verb === "material.edit") return (approval?.waiting ?? null) === null;
      if (verb === "material.approve") return approval?.may.some((m) => m === "approve" || m === "rush") ?? false;
      return true;
    }),
    approval,
    inUse: inUse === undefined || inUse.id === version.id ? null : { number: inUse.number, title: inUse.title },
  };
}

function possibleVerbs(
  principal: Principal,
  placed: PlacedMaterial,
  version: StoredVersion,
  hasDraft: boolean,
): (typeof materialVerbs)[number][] {
  const allowed = (verb: keyof typeof materialPolicy) => refusal(materialPolicy, verb, principal, placed) === null;
  const may: (typeof materialVerbs)[number][] = [];
  if (nextMaterialStatus(version.status, "edit") !== null && allowed("material.edit")) may.push("material.edit");
  if (!hasDraft && allowed("material.revise")) may.push("material.revise");
  if (nextMaterialStatus(version.status, "approve") !== null && allowed("material.approve"))
    may.push("material.approve");
  if (nextMaterialStatus(version.status, "recall") !== null && allowed("material.recall")) may.push("material.recall");
  return may;
}

function presentVersion(v: StoredVersion): Omit<MaterialVersion, "languages" | "attachments"> {
  return {
    id: v.id,
    number: v.number,
    status: v.status,
    edition: v.edition,
    topic: v.topic,
    language: v.language,
    title: v.title,
    keyMessages: v.keyMessages,
    body: v.body,
    qa: v.qa,
    source: v.source,
    legalBasis: v.legalBasis,
    validFrom: v.validFrom,
    validTo: v.validTo,
    approvedAt: iso(v.approvedAt),
    recalledAt: iso(v.recalledAt),
    recallReason: v.recallReason,
    blockedFrom: v.blockedFrom,
    contentHash: v.contentHash,
    updatedAt: iso(v.updatedAt)!,
  };
}

async function languagesOf(tx: Tx, versionId: string): Promise<LanguageVersion[]> {
  const rows = await tx
    .selectFrom("material_language as l")
    .leftJoin("material_audio as a", (on) =>
      on.onRef("a.version_id", "=", "l.version_id").onRef("a.language", "=", "l.language"),
    )
    .selectAll("l")
    .select(["a.media_type", "a.size", "a.seconds", "a.sha256"])
    .where("l.version_id", "=", versionId)
    .orderBy("l.language")
    .execute();
  return rows.map((l) => ({
    language: l.language,
    status: l.status as LanguageVersion["status"],
    title: l.title,
    keyMessages: l.key_messages,
    body: l.body,
    qa: l.qa as LanguageVersion["qa"],
    translatorId: l.translator_id,
    translator: l.translator,
    reviewer: l.reviewer,
    reviewedAt: iso(l.reviewed_at),
    audio:
      l.sha256 === null || l.size === null
        ? null
        : { mediaType: l.media_type ?? "", size: l.size, seconds: l.seconds, sha256: l.sha256 },
  }));
}

async function attachmentsOf(tx: Tx, versionId: string) {
  const rows = await tx
    .selectFrom("material_attachment")
    .selectAll()
    .where("version_id", "=", versionId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map((a) => ({
    id: a.id,
    fileName: a.file_name,
    mediaType: a.media_type,
    size: a.size,
    sha256: a.sha256,
  }));
}

const iso = (moment: Date | string | null) => (moment === null ? null : new Date(moment).toISOString());
