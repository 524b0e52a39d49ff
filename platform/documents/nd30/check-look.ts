import type { DocModel, DocParagraph } from "../docx/model.ts";
import { textWidth, wrapLines } from "../docx/text-width.ts";
import type { FontFace } from "../docx/text-width.ts";
import type { Findings } from "./findings.ts";
import { looksUpper } from "./locate.ts";
import type { Piece } from "./locate.ts";
import type { LookRule, RuleRow, RuleSet } from "./rule-set.ts";

/** Word's own size where neither the file nor its styles give one. */
const WORD_DEFAULT_SIZE = 10;

/** What every check works on. */
export interface Check {
  model: DocModel;
  rules: RuleSet;
  findings: Findings;
}

export function rowOf(rules: RuleSet, id: string): RuleRow {
  const row = rules.rows.find((r) => r.id === id);
  if (!row) throw new Error(`rule set ${rules.id} has no row ${id}`);
  return row;
}

/** Holds pieces against the look of their row: size, weight, slant, capitals, alignment. */
export function checkLook(
  { rules, findings }: Check,
  id: string,
  pieces: readonly Piece[],
  skip: readonly (keyof LookRule)[] = [],
): void {
  const look = rowOf(rules, id).look;
  if (!look) return;
  for (const p of pieces) {
    if (look.size && !skip.includes("size")) checkSize(findings, id, p, look.size);
    if (look.bold !== undefined && !skip.includes("bold"))
      checkFlag(findings, `${id}.weight`, p, "bold", look.bold, ["đậm", "không đậm"]);
    if (look.italic !== undefined && !skip.includes("italic"))
      checkFlag(findings, `${id}.slant`, p, "italic", look.italic, ["nghiêng", "đứng"]);
    if (look.letters && !skip.includes("letters")) checkLetters(findings, id, p, look.letters);
    if (look.align && !skip.includes("align")) checkAlign(findings, id, p, look.align);
  }
}

function printed(p: Piece) {
  return p.runs.filter((r) => /\S/.test(r.text));
}

export function checkSize(findings: Findings, id: string, p: Piece, [least, most]: readonly [number, number]): void {
  const wrong = printed(p)
    .map((r) => r.look.size ?? WORD_DEFAULT_SIZE)
    .find((size) => size < least || size > most);
  findings.hold(
    `${id}.size`,
    wrong === undefined,
    p.paragraph,
    `cỡ ${String(wrong).replace(".", ",")}`,
    least === most ? `cỡ ${least}` : `cỡ ${least}–${most}`,
  );
}

function checkFlag(
  findings: Findings,
  rule: string,
  p: Piece,
  flag: "bold" | "italic",
  wanted: boolean,
  [yes, no]: readonly [string, string],
): void {
  // A lone mark (a colon left bold) is not what the eye judges by; words are.
  const wrong = printed(p).find((r) => /[\p{L}\d]/u.test(r.text) && (r.look[flag] ?? false) !== wanted);
  findings.hold(
    rule,
    wrong === undefined,
    p.paragraph,
    `${wanted ? no : yes}: “${wrong?.text.trim().slice(0, 40)}”`,
    wanted ? yes : no,
  );
}

function checkLetters(findings: Findings, id: string, p: Piece, wanted: "upper" | "lower"): void {
  const upper = looksUpper(p);
  const words = [...p.text.matchAll(/\p{L}+/gu)].filter((m) => m[0].length > 1).length;
  const holds = wanted === "upper" ? upper : !upper || words < 2;
  findings.hold(
    `${id}.letters`,
    holds,
    p.paragraph,
    wanted === "upper" ? "in thường" : "in hoa",
    wanted === "upper" ? "in hoa" : "in thường",
  );
}

function checkAlign(findings: Findings, id: string, p: Piece, wanted: "center" | "both" | "left"): void {
  const rule = `${id}.align`;
  if (p.tabbed) return findings.unjudged(rule, "dùng phím Tab để chia cột nên không xác định được vị trí");
  const align = normalAlign(p.paragraph.look.align);
  findings.hold(
    rule,
    align === wanted || (wanted === "both" && align === "distribute"),
    p.paragraph,
    alignWords[align] ?? align,
    alignWords[wanted],
  );
}

const alignWords: Record<string, string> = {
  left: "canh trái",
  right: "canh phải",
  center: "canh giữa",
  both: "canh đều hai lề",
  distribute: "giãn đều",
};

export function normalAlign(align: string | undefined): string {
  return align === undefined || align === "start" ? "left" : align === "end" ? "right" : align;
}

export function faceOf(p: Piece): FontFace {
  const look = printed(p)[0]?.look;
  return look?.bold ? (look.italic ? "boldItalic" : "bold") : look?.italic ? "italic" : "regular";
}

export function sizeOf(p: Piece): number {
  return printed(p)[0]?.look.size ?? WORD_DEFAULT_SIZE;
}

/** Lengths in twips of the printed lines of these pieces. */
export function lineLengths(pieces: readonly Piece[]): number[] {
  return pieces.flatMap((p) => {
    const words = p.runs.some((r) => r.look.caps) ? p.text.toLocaleUpperCase("vi") : p.text;
    const column = p.tabbed ? undefined : p.paragraph.column;
    const lines =
      column === undefined
        ? [words]
        : wrapLines(words, sizeOf(p), faceOf(p), column - (p.paragraph.look.left ?? 0) - (p.paragraph.look.right ?? 0));
    return lines.map((text) => textWidth(text, sizeOf(p), faceOf(p)));
  });
}

/**
 * The rule under a component: a drawn line, or a border on it or on the empty paragraphs after it.
 * `length` is null where it depends on a width that the file does not give.
 */
export function ruleUnder(model: DocModel, piece: Piece): { length: number | null } | null {
  const own = piece.paragraph;
  const at = model.paragraphs.indexOf(own);
  const near: DocParagraph[] = [own];
  for (let i = at + 1; i < model.paragraphs.length && i < at + 4; i++) {
    const next = model.paragraphs[i] as DocParagraph;
    if (next.cell?.column !== own.cell?.column || next.cell?.table !== own.cell?.table) break;
    near.push(next);
    if (next.text.trim() !== "") break;
  }
  const lines = near.flatMap((p) => p.lines).filter((length) => length > 100);
  if (lines[0] !== undefined) return { length: lines[0] };
  for (const p of near) {
    const blank = p.text.trim() === "";
    const bordered =
      p === own ? p.look.borderBottom : blank ? p.look.borderTop || p.look.borderBottom : p.look.borderTop;
    if (bordered)
      return { length: p.column === undefined ? null : p.column - (p.look.left ?? 0) - (p.look.right ?? 0) };
  }
  return null;
}

export function checkRuleUnder(
  { model, findings }: Check,
  rule: string,
  pieces: readonly Piece[],
  [least, most]: readonly [number, number],
  expected: string,
): void {
  const last = pieces.at(-1);
  if (!last) return;
  if (pieces.some((p) => p.runs.some((r) => r.look.underline && /\p{L}/u.test(r.text)))) {
    return findings.broken(rule, last.paragraph, "gạch chân chữ thay cho đường kẻ", expected);
  }
  const found = ruleUnder(model, last);
  if (!found) {
    if (last.tabbed) return findings.unjudged(rule, "dùng phím Tab để chia cột nên không tìm được đường kẻ");
    return findings.broken(rule, last.paragraph, "không có đường kẻ", expected);
  }
  if (found.length === null) return findings.unjudged(rule, "có đường kẻ nhưng tệp không cho biết bề rộng cột");
  const lengths = lineLengths(pieces);
  const share = found.length / Math.max(...lengths);
  // Fonts on another machine, and lines drawn by hand, differ by a few hundredths.
  const holds = lengths.some(
    (length) =>
      (found.length as number) >= length * least - length * 0.02 &&
      (found.length as number) <= length * most + length * 0.02,
  );
  findings.hold(rule, holds, last.paragraph, `đường kẻ dài ${Math.round(share * 100)} % dòng chữ`, expected);
}
