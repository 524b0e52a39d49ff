import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import { addDays } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import type { RosterCatalogue, StandardItem } from "../answers.ts";

type Bound = CivilDate | null;

/** Kinds, levels, who recognises them and what is asked of them: dated rows, read as they stand. */
export async function loadCatalogue(tx: Tx): Promise<RosterCatalogue> {
  const kinds = await tx.selectFrom("appointment_kind").selectAll().orderBy("position").execute();
  const levels = await tx
    .selectFrom("appointment_level")
    .select([
      "id",
      "label_vi",
      "label_en",
      sql<Bound>`lower(valid)::text`.as("from"),
      sql<Bound>`upper(valid)::text`.as("until"),
    ])
    .orderBy("position")
    .execute();
  const rules = await tx
    .selectFrom("appointment_rule")
    .select([
      "kind",
      "level",
      "recognised_by_vi",
      "recognised_by_en",
      "term_months",
      "legal_basis",
      sql<Bound>`lower(valid)::text`.as("from"),
      sql<Bound>`upper(valid)::text`.as("until"),
    ])
    .orderBy("id")
    .execute();
  return {
    kinds: kinds.map((k) => ({
      id: k.id,
      label: { vi: k.label_vi, en: k.label_en },
      hasLevel: k.has_level,
      mayBeCore: k.may_be_core,
      needsDecision: k.needs_decision,
    })),
    levels: levels.map((l) => ({
      id: l.id,
      label: { vi: l.label_vi, en: l.label_en },
      from: l.from,
      to: lastOf(l.until),
    })),
    rules: rules.map((r) => ({
      kind: r.kind,
      level: r.level,
      recognisedBy: { vi: r.recognised_by_vi, en: r.recognised_by_en },
      termMonths: r.term_months,
      from: r.from,
      to: lastOf(r.until),
      legalBasis: r.legal_basis,
    })),
    standards: await loadStandards(tx),
  };
}

export async function loadStandards(tx: Tx, kinds?: readonly string[]): Promise<StandardItem[]> {
  const rows = await tx
    .selectFrom("standard")
    .select([
      "id",
      "kind",
      "text_vi",
      "text_en",
      "legal_basis",
      sql<Bound>`lower(valid)::text`.as("from"),
      sql<Bound>`upper(valid)::text`.as("until"),
    ])
    .$if(kinds !== undefined, (q) => q.where("kind", "in", kinds!.length > 0 ? [...kinds!] : [""]))
    .orderBy("kind")
    .orderBy("position")
    .orderBy("id")
    .execute();
  return rows.map((s) => ({
    id: s.id,
    kind: s.kind,
    text: { vi: s.text_vi, en: s.text_en },
    legalBasis: s.legal_basis,
    from: s.from,
    to: lastOf(s.until),
  }));
}

export function lastOf(until: Bound): Bound {
  return until === null ? null : addDays(until, -1);
}
