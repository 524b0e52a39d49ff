import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";
import type { ActivityKind } from "../contract.ts";
import { namesPrivatePerson } from "../rules.ts";

/** A unit's published year from one source, in whole đồng. */
export interface PublicMoneyRow {
  year: number;
  unitId: number;
  unit: string;
  source: string;
  nature: "state" | "sponsorship";
  sourceVi: string;
  sourceEn: string;
  /** From outside; from the unit above; to units below. */
  income: number;
  taken: number;
  given: number;
  spent: number;
  lapsed: number;
  carried: number;
  handed: number;
  available: number;
}

export interface PublicMoney {
  /** Newest year first, then by unit and source. */
  rows: PublicMoneyRow[];
  /** By year and what it was for. */
  uses: { year: number; kind: ActivityKind; planned: number; spent: number }[];
}

/** Sums of the years that a head has made public; never a movement, a voucher or a person. */
export async function listPublicMoney(tx: Tx, today: CivilDate): Promise<PublicMoney> {
  const { rows } = await sql<Omit<PublicMoneyRow, "unit">>`
    select year, unit_id as "unitId", source, nature, name_vi as "sourceVi", name_en as "sourceEn", income, taken, given, spent, lapsed, carried,
           handed, available
      from public_money order by year desc, unit_id, source`.execute(tx);
  const { rows: uses } = await sql<PublicMoney["uses"][number]>`
    select year, kind, sum(planned)::bigint as planned, sum(spent)::bigint as spent
      from public_money_use group by year, kind order by year desc, kind`.execute(tx);
  const { tree } = await unitState(tx);
  const name = (id: number) => tree.versionNear(id, today)?.name ?? String(id);
  return { rows: rows.map((r) => ({ ...r, unit: name(r.unitId) })), uses };
}

export interface PublicSponsorship {
  receivedOn: string;
  unit: string;
  /** Null: a private person, of whom no name is kept. */
  sponsor: string | null;
  amount: number;
  purpose: string;
}

/** The register of who gave, the newest first, at most 500; what could be a person's name is not said at the way out either. */
export async function listPublicSponsorships(tx: Tx, today: CivilDate): Promise<PublicSponsorship[]> {
  const { rows } = await sql<{
    receivedOn: string;
    unitId: number;
    sponsor: string | null;
    amount: number;
    purpose: string;
  }>`
    select received_on::text as "receivedOn", unit_id as "unitId", sponsor_name as sponsor, amount, purpose
      from public_sponsorship order by received_on desc, id desc limit 500`.execute(tx);
  const { tree } = await unitState(tx);
  return rows.map(({ unitId, ...r }) => ({
    ...r,
    sponsor: r.sponsor === null || namesPrivatePerson(r.sponsor) ? null : strike(r.sponsor),
    purpose: strike(r.purpose),
    unit: tree.versionNear(unitId, today)?.name ?? String(unitId),
  }));
}
