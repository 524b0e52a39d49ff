import { type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { toneKey } from "#kernel/text/tone-placement.ts";
import { fill } from "#platform/i18n/catalogue.ts";
import type { Tx } from "#platform/db/session.ts";
import { type Citations, findCitations, type Mention } from "../citations.ts";
import type { CitationFound, LawRef, Remark, TextRead } from "../contract.ts";
import { findSymbols, symbolKey } from "../find-symbols.ts";
import { plainView } from "#kernel/text/plain-view.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { type KnownDocument, remarksOf } from "../remarks.ts";
import { titleOf } from "../rules.ts";
import { lawsBySymbol, namedLaws, type StoredLaw } from "./store.ts";

export interface TextToRemarkOn {
  text?: string | undefined;
  /** Fields in reading order; a mention counts as the first one over all of them. */
  parts?: readonly { field: string; text: string }[] | undefined;
  on?: CivilDate | undefined;
  language?: "vi" | "en" | undefined;
}

/**
 * For the approval of materials and for live remarks: what a text cites and what is to be said of it against the
 * register. Offsets are those of the part as it was given. Never throws over content.
 */
export async function remarksOnMaterial(tx: Tx, text: TextToRemarkOn): Promise<Remark[]> {
  return (await readText(tx, text)).remarks;
}

/** Between two parts: ends a sentence and is no part of any symbol. */
const GAP = "\n\n";

export async function readText(tx: Tx, { text, parts, on, language = "vi" }: TextToRemarkOn): Promise<TextRead> {
  const all = parts ?? [{ field: null, text: text ?? "" }];
  const offsets: number[] = [];
  let joined = "";
  for (const part of all) {
    offsets.push(joined.length);
    joined += part.text + GAP;
  }
  const place = (start: number, end: number) => {
    const at = offsets.findLastIndex((offset) => offset <= start);
    const offset = offsets[at] ?? 0;
    return { field: all[at]?.field ?? null, start: start - offset, end: end - offset };
  };
  const named = await namedLaws(tx);
  const citations = findCitations(
    joined,
    named.flatMap((law) => (law.abstract === null ? [] : [{ kind: law.kind, name: law.abstract }])),
  );
  const linked = await link(tx, citations, named);
  const texts: Record<string, string> = language === "vi" ? messagesVi : messagesEn;
  const remarks = remarksOf(citations, linked, on ?? todayInVietnam()).map((r): Remark => {
    const missing = String(r.values["missing"] ?? "").split(",");
    const values =
      r.code === "law.first-mention"
        ? { missing: missing.map((m) => texts[`missing.${m}`] ?? m).join(", ") }
        : r.values;
    return {
      code: r.code,
      severity: r.severity,
      ...place(r.start, r.end),
      quote: r.quote,
      words: fill(texts[`remark.${r.code}`] ?? r.code, values),
      suggestion: r.suggestion,
      document: refOf(r.document),
    };
  });
  return { remarks, citations: foundIn(citations, linked, place) };
}

function foundIn(
  citations: Citations,
  linked: readonly (KnownDocument | null)[],
  place: (start: number, end: number) => { field: string | null; start: number; end: number },
): CitationFound[] {
  const documents = citations.mentions.map((m, i): CitationFound => ({
    ...place(m.start, m.end),
    quote: m.quote,
    what: "document",
    article: null,
    document: refOf(linked[i] ?? null),
  }));
  const articles = citations.articles.map((a): CitationFound => ({
    ...place(a.start, a.end),
    quote: a.quote,
    what: "article",
    article: a.article,
    document: a.of === null ? null : refOf(linked[a.of] ?? null),
  }));
  return [...documents, ...articles];
}

export function refOf(document: KnownDocument | null): LawRef | null {
  return document === null ? null : { id: document.id, symbol: document.symbol, title: titleOf(document) };
}

/** The register's entry of each mention. */
async function link(
  tx: Tx,
  citations: Citations,
  named: readonly (StoredLaw & { nameKey: string })[],
): Promise<(StoredLaw | null)[]> {
  const keys = new Set(citations.mentions.flatMap((m) => (m.symbol === null ? [] : [symbolKey(m.symbol.text)])));
  const bySymbol = await lawsBySymbol(tx, [...keys]);
  return citations.mentions.map((m) => {
    if (m.symbol !== null) return choose(bySymbol.get(symbolKey(m.symbol.text)) ?? [], m);
    if (m.kind === "constitution")
      return named.find((law) => law.kind === "constitution" && law.year === m.year) ?? null;
    if (m.name === null) return null;
    const key = toneKey(m.name);
    const candidates = named.filter((law) => law.kind === m.kind && law.nameKey === key);
    return candidates.find((law) => m.year !== null && law.year === m.year) ?? candidates[0] ?? null;
  });
}

/** One number may be several documents of different years: the date beside it decides, else the newest. */
function choose(candidates: readonly StoredLaw[], m: Mention): StoredLaw | null {
  const date = m.date?.date ?? null;
  return candidates.find((law) => date !== null && law.issuedOn === date) ?? candidates[0] ?? null;
}

/** For other rooms: the documents that a short text (a legal basis, a source) names, as far as the register has them. */
export async function documentsIn(tx: Tx, text: string): Promise<LawRef[]> {
  if (findSymbols(plainView(text).plain).length === 0 && !/Luật|Hiến pháp|Pháp lệnh/u.test(text.normalize("NFC")))
    return [];
  const { citations } = await readText(tx, { text });
  const found = new Map(citations.flatMap((c) => (c.document === null ? [] : [[c.document.id, c.document] as const])));
  return [...found.values()];
}
