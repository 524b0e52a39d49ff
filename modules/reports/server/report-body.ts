import { asCivilDate, formatDate } from "#kernel/civil-date.ts";
import type { Block } from "#platform/documents/nd30/content.ts";
import type { QuoteAnswer } from "../contract-sending.ts";
import { fillBraces, type Part } from "../parts.ts";
import { figureTable, unitTable } from "./report-tables.ts";
import { compared, type ReportWords, showNumber, shownTotal } from "./report-words.ts";

/** What the document says, part by part of its template. What stays empty is left out, with its title. */
export function reportBody(words: ReportWords): Block[] {
  const blocks: Block[] = [];
  let part: { title: string; blocks: Block[] } | null = null;
  let clause: { title: string; blocks: Block[] } | null = null;
  let [parts, clauses] = [0, 0];
  const into = () => clause?.blocks ?? part?.blocks ?? blocks;
  const endClause = () => {
    if (clause !== null && clause.blocks.length > 0)
      (part?.blocks ?? blocks).push({ kind: "clause", number: ++clauses, title: clause.title }, ...clause.blocks);
    clause = null;
  };
  const endPart = () => {
    endClause();
    if (part !== null && part.blocks.length > 0)
      blocks.push({ kind: "part", number: roman(++parts), title: part.title }, ...part.blocks);
    part = null;
    clauses = 0;
  };
  for (const p of words.parts) {
    if (p.kind === "part") {
      endPart();
      part = { title: fill(p.title, words), blocks: [] };
    } else if (p.kind === "clause") {
      endClause();
      clause = { title: fill(p.title, words), blocks: [] };
    } else if (p.kind === "fallback") {
      endClause();
      if ((part?.blocks ?? blocks).length === 0) into().push(...paragraphs(fill(p.text, words)));
    } else if (p.kind === "closing") {
      endPart();
      blocks.push(...paragraphs(fill(p.text, words)));
    } else if (p.kind !== "annex") into().push(...blocksOf(p, words));
  }
  endPart();
  return blocks;
}

function blocksOf(
  p: Exclude<Part, { kind: "part" | "clause" | "fallback" | "closing" | "annex" }>,
  words: ReportWords,
): Block[] {
  if (p.kind === "sentence") {
    // none and few are said alike where few may not be said
    const there = (code: string) => (words.figures.get(code)?.value ?? 0) > 0 && words.small.get(code)?.hidden !== true;
    const said = p.when === undefined || there(p.when) ? p.text : (p.otherwise ?? "");
    return paragraphs(fill(said, words));
  }
  if (p.kind === "words")
    return [
      ...paragraphs(fill(words.narrative[p.key] ?? "", words)),
      ...words.quotes.filter((q) => q.section === p.key).map(quoted),
    ];
  const table = p.kind === "figures" ? figureTable(words, p.indicators) : unitTable(words, p.indicators);
  return table === null ? [] : [table];
}

const paragraphs = (text: string): Block[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ kind: "paragraph", text: line }));

/** Word for word, with whose it is. */
function quoted(q: QuoteAnswer): Block {
  const origin = `${q.unitName}, báo cáo gửi ngày ${formatDate(asCivilDate(q.sentOn))}${q.number > 1 ? `, lần ${q.number}` : ""}`;
  return { kind: "paragraph", text: `“${q.text.replace(/[“”]/g, '"')}” (${origin}).` };
}

/** Braces filled in. */
export function fill(text: string, words: ReportWords): string {
  const filled = fillBraces(text, (code, compare) => {
    if (compare) return compared(words.figures.get(code));
    switch (code) {
      case "issuer":
        return words.issuer;
      case "period":
        return words.periodName;
      case "places":
        return words.placeWord;
      case "days":
        return `từ ngày ${formatDate(asCivilDate(words.firstDay))} đến ngày ${formatDate(asCivilDate(words.lastDay))}`;
      case "roster":
        return roster(words);
      case "modes":
        return modes(words);
      case "coverage":
        return coverage(words);
      default:
        return words.figures.has(code) ? shownTotal(words, code) : null;
    }
  });
  return filled.replace(/ +/g, " ").trim();
}

function roman(n: number): string {
  const marks: [number, string][] = [
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ];
  let [text, left] = ["", n];
  for (const [value, mark] of marks)
    while (left >= value) {
      text += mark;
      left -= value;
    }
  return text;
}

const rosterNames: readonly (readonly [string, string])[] = [
  ["roster.rapporteur", "báo cáo viên"],
  ["roster.grassrootsCommunicator", "tuyên truyền viên cơ sở"],
  ["roster.core", "tuyên truyền viên nòng cốt"],
  ["roster.collaborator", "cộng tác viên"],
  ["roster.policyCommunicationOfficer", "cán bộ truyền thông chính sách"],
  ["roster.spokesperson", "người phát ngôn"],
  ["roster.partTimeLecturer", "giảng viên kiêm chức"],
];

function roster(words: ReportWords): string {
  const parts = rosterNames
    .filter(([code], i) => i < 2 || (words.figures.get(code)?.value ?? 0) > 0)
    .map(([code, name]) => `${showNumber(words.figures.get(code)?.value ?? 0)} ${name}`);
  return parts.join(", ");
}

function modes(words: ReportWords): string {
  const named = [
    ["talks.inPerson", "trực tiếp"],
    ["talks.online", "trực tuyến"],
    ["talks.hybrid", "trực tiếp kết hợp trực tuyến"],
  ] as const;
  const parts = named
    .filter(([code]) => (words.figures.get(code)?.value ?? 0) > 0)
    .map(([code, name]) => `${showNumber(words.figures.get(code)!.value)} buổi ${name}`);
  return parts.length < 2 ? "" : `Trong đó có ${parts.join(", ")}. `;
}

function coverage(words: ReportWords): string {
  const total = words.figures.get("places.total")?.value ?? 0;
  if (total === 0) return "";
  const gaps = words.figures.get("places.with-gaps")?.value ?? 0;
  const covered = words.figures.get("places.covered")?.value ?? 0;
  // of one month there is nothing to say by month
  if (words.firstDay.slice(0, 7) === words.lastDay.slice(0, 7))
    return `Có ${showNumber(covered)}/${showNumber(total)} ${words.placeWord} đã có buổi tuyên truyền${covered === total ? "" : `; còn ${showNumber(total - covered)} nơi chưa có buổi nào`}.`;
  return `Có ${showNumber(covered)}/${showNumber(total)} ${words.placeWord} đã có buổi tuyên truyền; ${gaps === 0 ? "không còn địa bàn nào có tháng trống" : `còn ${showNumber(gaps)} nơi có ít nhất một tháng không có buổi nào`}.`;
}
