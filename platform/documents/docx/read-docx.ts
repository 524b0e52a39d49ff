import { documentProblem } from "../problems.ts";
import { defaultPackageLimits, openPackage } from "../safe-zip.ts";
import type { OpenPackage, PackageLimits } from "../safe-zip.ts";
import { isOldOffice } from "../workbook-reader.ts";
import { BodyReader } from "./body-reader.ts";
import type { DocModel, DocParagraph, Section } from "./model.ts";
import { readNumbering } from "./numbering.ts";
import { readStyleSheet } from "./styles.ts";
import { child, children, descendants, number, parseXml, toggle, value } from "./xml-tree.ts";
import type { XmlNode } from "./xml-tree.ts";

/**
 * Opens a DOCX from a stranger and resolves what each paragraph and run looks like in the end.
 * @throws Problem `file.too-large`, `file.unreadable`, `file.unsafe`, `document.not-a-document`, `document.legacy-or-locked`
 */
export function readDocx(file: Uint8Array, limits: PackageLimits = defaultPackageLimits): DocModel {
  if (isOldOffice(file)) throw documentProblem("document.legacy-or-locked");
  const parts = openPackage(file, limits);
  const main = mainPart(parts);
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const relations = readRelations(parts, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  const optional = (type: string) => {
    const path = relations.find((r) => r.type === type)?.target;
    return path !== undefined && parts.has(path) ? parseXml(parts.xml(path), path) : undefined;
  };
  const styles = readStyleSheet(optional("styles"), optional("theme"));
  const numberingXml = optional("numbering");
  const root = parseXml(parts.xml(main), main);
  const body = child(root, "w:body");
  if (root.name !== "w:document" || !body) throw documentProblem("document.not-a-document");

  const reader = new BodyReader(styles, readNumbering(numberingXml), "body");
  const sectionNodes = sectionProperties(body);
  const sections = readSections(sectionNodes);
  reader.sectionWidths = sections.map(textWidthOf);
  reader.readBlocks(body.children);

  const partReader = (path: string, part: "header" | "footer", section: number): DocParagraph[] => {
    if (!parts.has(path)) return [];
    const inner = new BodyReader(styles, readNumbering(numberingXml), part);
    inner.section = section;
    inner.sectionWidths = reader.sectionWidths;
    inner.readBlocks(parseXml(parts.xml(path), path).children);
    return inner.paragraphs;
  };
  sections.forEach((section, i) =>
    attachHeaders(section, sectionNodes[i] as XmlNode, sections[i - 1], (id, part) => {
      const target = relations.find((r) => r.id === id)?.target;
      return target === undefined ? [] : partReader(target, part, i);
    }),
  );
  const pages = pageCount(parts);
  return { sections, paragraphs: reader.paragraphs, tables: reader.tables, ...(pages === undefined ? {} : { pages }) };
}

function mainPart(parts: OpenPackage): string {
  if (parts.has("_rels/.rels")) {
    const found = readRelations(parts, "_rels/.rels", "").find((r) => r.type === "officeDocument")?.target;
    if (found !== undefined && parts.has(found)) return found;
  }
  if (parts.has("word/document.xml")) return "word/document.xml";
  throw documentProblem("document.not-a-document");
}

interface Relation {
  id: string;
  type: string;
  target: string;
}

/** Relations inside the package; those that point outside are never followed. */
function readRelations(parts: OpenPackage, path: string, folder: string): Relation[] {
  if (!parts.has(path)) return [];
  return children(parseXml(parts.xml(path), path), "rel:Relationship")
    .filter((r) => value(r, "TargetMode") !== "External")
    .map((r) => {
      const target = value(r, "Target") ?? "";
      return {
        id: value(r, "Id") ?? "",
        type: (value(r, "Type") ?? "").split("/").at(-1) ?? "",
        target: target.startsWith("/") ? target.slice(1) : folder + target,
      };
    });
}

function sectionProperties(body: XmlNode): XmlNode[] {
  const inner = [...descendants(body, "w:pPr")].flatMap((pPr) => children(pPr, "w:sectPr"));
  const last = children(body, "w:sectPr");
  return [
    ...inner,
    ...(last.length > 0 ? last.slice(-1) : [{ name: "w:sectPr", attributes: {}, children: [], text: "" }]),
  ];
}

function readSections(nodes: XmlNode[]): Section[] {
  return nodes.map((node, index) => {
    const size = child(node, "w:pgSz");
    const margin = child(node, "w:pgMar");
    const numbers = child(node, "w:pgNumType");
    const width = number(size, "w:w");
    const height = number(size, "w:h");
    return {
      index,
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
      landscape: value(size, "w:orient") === "landscape" || (width ?? 0) > (height ?? 1e9),
      margins: {
        top: abs(number(margin, "w:top")),
        bottom: abs(number(margin, "w:bottom")),
        left: number(margin, "w:left"),
        right: number(margin, "w:right"),
      },
      gutter: number(margin, "w:gutter") ?? 0,
      titlePage: toggle(child(node, "w:titlePg")) ?? false,
      ...(number(numbers, "w:start") === undefined ? {} : { pageNumberStart: number(numbers, "w:start") as number }),
      ...(value(numbers, "w:fmt") === undefined ? {} : { pageNumberFormat: value(numbers, "w:fmt") as string }),
      headers: {},
      footers: {},
    } as Section;
  });
}

function abs(n: number | undefined): number | undefined {
  return n === undefined ? undefined : Math.abs(n);
}

function textWidthOf(section: Section): number | undefined {
  const { left, right } = section.margins;
  return section.width === undefined || left === undefined || right === undefined
    ? undefined
    : section.width - left - right - section.gutter;
}

/** A section without a header of its own has the one before it. */
function attachHeaders(
  section: Section,
  node: XmlNode,
  before: Section | undefined,
  read: (id: string, part: "header" | "footer") => DocParagraph[],
): void {
  for (const part of ["header", "footer"] as const) {
    const own = { ...before?.[`${part}s`] };
    for (const reference of children(node, `w:${part}Reference`)) {
      const type = (value(reference, "w:type") ?? "default") as "default" | "first" | "even";
      own[type] = read(value(reference, "r:id") ?? "", part);
    }
    section[`${part}s`] = own;
  }
}

function pageCount(parts: OpenPackage): number | undefined {
  if (!parts.has("docProps/app.xml")) return undefined;
  const pages = child(parseXml(parts.xml("docProps/app.xml"), "docProps/app.xml"), "app:Pages");
  const count = Number.parseInt(pages?.text ?? "", 10);
  return Number.isFinite(count) && count > 0 ? count : undefined;
}
