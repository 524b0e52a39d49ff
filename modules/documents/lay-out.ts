import type { KnownIssuer } from "./contract.ts";
import type { DraftBlock, DraftContent } from "./draft-contract.ts";

/** A block with its number: what platform/documents writes and the preview shows. */
export type PaperBlock =
  | { kind: "part"; number: string; title: string }
  | { kind: "article" | "clause"; number: number; title?: string; text?: string }
  | { kind: "point"; index: number; text: string }
  | { kind: "heading" | "paragraph"; text: string }
  | {
      kind: "table";
      columns: { header: string; share: number; align?: "left" | "center" | "right" }[];
      rows: { cells: string[]; bold: boolean }[];
    };

/** The draft as an administrative document (the shape of platform/documents/nd30/content.ts). */
export interface Paper extends Numbered {
  governing?: string;
  issuer: string;
  place: string;
  kind: { type: "named"; name: string; abstract: string } | { type: "letter"; abstract: string };
  addressees?: readonly string[];
  decider?: string;
  bases?: readonly string[];
  body: PaperBlock[];
  signature: { authority?: string; capacity?: string; position: string; name: string };
  secretary?: { position: string; name: string };
  recipients: readonly string[];
  filing?: string;
  annexes?: { title: string; body: PaperBlock[] }[];
}

/** Letters of points (Phụ lục I, II.6): as many as a clause may have before its points are set with dashes. */
const letters = "abcdđeghiklmnopqrstuvxy";
const mostPoints = letters.length;
export const pointLetter = (index: number) => letters[index] ?? "-";
const romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"] as const;
const roman = (n: number) =>
  n <= 10 ? romans[n - 1]! : `${"X".repeat(Math.floor((n - 1) / 10))}${romans[(n - 1) % 10]}`;

/** Gives parts, articles, clauses and points their numbers in order: nobody renumbers by hand. */
export function numberBlocks(blocks: readonly DraftBlock[]): PaperBlock[] {
  let [part, article, clause, point] = [0, 0, 0, 0];
  return blocks.map((block): PaperBlock => {
    switch (block.kind) {
      case "part":
        [clause, point] = [0, 0];
        return { kind: "part", number: roman(++part), title: block.title };
      case "article":
        [clause, point] = [0, 0];
        return { ...words(block), kind: "article", number: ++article };
      case "clause":
        point = 0;
        return { ...words(block), kind: "clause", number: ++clause };
      case "point":
        return point < mostPoints
          ? { kind: "point", index: point++, text: block.text }
          : { kind: "paragraph", text: `- ${block.text}` };
      case "table":
        return {
          kind: "table",
          columns: fullWidth(block.columns),
          rows: block.rows.map((r) => ({ cells: r.cells, bold: r.bold ?? false })),
        };
      default:
        return block;
    }
  });
}

function words({ title, text }: { title?: string | undefined; text?: string | undefined }): {
  title?: string;
  text?: string;
} {
  return { ...(title ? { title } : {}), ...(text ? { text } : {}) };
}

type Columns = Extract<DraftBlock, { kind: "table" }>["columns"];

/** The shares of a table add up to 1, however they were typed. */
function fullWidth(columns: Columns): Extract<PaperBlock, { kind: "table" }>["columns"] {
  const total = columns.reduce((sum, c) => sum + c.share, 0) || 1;
  return columns.map((c) => ({ header: c.header, share: c.share / total, ...(c.align ? { align: c.align } : {}) }));
}

/** A line break inside a paragraph begins a new one; empty lines go. */
function paragraphs(blocks: readonly DraftBlock[]): DraftBlock[] {
  return blocks.flatMap((block): DraftBlock[] =>
    block.kind === "paragraph"
      ? block.text
          .split(/\n+/)
          .map((text) => text.trim())
          .filter((text) => text !== "")
          .map((text) => ({ kind: "paragraph", text }))
      : [block],
  );
}

export interface Numbered {
  number: number | null;
  symbol: string;
  /** 'YYYY-MM-DD', null while it is a draft. */
  date: string | null;
}

/** The draft as an administrative document of its type. */
export function layOut(
  content: DraftContent,
  issuer: KnownIssuer,
  type: { id: string; nameVi: string },
  numbered: Numbered,
): Paper {
  const letter = type.id === "official-letter";
  const { authority, capacity, position, name } = content.signature;
  return {
    ...(issuer.governing ? { governing: issuer.governing } : {}),
    issuer: issuer.issuer,
    ...numbered,
    place: issuer.place,
    kind: letter
      ? { type: "letter", abstract: content.abstract.replace(/^v\s?\/\s?v\s+/iu, "") }
      : { type: "named", name: type.nameVi, abstract: content.abstract },
    ...(content.addressees.length > 0 ? { addressees: content.addressees } : {}),
    ...(content.decider ? { decider: content.decider } : {}),
    ...(content.bases.length > 0 ? { bases: content.bases } : {}),
    body: numberBlocks(paragraphs(content.body)),
    signature: { ...(authority ? { authority } : {}), ...(capacity ? { capacity } : {}), position, name },
    ...(content.secretary === null ? {} : { secretary: { position: "Thư ký", name: content.secretary } }),
    recipients: content.recipients,
    ...(content.filing ? { filing: content.filing } : {}),
    ...(content.annexes.length > 0
      ? { annexes: content.annexes.map((a) => ({ title: a.title, body: numberBlocks(paragraphs(a.body)) })) }
      : {}),
  };
}

/** The issuer's part of the symbol; a type without an abbreviation names the drafting unit (công văn: 05/UBND-VHXH). */
export function symbolOf(issuer: Pick<KnownIssuer, "abbreviation" | "filing">, abbreviation: string | null): string {
  const drafting = issuer.filing !== null && /^[\p{Lu}\d]+$/u.test(issuer.filing) ? `-${issuer.filing}` : "";
  return abbreviation === null ? `${issuer.abbreviation}${drafting}` : issuer.abbreviation;
}

/** What a merge could not fill; nothing is issued while it stands somewhere. */
export const gap = "[…]";

/** Where words are still missing, as places of the form. */
export function findGaps(content: DraftContent): string[] {
  const places: string[] = [];
  const look = (place: string, value: unknown) => {
    if (JSON.stringify(value ?? "").includes(gap)) places.push(place);
  };
  look("/content/abstract", content.abstract);
  look("/content/decider", content.decider);
  look("/content/addressees", content.addressees);
  look("/content/bases", content.bases);
  content.body.forEach((b, i) => look(`/content/body/${i}`, b));
  content.annexes.forEach((a, i) => look(`/content/annexes/${i}`, a));
  look("/content/recipients", content.recipients);
  return places;
}
