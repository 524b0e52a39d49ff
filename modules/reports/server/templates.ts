import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { ComposeTemplate, type IndicatorAnswer, type TemplateAnswer } from "../contract-sending.ts";
import { isIndicatorCode } from "../indicators.ts";
import { unknownCodes } from "../parts.ts";
import { reportPolicy } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import { catalogue } from "./catalogue.ts";

/**
 * A unit's own template: chosen sections, indicators, sentences. Changed as long as it likes; a report that is frozen keeps
 * the layout of that day.
 */
export const composeTemplate = defineCommand({
  name: "report.compose",
  input: ComposeTemplate,
  async run({ tx, principal }, input) {
    authorise(reportPolicy, "report.compose", principal, { unitPath: await unitPath(tx, input.ownerId) });
    const strange = unknownCodes(input.parts, isIndicatorCode);
    if (strange.length > 0)
      throw reportProblem("report.unknown-indicator", { indicator: strange[0], indicators: strange });
    const there = await tx
      .selectFrom("report_template")
      .select(["owner_id", "version", "parts", "name_vi"])
      .where("id", "=", input.id)
      .forUpdate()
      .executeTakeFirst();
    if (there !== undefined && (there.owner_id !== input.ownerId || input.seenVersion === undefined))
      throw reportProblem("report.template-taken", { fields: { "/id": "report.template-taken" } });
    if (there !== undefined && there.version !== input.seenVersion)
      throw reportProblem("report.changed-since", { version: there.version });
    const version = (there?.version ?? 0) + 1;
    await sql`
      insert into report_template (id, name_vi, name_en, abstract_vi, document_type, closing_day, legal_bases, legal_basis, position, kind, period_kinds, parts, owner_id, version)
      values (${input.id}, ${input.nameVi}, ${input.nameEn === "" ? input.nameVi : input.nameEn}, ${input.abstract}, 'report', ${input.closingDay}::int, '{}',
              ${input.legalBasis}, 1000, 'own', ${input.periodKinds}::text[], ${JSON.stringify(input.parts)}::jsonb, ${input.ownerId}::int, ${version}::int)
      on conflict (id) do update set name_vi = excluded.name_vi, name_en = excluded.name_en, abstract_vi = excluded.abstract_vi, closing_day = excluded.closing_day,
        legal_basis = excluded.legal_basis, period_kinds = excluded.period_kinds, parts = excluded.parts, version = excluded.version`.execute(
      tx,
    );
    return {
      answer: { id: input.id, version },
      journal: [
        {
          action: "report.template-composed",
          subject: "report-template",
          subjectId: input.id,
          unitId: input.ownerId,
          ...(there === undefined ? {} : { before: { name: there.name_vi, parts: there.parts } }),
          after: { name: input.nameVi, parts: input.parts, version },
        },
      ],
    };
  },
});

export async function listTemplates(tx: Tx): Promise<TemplateAnswer[]> {
  const rows = await tx.selectFrom("report_template").selectAll().orderBy("position").orderBy("name_vi").execute();
  return rows.map((t) => ({
    id: t.id,
    nameVi: t.name_vi,
    nameEn: t.name_en,
    kind: t.kind,
    abstract: t.abstract_vi,
    periodKinds: t.period_kinds,
    closingDay: t.closing_day,
    legalBasis: t.legal_basis,
    ownerId: t.owner_id,
    version: t.version,
    parts: t.parts as unknown as TemplateAnswer["parts"],
  }));
}

export async function listIndicators(tx: Tx): Promise<IndicatorAnswer[]> {
  return [...(await catalogue(tx))].map(([code, i]) => ({
    code,
    nameVi: i.nameVi,
    nameEn: i.nameEn,
    measureVi: i.measureVi,
    measureEn: i.measureEn,
    definitionVi: i.definitionVi,
    definitionEn: i.definitionEn,
  }));
}
