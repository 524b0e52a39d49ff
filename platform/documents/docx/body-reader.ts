import type { DocParagraph, DocTable } from "./model.ts";
import type { Numbering } from "./numbering.ts";
import { readDrawnLine } from "./drawn-lines.ts";
import { readParagraphLook, readRunLook, resolveParagraph, resolveRun, styleList } from "./styles.ts";
import type { RunLook, StyleSheet } from "./styles.ts";
import { child, children, number, value } from "./xml-tree.ts";
import type { XmlNode } from "./xml-tree.ts";

interface Place {
  column?: number;
  tableStyle?: string;
  cell?: NonNullable<DocParagraph["cell"]>;
  part?: "textbox";
}

/** Wrappers that change nothing about what they hold. */
const transparent = new Set([
  "w:sdt",
  "w:sdtContent",
  "w:smartTag",
  "w:customXml",
  "w:ins",
  "w:moveTo",
  "w:hyperlink",
  "w:dir",
  "w:bdo",
  "mc:AlternateContent",
  "mc:Choice",
]);

/** Walks body, header or footer and gathers paragraphs and tables with their final look. */
export class BodyReader {
  readonly paragraphs: DocParagraph[] = [];
  readonly tables: DocTable[] = [];
  section = 0;
  sectionWidths: (number | undefined)[] = [];
  readonly #styles: StyleSheet;
  readonly #numbering: Numbering;
  readonly #part: DocParagraph["part"];

  constructor(styles: StyleSheet, numbering: Numbering, part: DocParagraph["part"]) {
    this.#styles = styles;
    this.#numbering = numbering;
    this.#part = part;
  }

  readBlocks(nodes: readonly XmlNode[], place: Place = {}): void {
    for (const node of nodes) {
      if (node.name === "w:p") this.#readParagraph(node, place);
      else if (node.name === "w:tbl") this.#readTable(node, place);
      else if (transparent.has(node.name)) this.readBlocks(node.children, place);
    }
  }

  #readTable(node: XmlNode, outer: Place): void {
    const properties = child(node, "w:tblPr");
    const style = value(child(properties, "w:tblStyle"));
    const rows = children(node, "w:tr");
    const grid = children(child(node, "w:tblGrid"), "w:gridCol").map((c) => number(c, "w:w") ?? 0);
    const table: DocTable = {
      index: this.tables.length,
      bordered: hasLines(child(properties, "w:tblBorders")) ?? (style !== undefined && /grid|lưới/i.test(style)),
      columns: grid.length,
      rows: rows.length,
      section: this.section,
    };
    this.tables.push(table);
    const margins = child(properties, "w:tblCellMar");
    const side = (name: string, other: string) =>
      number(child(margins, `w:${name}`) ?? child(margins, `w:${other}`), "w:w") ?? 108;
    const padding = side("left", "start") + side("right", "end");
    rows.forEach((row, r) => {
      let at = 0;
      children(row, "w:tc").forEach((cell, c) => {
        const cellProperties = child(cell, "w:tcPr");
        const span = number(child(cellProperties, "w:gridSpan")) ?? 1;
        const ownWidth = child(cellProperties, "w:tcW");
        const fromGrid = grid.slice(at, at + span).reduce((sum, w) => sum + w, 0);
        const width = value(ownWidth, "w:type") === "dxa" ? number(ownWidth, "w:w") : fromGrid;
        at += span;
        const boxed = hasLines(child(cellProperties, "w:tcBorders")) ?? table.bordered;
        this.readBlocks(cell.children, {
          ...(width ? { column: width - padding } : {}),
          ...((style ?? outer.tableStyle) === undefined ? {} : { tableStyle: style ?? (outer.tableStyle as string) }),
          cell: {
            table: outer.cell?.table ?? table.index,
            row: outer.cell?.row ?? r,
            column: outer.cell?.column ?? c,
            boxed,
          },
        });
      });
    });
  }

  #readParagraph(node: XmlNode, place: Place): void {
    const properties = child(node, "w:pPr");
    const style = value(child(properties, "w:pStyle"));
    const direct = readParagraphLook(properties);
    const list = {
      ...styleList(this.#styles, style),
      ...(direct.numId === undefined ? {} : { numId: direct.numId }),
      ...(direct.level === undefined ? {} : { level: direct.level }),
    };
    const listed = list.numId !== undefined && list.numId !== "0";
    const level = list.level ?? 0;
    const look = resolveParagraph(
      this.#styles,
      style,
      place.tableStyle,
      direct,
      listed ? this.#numbering.look(list.numId as string, level) : {},
    );
    const column = place.column ?? this.sectionWidths[this.section];
    const paragraph: DocParagraph = {
      index: this.paragraphs.length + 1,
      part: place.part ?? this.#part,
      section: this.section,
      text: "",
      runs: [],
      look,
      pageFields: [],
      lines: [],
      pageBreak: false,
      ...(column === undefined ? {} : { column }),
      ...(place.cell ? { cell: place.cell } : {}),
      ...(style === undefined ? {} : { style }),
    };
    this.paragraphs.push(paragraph);
    const label = listed ? this.#numbering.next(list.numId as string, level) : "";
    this.#readInline(node.children, paragraph, {
      style,
      ...(place.tableStyle === undefined ? {} : { table: place.tableStyle }),
    });
    const words = paragraph.runs.map((r) => r.text).join("");
    paragraph.text = label === "" ? words : `${label} ${words}`;
    if (child(properties, "w:sectPr")) this.section++;
  }

  #readInline(
    nodes: readonly XmlNode[],
    into: DocParagraph,
    styles: { style: string | undefined; table?: string },
  ): void {
    for (const node of nodes) {
      if (node.name === "w:r") this.#readRun(node, into, styles);
      else if (node.name === "w:fldSimple") {
        if (isPageField(value(node, "w:instr"))) into.pageFields.push(this.#lookOf(child(node, "w:r"), styles));
        else this.#readInline(node.children, into, styles);
      } else if (transparent.has(node.name)) this.#readInline(node.children, into, styles);
    }
  }

  #lookOf(run: XmlNode | undefined, styles: { style: string | undefined; table?: string }): RunLook {
    const rPr = child(run, "w:rPr");
    return resolveRun(
      this.#styles,
      { paragraph: styles.style, character: value(child(rPr, "w:rStyle")), table: styles.table },
      readRunLook(rPr, this.#styles.themeFonts),
    );
  }

  #readRun(node: XmlNode, into: DocParagraph, styles: { style: string | undefined; table?: string }): void {
    const look = this.#lookOf(node, styles);
    if (look.hidden) return;
    let text = "";
    for (const part of node.children) {
      switch (part.name) {
        case "w:t":
          text += part.text;
          break;
        case "w:tab":
        case "w:ptab":
          text += "\t";
          break;
        case "w:noBreakHyphen":
          text += "-";
          break;
        case "w:sym":
          text += "\u25A1";
          break;
        case "w:br":
        case "w:cr":
          if (value(part, "w:type") === "page") into.pageBreak = true;
          text += "\n";
          break;
        case "w:instrText":
          if (isPageField(part.text)) into.pageFields.push(look);
          break;
        case "w:drawing":
        case "w:pict":
        case "mc:AlternateContent":
        case "w:object":
          this.#readDrawing(part, into);
          break;
      }
    }
    if (text !== "") into.runs.push({ text, look });
  }

  /** Lines are measured; words in text boxes are paragraphs like any other. A fallback only repeats the choice. */
  #readDrawing(node: XmlNode, into: DocParagraph): void {
    const choice =
      node.name === "mc:AlternateContent" ? (child(node, "mc:Choice") ?? child(node, "mc:Fallback")) : node;
    if (!choice) return;
    const walk = (n: XmlNode): void => {
      const length = readDrawnLine(n);
      if (length !== null) into.lines.push(length);
      if (n.name === "w:txbxContent") this.readBlocks(n.children, { part: "textbox" });
      else if (n.name !== "mc:Fallback") n.children.forEach(walk);
    };
    walk(choice);
  }
}

function isPageField(instruction: string | undefined): boolean {
  return /(^|\s)PAGE(\s|$|\\)/i.test(instruction ?? "");
}

/** Whether any side or inner line is drawn; undefined where nothing is said. */
function hasLines(borders: XmlNode | undefined): boolean | undefined {
  if (!borders || borders.children.length === 0) return undefined;
  return borders.children.some((b) => !["nil", "none"].includes(value(b) ?? "none"));
}
