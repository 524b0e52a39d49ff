import { Dexie, type EntityTable } from "dexie";
import type { RoleGrant } from "#kernel/access.ts";
import { isObject, type Wire, type WireAnswer } from "#platform/sync/client/wire.ts";

/** Who uses this phone; kept so that the app starts without a network after the first sign-in. */
export interface Profile {
  userId: string;
  personId: string | null;
  displayName: string;
  username: string;
  homeUnitId: number | null;
  homeUnitName: string;
  grants: RoleGrant[];
}

interface PhoneRow {
  key: string;
  value: unknown;
}

/** What belongs to the phone and to no person. Each person's own things are in a database of their own. */
class PhoneDatabase extends Dexie {
  declare phone: EntityTable<PhoneRow, "key">;
  constructor() {
    super("caunoi-phone", { chromeTransactionDurability: "strict" });
    this.version(1).stores({ phone: "key" });
  }
}

const phone = new PhoneDatabase();

export async function currentProfile(): Promise<Profile | null> {
  return ((await phone.phone.get("profile"))?.value as Profile | undefined) ?? null;
}

export async function keepProfile(profile: Profile): Promise<void> {
  await phone.phone.put({ key: "profile", value: profile });
}

/** The person leaves the phone to another: their things stay in their own database, unseen, until they come back. */
export async function forgetProfile(): Promise<void> {
  await phone.phone.delete("profile");
}

export type SignIn =
  | { kind: "in"; profile: Profile }
  | { kind: "code-needed" }
  | { kind: "wrong" }
  | { kind: "busy" }
  | { kind: "offline" }
  | { kind: "no-field-account" };

const parsed = (answer: WireAnswer): unknown => {
  try {
    return /json/.test(answer.contentType) ? JSON.parse(answer.text) : undefined;
  } catch {
    return undefined;
  }
};

async function post(
  wire: Wire,
  path: string,
  json: unknown,
): Promise<{ status: number; value: Record<string, unknown> } | null> {
  try {
    const answer = await wire({ method: "POST", path, json });
    const value = parsed(answer);
    return isObject(value) ? { status: answer.status, value } : null;
  } catch {
    return null;
  }
}

export async function signIn(wire: Wire, username: string, password: string): Promise<SignIn> {
  return judge(wire, username, await post(wire, "/api/sign-in", { userName: username, password }));
}

/** The second step, for accounts that ask for it. */
export async function signInCode(wire: Wire, username: string, code: string): Promise<SignIn> {
  return judge(wire, username, await post(wire, "/api/sign-in/code", { code, kind: "totp", trustDevice: true }));
}

function judge(
  wire: Wire,
  username: string,
  answer: { status: number; value: Record<string, unknown> } | null,
): Promise<SignIn> | SignIn {
  if (answer === null || answer.status >= 500) return { kind: "offline" };
  if (answer.status === 429) return { kind: "busy" };
  if (answer.status >= 400) return typeof answer.value.code === "string" ? { kind: "wrong" } : { kind: "offline" };
  if (answer.value.state === "second-factor") return { kind: "code-needed" };
  return answer.value.state === "signed-in" ? whoAmI(wire, username) : { kind: "offline" };
}

export interface DemoAccount {
  userName: string;
  displayName: string;
  post: string;
}

/** The people that a demo instance offers; none on a real one, or without a network. */
export async function demoAccounts(wire: Wire): Promise<{ accounts: DemoAccount[]; password: string } | null> {
  const answer = await wire({ method: "GET", path: "/api/instance" }).catch(() => null);
  const value = answer === null ? undefined : parsed(answer);
  if (
    !isObject(value) ||
    value.demo !== true ||
    typeof value.demoPassword !== "string" ||
    !Array.isArray(value.demoAccounts)
  )
    return null;
  const accounts = value.demoAccounts.filter(
    (one): one is DemoAccount => isObject(one) && one.role === "speaker" && typeof one.userName === "string",
  );
  return { accounts, password: value.demoPassword };
}

/** Who the server takes this browser for. */
export async function whoAmI(wire: Wire, username: string): Promise<SignIn> {
  let answer: WireAnswer;
  try {
    answer = await wire({ method: "GET", path: "/api/me" });
  } catch {
    return { kind: "offline" };
  }
  const value = parsed(answer);
  if (!isObject(value)) return { kind: "offline" };
  if (answer.status === 401) return { kind: "wrong" };
  if (answer.status >= 400) return { kind: "offline" };
  const profile = asProfile(value, username);
  return profile ? { kind: "in", profile } : { kind: "no-field-account" };
}

function asProfile(value: Record<string, unknown>, username: string): Profile | null {
  if (typeof value.userId !== "string") return null;
  return {
    userId: value.userId,
    personId: typeof value.personId === "string" ? value.personId : null,
    displayName: typeof value.displayName === "string" ? value.displayName : username,
    username,
    homeUnitId: typeof value.homeUnitId === "number" ? value.homeUnitId : null,
    homeUnitName: typeof value.homeUnitName === "string" ? value.homeUnitName : "",
    grants: Array.isArray(value.grants) ? (value.grants as RoleGrant[]) : [],
  };
}

export async function signOut(wire: Wire): Promise<void> {
  await wire({ method: "POST", path: "/api/sign-out", json: {} }).catch(() => undefined);
}
