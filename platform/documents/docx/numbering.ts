import { child, children, number, value } from "./xml-tree.ts";
import type { XmlNode } from "./xml-tree.ts";
import { readParagraphLook } from "./styles.ts";
import type { ParagraphLook } from "./styles.ts";

interface Level {
  format: string;
  text: string;
  start: number;
  look: ParagraphLook;
}

/** Word's automatic numbers, so that "1." typed and "1." counted by Word are read alike. */
export interface Numbering {
  /** The label a paragraph gets ("II.", "3.", "d)"), counting it; empty for bullets without a list. */
  next(numId: string, level: number): string;
  look(numId: string, level: number): ParagraphLook;
}

export function readNumbering(xml: XmlNode | undefined): Numbering {
  const abstracts = new Map<string, Map<number, Level>>();
  for (const node of children(xml, "w:abstractNum")) {
    abstracts.set(
      value(node, "w:abstractNumId") ?? "",
      new Map(children(node, "w:lvl").map((lvl) => [number(lvl, "w:ilvl") ?? 0, readLevel(lvl)])),
    );
  }
  const lists = new Map<string, Map<number, Level>>();
  for (const node of children(xml, "w:num")) {
    const levels = new Map(abstracts.get(value(child(node, "w:abstractNumId")) ?? ""));
    for (const override of children(node, "w:lvlOverride")) {
      const at = number(override, "w:ilvl") ?? 0;
      const replaced = child(override, "w:lvl");
      const start = number(child(override, "w:startOverride"));
      const level = replaced ? readLevel(replaced) : levels.get(at);
      if (level) levels.set(at, start === undefined ? level : { ...level, start });
    }
    lists.set(value(node, "w:numId") ?? "", levels);
  }
  const counters = new Map<string, number[]>();
  return {
    look: (numId, level) => lists.get(numId)?.get(level)?.look ?? {},
    next(numId, level) {
      const levels = lists.get(numId);
      const at = levels?.get(level);
      if (!levels || !at) return "";
      const counts = counters.get(numId) ?? [];
      counts[level] = (counts[level] ?? at.start - 1) + 1;
      counts.length = level + 1;
      counters.set(numId, counts);
      return at.text.replace(/%(\d)/g, (_, digit: string) => {
        const index = Number(digit) - 1;
        return formatNumber(counts[index] ?? levels.get(index)?.start ?? 1, levels.get(index)?.format ?? "decimal");
      });
    },
  };
}

function readLevel(node: XmlNode): Level {
  const format = value(child(node, "w:numFmt")) ?? "decimal";
  return {
    format,
    text: format === "bullet" ? "-" : format === "none" ? "" : (value(child(node, "w:lvlText")) ?? ""),
    start: number(child(node, "w:start")) ?? 1,
    look: readParagraphLook(child(node, "w:pPr")),
  };
}

function formatNumber(count: number, format: string): string {
  switch (format) {
    case "upperRoman":
      return roman(count);
    case "lowerRoman":
      return roman(count).toLowerCase();
    case "upperLetter":
      return letter(count).toUpperCase();
    case "lowerLetter":
      return letter(count);
    case "decimalZero":
      return String(count).padStart(2, "0");
    default:
      return String(count);
  }
}

/** Word counts in the English alphabet: its fourth letter is d and its fifth e, without đ. */
function letter(count: number): string {
  const index = Math.max(0, count - 1);
  return String.fromCharCode(97 + (index % 26)).repeat(Math.floor(index / 26) + 1);
}

function roman(count: number): string {
  const steps: [number, string][] = [
    [100, "C"],
    [90, "XC"],
    [50, "L"],
    [40, "XL"],
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ];
  let rest = Math.min(count, 399);
  let text = "";
  for (const [size, letters] of steps) for (; rest >= size; rest -= size) text += letters;
  return text;
}
