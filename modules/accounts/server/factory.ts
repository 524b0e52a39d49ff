import type { Pool } from "pg";

import { type Principal, type Role, systemCaller } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { hashPassword } from "#platform/auth/passwords.ts";
import { newToken } from "#platform/auth/tokens.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { accountCommands, createAccount } from "./commands.ts";
import { makeToken } from "./own-commands.ts";

export interface AccountToBuild {
  userName: string;
  displayName?: string;
  homeUnitId?: number | null;
  personId?: string | null;
  grants: readonly { role: Role; unitId: number | null }[];
  password?: string;
  /** Given where many accounts share a password and hashing it each time would take long. */
  passwordHash?: string;
  demo?: boolean;
  /** Makes an API token too. */
  withToken?: boolean;
}

export interface BuiltAccount {
  principal: Principal;
  token: string | null;
}

/** For seeds and tests: an account through the very command that an administrator uses. */
export async function buildAccount(pool: Pool, account: AccountToBuild): Promise<BuiltAccount> {
  const services = { pool, commands: accountCommands };
  const userId = newId<"Account">();
  const grants = account.grants.map(({ role, unitId }) => ({ role, unitId }));
  const homeUnitId =
    account.homeUnitId === undefined ? (grants.find((g) => g.unitId !== null)?.unitId ?? null) : account.homeUnitId;
  const displayName = account.displayName ?? account.userName;
  const passwordHash =
    account.passwordHash ?? (account.password === undefined ? null : await hashPassword(account.password));
  await executeCommand(services, systemCaller, {
    id: newId(),
    name: createAccount.name,
    payload: {
      userId,
      userName: account.userName,
      displayName,
      homeUnitId,
      personId: account.personId ?? null,
      grants,
      passwordHash,
      demo: account.demo ?? false,
    },
  });
  let token: string | null = null;
  if (account.withToken) {
    const made = newToken();
    token = made.token;
    await executeCommand(services, systemCaller, {
      id: newId(),
      name: makeToken.name,
      payload: { userId, tokenId: newId(), tokenHash: made.hash.toString("hex"), label: "test", expiresOn: null },
    });
  }
  return { principal: { userId, personId: account.personId ?? null, displayName, grants, homeUnitId }, token };
}
