import { sql } from "kysely";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import type { ChannelPage } from "../contract.ts";
import { speechScript } from "../package-texts.ts";
import { channelPolicy } from "../policy.ts";
import { outwardRefusal } from "../rules.ts";
import { findOutgoing, loudspeakerSpeed, placeVersion } from "./store.ts";

/** A version with its ways out: may it go, how long does it take to read, what else is in the package. */
export async function readChannelPage(tx: Tx, principal: Principal, versionId: string): Promise<ChannelPage> {
  const version = await findOutgoing(tx, versionId);
  const placed = await placeVersion(tx, principal, version);
  authorise(channelPolicy, "channel.view", principal, placed);
  const today = todayInVietnam();
  const { tree } = await unitState(tx);
  const issuer = {
    id: version.issuerId,
    name: tree.versionNear(version.issuerId, today)?.name ?? `#${version.issuerId}`,
  };
  const source = version.source ?? version.legalBasis;
  const { rows } = await sql<{ audio: number; images: number; languages: string[] }>`
    select (select count(*)::int from material_attachment a where a.version_id = ${versionId}::uuid and a.media_type like 'audio/%')
        + (select count(*)::int from material_audio r join material_language l using (version_id, language) where r.version_id = ${versionId}::uuid and l.status = 'reviewed') as audio,
      (select count(*)::int from material_attachment a where a.version_id = ${versionId}::uuid and a.media_type like 'image/%') as images,
      array(select language from material_language l where l.version_id = ${versionId}::uuid and l.status = 'reviewed' order by language) as languages`.execute(
    tx,
  );
  return {
    materialId: version.materialId,
    versionId: version.versionId,
    number: version.number,
    title: version.title,
    topic: version.topic,
    issuer,
    source,
    validFrom: version.validFrom,
    validTo: version.validTo,
    refused: outwardRefusal(version, today),
    currentVersionId: version.currentVersionId,
    readingSeconds: speechScript(
      { ...version, issuer: issuer.name, source: source ?? "" },
      await loudspeakerSpeed(tx, today),
    ).seconds,
    ...rows[0]!,
    mayPlan:
      principal.grants.some((g) => channelPolicy["channel.plan"].roles.includes(g.role as "officer")) &&
      refusal(channelPolicy, "channel.view", principal, placed) === null,
  };
}
