import { child, children, type XmlNode } from "../docx/xml-tree.ts";
import { all, type Linted, partOf } from "./linted.ts";
import { runWords } from "./office-orders.ts";

const twips = /^-?\d+(\.\d+)?(mm|cm|in|pt|pc|pi)?$/;
const whole = /^\d+$/;
const values: Record<string, RegExp> = {
  "w:jc": /^(start|center|end|both|left|right|distribute|mediumKashida|numTab|highKashida|lowKashida|thaiDistribute)$/,
  "w:vAlign": /^(top|center|both|bottom)$/,
  "w:sz": whole,
  "w:szCs": whole,
  "w:gridSpan": /^[1-9]\d*$/,
  "w:color": /^(auto|[0-9A-Fa-f]{6})$/,
};
const onOff = new Set(
  "b bCs i iCs keepNext keepLines widowControl cantSplit tblHeader titlePg caps smallCaps strike vanish pageBreakBefore".split(
    " ",
  ),
);

/** What Word is strict about in a document. */
export function lintWords(linted: Linted): void {
  const { pack, xml, fault } = linted;
  const stories = pack.names.filter((n) => /^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/.test(n));
  const styles = pack.has("word/styles.xml") ? styleIds(linted) : new Set<string>();
  const numbers = pack.has("word/numbering.xml")
    ? new Set(children(xml("word/numbering.xml"), "w:num").map((n) => n.attributes["w:numId"]))
    : new Set<string | undefined>();
  const drawings = new Set<string>();
  for (const part of stories) {
    const root = xml(part);
    for (const node of all(root)) {
      lintValues(linted, part, node);
      if (node.name === "w:tbl") lintTable(linted, part, node);
      if (node.name === "w:p" || node.name === "w:r") propertiesFirst(linted, part, node);
      if (node.name === "w:rPr") lintRun(linted, part, node);
      if (/^w:(pStyle|rStyle|tblStyle)$/.test(node.name) && !styles.has(node.attributes["w:val"] ?? ""))
        fault(part, `the style ${node.attributes["w:val"]} is not there`);
      if (node.name === "w:numId" && node.attributes["w:val"] !== "0" && !numbers.has(node.attributes["w:val"]))
        fault(part, `the list ${node.attributes["w:val"]} is not there`);
      if (node.name === "wp:docPr") {
        const id = node.attributes["id"] ?? "";
        if (!whole.test(id) || drawings.has(id)) fault(part, `a drawing's id "${id}" is missing or doubled`);
        drawings.add(id);
      }
      if (node.name === "w:t" && /^\s|\s$/.test(node.text) && node.attributes["xml:space"] !== "preserve")
        fault(part, `spaces at the edge of "${node.text.slice(0, 30)}" are not kept`);
    }
    lintPairs(linted, part, root);
    if (/header|footer/.test(part) && root.children.length === 0) fault(part, "is empty: a paragraph is needed");
  }
  lintSections(linted);
}

function styleIds({ xml, fault }: Linted): Set<string> {
  const at = "word/styles.xml";
  const ids = new Set<string>();
  for (const style of children(xml(at), "w:style")) {
    const id = style.attributes["w:styleId"] ?? "";
    if (ids.has(id)) fault(at, `the style ${id} stands twice`);
    ids.add(id);
  }
  return ids;
}

function lintValues({ fault }: Linted, part: string, node: XmlNode): void {
  const value = node.attributes["w:val"];
  const form = values[node.name];
  if (form !== undefined && value !== undefined && !form.test(value)) fault(part, `${node.name} says "${value}"`);
  if (node.name.startsWith("w:") && onOff.has(node.name.slice(2)) && value !== undefined)
    if (!/^(0|1|true|false|on|off)$/.test(value)) fault(part, `${node.name} says "${value}"`);
  for (const [name, v] of Object.entries(node.attributes))
    if (/NaN|undefined|Infinity|^null$/.test(v)) fault(part, `${node.name} ${name}="${v}"`);
  if (node.name === "w:spacing" || node.name === "w:ind")
    for (const [name, v] of Object.entries(node.attributes))
      if (/:(before|after|line|left|right|start|end|firstLine|hanging)$/.test(name) && !twips.test(v))
        fault(part, `${node.name} ${name}="${v}"`);
}

function propertiesFirst({ fault }: Linted, part: string, node: XmlNode): void {
  const at = node.children.findIndex((c) => c.name === `${node.name}Pr`);
  if (at > 0) fault(part, `${node.name}Pr is not the first in its ${node.name}`);
}

function lintRun({ fault }: Linted, part: string, node: XmlNode): void {
  const seen = new Set<string>();
  for (const { name } of node.children) {
    if (!name.startsWith("w:")) continue;
    if (!runWords.has(name.slice(2))) fault(part, `w:rPr holds ${name}`);
    if (seen.has(name)) fault(part, `w:rPr holds ${name} twice`);
    seen.add(name);
  }
}

/** Properties, grid, rows; every row fills the grid; every cell ends in a paragraph. */
function lintTable({ fault }: Linted, part: string, table: XmlNode): void {
  const names = table.children.map((c) => c.name).filter((n) => !/bookmark|Range|proofErr/.test(n));
  if (names[0] !== "w:tblPr") fault(part, "a table does not begin with w:tblPr");
  if (names[1] !== "w:tblGrid") fault(part, "a table has no w:tblGrid behind its w:tblPr");
  const grid = children(child(table, "w:tblGrid"), "w:gridCol");
  for (const c of grid)
    if (!(Number(c.attributes["w:w"]) > 0)) fault(part, `a column of the grid is ${c.attributes["w:w"]} wide`);
  const rows = children(table, "w:tr");
  if (rows.length === 0) fault(part, "a table has no row");
  for (const [i, tr] of rows.entries()) {
    const properties = child(tr, "w:trPr");
    const edge = (name: string) => Number(child(properties, name)?.attributes["w:val"] ?? 0);
    const cells = children(tr, "w:tc");
    const wide = cells.reduce(
      (sum, tc) => sum + Number(child(child(tc, "w:tcPr"), "w:gridSpan")?.attributes["w:val"] ?? 1),
      0,
    );
    const taken = edge("w:gridBefore") + wide + edge("w:gridAfter");
    if (taken !== grid.length) fault(part, `row ${i + 1} of a table takes ${taken} of ${grid.length} columns`);
    const lead = tr.children.findIndex((c) => c.name === "w:trPr");
    if (lead > 0 && tr.children.slice(0, lead).some((c) => c.name === "w:tc")) fault(part, "w:trPr behind a cell");
    for (const tc of cells) {
      if (tc.children.findIndex((c) => c.name === "w:tcPr") > 0) fault(part, "w:tcPr is not the first in its cell");
      if (tc.children.at(-1)?.name !== "w:p") fault(part, `a cell of row ${i + 1} does not end in a paragraph`);
    }
  }
}

/** Bookmarks and fields that begin also end, and ids are unique. */
function lintPairs({ fault }: Linted, part: string, root: XmlNode): void {
  const open = new Set<string>();
  const names = new Set<string>();
  let depth = 0;
  for (const node of all(root)) {
    const id = node.attributes["w:id"] ?? "";
    if (node.name === "w:bookmarkStart") {
      const name = node.attributes["w:name"] ?? "";
      if (open.has(id) || names.has(name) || name === "" || name.length > 40)
        fault(part, `the bookmark "${name}" (${id})`);
      open.add(id);
      names.add(name);
    }
    if (node.name === "w:bookmarkEnd" && !open.delete(id)) fault(part, `a bookmark ends that did not begin: ${id}`);
    if (node.name === "w:fldChar") {
      const type = node.attributes["w:fldCharType"];
      depth += type === "begin" ? 1 : type === "end" ? -1 : 0;
      if (depth < 0) fault(part, "a field ends that did not begin");
    }
  }
  for (const id of open) fault(part, `a bookmark does not end: ${id}`);
  if (depth > 0) fault(part, "a field does not end");
}

/** The last section at the end of the body; paper and margins leave room to write; headers lead to headers. */
function lintSections(linted: Linted): void {
  const { pack, xml, fault } = linted;
  const at = "word/document.xml";
  const body = child(xml(at), "w:body");
  if (body === undefined) return fault(at, "no body");
  if (body.children.at(-1)?.name !== "w:sectPr") fault(at, "the body does not end with its section");
  const last = body.children.at(-2)?.name;
  if (last === "w:tbl") fault(at, "the last table is not followed by a paragraph");
  for (const section of all(body)) {
    if (section.name !== "w:sectPr") continue;
    const size = child(section, "w:pgSz")?.attributes ?? {};
    const margin = child(section, "w:pgMar")?.attributes ?? {};
    for (const side of ["top", "right", "bottom", "left", "header", "footer", "gutter"])
      if (!twips.test(margin[`w:${side}`] ?? "")) fault(at, `a section says no margin ${side}`);
    const [w, h] = [Number(size["w:w"]), Number(size["w:h"])];
    if (!(w - Number(margin["w:left"]) - Number(margin["w:right"]) > 1000)) fault(at, "a section has no room across");
    if (!(h - Number(margin["w:top"]) - Number(margin["w:bottom"]) > 1000)) fault(at, "a section has no room down");
    if ((size["w:orient"] === "landscape") !== w > h) fault(at, `paper ${w} × ${h} is called ${size["w:orient"]}`);
    const kinds = new Set<string>();
    for (const reference of section.children.filter((c) => c.name.endsWith("Reference"))) {
      const kind = `${reference.name} ${reference.attributes["w:type"]}`;
      if (kinds.has(kind)) fault(at, `a section has two of ${kind}`);
      kinds.add(kind);
      const target = partOf(linted, at, reference.attributes["r:id"]);
      const wanted = reference.name === "w:headerReference" ? "w:hdr" : "w:ftr";
      if (target === null || !pack.has(target) || xml(target).name !== wanted)
        fault(at, `${kind} does not lead to a ${wanted}`);
    }
  }
}
