import { html, raw } from "hono/html";
import { fold } from "#kernel/text/fold.ts";

/** What `html` gives; it escapes whatever is put into it. */
export type Html = ReturnType<typeof html>;

/** Words found in a text, marked: `phrases` are folded; what is marked are whole syllables in the text as it stands. */
export function marked(text: string, phrases: readonly string[]): Html {
  const spans = findPhrases(text, phrases);
  if (spans.length === 0) return html`${text}`;
  const parts: Html[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    parts.push(html`${text.slice(at, start)}<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  parts.push(html`${text.slice(at)}`);
  return html`${parts}`;
}

/** Where the phrases stand, in order and without overlap. */
export function findPhrases(text: string, phrases: readonly string[]): [number, number][] {
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((m) => ({
    folded: fold(m[0]),
    start: m.index,
    end: m.index + m[0].length,
  }));
  const wanted = phrases.map((p) => p.split(/[^\p{L}\p{N}]+/u).filter((w) => w !== "")).filter((p) => p.length > 0);
  wanted.sort((a, b) => b.length - a.length);
  const spans: [number, number][] = [];
  for (let i = 0; i < words.length;) {
    const hit = wanted.find((phrase) => phrase.every((word, n) => words[i + n]?.folded === word));
    if (hit === undefined) i += 1;
    else {
      spans.push([words[i]!.start, words[i + hit.length - 1]!.end]);
      i += hit.length;
    }
  }
  return spans;
}

/** The plain text of materials and answers as HTML: headings (#), lists (-), emphasis (**), paragraphs; nothing else. */
export function rich(text: string, headingLevel: 2 | 3 = 2): Html {
  const parts: Html[] = [];
  let list: Html[] = [];
  let lines: string[] = [];
  const endLines = () => {
    if (lines.length > 0)
      parts.push(html`<p>${lines.map((line, i) => html`${i > 0 ? raw("<br>") : ""}${emphasis(line)}`)}</p>`);
    lines = [];
  };
  const endList = () => {
    if (list.length > 0)
      parts.push(
        html`<ul class="dots">
          ${list}
        </ul>`,
      );
    list = [];
  };
  for (const line of text.split("\n")) {
    const heading = /^(#{1,3})\s+(.+)$/.exec(line);
    const item = /^\s*[-•–]\s+(.+)$/.exec(line);
    if (item !== null) {
      endLines();
      list.push(html`<li>${emphasis(item[1]!)}</li>`);
      continue;
    }
    endList();
    if (heading !== null) {
      endLines();
      const level = Math.min(headingLevel + heading[1]!.length - 1, 6);
      parts.push(html`${raw(`<h${level}>`)}${emphasis(heading[2]!)}${raw(`</h${level}>`)}`);
    } else if (line.trim() === "") endLines();
    else lines.push(line);
  }
  endLines();
  endList();
  return html`${parts}`;
}

function emphasis(line: string): Html {
  const parts = line.split(/\*\*(.+?)\*\*/g);
  return html`${parts.map((part, i) => (i % 2 === 1 ? html`<strong>${part}</strong>` : html`${part}`))}`;
}
