import type { TestDatabase } from "#platform/testing/database.ts";
import type { Persona, World } from "./world.ts";

/**
 * How the matrix asks: one request at least for every route of the interface, about something in D'Ran. A route that is missing here
 * fails the matrix: whoever adds a route adds the line that says how it is asked.
 */
export interface Asked {
  params?: Record<string, string | number>;
  query?: Record<string, string | number>;
  body?: unknown;
  bytes?: Uint8Array;
}

export interface Case {
  ask: (w: World, who: Persona, db: TestDatabase) => Promise<Asked> | Asked;
  /**
   * `dran`: about something in D'Ran, so a role must hold there. `anywhere`: a list over what the caller sees, so a
   * role anywhere will do and what comes back is looked through. `everything`: for the whole instance only.
   */
  where: "dran" | "anywhere" | "everything";
  /** Answers that are right although they are no success, where a request by token cannot have one. */
  instead?: readonly number[];
}

export const dran = (ask: Case["ask"] = () => ({})): Case[] => [{ ask, where: "dran" }];
export const anywhere = (ask: Case["ask"] = () => ({})): Case[] => [{ ask, where: "anywhere" }];
export const everything = (ask: Case["ask"]): Case[] => [{ ask, where: "everything" }];
export const open = (ask: Case["ask"] = () => ({}), instead: readonly number[] = []): Case[] => [
  { ask, where: "anywhere", instead },
];
export const both = (path: (w: World) => Record<string, number>): Case[] => [
  ...dran((w) => ({ query: path(w) })),
  ...anywhere(),
];

export const utf8 = (text: string) => new TextEncoder().encode(text);
