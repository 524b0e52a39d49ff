import type { z } from "zod";
import type { Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";

/**
 * A command is the only way to write. What it changes, what the journal says of it and who is told
 * are declared together, so that none can be forgotten: a decision without a journal entry does not
 * compile.
 */
export interface JournalEntry {
  /** Past tense with its room: `talk.verified`. */
  action: string;
  subject: string;
  subjectId: string;
  unitId: number | null;
  before?: unknown;
  after?: unknown;
}

/** Who is told: `person:<uuid>` or `unit:<id>` (that unit and everything under it). */
export interface FeedEntry {
  audience: string;
  entity: string;
  entityId: string;
}

/** Rows for one table, all with the same columns; jsonb, arrays and ranges as JSON values. */
export interface RowSet {
  table: string;
  rows: Record<string, unknown>[];
}

export type CommandOutcome = "received" | "held" | "conflict";

export interface Decision<Answer> {
  answer: Answer;
  journal: [JournalEntry, ...JournalEntry[]];
  writes?: RowSet[];
  feed?: FeedEntry[];
  /** `held` and `conflict` keep the payload on the server until a person has decided. */
  outcome?: CommandOutcome;
  /** Why it is held, or both versions of a conflict; plain data for the screen that settles it. */
  reason?: unknown;
  /** The unit whose officers settle a held command. */
  unitId?: number | null;
}

export interface CommandContext {
  principal: Principal;
  commandId: string;
  now: Date;
  /** The device's own clock when the person acted; equals `now` where no device was involved. */
  deviceAt: Date;
  deviceId: string | null;
  /** Server clock minus device clock at the moment of sending, in seconds; null where unknown. */
  clockOffsetSeconds: number | null;
}

export interface Command<Input = unknown, Answer = unknown> {
  name: string;
  input: z.ZodType<Input>;
  /** Reads under the caller's scope, then decides; may also run statements on `tx` itself. */
  run?: (context: CommandContext & { tx: Tx }, input: Input) => Promise<Decision<Answer>>;
  /** Decides from what the process knows already: begin, one statement and commit in one round trip. */
  decide?: (context: CommandContext, input: Input) => Decision<Answer>;
}

export function defineCommand<Input, Answer>(command: {
  name: string;
  input: z.ZodType<Input>;
  run: (context: CommandContext & { tx: Tx }, input: Input) => Promise<Decision<Answer>>;
}): Command<Input, Answer> {
  return command;
}

/** For hot writes whose rules need no read: integrity is left to the database's own constraints. */
export function defineImmediateCommand<Input, Answer>(command: {
  name: string;
  input: z.ZodType<Input>;
  decide: (context: CommandContext, input: Input) => Decision<Answer>;
}): Command<Input, Answer> {
  return command;
}

/** The one map of all commands, `satisfies`-typed by the app and independent of import order. */
// oxlint-disable-next-line no-explicit-any -- a map holds commands over many inputs; each checks its own
export type CommandMap = Readonly<Record<string, Command<any, unknown>>>;

export interface Envelope {
  id: string;
  name: string;
  payload: unknown;
  deviceAt?: string | undefined;
  deviceId?: string | null | undefined;
  clockOffsetSeconds?: number | null | undefined;
}

export interface Receipt<Answer = unknown> {
  id: string;
  /** contentHash({name, payload, deviceAt}) of what arrived. */
  hash: string;
  /** When the server took it, ISO UTC. */
  at: string;
  /** The short number that a person can read out. */
  number: string;
  outcome: CommandOutcome | "settled" | "dismissed";
  repeated: boolean;
  answer: Answer;
  reason?: unknown;
}
