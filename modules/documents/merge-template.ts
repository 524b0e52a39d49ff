import { z } from "zod";
import { formatOfficialDate, isCivilDate } from "#kernel/civil-date.ts";
import { dongInWords, formatNumber } from "#kernel/text/numbers.ts";
import type { KnownIssuer } from "./contract.ts";
import { DraftBlock, type DraftContent, type MergeValues, mostAbstract, type TemplateField } from "./draft-contract.ts";
import { gap } from "./lay-out.ts";

/** Kept only where its place is filled: "term", "!term", "strengths|limits". */
const When = { when: z.string().optional() };
/** With `each`: once for every line of a field of several lines, as `{line}`. */
const Words = z.union([z.string(), z.object({ text: z.string(), each: z.string().optional(), ...When })]);
const Addressee = z.union([
  z.string(),
  z.object({ text: z.string(), each: z.string(), most: z.int(), instead: z.string() }),
]);
const Rows = z.array(
  z.object({ cells: z.array(z.string()), bold: z.boolean().optional(), each: z.string().optional() }),
);
const Block = z.looseObject({
  kind: z.string(),
  text: z.string().optional(),
  title: z.string().optional(),
  each: z.string().optional(),
  rows: Rows.optional(),
  ...When,
});
type Block = z.infer<typeof Block>;

/** A template's document, with places for what is merged in; kept as data (0176-fill-document-templates.sql). */
export const TemplateContent = z.object({
  abstract: z.string(),
  decider: z.string().optional(),
  addressees: z.array(Addressee).default([]),
  bases: z.array(Words).default([]),
  body: z.array(Block).min(1),
  annexes: z.array(z.object({ title: z.string(), body: z.array(Block), ...When })).default([]),
  secretary: z.string().optional(),
  chair: z.string().optional(),
  recipients: z.array(z.string()).default([]),
});
export type TemplateContent = z.infer<typeof TemplateContent>;

type ListRow = Record<string, string>;
type Values = Readonly<Record<string, string | readonly string[] | readonly ListRow[]>>;

export interface Merge {
  content: TemplateContent;
  fields: readonly TemplateField[];
  values: MergeValues;
  issuer: KnownIssuer;
  /** Id of the document type: a decision is its head's own, minutes are signed by who chaired. */
  type: string;
  /** Further places: "of.title" of the document that is answered. */
  more?: Readonly<Record<string, string>>;
}

/** Fills a template: pure, so that the desk may show what the server will make. */
export function mergeTemplate({ content, fields, values, issuer, type, more = {} }: Merge): DraftContent {
  const decision = type === "decision";
  const head = `${sentence(issuer.signerPosition)} ${issuer.issuer}`;
  const known: Values = { ...readValues(fields, values), ...more, issuer: issuer.issuer, decider: head };
  const fill = (text: string, row?: ListRow, at?: number) => fillText(text, known, row, at);
  const keep = (when: string | undefined) => when === undefined || holds(when, known);
  const block = (b: Block): DraftBlock[] => {
    if (!keep(b.when)) return [];
    if (b.each !== undefined)
      return rowsOf(known, b.each).map((row, i) => DraftBlock.parse(filled(b, (text) => fill(text, row, i))));
    const rows = b.rows?.flatMap((r) =>
      (r.each === undefined ? [undefined] : rowsOf(known, r.each)).map((row, i) => ({
        cells: r.cells.map((cell) => (cell === "" ? "" : fill(cell, row, i))),
        ...(r.bold === undefined ? {} : { bold: r.bold }),
      })),
    );
    return [DraftBlock.parse({ ...filled(b, fill), ...(rows === undefined ? {} : { rows }) })];
  };
  const lines = (texts: readonly string[]) => texts.flatMap((text) => wholeList(text, known) ?? [fill(text)]);
  const minutes = type === "minutes";
  return {
    abstract: shortened(capital(fill(content.abstract), type === "official-letter")),
    decider: content.decider === undefined ? null : fill(content.decider),
    addressees: content.addressees.flatMap((a) => {
      if (typeof a === "string") return lines([a]).filter((text) => text !== gap || a !== "{addressee}");
      const rows = rowsOf(known, a.each);
      return rows.length > a.most ? [a.instead] : rows.map((row, i) => fill(a.text, row, i));
    }),
    bases: content.bases.flatMap((b) => {
      if (typeof b === "string") return [fill(b)];
      if (b.each !== undefined) return linesOf(known, b.each).map((line) => fill(b.text, { line }));
      return keep(b.when) ? [fill(b.text)] : [];
    }),
    body: content.body.flatMap(block),
    annexes: content.annexes
      .filter((a) => keep(a.when))
      .map((a) => ({ title: fill(a.title), body: a.body.flatMap(block) })),
    signature: {
      authority: decision || minutes ? null : issuer.authority,
      capacity: minutes ? null : issuer.capacity,
      position: minutes ? "Chủ tọa" : issuer.signerPosition,
      name: minutes ? text(known["chair"]) : issuer.signerName,
    },
    secretary: content.secretary === undefined ? null : text(known["secretary"]),
    recipients: [...content.recipients, ...issuer.recipients.filter((r) => !content.recipients.includes(r))],
    filing: issuer.filing,
  };
}

/** The lines of a field; where nothing was written, the gap that has to be seen. */
function linesOf(known: Values, field: string): string[] {
  const value = known[field];
  const lines = Array.isArray(value) ? (value as readonly unknown[]).filter((line) => typeof line === "string") : [];
  return lines.length > 0 ? lines : [gap];
}

const text = (value: Values[string] | undefined) => (typeof value === "string" ? value : "");

/** Days in words, amounts with points, products counted, what was left empty left out. */
function readValues(fields: readonly TemplateField[], values: MergeValues): Values {
  const read: Record<string, Values[string]> = {};
  for (const field of fields) {
    const value = values[field.key];
    if (field.kind === "list") read[field.key] = listRows(field, Array.isArray(value) ? value : []);
    else if (field.kind === "lines")
      read[field.key] = (Array.isArray(value) ? value : String(value ?? "").split("\n"))
        .flatMap((line) => (typeof line === "string" ? [tidy(line)] : []))
        .filter((line) => line !== "");
    else if (typeof value === "string" && tidy(value) !== "")
      read[field.key] =
        field.kind === "date" && isCivilDate(value)
          ? formatOfficialDate(value).replace(/^ngày /, "")
          : field.kind === "long"
            ? value.normalize("NFC").trim()
            : tidy(value);
  }
  return read;
}

function listRows(field: TemplateField, given: readonly (string | ListRow)[]): ListRow[] {
  const columns = field.columns ?? [];
  const rows = given.flatMap((row): ListRow[] => {
    const named = typeof row === "string" ? { [columns[0]?.key ?? "name"]: row } : row;
    const read = Object.fromEntries(columns.map((c) => [c.key, tidy(named[c.key] ?? "")]));
    return Object.values(read).every((cell) => cell === "") ? [] : [read];
  });
  for (const row of rows)
    for (const column of columns) {
      if (column.product !== undefined) {
        const factors = column.product.map((key) => wholeNumber(row[key] ?? ""));
        if (factors.every((f) => f !== null))
          row[column.key] = String(factors.reduce((product, f) => product * f!, 1n));
      }
    }
  return rows;
}

/** "1.200.000", "1200000 đồng" → 1200000n; a difference may be below nothing. */
function wholeNumber(typed: string): bigint | null {
  const digits = typed.replace(/đồng|đ|₫|[\s.]/giu, "");
  return /^-?\d{1,15}$/.test(digits) ? BigInt(digits) : null;
}

const tidy = (typed: string) => typed.normalize("NFC").replace(/\s+/gu, " ").trim();

function rowsOf(known: Values, list: string): ListRow[] {
  const value = known[list];
  return Array.isArray(value) ? (value.filter((row) => typeof row === "object") as ListRow[]) : [];
}

function holds(when: string, known: Values): boolean {
  return when.split("|").some((key) => (key.startsWith("!") ? !isFilled(key.slice(1), known) : isFilled(key, known)));
}

function isFilled(key: string, known: Values): boolean {
  const [name, part] = key.split(".") as [string, string?];
  const value = known[key] ?? known[name];
  if (!Array.isArray(value)) return typeof value === "string" && value !== "";
  if (part === "one") return value.length === 1;
  if (part === "many") return value.length > 1;
  const over = /^over(\d+)$/.exec(part ?? "")?.[1];
  return value.length > Number(over ?? 0);
}

/** "{addressee}" alone, where the place holds several lines: each becomes an entry of its own. */
function wholeList(place: string, known: Values): string[] | null {
  const value = known[/^\{(\w+)\}$/.exec(place)?.[1] ?? ""];
  return Array.isArray(value) && value.every((line) => typeof line === "string") && value.length > 0 ? value : null;
}

function fillText(template: string, known: Values, row?: ListRow, at?: number): string {
  const merged = template.replaceAll(/\{([#\w.]+)(?:\|(lower))?\}/g, (_all, key: string, form?: string) => {
    if (key === "#") return String((at ?? 0) + 1);
    const value = row !== undefined && key in row ? shown(row[key]!) : valueOf(key, known);
    // an empty cell of a row stays empty; a missing place is a gap that has to be seen
    if (value === "" || value === null) return row !== undefined && key in row ? "" : gap;
    return form === "lower" ? lowerFirst(value) : value;
  });
  return merged.replace(/([.;:,])\s*\.$/u, (_all, mark: string) => (mark === "." ? "." : "."));
}

function valueOf(key: string, known: Values): string | null {
  const direct = known[key];
  if (typeof direct === "string") return direct;
  if (Array.isArray(direct)) return (direct as readonly unknown[]).filter((x) => typeof x === "string").join("; ");
  const [name, part, column] = key.split(".") as [string, string?, string?];
  const rows = rowsOf(known, name);
  if (part === undefined || !Array.isArray(known[name])) return null;
  if (part === "count") return String(rows.length);
  if (part === "total" || part === "words") {
    const total = rows.reduce((sum, row) => sum + (wholeNumber(row[column ?? ""] ?? "") ?? 0n), 0n);
    return part === "total" ? formatNumber(Number(total)) : dongInWords(Number(total));
  }
  return rows[0]?.[part] === undefined ? null : shown(rows[0][part]);
}

/** A bare whole number of four figures and more is grouped as amounts are. */
const shown = (cell: string) =>
  /^(?:\d{5,15}|-\d{4,15})$/.test(cell) && !cell.startsWith("0") ? formatNumber(Number(cell)) : cell;

function filled(block: Block, fill: (text: string) => string): Record<string, unknown> {
  const { when: _when, each: _each, ...rest } = block;
  return {
    ...rest,
    ...(block.text === undefined
      ? {}
      : {
          text:
            block.kind === "paragraph" || block.kind === "clause" ? capital(fill(block.text), false) : fill(block.text),
        }),
    ...(block.title === undefined ? {} : { title: fill(block.title) }),
  };
}

/** Seen by who reads the draft, and mended there. */
const shortened = (words: string) => (words.length > mostAbstract ? `${words.slice(0, mostAbstract - 1)}…` : words);

const capital = (words: string, keep: boolean) =>
  keep ? words : words.charAt(0).toLocaleUpperCase("vi") + words.slice(1);

/** Inside a sentence, unless it begins with a name or an abbreviation. */
function lowerFirst(words: string): string {
  return /^(?:[\p{Lu}\d]{2}|\p{Lu}[\p{L}']* \p{Lu})/u.test(words)
    ? words
    : words.charAt(0).toLocaleLowerCase("vi") + words.slice(1);
}

/** "CHỦ TỊCH" → "Chủ tịch". */
function sentence(position: string): string {
  const lower = position.normalize("NFC").toLocaleLowerCase("vi");
  return lower.charAt(0).toLocaleUpperCase("vi") + lower.slice(1);
}
