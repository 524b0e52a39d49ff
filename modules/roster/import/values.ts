import { type CivilDate, civilDate, dayParts } from "#kernel/civil-date.ts";
import { languages } from "#kernel/languages.ts";
import { readExcelSerial, readTypedDate } from "#kernel/typed-date.ts";
import { findDocumentSymbols, readDocumentSymbol } from "#kernel/text/document-symbol.ts";
import { fold } from "#kernel/text/fold.ts";
import { readText, type SourceCell } from "./sheet.ts";

export type ReadDay =
  | { state: "empty" }
  | { state: "read"; day: CivilDate; serial: boolean; typed: string }
  | { state: "fault"; code: "roster.date-impossible" | "roster.date-unreadable"; typed: string };

/** A day from a cell: a real date, a bare serial number, or text in any order that Vietnamese lists use. */
export function readDay(cell: SourceCell | null, today: CivilDate): ReadDay {
  if (cell === null || cell.value === null || cell.value === "") return { state: "empty" };
  if (typeof cell.value === "number") {
    if (cell.day !== undefined) {
      const shown = readTypedDate(cell.day, { today });
      if (shown.ok) return { state: "read", day: shown.date, serial: false, typed: cell.day };
    }
    // 05022025 typed into a cell of numbers has lost its zero
    if (cell.value >= 1_011_900 && cell.value <= 31_122_199)
      return readTypedDay(String(cell.value).padStart(8, "0"), today);
    const read = readExcelSerial(cell.value);
    if (read.ok && read.date >= "1950-01-01" && read.date < "2100-01-01")
      return { state: "read", day: read.date, serial: true, typed: String(cell.value) };
    return { state: "fault", code: "roster.date-unreadable", typed: String(cell.value) };
  }
  const text = readText(cell).text;
  return text === "" || /^[-–.x]+$/i.test(text) ? { state: "empty" } : readTypedDay(text, today);
}

export function readTypedDay(text: string, today: CivilDate): ReadDay {
  const read = readTypedDate(text, { today, serials: true });
  if (read.ok) return { state: "read", day: read.date, serial: /^\d{5}(?:\.\d+)?$/.test(text), typed: text };
  const inside = /\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2,4}/.exec(text)?.[0];
  if (inside !== undefined && inside !== text) return readTypedDay(inside, today);
  const monthOnly = /^(?:tháng\s*)?(\d{1,2})\s*[/-]\s*(\d{4})$/i.exec(text);
  if (monthOnly && Number(monthOnly[1]) >= 1 && Number(monthOnly[1]) <= 12) {
    return { state: "read", day: civilDate(Number(monthOnly[2]), Number(monthOnly[1]), 1), serial: false, typed: text };
  }
  return {
    state: "fault",
    code: read.code === "date.impossible" ? "roster.date-impossible" : "roster.date-unreadable",
    typed: text,
  };
}

export interface ReadDecision {
  symbol: string | null;
  date: ReadDay;
  issuer: string | null;
}

/** "41/QĐ-UBND ngày 05/02/2025 của Chủ tịch UBND xã Đam Rông 1", or any part of it. */
export function readDecision(text: string, today: CivilDate): ReadDecision {
  const found = findDocumentSymbols(text)[0];
  const whole = found === undefined ? readDocumentSymbol(text.split(/\s*(?:,|;|ngày|Ngày)\s*/)[0] ?? "") : null;
  const dateText =
    /(?:ngày\s*)?(\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2,4}|\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4})/iu.exec(
      found === undefined
        ? text.slice(whole === null ? 0 : (text.split(/,|;|ngày/i)[0] ?? "").length)
        : text.slice(found.end),
    )?.[1];
  const issuer = /\bcủa\s+(.{3,150}?)(?:\)|;|$)/u.exec(text)?.[1]?.trim() ?? null;
  const date: ReadDay = dateText === undefined ? { state: "empty" } : readTypedDay(dateText, today);
  if (found) return { symbol: found.symbol.text, date, issuer };
  if (whole) return { symbol: whole.text, date, issuer };
  const rest = text
    .replace(/^(?:số|quyết định|qđ)\s*:?\s*/iu, "")
    .replace(/,?\s*(?:ngày\s*)?\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2,4}.*$/iu, "")
    .trim();
  return { symbol: rest === "" || /^[-–.x]+$/i.test(rest) ? null : rest.slice(0, 200), date, issuer };
}

export interface ReadTerm {
  from: CivilDate | null;
  to: CivilDate | null;
}

/** "2025-2030", "từ 01/07/2025 đến 30/06/2030", "2025 – 2030"; null when it is no term. */
export function readTerm(text: string, today: CivilDate): ReadTerm | null {
  const years = /^(?:nhiệm kỳ\s*)?((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)$/iu.exec(text);
  if (years) return { from: civilDate(Number(years[1]), 1, 1), to: civilDate(Number(years[2]), 12, 31) };
  const days = [...text.matchAll(/\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2,4}/g)].map((m) => readTypedDay(m[0], today));
  const [first, second] = days.map((d) => (d.state === "read" ? d.day : null));
  if (first && second) return { from: first, to: second };
  if (first) return /^đến/iu.test(text) ? { from: null, to: first } : { from: first, to: null };
  return null;
}

/** The year of a term that only names years says nothing about its first day: the decision's date does. */
export function startWithin(term: ReadTerm, decisionDate: CivilDate | null): CivilDate | null {
  if (
    decisionDate !== null &&
    term.from !== null &&
    dayParts(decisionDate).year >= dayParts(term.from).year &&
    (term.to === null || decisionDate <= term.to)
  ) {
    return decisionDate;
  }
  return term.from;
}

const languageNames = new Map<string, string>([
  ...languages.map((l): [string, string] => [fold(l.vi).replace(/^tieng /, ""), l.tag]),
  ["kinh", "vi"],
  ["pho thong", "vi"],
  ["viet nam", "vi"],
  ["kho", "kpm"],
  ["k ho", "kpm"],
  ["co ho", "kpm"],
  ["koho", "kpm"],
  ["ko ho", "kpm"],
  ["churu", "cje"],
  ["ede", "rad"],
  ["rade", "rad"],
  ["mnong", "cmo"],
  ["m nong", "cmo"],
  ["raglai", "rog"],
  ["jrai", "jra"],
  ["gia lai", "jra"],
  ["bana", "bdq"],
  ["hmong", "hmv"],
  ["h mong", "hmv"],
  ["meo", "hmv"],
  ["trung", "yue"],
]);

/** Tags for what is understood, Vietnamese always among them; the rest by its wording. */
export function readLanguages(text: string): { tags: string[]; unknown: string[] } {
  const tags = new Set(["vi"]);
  const unknown: string[] = [];
  for (const part of text.split(/[,;/+&\n]|\s+và\s+|\s-\s/u)) {
    const key = fold(part.replaceAll("-", " "))
      .replace(/^(?:biet )?(?:noi )?(?:duoc )?(?:tieng )?(?:dan toc )?/, "")
      .trim();
    if (key === "" || /^(?:khong|ko|co|x|-+|0)$/.test(key)) continue;
    const tag = languageNames.get(key);
    if (tag === undefined) unknown.push(part.trim());
    else tags.add(tag);
  }
  return { tags: [...tags], unknown };
}

/** A mark in a yes-no column: x, có, 1, ✓; "không", 0 and nothing are no. */
export function isMarked(text: string): boolean {
  const key = fold(text);
  return key !== "" && !/^(?:khong|ko|k|0|no|-+|\.)$/.test(key);
}
