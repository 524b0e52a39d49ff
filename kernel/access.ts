import { Problem } from "./problem.ts";

/**
 * Who may do which verb to what: the one mechanism, pure, the same on server and phone.
 * Each room's policy.ts holds a table `verb -> rule`; a use case takes the `Granted` value that
 * `authorise` returns and does not compile without it. Row-level security enforces the same
 * boundaries a second time in the database.
 */
export const roles = ["administrator", "unitHead", "officer", "verifier", "analyst", "speaker"] as const;
export type Role = (typeof roles)[number];

/** A role given at a unit holds for its subtree; `unitId: null` means the whole instance. */
export interface RoleGrant {
  role: Role;
  unitId: number | null;
}

export interface Principal {
  userId: string;
  /** The roster person this account belongs to, if any: "my own talks" hang on it. */
  personId: string | null;
  displayName: string;
  grants: readonly RoleGrant[];
  /** The unit named in the journal for what this principal writes. */
  homeUnitId: number | null;
}

/** Anything a verb can be done to: the unit it belongs to with all units above it, itself included. */
export interface Placed {
  unitPath: readonly number[];
}

/** Who opens a public page: nobody in particular. Their writes stand in the journal under this id, without any trace of a person. */
export const publicCaller: Principal = {
  userId: "public",
  personId: null,
  displayName: "",
  grants: [],
  homeUnitId: null,
};

/** What the instance does by itself, on a timer or at its founding. Stands in the journal under this id. */
export const systemCaller: Principal = {
  userId: "system",
  personId: null,
  displayName: "Cầu Nối",
  grants: [{ role: "administrator", unitId: null }],
  homeUnitId: null,
};

export interface AccessRule<R extends Placed = Placed> {
  roles: readonly Role[];
  /** Open to everybody, also to who has no account: a question on the public page. */
  anyone?: true;
  /** A person may do it to what is their own, whatever their role (a speaker's own talk). */
  own?: (principal: Principal, resource: R) => boolean;
  /** A condition that forbids although a role allows: returns a permanent reason code, or null. */
  unless?: (principal: Principal, resource: R) => string | null;
}

// oxlint-disable-next-line no-explicit-any -- a table holds rules over several resource types
export type PolicyTable = Record<string, AccessRule<any>>;

declare const granted: unique symbol;
/** Proof that `verb` on this very resource was allowed. Only `authorise` makes one. */
export type Granted<Verb extends string, R> = {
  readonly resource: R;
  readonly by: Principal;
  readonly [granted]: Verb;
};

export function holdsRole(principal: Principal, allowed: readonly Role[], unitPath: readonly number[]): boolean {
  return principal.grants.some((g) => allowed.includes(g.role) && (g.unitId === null || unitPath.includes(g.unitId)));
}

/** Null when allowed, else the permanent reason code. */
export function refusal<T extends PolicyTable>(
  table: T,
  verb: keyof T & string,
  principal: Principal,
  resource: Placed,
): string | null {
  const rule = table[verb] as AccessRule;
  const byRole = holdsRole(principal, rule.roles, resource.unitPath);
  const byOwn = rule.own?.(principal, resource) ?? false;
  if (!byRole && !byOwn && rule.anyone !== true) return "access.denied";
  return rule.unless?.(principal, resource) ?? null;
}

/** Proves the right to do `verb` to `resource`; throws the problem `access.denied` (403) or the rule's own reason. */
export function authorise<T extends PolicyTable, V extends keyof T & string, R extends Placed>(
  table: T,
  verb: V,
  principal: Principal,
  resource: R,
): Granted<V, R> {
  const reason = refusal(table, verb, principal, resource);
  if (reason !== null) throw new Problem(reason, 403, { verb });
  return { resource, by: principal } as unknown as Granted<V, R>;
}
