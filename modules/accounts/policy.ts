import {
  type AccessRule,
  holdsRole,
  type Placed,
  type PolicyTable,
  type Principal,
  type Role,
  type RoleGrant,
} from "#kernel/access.ts";

/** An account as rules see it: its home's path, and each grant that counts now or later, with the path of its unit. */
export interface PlacedAccount extends Placed {
  userId: string;
  grants: readonly (RoleGrant & { unitPath: readonly number[] })[];
}

/** A grant to be made or ended: the path of its unit (empty for the whole instance), and to whom. */
export interface PlacedGrant extends Placed {
  role: Role;
  unitId: number | null;
  userId: string;
}

const granting: readonly Role[] = ["administrator", "unitHead"];
const rank: Record<Role, number> = { speaker: 1, analyst: 2, verifier: 3, officer: 4, unitHead: 5, administrator: 6 };

/** Roles with which the caller may grant `role`: those that grant at all and do not rank below it. */
export function rolesThatGrant(role: Role): readonly Role[] {
  return granting.filter((own) => rank[own] >= rank[role]);
}

/** Whoever writes to an account must stand above all that it can do, or could act through it beyond their own units. */
function beyond(principal: Principal, account: PlacedAccount): string | null {
  for (const grant of account.grants) {
    if (!holdsRole(principal, granting, grant.unitPath)) return "account.beyond-own-units";
    if (!holdsRole(principal, rolesThatGrant(grant.role), grant.unitPath)) return "account.above-own-role";
  }
  return null;
}

const notOneself = (principal: Principal, account: PlacedAccount) =>
  account.userId === principal.userId ? "account.not-to-oneself" : beyond(principal, account);
const caretaker: AccessRule<PlacedAccount> = { roles: granting, unless: beyond };
const caretakerOfOthers: AccessRule<PlacedAccount> = { roles: granting, unless: notOneself };
const granter: AccessRule<PlacedGrant> = {
  roles: granting,
  unless: (principal, grant) => {
    if (grant.userId === principal.userId) return "account.not-to-oneself";
    return holdsRole(principal, rolesThatGrant(grant.role), grant.unitPath) ? null : "account.above-own-role";
  },
};

export const accountPolicy = {
  "account.list": { roles: granting },
  "account.read": {
    roles: granting,
    own: (principal: Principal, account: PlacedAccount) => account.userId === principal.userId,
  },
  "account.create": { roles: granting },
  "account.change": caretaker,
  "account.reset-password": caretakerOfOthers,
  "account.close": caretakerOfOthers,
  "account.open": caretakerOfOthers,
  "account.end-sessions": caretaker,
  "account.end-second-factor": caretakerOfOthers,
  "account.grant": granter,
  "account.end-grant": granter,
  "account.end-token": caretaker,
  "journal.read": { roles: granting },
} satisfies PolicyTable;

export type AccountVerb = keyof typeof accountPolicy;
