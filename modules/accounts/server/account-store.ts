import { sql } from "kysely";
import { z } from "zod";

import type { Principal, Role } from "#kernel/access.ts";
import { type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { likeWords } from "#kernel/text/fold.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitName, unitPath } from "#modules/units/server.ts";
import type { Grant } from "../contract.ts";
import type { PlacedAccount } from "../policy.ts";
import { accountProblem } from "../problems.ts";

export const UserId = z.string().min(1).max(64);

/** Reading of accounts, under the caller's row-level security; nothing secret is ever selected here. */
export interface AccountRow {
  id: string;
  userName: string;
  displayName: string;
  homeUnitId: number | null;
  personId: string | null;
  twoFactor: boolean;
  mustChangePassword: boolean;
  demo: boolean;
  createdAt: Date;
  closedAt: Date | null;
}

export interface GrantRow {
  id: string;
  userId: string;
  role: Role;
  unitId: number | null;
  validFrom: CivilDate;
  validTo: CivilDate | null;
}

const accountColumns = sql<AccountRow>`u.id, coalesce(u.user_name, u.id) as "userName", u.name as "displayName", home_today(u.home_unit_id) as "homeUnitId",
  p.person_id as "personId", u.two_factor_enabled as "twoFactor", u.must_change_password as "mustChangePassword", u.demo,
  u.created_at as "createdAt", u.disabled_at as "closedAt"`;

export async function findAccount(tx: Tx, id: string): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from account_user u left join account_person p on p.user_id = u.id where u.id = ${id}`.execute(
    tx,
  );
  return rows[0];
}

/** Where the account's unit was divided and it has not been said which part it is: its name, and the parts of today. */
export async function dividedHome(
  tx: Tx,
  userId: string,
): Promise<{ unitId: number; was: string; choices: { id: number; name: string }[] } | null> {
  const { rows } = await sql<{ unitId: number; was: string; choices: { id: number; name: string }[] }>`
    select h.id as "unitId", (select name from unit_version v where v.unit_id = h.id order by lower(v.valid) desc limit 1) as was,
           (select json_agg(json_build_object('id', t.id, 'name', v.name) order by t.n)
              from units_today(h.id) with ordinality as t (id, n) join unit_version v on v.unit_id = t.id and v.valid @> today_vn()) as choices
      from (select account_home(${userId}) as id) h where h.id is not null`.execute(tx);
  const [home] = rows;
  return home === undefined || (home.choices?.length ?? 0) < 2 ? null : home;
}

export async function getAccount(tx: Tx, id: string): Promise<AccountRow> {
  const account = await findAccount(tx, id);
  if (account === undefined) throw accountProblem("account.not-found", { id });
  return account;
}

export async function grantsOf(tx: Tx, userIds: readonly string[]): Promise<GrantRow[]> {
  if (userIds.length === 0) return [];
  const { rows } = await sql<GrantRow>`
    select id, user_id as "userId", role, unit_id as "unitId", lower(valid)::text as "validFrom", (upper(valid) - 1)::text as "validTo"
    from role_grant where user_id = any(${[...userIds]}) order by created_at, id`.execute(tx);
  return rows;
}

export const countsFrom = (day: CivilDate) => (grant: GrantRow) => grant.validTo === null || grant.validTo >= day;

export async function presentGrant(tx: Tx, grant: GrantRow): Promise<Grant> {
  const { userId: _, ...rest } = grant;
  return { ...rest, unitName: grant.unitId === null ? null : await unitName(tx, grant.unitId, todayInVietnam()) };
}

/** The account with everything it may do now or later, for the rules. */
export async function placeAccount(tx: Tx, account: AccountRow): Promise<PlacedAccount> {
  const grants = (await grantsOf(tx, [account.id])).filter(countsFrom(todayInVietnam()));
  const placed = await Promise.all(
    grants.map(async ({ role, unitId }) => ({
      role,
      unitId,
      unitPath: unitId === null ? [] : await unitPath(tx, unitId),
    })),
  );
  const home = account.homeUnitId === null ? (placed[0]?.unitPath ?? []) : await unitPath(tx, account.homeUnitId);
  return { userId: account.id, unitPath: home, grants: placed };
}

/**
 * Grants that row-level security hides are grants beyond the caller's units: the database counts them, and an
 * account with such a one is not the caller's to write to.
 */
export async function getPlacedAccount(tx: Tx, id: string): Promise<PlacedAccount & { account: AccountRow }> {
  const account = await getAccount(tx, id);
  const placed = await placeAccount(tx, account);
  const { rows } = await sql<{ n: number }>`select account_grant_count(${id}) as n`.execute(tx);
  const hidden = (rows[0]?.n ?? 0) > placed.grants.length;
  const unseen = { role: "administrator" as const, unitId: null, unitPath: [] };
  return { ...placed, grants: hidden ? [...placed.grants, unseen] : placed.grants, account };
}

/** Units at which the caller holds one of these roles; null for the whole instance. */
export function unitsWith(principal: Principal, allowed: readonly Role[]): number[] | null {
  const held = principal.grants.filter((grant) => allowed.includes(grant.role));
  return held.some((grant) => grant.unitId === null)
    ? null
    : held.flatMap((grant) => (grant.unitId === null ? [] : [grant.unitId]));
}

export interface AccountFilter {
  within: number[] | null;
  unit?: number | undefined;
  role?: Role | undefined;
  q?: string | undefined;
  closed: "yes" | "no" | "all";
  after?: readonly [name: string, id: string] | undefined;
  limit: number;
}

/** By name, `limit + 1` rows. */
export async function listAccounts(tx: Tx, filter: AccountFilter): Promise<(AccountRow & { sortName: string })[]> {
  const near = (units: number[]) => sql`(
    u.home_unit_id in (select descendant_id from unit_scope where ancestor_id = any(${units}))
    or u.id in (select g.user_id from role_grant g where g.unit_id in (select descendant_id from unit_scope where ancestor_id = any(${units}))))`;
  const { rows } = await sql<AccountRow & { sortName: string }>`
    select ${accountColumns}, fold_vi(u.name) as "sortName"
    from account_user u left join account_person p on p.user_id = u.id
    where true
      ${filter.within === null ? sql`` : sql`and ${near(filter.within)}`}
      ${filter.unit === undefined ? sql`` : sql`and ${near([filter.unit])}`}
      ${filter.role === undefined ? sql`` : sql`and u.id in (select user_id from role_grant where role = ${filter.role} and valid @> today_vn())`}
      ${filter.q ? sql`and (find_vi(u.name) like all (${likeWords(filter.q)}::text[]) or u.user_name like '%' || lower(${filter.q}) || '%')` : sql``}
      ${filter.closed === "all" ? sql`` : filter.closed === "yes" ? sql`and u.disabled_at is not null` : sql`and u.disabled_at is null`}
      ${filter.after === undefined ? sql`` : sql`and (fold_vi(u.name), u.id) > (${filter.after[0]}, ${filter.after[1]})`}
    order by fold_vi(u.name), u.id limit ${filter.limit + 1}`.execute(tx);
  return rows;
}
