import { sql } from "kysely";
import { z } from "zod";

import { authorise, type Granted, type Principal } from "#kernel/access.ts";
import { addDays, type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { type Command, type CommandMap, defineCommand } from "#platform/command/define.ts";
import { nameConstraints } from "#platform/db/database-problem.ts";
import type { Tx } from "#platform/db/session.ts";
import { findUnit, unitPath } from "#modules/units/server.ts";
import { ChangeAccount, DisplayName, NewGrant, TokenLabel, UserName } from "../contract.ts";
import { accountPolicy, type PlacedGrant } from "../policy.ts";
import { accountProblem } from "../problems.ts";
import { getPlacedAccount, type GrantRow } from "./account-store.ts";

nameConstraints({
  account_user_user_name_key: { code: "account.user-name-taken", status: 409, field: "/userName" },
  account_user_email_key: { code: "account.user-name-taken", status: 409, field: "/userName" },
  account_person_person_id_key: { code: "account.person-taken", status: 409, field: "/personId" },
  role_grant_once: { code: "account.grant-overlaps", status: 409 },
});

const UserId = z.string().min(1).max(64);
/** A salted hash; a command carries it so that no password is ever part of what is hashed or kept of it. */
const PasswordHash = z.string().regex(/^[0-9a-f]{32}:[0-9a-f]{128}$/);

async function placeGrant(
  tx: Tx,
  userId: string,
  grant: { role: PlacedGrant["role"]; unitId: number | null },
): Promise<PlacedGrant> {
  if (grant.unitId !== null && (await findUnit(tx, grant.unitId)) === undefined)
    throw accountProblem("account.unit-unknown", { fields: { "/unitId": "account.unit-unknown" } });
  return {
    userId,
    role: grant.role,
    unitId: grant.unitId,
    unitPath: grant.unitId === null ? [] : await unitPath(tx, grant.unitId),
  };
}

async function insertGrant(
  tx: Tx,
  { resource, by }: Granted<"account.grant", PlacedGrant>,
  dates: { validFrom?: string | undefined; validTo?: string | null | undefined },
) {
  const from = dates.validFrom ?? todayInVietnam();
  if (dates.validTo && dates.validTo < from)
    throw accountProblem("account.grant-dates", { fields: { "/validTo": "account.grant-dates" } });
  const to = dates.validTo ? addDays(dates.validTo as CivilDate, 1) : null;
  const id = newId<"Grant">();
  await sql`insert into role_grant (id, user_id, role, unit_id, valid, granted_by)
    values (${id}, ${resource.userId}, ${resource.role}, ${resource.unitId}, daterange(${from}::date, ${to}::date), ${by.userId})`.execute(
    tx,
  );
  return { id, role: resource.role, unitId: resource.unitId, validFrom: from, validTo: dates.validTo ?? null };
}

async function linkPerson(tx: Tx, userId: string, personId: string | null): Promise<void> {
  await sql`delete from account_person where user_id = ${userId}`.execute(tx);
  if (personId !== null)
    await sql`insert into account_person (user_id, person_id) values (${userId}, ${personId})`.execute(tx);
}

export const createAccount = defineCommand({
  name: "account.create",
  input: z.object({
    userId: UserId,
    userName: UserName,
    displayName: DisplayName,
    homeUnitId: z.number().int().nullable(),
    personId: z.uuid().nullable().default(null),
    grants: z.array(NewGrant).max(10).default([]),
    passwordHash: PasswordHash.nullable(),
    mustChangePassword: z.boolean().default(false),
    demo: z.boolean().default(false),
  }),
  run: async ({ tx, principal }, input) => {
    const home = input.homeUnitId === null ? [] : await unitPath(tx, input.homeUnitId);
    if (input.homeUnitId !== null && home.length === 0)
      throw accountProblem("account.unit-unknown", { fields: { "/homeUnitId": "account.unit-unknown" } });
    authorise(accountPolicy, "account.create", principal, { unitPath: home });
    await sql`insert into account_user (id, user_name, shown_user_name, name, email, home_unit_id, demo, must_change_password)
      values (${input.userId}, ${input.userName}, ${input.userName}, ${input.displayName}, ${`${input.userName}@caunoi.invalid`},
        ${input.homeUnitId}, ${input.demo}, ${input.mustChangePassword})`.execute(tx);
    const grants = [];
    for (const grant of input.grants) {
      const granted = authorise(accountPolicy, "account.grant", principal, await placeGrant(tx, input.userId, grant));
      grants.push(await insertGrant(tx, granted, grant));
    }
    if (input.personId !== null) await linkPerson(tx, input.userId, input.personId);
    if (input.passwordHash !== null)
      await sql`select account_set_password(${input.userId}, ${input.passwordHash})`.execute(tx);
    const { passwordHash: _, userId, ...after } = input;
    return {
      answer: { id: userId, userName: input.userName },
      journal: [
        {
          action: "account.created",
          subject: "account",
          subjectId: userId,
          unitId: input.homeUnitId,
          after: { ...after, grants },
        },
      ],
    };
  },
});

export const changeAccount = defineCommand({
  name: "account.change",
  input: ChangeAccount.extend({ userId: UserId }),
  run: async ({ tx, principal }, { userId, ...changes }) => {
    const placed = await getPlacedAccount(tx, userId);
    const {
      resource: { account },
    } = authorise(accountPolicy, "account.change", principal, placed);
    if (changes.homeUnitId !== undefined) {
      const home = changes.homeUnitId === null ? [] : await unitPath(tx, changes.homeUnitId);
      if (changes.homeUnitId !== null && home.length === 0)
        throw accountProblem("account.unit-unknown", { fields: { "/homeUnitId": "account.unit-unknown" } });
      authorise(accountPolicy, "account.create", principal, { unitPath: home });
    }
    const next = {
      displayName: changes.displayName ?? account.displayName,
      homeUnitId: changes.homeUnitId === undefined ? account.homeUnitId : changes.homeUnitId,
    };
    await sql`update account_user set name = ${next.displayName}, home_unit_id = ${next.homeUnitId}, updated_at = now() where id = ${userId}`.execute(
      tx,
    );
    if (changes.personId !== undefined && changes.personId !== account.personId)
      await linkPerson(tx, userId, changes.personId);
    const { displayName, homeUnitId, personId } = account;
    return {
      answer: { id: userId },
      journal: [
        {
          action: "account.changed",
          subject: "account",
          subjectId: userId,
          unitId: homeUnitId,
          before: { displayName, homeUnitId, personId },
          after: { ...next, personId: changes.personId === undefined ? personId : changes.personId },
        },
      ],
    };
  },
});

type CaretakerVerb =
  | "account.reset-password"
  | "account.close"
  | "account.open"
  | "account.end-sessions"
  | "account.end-second-factor"
  | "account.end-token";

/** Commands on one account that differ in a verb, a few statements and a word for the journal. */
function accountCommand<I extends { userId: string }>(
  name: CaretakerVerb,
  action: string,
  input: z.ZodType<I>,
  act: (tx: Tx, input: I, principal: Principal) => Promise<unknown>,
): Command<I, { id: string; count: number }> {
  return defineCommand({
    name,
    input,
    run: async ({ tx, principal }, given) => {
      const placed = await getPlacedAccount(tx, given.userId);
      const {
        resource: { account },
      } = authorise(accountPolicy, name, principal, placed);
      const done = await act(tx, given, principal);
      return {
        answer: { id: account.id, count: typeof done === "number" ? done : 1 },
        journal: [
          {
            action,
            subject: "account",
            subjectId: account.id,
            unitId: account.homeUnitId,
            after: typeof done === "number" ? { count: done } : done,
          },
        ],
      };
    },
  });
}

async function endSessionsOf(tx: Tx, userId: string): Promise<number> {
  const { rows } = await sql`delete from account_session where user_id = ${userId} returning id`.execute(tx);
  return rows.length;
}

const OnUser = z.object({ userId: UserId });

export const resetPassword = accountCommand(
  "account.reset-password",
  "account.password-reset",
  OnUser.extend({ passwordHash: PasswordHash }),
  async (tx, { userId, passwordHash }) => {
    await sql`select account_set_password(${userId}, ${passwordHash})`.execute(tx);
    await sql`update account_user set must_change_password = true, updated_at = now() where id = ${userId}`.execute(tx);
    return endSessionsOf(tx, userId);
  },
);

export const closeAccount = accountCommand("account.close", "account.closed", OnUser, async (tx, { userId }) => {
  await refuseLastAdministrator(tx, userId, null);
  await sql`update account_user set disabled_at = now(), updated_at = now() where id = ${userId}`.execute(tx);
  return endSessionsOf(tx, userId);
});

export const openAccount = accountCommand("account.open", "account.opened", OnUser, async (tx, { userId }) => {
  await sql`update account_user set disabled_at = null, updated_at = now() where id = ${userId}`.execute(tx);
});

export const endSessions = accountCommand("account.end-sessions", "account.sessions-ended", OnUser, (tx, { userId }) =>
  endSessionsOf(tx, userId),
);

export const endSecondFactor = accountCommand(
  "account.end-second-factor",
  "account.second-factor-ended",
  OnUser,
  async (tx, { userId }) => {
    await sql`select account_drop_second_factor(${userId})`.execute(tx);
    return endSessionsOf(tx, userId);
  },
);

export const endToken = accountCommand(
  "account.end-token",
  "account.token-ended",
  OnUser.extend({ tokenId: z.uuid() }),
  async (tx, { userId, tokenId }) => revoke(tx, userId, tokenId),
);

async function revoke(tx: Tx, userId: string, tokenId: string) {
  const { rows } = await sql<{ label: string }>`
    update api_token set revoked_at = now() where id = ${tokenId} and user_id = ${userId} and revoked_at is null returning label`.execute(
    tx,
  );
  if (rows[0] === undefined) throw accountProblem("account.token-not-found");
  return { token: tokenId, label: rows[0].label };
}

export const grantRole = defineCommand({
  name: "account.grant",
  input: NewGrant.extend({ userId: UserId }),
  run: async ({ tx, principal }, input) => {
    const { account } = await getPlacedAccount(tx, input.userId);
    const granted = authorise(accountPolicy, "account.grant", principal, await placeGrant(tx, input.userId, input));
    const made = await insertGrant(tx, granted, input);
    return {
      answer: { id: made.id },
      journal: [
        {
          action: "account.granted",
          subject: "account",
          subjectId: account.id,
          unitId: input.unitId ?? account.homeUnitId,
          after: made,
        },
      ],
    };
  },
});

/** Ends today: what somebody did under the role stays explained. A grant of today or later is emptied from its first day. */
export const endGrant = defineCommand({
  name: "account.end-grant",
  input: z.object({ userId: UserId, grantId: z.uuid() }),
  run: async ({ tx, principal }, { userId, grantId }) => {
    const { rows } = await sql<GrantRow & { ended: boolean }>`
      select id, user_id as "userId", role, unit_id as "unitId", lower(valid)::text as "validFrom", (upper(valid) - 1)::text as "validTo",
        coalesce(upper(valid) <= today_vn(), false) as ended
      from role_grant where id = ${grantId} and user_id = ${userId}`.execute(tx);
    const grant = rows[0];
    if (grant === undefined || grant.ended) throw accountProblem("account.grant-not-found");
    authorise(accountPolicy, "account.end-grant", principal, await placeGrant(tx, userId, grant));
    if (grant.role === "administrator" && grant.unitId === null) await refuseLastAdministrator(tx, userId, grantId);
    await sql`update role_grant set valid = daterange(lower(valid), greatest(today_vn(), lower(valid) + 1)) where id = ${grantId}`.execute(
      tx,
    );
    if (grant.validFrom >= todayInVietnam()) await sql`select role_grant_withdraw(${grantId})`.execute(tx);
    return {
      answer: { id: grantId },
      journal: [
        { action: "account.grant-ended", subject: "account", subjectId: userId, unitId: grant.unitId, before: grant },
      ],
    };
  },
});

/** An instance that nobody administers could only be mended by hand. */
async function refuseLastAdministrator(tx: Tx, userId: string, grantId: string | null): Promise<void> {
  const { rows } = await sql<{
    left: boolean;
  }>`select account_administrator_remains(${userId}, ${grantId}) as left`.execute(tx);
  if (rows[0]?.left !== true) throw accountProblem("account.last-administrator");
}

export const makeToken = defineCommand({
  name: "account.make-token",
  input: z.object({
    userId: UserId,
    tokenId: z.uuid(),
    tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
    label: TokenLabel,
    expiresOn: z.iso.date().nullable(),
  }),
  run: async ({ tx, principal }, { userId, tokenId, tokenHash, label, expiresOn }) => {
    // A token acts as its owner, so nobody makes one for another; only whoever sits at the machine does (row-level security holds the same).
    await sql`insert into api_token (id, user_id, token_hash, label, expires_on)
      values (${tokenId}, ${userId}, decode(${tokenHash}, 'hex'), ${label}, ${expiresOn}::date)`.execute(tx);
    return {
      answer: { id: tokenId },
      journal: [
        {
          action: "account.token-made",
          subject: "account",
          subjectId: userId,
          unitId: principal.homeUnitId,
          after: { token: tokenId, label, expiresOn },
        },
      ],
    };
  },
});

export const endOwnToken = defineCommand({
  name: "account.end-own-token",
  input: z.object({ tokenId: z.uuid() }),
  run: async ({ tx, principal }, { tokenId }) => {
    const after = await revoke(tx, principal.userId, tokenId);
    return {
      answer: { id: tokenId },
      journal: [
        { action: "account.token-ended", subject: "account", subjectId: principal.userId, unitId: null, after },
      ],
    };
  },
});

export const endOwnSessions = defineCommand({
  name: "account.end-own-sessions",
  input: z.object({ sessionId: z.string().optional(), keep: z.string().optional() }),
  run: async ({ tx, principal }, { sessionId, keep }) => {
    const { rows } = await sql`delete from account_session where user_id = ${principal.userId}
      and (${sessionId ?? null}::text is null or id = ${sessionId ?? null}) and id is distinct from ${keep ?? null}::text returning id`.execute(
      tx,
    );
    if (sessionId !== undefined && rows.length === 0) throw accountProblem("account.session-not-found");
    return {
      answer: { ended: rows.length },
      journal: [
        {
          action: "account.sessions-ended",
          subject: "account",
          subjectId: principal.userId,
          unitId: null,
          after: { count: rows.length },
        },
      ],
    };
  },
});

/** What the sign-in library has changed of one's own account, for the journal. */
export const noteOwnChange = defineCommand({
  name: "account.note-own-change",
  input: z.object({
    what: z.enum(["password-changed", "second-factor-on", "second-factor-off", "passkey-added", "passkey-removed"]),
  }),
  run: async ({ tx, principal }, { what }) => {
    if (what === "password-changed")
      await sql`update account_user set must_change_password = false where id = ${principal.userId}`.execute(tx);
    return {
      answer: { what },
      journal: [{ action: `account.${what}`, subject: "account", subjectId: principal.userId, unitId: null }],
    };
  },
});

export const accountCommands = Object.fromEntries(
  [
    createAccount,
    changeAccount,
    resetPassword,
    closeAccount,
    openAccount,
    endSessions,
    endSecondFactor,
    endToken,
    grantRole,
    endGrant,
    makeToken,
    endOwnToken,
    endOwnSessions,
    noteOwnChange,
  ].map((command) => [command.name, command]),
) as CommandMap;
