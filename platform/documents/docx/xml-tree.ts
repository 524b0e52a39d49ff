import { SaxesParser } from "saxes";
import { documentProblem } from "../problems.ts";

/** An element with its usual prefix ("w:p"), whatever prefix the file itself chose. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  /** Characters directly inside. */
  text: string;
}

/** Office's transitional and strict namespaces, and that of edXML, as the one prefix that this code reads. */
const prefixes: Record<string, string> = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
  "http://purl.oclc.org/ooxml/drawingml/main": "a",
  "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
  "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
  "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  "urn:schemas-microsoft-com:vml": "v",
  "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
  "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "app",
  "http://www.mic.gov.vn/TBT/QCVN_102_2016": "edXML",
};

const MAX_NODES = 3_000_000;
const MAX_DEPTH = 200;

/** @throws Problem `file.unreadable` when it is not well-formed or is built to exhaust memory */
export function parseXml(text: string, part: string): XmlNode {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const root: XmlNode = { name: "", attributes: {}, children: [], text: "" };
  const stack: XmlNode[] = [root];
  let count = 0;
  const refuse = (why: string) => documentProblem("file.unreadable", { part, why });
  parser.on("error", (error) => {
    throw refuse(error.message);
  });
  parser.on("opentag", (tag) => {
    if (++count > MAX_NODES || stack.length > MAX_DEPTH) throw refuse("too-deep");
    const attributes: Record<string, string> = {};
    for (const a of Object.values(tag.attributes))
      attributes[a.prefix === "xmlns" || a.uri === "" ? a.local : `${prefixes[a.uri] ?? a.prefix}:${a.local}`] =
        a.value;
    const node: XmlNode = {
      name: tag.uri === "" ? tag.local : `${prefixes[tag.uri] ?? tag.prefix}:${tag.local}`,
      attributes,
      children: [],
      text: "",
    };
    stack.at(-1)!.children.push(node);
    stack.push(node);
  });
  parser.on("closetag", () => {
    stack.pop();
  });
  parser.on("text", (chars) => {
    stack.at(-1)!.text += chars;
  });
  parser.on("cdata", (chars) => {
    stack.at(-1)!.text += chars;
  });
  parser.write(text.replace(/^\uFEFF/, "")).close();
  return root.children[0] ?? root;
}

export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((c) => c.name === name);
}

export function children(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((c) => c.name === name) ?? [];
}

export function value(node: XmlNode | undefined, attribute = "w:val"): string | undefined {
  return node?.attributes[attribute];
}

export function number(node: XmlNode | undefined, attribute = "w:val"): number | undefined {
  const text = value(node, attribute);
  if (text === undefined) return undefined;
  const n = Number.parseFloat(text);
  return Number.isFinite(n) ? n : undefined;
}

/** Every descendant of that name, in document order. */
export function* descendants(node: XmlNode, name: string): Generator<XmlNode> {
  for (const c of node.children) {
    if (c.name === name) yield c;
    yield* descendants(c, name);
  }
}

/** An on/off property: absent → undefined, `w:val` of 0, false or off → false, anything else → true. */
export function toggle(node: XmlNode | undefined): boolean | undefined {
  if (!node) return undefined;
  return !["0", "false", "off", "none"].includes(value(node) ?? "true");
}
