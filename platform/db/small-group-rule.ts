import { sql } from "kysely";
import { type SmallGroupRule, defaultSmallGroupRule } from "#kernel/suppression.ts";
import type { Tx } from "./session.ts";

/**
 * The rule for small groups that holds on a day (`YYYY-MM-DD`; today in Vietnam when left out). Handed to
 * kernel/suppression.ts, whose own floor stands where no row does.
 */
export async function smallGroupRule(tx: Tx, day?: string): Promise<SmallGroupRule> {
  const { rows } = await sql<SmallGroupRule>`
    select threshold, legal_basis as "legalBasis" from small_group_rule
     where valid @> coalesce(${day ?? null}::date, (now() at time zone 'Asia/Ho_Chi_Minh')::date)`.execute(tx);
  return rows[0] ?? defaultSmallGroupRule;
}
