import type { Tx } from "#platform/db/session.ts";
import type { LawRef } from "../contract.ts";
import { titleOf } from "../rules.ts";
import { findLaw } from "./store.ts";

/** For other rooms: a document by its id, as it is called; null when the register has none. */
export async function findLawRef(
  tx: Tx,
  id: string,
): Promise<(LawRef & { issuedOn: string | null; abstract: string | null }) | null> {
  const law = await findLaw(tx, id);
  return law === undefined
    ? null
    : { id, symbol: law.symbol, title: titleOf(law), issuedOn: law.issuedOn, abstract: law.abstract };
}
