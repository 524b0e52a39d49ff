import type { Tx } from "#platform/db/session.ts";
import type { Topic } from "../contract.ts";

/** What talks and materials are about, in the order of the list. */
export async function listTopics(tx: Tx): Promise<Topic[]> {
  return tx
    .selectFrom("topic")
    .select(["id", "label_vi as labelVi", "label_en as labelEn", "legal_basis as legalBasis", "active"])
    .orderBy("position")
    .orderBy("id")
    .execute();
}
