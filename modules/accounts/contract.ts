import { z } from "zod";
import { roles } from "#kernel/access.ts";

/** All that crosses the wire of this room. Days are `YYYY-MM-DD`, moments ISO UTC, unit ids numbers, the rest text. */
const Day = z.iso.date();
const Moment = z.iso.datetime();
const UnitId = z.number().int().positive();

export const RoleName = z.enum(roles);
export const UserName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,49}$/, "account.user-name");
/** Ten characters at least; length is what counts, so no other rule. */
export const Password = z.string().min(10, "account.password-short").max(200);
export const DisplayName = z.string().trim().min(1).max(120);
export const TokenLabel = z.string().trim().min(1).max(120);

export const ById = z.object({ id: z.string().min(1).max(64) });
export const GrantById = ById.extend({ grantId: z.uuid() });
export const TokenById = ById.extend({ tokenId: z.uuid() });
export const OwnTokenById = z.object({ id: z.uuid() });

export const Instance = z
  .object({
    demo: z.boolean(),
    needsSetup: z.boolean(),
    /** The first administrator has to give the code that the server printed at its start. */
    setupNeedsCode: z.boolean(),
    oidc: z.object({ label: z.string() }).nullable(),
    passkeys: z.boolean(),
    demoAccounts: z.array(
      z.object({ userName: z.string(), displayName: z.string(), post: z.string(), role: RoleName.nullable() }),
    ),
    demoPassword: z.string().nullable(),
    version: z.string(),
  })
  .meta({ id: "Instance" });
export type Instance = z.infer<typeof Instance>;

export const SetUp = z.object({
  userName: UserName,
  displayName: DisplayName,
  password: Password,
  code: z.string().max(40).optional(),
});

export const SignIn = z.object({ userName: z.string().trim().min(1).max(80), password: z.string().min(1).max(200) });
export const SignInCode = z.object({
  code: z.string().trim().min(6).max(40),
  kind: z.enum(["totp", "backup"]).default("totp"),
  trustDevice: z.boolean().default(false),
});
export const SignInState = z.object({ state: z.enum(["signed-in", "second-factor"]) }).meta({ id: "SignInState" });
/** A WebAuthn object as the browser's `toJSON()` gives it; checked by the passkey library. */
export const Credential = z.object({ credential: z.record(z.string(), z.unknown()) });
export const PasskeyOptions = z.record(z.string(), z.unknown());
export const NewPasskey = Credential.extend({ name: z.string().trim().max(80).optional() });

export const Grant = z
  .object({
    id: z.uuid(),
    role: RoleName,
    unitId: UnitId.nullable(),
    unitName: z.string().nullable(),
    validFrom: Day,
    /** The last day; null: until it is ended. */
    validTo: Day.nullable(),
  })
  .meta({ id: "Grant" });
export type Grant = z.infer<typeof Grant>;

export const Me = z
  .object({
    userId: z.string(),
    userName: z.string(),
    displayName: z.string(),
    /** The roles in words, for the line under the name. */
    title: z.string(),
    personId: z.uuid().nullable(),
    homeUnitId: UnitId.nullable(),
    homeUnitName: z.string().nullable(),
    /** Set where that unit was divided and the caller has not said in which part they work: until then it is the first. */
    homeUnitDivided: z
      .object({ was: z.string(), choices: z.array(z.object({ id: UnitId, name: z.string() })) })
      .nullable(),
    unitName: z.string().nullable(),
    grants: z.array(z.object({ role: RoleName, unitId: UnitId.nullable(), unitName: z.string().nullable() })),
    /** Verbs that some role of the caller allows somewhere; where exactly is decided at the thing itself. */
    verbs: z.array(z.string()),
    twoFactor: z.boolean(),
    mustChangePassword: z.boolean(),
    demo: z.boolean(),
  })
  .meta({ id: "Me" });
export type Me = z.infer<typeof Me>;

export const ChooseHome = z.object({ unitId: UnitId });
export const ChangePassword = z.object({ current: z.string().min(1).max(200), next: Password });
export const PasswordOnly = z.object({ password: z.string().min(1).max(200) });
export const SecondFactorStart = z.object({ uri: z.string(), backupCodes: z.array(z.string()) });
export const CodeOnly = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, "account.code-form"),
});

export const Passkey = z
  .object({ id: z.string(), name: z.string().nullable(), createdAt: Moment.nullable() })
  .meta({ id: "Passkey" });
export const Session = z
  .object({
    id: z.string(),
    createdAt: Moment,
    expiresAt: Moment,
    userAgent: z.string().nullable(),
    current: z.boolean(),
  })
  .meta({ id: "Session" });
export const Token = z
  .object({
    id: z.uuid(),
    label: z.string(),
    createdAt: Moment,
    expiresOn: Day.nullable(),
    lastUsedOn: Day.nullable(),
    revokedAt: Moment.nullable(),
  })
  .meta({ id: "Token" });
export const NewToken = z.object({ label: TokenLabel, expiresOn: Day.nullable().optional() });
export const MadeToken = z
  .object({ id: z.uuid(), token: z.string(), label: z.string(), expiresOn: Day.nullable() })
  .meta({ id: "MadeToken" });

export const AccountQuery = z.object({
  /** People whose home or whose grants are at this unit or below. */
  unit: z.coerce.number().int().positive().optional(),
  role: RoleName.optional(),
  q: z.string().trim().max(100).optional().describe("part of a name or user name, with or without marks"),
  closed: z.enum(["yes", "no", "all"]).default("no"),
});
export const AccountItem = z
  .object({
    id: z.string(),
    userName: z.string(),
    displayName: z.string(),
    homeUnitId: UnitId.nullable(),
    homeUnitName: z.string().nullable(),
    grants: z.array(Grant),
    twoFactor: z.boolean(),
    demo: z.boolean(),
    createdAt: Moment,
    closedAt: Moment.nullable(),
  })
  .meta({ id: "Account" });
export type AccountItem = z.infer<typeof AccountItem>;
export const AccountPage = AccountItem.extend({
  personId: z.uuid().nullable(),
  mustChangePassword: z.boolean(),
  pastGrants: z.array(Grant),
  sessions: z.number().int(),
  tokens: z.array(Token),
  /** Verbs of this room that the caller may do to this account. */
  may: z.array(z.string()),
}).meta({ id: "AccountPage" });
export type AccountPage = z.infer<typeof AccountPage>;

export const NewGrant = z.object({
  role: RoleName,
  unitId: UnitId.nullable(),
  validFrom: Day.optional(),
  validTo: Day.nullable().optional(),
});
export const NewAccount = z.object({
  userName: UserName,
  displayName: DisplayName,
  homeUnitId: UnitId.nullable(),
  personId: z.uuid().nullable().optional(),
  grants: z.array(NewGrant).max(10).default([]),
  /** Left out: the server makes one that can be read out, and answers it once. */
  password: Password.optional(),
});
export const MadeAccount = z.object({ id: z.string(), userName: z.string(), password: z.string().nullable() });
export const ChangeAccount = z.object({
  displayName: DisplayName.optional(),
  homeUnitId: UnitId.nullable().optional(),
  personId: z.uuid().nullable().optional(),
});
export const MadePassword = z.object({ password: z.string() });
export const Ended = z.object({ ended: z.number().int() });

export const JournalQuery = z.object({
  unit: z.coerce.number().int().positive().optional().describe("entries of this unit and those below it"),
  action: z.string().max(80).optional(),
  subject: z.string().max(80).optional(),
  subjectId: z.string().max(120).optional(),
  user: z.string().max(64).optional(),
  from: Day.optional(),
  to: Day.optional().describe("the last day"),
});
export const JournalEntry = z
  .object({
    id: z.number().int(),
    at: Moment,
    deviceAt: Moment.nullable(),
    userId: z.string(),
    userName: z.string().nullable(),
    unitId: UnitId.nullable(),
    unitName: z.string().nullable(),
    commandId: z.uuid().nullable(),
    action: z.string(),
    subject: z.string(),
    subjectId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
  })
  .meta({ id: "JournalEntry" });
export type JournalEntry = z.infer<typeof JournalEntry>;
