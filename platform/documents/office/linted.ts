import type { XmlNode } from "../docx/xml-tree.ts";
import type { OpenPackage } from "../safe-zip.ts";

/** A package as the checks see it: parts read once, faults told in one line each. */
export interface Linted {
  pack: OpenPackage;
  xml(part: string): XmlNode;
  fault(part: string, what: string): void;
}

/** Where a relation of `part` is kept. */
export function relationsOf(part: string): string {
  const at = part.lastIndexOf("/") + 1;
  return `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
}

/** The part that a relation names, from the folder of its owner. */
export function resolve(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const path = folder.split("/").filter(Boolean);
  for (const step of target.split("/")) {
    if (step === "..") path.pop();
    else if (step !== ".") path.push(step);
  }
  return path.join("/");
}

/** All elements below. */
export function* all(node: XmlNode): Generator<XmlNode> {
  for (const c of node.children) {
    yield c;
    yield* all(c);
  }
}

/** The part to which a relation of `part` leads. */
export function partOf({ pack, xml }: Linted, part: string, id: string | undefined): string | null {
  const rels = relationsOf(part);
  if (!pack.has(rels)) return null;
  const found = xml(rels).children.find((r) => r.attributes["Id"] === id);
  return found === undefined ? null : resolve(part.replace(/[^/]*$/, ""), found.attributes["Target"] ?? "");
}
