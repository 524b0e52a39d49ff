import { openPackage } from "../safe-zip.ts";
import { children, parseXml, type XmlNode } from "../docx/xml-tree.ts";
import { lintSheets } from "./lint-sheets.ts";
import { lintWords } from "./lint-words.ts";
import { all, type Linted, relationsOf, resolve } from "./linted.ts";
import { orderOf, repeated } from "./office-orders.ts";

const RELS = "application/vnd.openxmlformats-package.relationships+xml";

/**
 * What Word and Excel are strict about and LibreOffice forgives: each line is something for which they would offer to repair
 * the file, or would drop a part of it. The tests hold every file that is made against it. Office itself is not asked.
 *
 * @returns one line a fault; empty for a file that opens without a word
 */
export function lintOffice(bytes: Uint8Array): string[] {
  const faults: string[] = [];
  const pack = openPackage(bytes);
  const read = new Map<string, XmlNode>();
  const linted: Linted = {
    pack,
    xml: (part) => read.get(part) ?? read.set(part, unprefixed(parseXml(pack.xml(part), part))).get(part)!,
    fault: (part, what) => void faults.push(`${part}: ${what}`),
  };
  lintTypes(linted);
  lintRelations(linted);
  lintCore(linted);
  for (const part of pack.names) {
    if (!/\.(xml|rels)$/.test(part)) continue;
    lintText(linted, part);
    lintOrder(linted, part, linted.xml(part));
  }
  if (pack.has("word/document.xml")) lintWords(linted);
  if (pack.has("xl/workbook.xml")) lintSheets(linted);
  return faults;
}

/** Every part has a content type, and no type names a part that is not there. */
function lintTypes({ pack, xml, fault }: Linted): void {
  const at = "[Content_Types].xml";
  if (!pack.has(at)) return fault(at, "missing");
  const types = xml(at);
  const byEnding = new Map<string, string>();
  for (const d of children(types, "Default")) {
    const ending = (d.attributes["Extension"] ?? "").toLowerCase();
    if (byEnding.has(ending)) fault(at, `two defaults for .${ending}`);
    byEnding.set(ending, d.attributes["ContentType"] ?? "");
  }
  const byName = new Map<string, string>();
  for (const o of children(types, "Override")) {
    const name = o.attributes["PartName"] ?? "";
    if (byName.has(name)) fault(at, `two overrides for ${name}`);
    byName.set(name, o.attributes["ContentType"] ?? "");
    if (!pack.has(name.slice(1))) fault(at, `names ${name}, which is not there`);
  }
  for (const part of pack.names) {
    if (part === at) continue;
    const type = byName.get(`/${part}`) ?? byEnding.get(part.split(".").at(-1)!.toLowerCase());
    if (type === undefined || type === "") fault(at, `no type for ${part}`);
    else if (part.endsWith(".rels") !== (type === RELS)) fault(at, `${part} has the type ${type}`);
    else if (type === "application/xml" && /^(word|xl)\//.test(part)) fault(at, `${part} is only "xml"`);
  }
}

/** Every relation leads to a part that is there, ids are unique, and every r:id that is used is one of them. */
function lintRelations({ pack, xml, fault }: Linted): void {
  if (!pack.has("_rels/.rels")) fault("_rels/.rels", "missing");
  for (const at of pack.names.filter((n) => n.endsWith(".rels"))) {
    const folder = at.replace(/_rels\/[^/]*$/, "");
    const source = `${folder}${at
      .split("/")
      .at(-1)!
      .replace(/\.rels$/, "")}`;
    if (at !== "_rels/.rels" && !pack.has(source)) fault(at, `belongs to ${source}, which is not there`);
    const ids = new Set<string>();
    for (const r of xml(at).children) {
      const { Id: id = "", Target: target = "", TargetMode: mode } = r.attributes;
      if (id === "" || ids.has(id)) fault(at, `the id "${id}" is missing or doubled`);
      ids.add(id);
      if ((r.attributes["Type"] ?? "") === "") fault(at, `${id} has no type`);
      if (mode !== "External" && !pack.has(resolve(folder, target))) fault(at, `${id} leads to ${target}: not there`);
    }
  }
  for (const part of pack.names.filter((n) => n.endsWith(".xml") && n !== "[Content_Types].xml")) {
    const rels = relationsOf(part);
    const ids = new Set(pack.has(rels) ? xml(rels).children.map((r) => r.attributes["Id"]) : []);
    for (const node of all(xml(part)))
      for (const [name, used] of Object.entries(node.attributes))
        if (/^r:(id|embed|link|pict)$/.test(name) && !ids.has(used))
          fault(part, `${node.name} uses ${used}: no relation`);
  }
}

/** Dates of the core properties are W3C date-times; Word refuses the package otherwise. */
function lintCore({ pack, xml, fault }: Linted): void {
  const at = "docProps/core.xml";
  if (!pack.has(at)) return;
  const seen = new Set<string>();
  for (const node of xml(at).children) {
    if (seen.has(node.name)) fault(at, `${node.name} twice`);
    seen.add(node.name);
    if (!/:(created|modified)$/.test(node.name)) continue;
    if (node.attributes["xsi:type"] !== "dcterms:W3CDTF") fault(at, `${node.name} without xsi:type="dcterms:W3CDTF"`);
    const plain = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(node.text);
    if (!plain || Number.isNaN(Date.parse(node.text))) fault(at, `${node.name} is no date: ${node.text}`);
  }
}

// oxlint-disable-next-line no-control-regex -- these are the characters that must not be there
const notXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** Characters that XML 1.0 does not have, and text that is not NFC. */
function lintText({ pack, fault }: Linted, part: string): void {
  const text = pack.xml(part);
  const bad = notXml.exec(text);
  if (bad) fault(part, `holds the character ${JSON.stringify(bad[0])}`);
  if (!text.isWellFormed()) fault(part, "holds half a surrogate pair");
  if (text !== text.normalize("NFC")) fault(part, "is not NFC");
}

/** Children in the order of the schema, and none twice that may stand once. */
function lintOrder({ fault }: Linted, part: string, root: XmlNode): void {
  for (const node of [root, ...all(root)]) {
    const order = orderOf(node.name);
    if (order === undefined) continue;
    let last = -1;
    const seen = new Set<string>();
    for (const { name } of node.children) {
      if (name.startsWith("mc:") || (node.name.startsWith("w:") && !name.startsWith("w:"))) continue;
      const plain = name.replace(/^w:/, "");
      // headers and footers stand in one group, in any order
      const at = order.indexOf(plain === "footerReference" ? "headerReference" : plain);
      if (at < 0) fault(part, `${node.name} holds ${name}, which the schema does not have there`);
      else if (at < last) fault(part, `${node.name}: ${name} comes after ${order[last]}`);
      else last = at;
      if (seen.has(plain) && !repeated.has(plain)) fault(part, `${node.name} holds ${name} twice`);
      seen.add(plain);
    }
  }
}

/** The reader writes ":sheet" for what stands in a default namespace that it has no letter for. */
function unprefixed(node: XmlNode): XmlNode {
  return { ...node, name: node.name.replace(/^:/, ""), children: node.children.map(unprefixed) };
}
