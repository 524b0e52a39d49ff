import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import type { Channel } from "../contract.ts";
import type { PlacedVersion } from "../policy.ts";
import { channelProblem } from "../problems.ts";

/** A material version as channels see it. */
export interface OutgoingVersion {
  versionId: string;
  materialId: string;
  issuerId: number;
  reachId: number;
  number: number;
  status: "draft" | "approved" | "recalled" | "superseded";
  title: string;
  topic: string;
  language: string;
  keyMessages: string;
  body: string;
  qa: { question: string; answer: string }[];
  source: string | null;
  legalBasis: string | null;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
  recalledOn: CivilDate | null;
  contentHash: string;
  currentVersionId: string | null;
}

export async function findOutgoing(tx: Tx, versionId: string): Promise<OutgoingVersion> {
  const { rows } = await sql<OutgoingVersion>`
    select v.id as "versionId", v.material_id as "materialId", v.unit_id as "issuerId", v.reach_id as "reachId", v.number, v.status, v.title, v.topic,
      v.language, v.key_messages as "keyMessages", v.body, v.qa, v.source, v.legal_basis as "legalBasis", lower(v.valid)::text as "validFrom",
      (upper(v.valid) - 1)::text as "validTo", (v.recalled_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "recalledOn",
      v.content_hash as "contentHash", nullif(m.current_version_id, v.id) as "currentVersionId"
    from material_version v join material m on m.id = v.material_id where v.id = ${versionId}::uuid`.execute(tx);
  if (rows[0] === undefined) throw channelProblem("channel.version-unknown", { versionId });
  return rows[0];
}

/** The ways up of who publishes and of the issuer, and which of the caller's units the material is for. */
export async function placeVersion(
  tx: Tx,
  principal: Principal,
  version: { issuerId: number; reachId?: number },
  unitIds: readonly number[] = [],
): Promise<PlacedVersion> {
  const { paths, now } = await unitState(tx);
  const reach =
    version.reachId === undefined ? [] : [version.reachId, now.get(version.reachId)?.nowId ?? version.reachId];
  const reaches = principal.grants.flatMap(({ unitId }) =>
    unitId !== null && (paths.get(unitId) ?? []).some((above) => reach.includes(above)) ? [unitId] : [],
  );
  return { unitPath: [version.issuerId, ...unitIds].flatMap((id) => paths.get(id) ?? []), reaches };
}

export async function listChannels(tx: Tx, on: CivilDate): Promise<Channel[]> {
  const { rows } = await sql<Channel>`
    select code, name_vi as "nameVi", name_en as "nameEn", form, longest, position, legal_basis as "legalBasis"
    from channel where valid @> ${on}::date order by position, code`.execute(tx);
  return rows;
}

export async function checkChannel(tx: Tx, code: string, on: CivilDate, field: string): Promise<void> {
  if (!(await listChannels(tx, on)).some((c) => c.code === code))
    throw channelProblem("channel.unknown", { fields: { [field]: "channel.unknown" } });
}

/** Syllables a minute for the loudspeaker, as configured on that day (the materials' own rule). */
export async function loudspeakerSpeed(tx: Tx, on: CivilDate): Promise<number | null> {
  const { rows } = await sql<{ value: number }>`
    select value from material_rule where key = 'loudspeakerPerMinute' and valid @> ${on}::date`.execute(tx);
  return rows[0]?.value ?? null;
}
