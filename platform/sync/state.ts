/**
 * The life of one command on a phone, as a pure table, and the one judgement that lets a command
 * count as arrived. No I/O: the phone, the tests and the screens share it.
 */

/** `held`, `conflict`: the server has stored the content and a person decides. `refused`: it could not be stored. */
export const itemStates = [
  "local",
  "sending",
  "received",
  "held",
  "conflict",
  "refused",
  "settled",
  "discarded",
] as const;
export type ItemState = (typeof itemStates)[number];

export type ItemEvent =
  | "send" // put into a batch that leaves now
  | "interrupted" // no believable answer: the same command goes again, under the same id
  | "received"
  | "held"
  | "conflict"
  | "refused"
  | "retry" // the person asks to send it again
  | "settle" // the person has decided a conflict, or an officer has decided what was held
  | "discard" // the person decides that it shall not be sent; it is kept and can be taken back
  | "restore";

export const itemTransitions = {
  local: { send: "sending", discard: "discarded" },
  sending: { interrupted: "local", received: "received", held: "held", conflict: "conflict", refused: "refused" },
  refused: { retry: "local", discard: "discarded" },
  held: { settle: "settled" },
  conflict: { settle: "settled" },
  discarded: { restore: "local" },
  received: {},
  settled: {},
} as const satisfies Record<ItemState, Partial<Record<ItemEvent, ItemState>>>;

/** The next state, or null when the event means nothing in this state (a late or doubled answer). */
export function nextState(state: ItemState, event: ItemEvent): ItemState | null {
  const row: Partial<Record<ItemEvent, ItemState>> = itemTransitions[state];
  return row[event] ?? null;
}

/** What only this phone has: these states must survive everything. */
export const unsentStates: readonly ItemState[] = ["local", "sending", "refused"];
/** The server has the content and said so with a receipt. */
export const receiptStates: readonly ItemState[] = ["received", "held", "conflict", "settled"];

export interface Receipt {
  id: string;
  /** SHA-256 of the canonical text of { name, payload, deviceAt }. */
  hash: string;
  /** Server time, ISO UTC. */
  at: string;
  /** Seven characters that can be read out over the telephone. */
  number: string;
}

export interface SyncProblem {
  code: string;
  fields?: Record<string, string>;
  [detail: string]: unknown;
}

export interface FieldClash {
  base: unknown;
  yours: unknown;
  theirs: unknown;
}

export interface CommandOutcome {
  id: string;
  outcome: "received" | "repeated" | "held" | "conflict" | "refused";
  receipt: Receipt | null;
  problem?: SyncProblem;
  conflict?: Record<string, FieldClash>;
  /** What was held has been decided already. */
  decision?: OfficerDecision;
}

/** What an officer decides about something held: entered into the book, or closed with a reason. */
export type OfficerDecision = "settled" | "dismissed";

/**
 * Which event an outcome means for the command that was sent. Null when it proves nothing: another
 * id, no receipt where one is needed, or a receipt for other content than what this phone holds.
 */
export function judgeOutcome(sent: { id: string; hash: string }, outcome: CommandOutcome): ItemEvent | null {
  if (outcome.id !== sent.id) return null;
  if (outcome.outcome === "refused") return outcome.problem ? "refused" : null;
  const receipt = outcome.receipt;
  if (receipt === null || receipt.id !== sent.id || receipt.hash !== sent.hash) return null;
  if (outcome.outcome === "conflict") return outcome.conflict ? "conflict" : "held";
  return outcome.outcome === "held" ? "held" : "received";
}

/** Waiting time before the next attempt: doubles from 2 s to 5 min, spread so that phones do not come back together. */
export function backOff(failures: number, random: number): number {
  const ceiling = Math.min(300_000, 2_000 * 2 ** Math.min(failures, 10));
  return Math.round(ceiling * (0.5 + random / 2));
}

/** Server minus device, in ms, taken at the middle of the exchange. Null when the exchange was too slow to tell. */
export function clockOffset(sentAt: number, receivedAt: number, serverTime: string): number | null {
  const server = Date.parse(serverTime);
  const took = receivedAt - sentAt;
  if (Number.isNaN(server) || took < 0 || took > 60_000) return null;
  return Math.round(server - (sentAt + receivedAt) / 2);
}

/** From here on the officer is asked to look at what was recorded, so the person is warned before. */
export const doubtfulClockMs = 10 * 60_000;
