import { z } from "zod";
import { type Principal, refusal } from "#kernel/access.ts";
import { type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { readDocumentSymbol } from "#kernel/text/document-symbol.ts";
import { likeWords } from "#kernel/text/fold.ts";
import { unitPath } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import type { LawFilter, LawPage, LawRow } from "../contract.ts";
import { symbolKey } from "../find-symbols.ts";
import { lawPolicy } from "../policy.ts";
import { lawProblem } from "../problems.ts";
import { lawState, titleOf } from "../rules.ts";
import { findLaw, listStored, relationsOf, type StoredLaw } from "./store.ts";

/** The register, newest first; every word typed must stand in symbol, abstract or issuer, tones or none. */
export async function listLaws(
  tx: Tx,
  filter: LawFilter,
  limit: number,
  cursor?: string | null,
): Promise<{ items: LawRow[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const symbol = filter.q === undefined ? null : readDocumentSymbol(filter.q);
  const rows = await listStored(tx, {
    words: likeWords(filter.q),
    symbol: symbol === null ? null : symbolKey(symbol.text),
    kind: filter.kind ?? null,
    after: after ?? null,
    limit: limit + 1,
  });
  const on = filter.on ?? todayInVietnam();
  return page(
    rows,
    limit,
    (row) => [row.sortDay, row.id],
    (row) => presentLaw(row, on),
  );
}

export async function readLawPage(tx: Tx, principal: Principal, id: string): Promise<LawPage> {
  const law = await findLaw(tx, id);
  if (law === undefined) throw lawProblem("law.not-found", { id });
  return {
    ...presentLaw(law, todayInVietnam()),
    relations: await relationsOf(tx, id),
    mayEdit: refusal(lawPolicy, "law.edit", principal, { unitPath: await unitPath(tx, law.unitId) }) === null,
  };
}

export function presentLaw(law: StoredLaw, on: CivilDate): LawRow {
  const {
    id,
    kind,
    symbol,
    issuedOn,
    year,
    issuer,
    abstract,
    validFrom,
    validTo,
    lastArticle,
    source,
    unitId,
    version,
  } = law;
  return {
    id,
    kind,
    symbol,
    issuedOn,
    year,
    issuer,
    abstract,
    validFrom,
    validTo,
    lastArticle,
    source,
    unitId,
    version,
    title: titleOf(law),
    state: lawState({ validFrom, validTo, replacedFrom: law.replacedBy.map((r) => r.validFrom) }, on),
    replacedBy: law.replacedBy.map((r) => ({ id: r.id, symbol: null, title: r.title })),
  };
}
