import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** For tests: a document with one part's text changed. The change must change something. */
export function mutateDocx(file: Uint8Array, change: (xml: string) => string, part = "word/document.xml"): Uint8Array {
  const parts = unzipSync(file);
  const before = strFromU8(parts[part] as Uint8Array);
  const after = change(before);
  if (after === before) throw new Error("the mutation changed nothing");
  return zipSync({ ...parts, [part]: strToU8(after) });
}

/** Changes the paragraph whose words contain `words` (as typed in one run). */
export function inParagraph(words: string, change: (paragraph: string) => string): (xml: string) => string {
  return (xml) => {
    const at = xml.indexOf(words);
    if (at < 0) throw new Error(`no paragraph with ${words}`);
    const from = xml.lastIndexOf("<w:p>", at);
    const to = xml.indexOf("</w:p>", at) + "</w:p>".length;
    return xml.slice(0, from) + change(xml.slice(from, to)) + xml.slice(to);
  };
}
