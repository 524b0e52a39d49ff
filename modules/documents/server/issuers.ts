import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { SetIssuer } from "../contract.ts";
import type { KnownIssuer } from "../contract.ts";
import { proposeIssuer } from "../issuer-rules.ts";
import { documentPolicy } from "../policy.ts";
import { documentsProblem } from "../problems.ts";

/** How the unit signs on that day: as it has said, else the usual form of its kind (version 0). */
export async function issuerOf(tx: Tx, unitId: number, on: string): Promise<KnownIssuer> {
  const known = await tx.selectFrom("document_issuer").selectAll().where("unit_id", "=", unitId).executeTakeFirst();
  if (known) {
    return {
      unitId,
      governing: known.governing,
      issuer: known.issuer,
      abbreviation: known.abbreviation,
      place: known.place,
      authority: known.authority,
      capacity: known.capacity,
      signerPosition: known.signer_position,
      signerName: known.signer_name,
      filing: known.filing,
      recipients: known.recipients,
      addressees: known.addressees,
      version: known.version,
    };
  }
  const { rows } = await sql<{
    name: string;
    kind: string;
    level: string;
    kind_label: string;
    parent: string | null;
    parent_kind: string | null;
  }>`
    select v.name, v.kind, k.level, k.label_vi as kind_label, pv.name as parent, pk.level as parent_kind
      from unit_version v join unit_kind k on k.id = v.kind
      left join unit_version pv on pv.unit_id = v.parent_id and pv.valid @> least(${on}::date, coalesce(upper(v.valid) - 1, ${on}::date))
      left join unit_kind pk on pk.id = pv.kind
     where v.unit_id = ${unitId}
     order by (v.valid @> ${on}::date) desc, lower(v.valid) desc limit 1`.execute(tx);
  const unit = rows[0];
  if (!unit) throw documentsProblem("documents.no-issuer", { unitId });
  return {
    ...proposeIssuer({
      unitId,
      name: unit.name,
      kind: unit.kind,
      kindLabel: unit.kind_label,
      level: unit.level,
      parentName: unit.parent,
      parentLevel: unit.parent_kind,
    }),
    version: 0,
  };
}

/** Says how a unit signs from now on; documents issued before keep what stands in them. */
export const setIssuer = defineCommand({
  name: "document.set-issuer",
  input: SetIssuer,
  async run({ tx, principal, now }, { seenVersion, ...issuer }) {
    authorise(documentPolicy, "document.set-issuer", principal, { unitPath: await unitPath(tx, issuer.unitId) });
    const before = await tx
      .selectFrom("document_issuer")
      .selectAll()
      .where("unit_id", "=", issuer.unitId)
      .forUpdate()
      .executeTakeFirst();
    if ((before?.version ?? 0) !== seenVersion)
      throw documentsProblem("documents.changed-since", { unitId: issuer.unitId });
    const row = {
      governing: issuer.governing,
      issuer: issuer.issuer,
      abbreviation: issuer.abbreviation,
      place: issuer.place,
      authority: issuer.authority,
      capacity: issuer.capacity,
      signer_position: issuer.signerPosition,
      signer_name: issuer.signerName,
      filing: issuer.filing,
      recipients: issuer.recipients,
      addressees: issuer.addressees,
      version: seenVersion + 1,
      updated_at: now,
    };
    await tx
      .insertInto("document_issuer")
      .values({ unit_id: issuer.unitId, ...row })
      .onConflict((c) => c.column("unit_id").doUpdateSet(row))
      .execute();
    return {
      answer: { unitId: issuer.unitId, version: seenVersion + 1 },
      journal: [
        {
          action: "document.issuer-set",
          subject: "unit",
          subjectId: String(issuer.unitId),
          unitId: issuer.unitId,
          before: before ?? null,
          after: issuer,
        },
      ],
    };
  },
});
