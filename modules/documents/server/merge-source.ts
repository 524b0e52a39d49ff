import type { Principal } from "#kernel/access.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import type { MergeChoice, MergeValues } from "../draft-contract.ts";

export interface MergeCall {
  tx: Tx;
  principal: Principal;
  /** The unit that writes the document. */
  unitId: number;
  today: CivilDate;
}

/** As the register has it: "05/TTr-UBND". */
export interface IssuedAs {
  id: string;
  symbol: string;
  sha256: string;
}

/**
 * What a later room gives to templates: people, talks, months to choose from, and the values that the chosen ones
 * fill in. Documents stands before those rooms, so apps/server/rooms.ts hands their sources over. Reads under the
 * caller's row-level security.
 */
export interface MergeSource {
  /** Permanent: "roster.people"; templates name it. */
  id: string;
  titleVi: string;
  titleEn: string;
  choices: (call: MergeCall & { search?: string | undefined }) => Promise<MergeChoice[]>;
  /** Fields of any template that this source knows, by key; a template takes those that it has. */
  merge: (call: MergeCall & { template: string }, ids: readonly string[]) => Promise<MergeValues>;
  /**
   * For a source whose things know their document. Asked before the number is taken: it locks them or refuses, so that
   * nobody waits for them while holding the register. What it answers notes the document with them, in the same transaction.
   */
  issuing?: (
    call: MergeCall & { template: string },
    ids: readonly string[],
  ) => Promise<(document: IssuedAs) => Promise<readonly JournalEntry[]>>;
}
