import { nfc } from "#kernel/text/nfc.ts";
import type { Article } from "./contract.ts";

/**
 * Cuts the text of a draft, pasted or taken from a file, into its articles: "Điều 5. Title", with the chapter above.
 * Headings of chapters and sections may stand on the line of their number or on the next one. What stands before the
 * first article is kept under the key "0". A person corrects what comes out; nothing of the text is dropped.
 */
const invisible = /[\u200b-\u200d\u2060\ufeff]/g;
const articleLine = /^(?:\*\*|#+\s*)?điều\s+(\d{1,4}\s?[a-zđ]{0,2})\s*(?:[.:]|\*\*|$)\s*(.*?)(?:\*\*)?$/iu;
const partLine =
  /^(?:phần\s+(?:thứ\s+\S+|[ivxlc]+|\d+)|chương\s+(?:[ivxlc]+|\d+)|mục\s+\d+|tiểu\s+mục\s+\d+)\b[.:]?\s*(.*)$/iu;

export function parseArticles(text: string): Article[] {
  const lines = nfc(text).replace(invisible, "").replaceAll("\u00a0", " ").replace(/\r\n?/g, "\n").split("\n");
  const articles: Article[] = [];
  let chapter: string[] = [];
  let awaitsName = false;
  let current: { key: string; chapter: string | null; heading: string; lines: string[] } = {
    key: "0",
    chapter: null,
    heading: "",
    lines: [],
  };
  const close = () => {
    const body = current.lines
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
    if (current.key === "0" && body === "" && current.heading === "") return;
    articles.push({ key: current.key, chapter: current.chapter, heading: current.heading, body });
  };
  for (const raw of lines) {
    const line = raw.replace(/[ \t]+/g, " ").trim();
    const article = articleLine.exec(line);
    if (article !== null) {
      close();
      current = {
        key: freeKey(keyOf(article[1]!), articles),
        chapter: chapter.length === 0 ? null : chapter.join(" › ").slice(0, 300),
        heading: (article[2] ?? "").replace(/\*\*$/, "").trim().slice(0, 500),
        lines: [],
      };
      awaitsName = false;
      continue;
    }
    const part = partLine.exec(line);
    if (part !== null && !looksLikeSentence(line)) {
      const level = levelOf(line);
      chapter = [...chapter.filter((above) => levelOf(above) < level), line];
      awaitsName = (part[1] ?? "") === "";
      continue;
    }
    // the name of a chapter on a line of its own, in capitals, directly under its number
    if (awaitsName && line !== "") {
      awaitsName = false;
      if (line === line.toUpperCase() && /\p{Lu}/u.test(line)) {
        chapter = [...chapter.slice(0, -1), `${chapter.at(-1)!} ${line}`];
        continue;
      }
    }
    current.lines.push(line);
  }
  close();
  return articles;
}

export interface Clause {
  /** "1", "2a"; null for what stands before the first numbered clause. */
  number: string | null;
  text: string;
}

/** The clauses ("1. …") of an article's text; points ("a) …") stay with their clause. */
export function clausesOf(body: string): Clause[] {
  const clauses: Clause[] = [];
  let open: { number: string | null; lines: string[] } = { number: null, lines: [] };
  const close = () => {
    const text = open.lines.join("\n").trim();
    if (text !== "" || open.number !== null) clauses.push({ number: open.number, text });
  };
  for (const line of body.split("\n")) {
    const start = /^(\d{1,3}[a-zđ]?)\.\s+(.*)$/u.exec(line.trim());
    if (start === null) open.lines.push(line);
    else {
      close();
      open = { number: start[1]!, lines: [start[2]!] };
    }
  }
  close();
  return clauses;
}

function keyOf(typed: string): string {
  return typed.replaceAll(" ", "").toLowerCase();
}

/** A number that occurs twice (an annex with its own articles) gets a letter, for a person to put right. */
function freeKey(key: string, taken: readonly Article[]): string {
  const used = new Set(taken.map((a) => a.key));
  if (!used.has(key)) return key;
  const number = key.replace(/\D+$/, "");
  for (const letter of "abcdeghiklmnopqrstuvxy")
    for (const second of ["", ..."abcdeghiklmnopqrstuvxy"])
      if (!used.has(`${number}${letter}${second}`)) return `${number}${letter}${second}`;
  return key;
}

function levelOf(line: string): number {
  const word = line.toLowerCase();
  return word.startsWith("phần") ? 0 : word.startsWith("chương") ? 1 : word.startsWith("mục") ? 2 : 3;
}

/** "Mục 2 của Nghị định này được sửa như sau:" is no heading. */
function looksLikeSentence(line: string): boolean {
  return line.length > 160 || /[;:,]$/.test(line) || /\b(này|được|của|quy định tại)\b/iu.test(line.slice(0, 60));
}
