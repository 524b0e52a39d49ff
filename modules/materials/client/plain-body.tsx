import { createContext, Fragment, type ReactNode, useContext } from "react";
import "./desk-materials.css";

/**
 * Shows the text of a material: lines that begin with # are headings, with - or a number points, **bold**.
 * It builds elements and never markup, so nothing that was typed can become a script or a link.
 */
export function PlainBody({ text, marks = none }: { text: string; marks?: readonly string[] }) {
  return (
    <Marks.Provider value={marks}>
      <div className="prose material-body">
        {blocksOf(text).map((block, at) => (
          <Block key={at} block={block} />
        ))}
      </div>
    </Marks.Provider>
  );
}

const none: readonly string[] = [];
/** Words that somebody has remarked on. */
const Marks = createContext(none);

/** A text with the words marked that somebody has remarked on, as far as they stand within it. */
export function Marked({ text, marks }: { text: string; marks: readonly string[] }) {
  const quotes = marks.filter((quote) => text.includes(quote)).sort((a, b) => b.length - a.length);
  if (quotes.length === 0) return text;
  const pattern = new RegExp(`(${quotes.map((q) => q.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`);
  return text.split(pattern).map((part, at) => (at % 2 === 1 ? <mark key={at}>{part}</mark> : part));
}

function Words({ text }: { text: string }) {
  return <Marked text={text} marks={useContext(Marks)} />;
}

export type BodyBlock =
  | { kind: "heading"; level: 1 | 2; text: string }
  | { kind: "points"; ordered: boolean; items: string[] }
  | { kind: "paragraph"; lines: string[] };

export function blocksOf(text: string): BodyBlock[] {
  const blocks: BodyBlock[] = [];
  let open = false;
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    const heading = /^(#{1,3})\s+(.+)$/.exec(line);
    const point = /^[-•–]\s+(.+)$/.exec(line);
    const numbered = /^\d{1,3}[.)]\s+(.+)$/.exec(line);
    const last = blocks.at(-1);
    if (line === "") open = false;
    else if (heading) {
      blocks.push({ kind: "heading", level: heading[1]!.length === 1 ? 1 : 2, text: heading[2]! });
      open = false;
    } else if (point || numbered) {
      const ordered = point === null;
      const item = (point ?? numbered)![1]!;
      if (open && last?.kind === "points" && last.ordered === ordered) last.items.push(item);
      else blocks.push({ kind: "points", ordered, items: [item] });
      open = true;
    } else {
      if (open && last?.kind === "paragraph") last.lines.push(line);
      else blocks.push({ kind: "paragraph", lines: [line] });
      open = true;
    }
  }
  return blocks;
}

function Block({ block }: { block: BodyBlock }) {
  if (block.kind === "heading")
    return block.level === 1 ? <h3>{strong(block.text)}</h3> : <h4>{strong(block.text)}</h4>;
  if (block.kind === "points") {
    const items = block.items.map((item, at) => <li key={at}>{strong(item)}</li>);
    return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
  }
  return (
    <p>
      {block.lines.map((line, at) => (
        <span key={at}>
          {at > 0 && <br />}
          {strong(line)}
        </span>
      ))}
    </p>
  );
}

function strong(text: string): ReactNode[] {
  return text.split(/\*\*([^*]+)\*\*/).map((part, at) => {
    const words = <Words text={part} />;
    return at % 2 === 1 ? <strong key={at}>{words}</strong> : <Fragment key={at}>{words}</Fragment>;
  });
}
