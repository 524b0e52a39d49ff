import { sql } from "kysely";
import { z } from "zod";

import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { ChooseHome, TokenLabel } from "../contract.ts";
import { accountProblem } from "../problems.ts";
import { dividedHome, UserId } from "./account-store.ts";

export async function revoke(tx: Tx, userId: string, tokenId: string) {
  const { rows } = await sql<{ label: string }>`
    update api_token set revoked_at = now() where id = ${tokenId} and user_id = ${userId} and revoked_at is null returning label`.execute(
    tx,
  );
  if (rows[0] === undefined) throw accountProblem("account.token-not-found");
  return { token: tokenId, label: rows[0].label };
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

/** After a division: which of the parts one works in. @throws account.unit-unknown for anything but one of them */
export const chooseHome = defineCommand({
  name: "account.choose-home",
  input: ChooseHome,
  run: async ({ tx, principal }, { unitId }) => {
    const divided = await dividedHome(tx, principal.userId);
    if (divided === null || !divided.choices.some((c) => c.id === unitId))
      throw accountProblem("account.unit-unknown", { fields: { "/unitId": "account.unit-unknown" } });
    await sql`update account_user set home_unit_id = ${unitId}, updated_at = now() where id = ${principal.userId}`.execute(
      tx,
    );
    return {
      answer: { homeUnitId: unitId },
      journal: [
        {
          action: "account.home-chosen",
          subject: "account",
          subjectId: principal.userId,
          unitId,
          before: { homeUnitId: divided.unitId },
          after: { homeUnitId: unitId },
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
