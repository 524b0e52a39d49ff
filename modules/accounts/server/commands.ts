import { sql } from "kysely";
import { z } from "zod";

import { authorise, type Principal } from "#kernel/access.ts";
import { type Command, type CommandMap, defineCommand } from "#platform/command/define.ts";
import { nameConstraints } from "#platform/db/database-problem.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { ChangeAccount, DisplayName, NewGrant, UserName } from "../contract.ts";
import { accountPolicy } from "../policy.ts";
import { accountProblem } from "../problems.ts";
import { getPlacedAccount, UserId } from "./account-store.ts";
import { endGrant, grantRole, insertGrant, placeGrant, refuseLastAdministrator } from "./grant-commands.ts";
import { chooseHome, endOwnSessions, endOwnToken, makeToken, noteOwnChange, revoke } from "./own-commands.ts";

nameConstraints({
  account_user_user_name_key: { code: "account.user-name-taken", status: 409, field: "/userName" },
  account_user_email_key: { code: "account.user-name-taken", status: 409, field: "/userName" },
  account_person_person_id_key: { code: "account.person-taken", status: 409, field: "/personId" },
  role_grant_once: { code: "account.grant-overlaps", status: 409 },
});

/** A salted hash; a command carries it so that no password is ever part of what is hashed or kept of it. */
const PasswordHash = z.string().regex(/^[0-9a-f]{32}:[0-9a-f]{128}$/);

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
    // a unit that was not changed stays as it was written, also where it has another successor since
    await sql`update account_user set name = ${next.displayName}, updated_at = now(),
        home_unit_id = ${changes.homeUnitId === undefined ? sql`home_unit_id` : next.homeUnitId} where id = ${userId}`.execute(
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
    chooseHome,
    endOwnSessions,
    noteOwnChange,
  ].map((command) => [command.name, command]),
) as CommandMap;
