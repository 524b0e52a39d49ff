import { child, children, number, toggle, value } from "./xml-tree.ts";
import type { XmlNode } from "./xml-tree.ts";

/** What a run looks like in the end. `undefined` = nothing in the file says so. */
export interface RunLook {
  /** For ASCII letters, and for the rest of Latin: Vietnamese letters take the second. */
  asciiFont?: string;
  font?: string;
  /** Points. */
  size?: number;
  bold?: boolean;
  italic?: boolean;
  caps?: boolean;
  hidden?: boolean;
  underline?: boolean;
  /** Hex RGB, or "auto". */
  color?: string;
}

export interface ParagraphLook {
  align?: string;
  left?: number;
  right?: number;
  firstLine?: number;
  before?: number;
  after?: number;
  line?: number;
  lineRule?: string;
  contextual?: boolean;
  autoSpacing?: boolean;
  borderTop?: boolean;
  borderBottom?: boolean;
  boxed?: boolean;
  numId?: string;
  level?: number;
}

interface Style {
  id: string;
  type: string;
  basedOn?: string;
  run: RunLook;
  paragraph: ParagraphLook;
}

export interface StyleSheet {
  defaultRun: RunLook;
  defaultParagraph: ParagraphLook;
  styles: Map<string, Style>;
  defaultParagraphStyle?: string;
  themeFonts: ThemeFonts;
}

type ThemeFonts = Record<string, string>;

export function readStyleSheet(stylesXml: XmlNode | undefined, themeXml: XmlNode | undefined): StyleSheet {
  const themeFonts = readThemeFonts(themeXml);
  const defaults = child(stylesXml, "w:docDefaults");
  const sheet: StyleSheet = {
    defaultRun: readRunLook(child(child(defaults, "w:rPrDefault"), "w:rPr"), themeFonts),
    defaultParagraph: readParagraphLook(child(child(defaults, "w:pPrDefault"), "w:pPr")),
    styles: new Map(),
    themeFonts,
  };
  for (const node of children(stylesXml, "w:style")) {
    const id = value(node, "w:styleId");
    if (id === undefined) continue;
    const type = value(node, "w:type") ?? "paragraph";
    const basedOn = value(child(node, "w:basedOn"));
    sheet.styles.set(id, {
      id,
      type,
      ...(basedOn === undefined ? {} : { basedOn }),
      run: readRunLook(child(node, "w:rPr"), themeFonts),
      paragraph: readParagraphLook(child(node, "w:pPr")),
    });
    if (type === "paragraph" && ["1", "true", "on"].includes(value(node, "w:default") ?? ""))
      sheet.defaultParagraphStyle = id;
  }
  return sheet;
}

function readThemeFonts(theme: XmlNode | undefined): ThemeFonts {
  const scheme = child(child(theme, "a:themeElements"), "a:fontScheme");
  const face = (kind: string) => value(child(child(scheme, `a:${kind}Font`), "a:latin"), "typeface");
  const fonts: ThemeFonts = {};
  for (const kind of ["major", "minor"]) {
    const name = face(kind);
    if (name) for (const suffix of ["HAnsi", "Ascii", "EastAsia", "Bidi"]) fonts[`${kind}${suffix}`] = name;
  }
  return fonts;
}

export function readRunLook(rPr: XmlNode | undefined, themeFonts: ThemeFonts): RunLook {
  if (!rPr) return {};
  const fonts = child(rPr, "w:rFonts");
  const named = (theme: string, plain: string) => themeFonts[value(fonts, theme) ?? ""] ?? value(fonts, plain);
  const half = number(child(rPr, "w:sz"));
  const underline = value(child(rPr, "w:u"));
  return compact({
    asciiFont: named("w:asciiTheme", "w:ascii"),
    font: named("w:hAnsiTheme", "w:hAnsi"),
    size: half === undefined ? undefined : half / 2,
    bold: toggle(child(rPr, "w:b")),
    italic: toggle(child(rPr, "w:i")),
    caps: toggle(child(rPr, "w:caps")),
    hidden: toggle(child(rPr, "w:vanish")),
    underline: underline === undefined ? undefined : underline !== "none",
    color: value(child(rPr, "w:color")),
  });
}

export function readParagraphLook(pPr: XmlNode | undefined): ParagraphLook {
  if (!pPr) return {};
  const indent = child(pPr, "w:ind");
  const spacing = child(pPr, "w:spacing");
  const borders = child(pPr, "w:pBdr");
  const drawn = (side: string) => {
    const style = value(child(borders, `w:${side}`));
    return style === undefined ? undefined : style !== "nil" && style !== "none";
  };
  const hanging = number(indent, "w:hanging");
  const list = child(pPr, "w:numPr");
  const auto = (name: string) => ["1", "true", "on"].includes(value(spacing, name) ?? "");
  const look: ParagraphLook = {
    align: value(child(pPr, "w:jc")),
    left: number(indent, "w:left") ?? number(indent, "w:start"),
    right: number(indent, "w:right") ?? number(indent, "w:end"),
    firstLine: hanging === undefined ? number(indent, "w:firstLine") : -hanging,
    before: number(spacing, "w:before"),
    after: number(spacing, "w:after"),
    line: number(spacing, "w:line"),
    lineRule: value(spacing, "w:lineRule"),
    contextual: toggle(child(pPr, "w:contextualSpacing")),
    autoSpacing: spacing && (auto("w:beforeAutospacing") || auto("w:afterAutospacing")) ? true : undefined,
    borderTop: drawn("top"),
    borderBottom: drawn("bottom"),
    boxed: ["top", "bottom", "left", "right"].every((side) => drawn(side) === true) ? true : undefined,
    numId: value(child(list, "w:numId")),
    level: number(child(list, "w:ilvl")),
  };
  return compact(look);
}

/** Style and all it is based on, the farthest first. A style based on itself ends the walk. */
function chain(sheet: StyleSheet, id: string | undefined): Style[] {
  const found: Style[] = [];
  const seen = new Set<string>();
  for (let at = id; at !== undefined && !seen.has(at);) {
    seen.add(at);
    const style = sheet.styles.get(at);
    if (!style) break;
    found.unshift(style);
    at = style.basedOn;
  }
  return found;
}

export function resolveParagraph(
  sheet: StyleSheet,
  styleId: string | undefined,
  tableStyleId: string | undefined,
  direct: ParagraphLook,
  listLevel: ParagraphLook = {},
): ParagraphLook {
  const layers = [
    sheet.defaultParagraph,
    ...chain(sheet, tableStyleId).map((s) => s.paragraph),
    ...chain(sheet, styleId ?? sheet.defaultParagraphStyle).map((s) => s.paragraph),
    listLevel,
    direct,
  ];
  return Object.assign({}, ...layers) as ParagraphLook;
}

/** The list a paragraph style itself puts its paragraphs in. */
export function styleList(sheet: StyleSheet, styleId: string | undefined): Pick<ParagraphLook, "numId" | "level"> {
  const look = Object.assign(
    {},
    ...chain(sheet, styleId ?? sheet.defaultParagraphStyle).map((s) => s.paragraph),
  ) as ParagraphLook;
  return compact({ numId: look.numId, level: look.level });
}

export function resolveRun(
  sheet: StyleSheet,
  styles: { paragraph: string | undefined; character: string | undefined; table: string | undefined },
  direct: RunLook,
): RunLook {
  const layer = (id: string | undefined) => Object.assign({}, ...chain(sheet, id).map((s) => s.run)) as RunLook;
  const table = layer(styles.table);
  const paragraph = layer(styles.paragraph ?? sheet.defaultParagraphStyle);
  const character = layer(styles.character);
  const look = { ...sheet.defaultRun, ...table, ...paragraph, ...character };
  // Bold in the paragraph style and again in the character style cancel out (ECMA-376, 17.7.3).
  for (const flag of ["bold", "italic", "caps"] as const) {
    if (paragraph[flag] && character[flag]) look[flag] = false;
  }
  return { ...look, ...direct };
}

function compact<T extends object>(look: T): T {
  return Object.fromEntries(Object.entries(look).filter(([, v]) => v !== undefined)) as T;
}
