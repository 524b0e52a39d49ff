import { authorise, type Principal } from "#kernel/access.ts";
import { dayParts } from "#kernel/civil-date.ts";
import { Problem } from "#kernel/problem.ts";
import { readDocumentSymbol } from "#kernel/text/document-symbol.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { unitPath } from "#modules/units/server.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { AddLaw, EditLaw, type LawFacts, RelateLaws } from "../contract.ts";
import { rightForm, symbolKey } from "../find-symbols.ts";
import { namedKinds } from "../kinds.ts";
import { lawPolicy } from "../policy.ts";
import { lawProblem } from "../problems.ts";
import { nameKey } from "../rules.ts";
import { findLaw, lockLaw, type StoredLaw } from "./store.ts";

export const addLaw = defineCommand({
  name: "law.add",
  input: AddLaw,
  async run({ tx, principal }, { id, unitId, ...typed }) {
    authorise(lawPolicy, "law.add", principal, { unitPath: await unitPath(tx, unitId) });
    const facts = checkedFacts(typed);
    await refuseKnown(tx, facts, null);
    await tx
      .insertInto("law_document")
      .values({ id, unit_id: unitId, ...columnsOf(facts) })
      .execute();
    return {
      answer: { id, version: 1 },
      journal: [{ action: "law.added", subject: "law", subjectId: id, unitId, after: facts }],
    };
  },
});

export const editLaw = defineCommand({
  name: "law.edit",
  input: EditLaw,
  async run({ tx, principal }, { id, seenVersion, ...typed }) {
    const before = await lockToEdit(tx, principal, id);
    if (before.version !== seenVersion) throw lawProblem("law.edited-elsewhere", { version: before.version });
    const facts = checkedFacts(typed);
    await refuseKnown(tx, facts, id);
    const version = before.version + 1;
    await tx
      .updateTable("law_document")
      .set({ ...columnsOf(facts), version, updated_at: new Date() })
      .where("id", "=", id)
      .execute();
    return {
      answer: { id, version },
      journal: [
        {
          action: "law.edited",
          subject: "law",
          subjectId: id,
          unitId: before.unitId,
          before: factsOf(before),
          after: facts,
        },
      ],
    };
  },
});

/** Says, or takes back, what one document does to another. */
export const relateLaws = defineCommand({
  name: "law.relate",
  input: RelateLaws,
  async run({ tx, principal }, { fromId, toId, kind, remove }) {
    if (fromId === toId) throw lawProblem("law.relation-self");
    const from = await lockToEdit(tx, principal, fromId);
    const to = await findLaw(tx, toId);
    if (to === undefined) throw lawProblem("law.not-found", { id: toId });
    if (remove)
      await tx
        .deleteFrom("law_relation")
        .where("from_id", "=", fromId)
        .where("to_id", "=", toId)
        .where("kind", "=", kind)
        .execute();
    else
      await tx
        .insertInto("law_relation")
        .values({ from_id: fromId, to_id: toId, kind })
        .onConflict((c) => c.doNothing())
        .execute();
    return {
      answer: { fromId, toId, kind },
      journal: [
        {
          action: remove ? "law.unrelated" : "law.related",
          subject: "law",
          subjectId: fromId,
          unitId: from.unitId,
          after: { kind, toId, symbol: to.symbol },
        },
      ],
    };
  },
});

/** Everybody reads an entry, so that it is there says nothing; who may change it is asked here and by the database. */
async function lockToEdit(tx: Tx, principal: Principal, id: string): Promise<StoredLaw> {
  const law = await findLaw(tx, id);
  if (law === undefined) throw lawProblem("law.not-found", { id });
  authorise(lawPolicy, "law.edit", principal, { unitPath: await unitPath(tx, law.unitId) });
  const locked = await lockLaw(tx, id);
  if (locked === undefined) throw new Problem("access.denied", 403, { verb: "law.edit" });
  return locked;
}

/** Evened and held together; what contradicts itself is refused with the field. */
export function checkedFacts(typed: LawFacts): LawFacts {
  const line = (text: string | null) => (text === null || text.trim() === "" ? null : tidyLine(text));
  const symbol = typed.symbol === null ? null : readDocumentSymbol(typed.symbol);
  if (typed.symbol !== null && (symbol === null || rightForm(symbol) !== null))
    throw lawProblem("law.symbol-malformed", { fields: { "/symbol": "law.symbol-malformed" } });
  if (symbol === null && (!namedKinds.has(typed.kind) || line(typed.abstract) === null))
    throw lawProblem("law.symbol-missing", { fields: { "/symbol": "law.symbol-missing" } });
  const ofDay = typed.issuedOn === null ? null : dayParts(typed.issuedOn).year;
  const year = ofDay ?? typed.year ?? symbol?.year ?? null;
  if ((typed.year !== null && typed.year !== year) || (symbol?.year ?? year) !== year)
    throw lawProblem("law.year-differs", { fields: { "/year": "law.year-differs" } });
  if (typed.validFrom !== null && typed.validTo !== null && typed.validTo < typed.validFrom)
    throw lawProblem("law.dates", { fields: { "/validTo": "law.dates" } });
  return {
    ...typed,
    symbol: symbol?.text ?? null,
    year,
    issuer: line(typed.issuer),
    abstract: line(typed.abstract)?.replace(/^(?:Bộ luật|Luật|Pháp lệnh)\s+(?=\p{Lu})/u, "") ?? null,
    source: tidyLine(typed.source),
  };
}

export async function knownId(tx: Tx, facts: LawFacts): Promise<string | null> {
  const query = tx.selectFrom("law_document").select("id");
  const same =
    facts.symbol === null
      ? query
          .where("symbol_key", "is", null)
          .where("kind", "=", facts.kind)
          .where("name_key", "=", nameKey(facts.kind, facts.abstract))
          .where("year", "is not distinct from", facts.year)
      : query
          .where("symbol_key", "=", symbolKey(facts.symbol))
          .where("issued_on", "is not distinct from", facts.issuedOn);
  return (await same.executeTakeFirst())?.id ?? null;
}

async function refuseKnown(tx: Tx, facts: LawFacts, own: string | null): Promise<void> {
  const known = await knownId(tx, facts);
  if (known !== null && known !== own) throw lawProblem("law.known-already", { id: known });
}

export function columnsOf(facts: LawFacts) {
  return {
    kind: facts.kind,
    symbol: facts.symbol,
    symbol_key: facts.symbol === null ? null : symbolKey(facts.symbol),
    issued_on: facts.issuedOn,
    year: facts.year,
    issuer: facts.issuer,
    abstract: facts.abstract,
    name_key: nameKey(facts.kind, facts.abstract),
    valid_from: facts.validFrom,
    valid_to: facts.validTo,
    last_article: facts.lastArticle,
    source: facts.source,
  };
}

function factsOf({
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
}: StoredLaw): LawFacts {
  return { kind, symbol, issuedOn, year, issuer, abstract, validFrom, validTo, lastArticle, source };
}
