import { APIError } from "better-auth";

import { Problem } from "#kernel/problem.ts";
import { type AccountProblemCode, accountProblem } from "../problems.ts";

/** Puts the sign-in library's answers and refusals into ours: its cookies on our answer, its codes as our problems. */
const codes: Record<string, AccountProblemCode> = {
  INVALID_USERNAME_OR_PASSWORD: "account.wrong-password",
  INVALID_USERNAME: "account.wrong-password",
  USERNAME_TOO_SHORT: "account.wrong-password",
  USERNAME_TOO_LONG: "account.wrong-password",
  INVALID_PASSWORD: "account.wrong-password",
  CREDENTIAL_ACCOUNT_NOT_FOUND: "account.wrong-password",
  PASSWORD_TOO_SHORT: "account.password-short",
  INVALID_CODE: "account.wrong-code",
  INVALID_BACKUP_CODE: "account.wrong-code",
  INVALID_TWO_FACTOR_COOKIE: "account.code-late",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "account.code-late",
  ACCOUNT_TEMPORARILY_LOCKED: "account.locked",
  TOTP_NOT_ENABLED: "account.second-factor-off",
  TWO_FACTOR_NOT_ENABLED: "account.second-factor-off",
  BACKUP_CODES_NOT_ENABLED: "account.second-factor-off",
  TOTP_ALREADY_ENABLED: "account.second-factor-on",
  SESSION_NOT_FRESH: "account.sign-in-again",
  ACCOUNT_CLOSED: "account.closed",
  CHALLENGE_NOT_FOUND: "account.passkey-failed",
  PASSKEY_NOT_FOUND: "account.passkey-failed",
  AUTHENTICATION_FAILED: "account.passkey-failed",
  FAILED_TO_VERIFY_REGISTRATION: "account.passkey-failed",
};

interface Answering {
  setHeader: (name: string, value: string) => void;
}

export async function withLibrary<T>(
  call: Answering,
  act: () => Promise<{ headers: Headers | null | undefined; response: T }>,
): Promise<T> {
  try {
    const { headers, response } = await act();
    for (const cookie of headers?.getSetCookie() ?? []) call.setHeader("set-cookie", cookie);
    return response;
  } catch (error) {
    throw translated(error);
  }
}

function translated(error: unknown): unknown {
  if (!(error instanceof APIError)) return error;
  const known = codes[error.body?.code ?? ""];
  if (known !== undefined) return accountProblem(known);
  if (error.statusCode === 429) return accountProblem("account.locked");
  if (error.statusCode === 401) return new Problem("access.sign-in", 401);
  return error.statusCode < 500 ? new Problem("request.invalid", 400, { reason: error.body?.code ?? "" }) : error;
}
