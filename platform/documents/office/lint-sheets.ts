import { child, children, type XmlNode } from "../docx/xml-tree.ts";
import { type Linted, partOf } from "./linted.ts";

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

/** What Excel is strict about in a workbook. */
export function lintSheets(linted: Linted): void {
  const { pack, xml, fault } = linted;
  const at = "xl/workbook.xml";
  const sheets = children(child(xml(at), "sheets"), "sheet");
  if (sheets.length === 0) fault(at, "no sheet");
  const names = new Set<string>();
  const ids = new Set<string>();
  const looks = stylesOf(linted);
  const strings = stringsOf(linted);
  for (const sheet of sheets) {
    const { name = "", sheetId = "" } = sheet.attributes;
    if (name === "" || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name)) fault(at, `a sheet is called "${name}"`);
    if (names.has(name.toLowerCase())) fault(at, `two sheets are called "${name}"`);
    names.add(name.toLowerCase());
    if (!/^[1-9]\d*$/.test(sheetId) || ids.has(sheetId)) fault(at, `the sheet id "${sheetId}"`);
    ids.add(sheetId);
    const part = partOf(linted, at, sheet.attributes["r:id"]);
    if (part === null || !pack.has(part)) fault(at, `"${name}" leads nowhere`);
    else {
      lintSheet(linted, part, { looks, strings });
    }
  }
  if (sheets.every((s) => s.attributes["state"] !== undefined && s.attributes["state"] !== "visible"))
    fault(at, "every sheet is hidden");
  lintNames(linted, sheets);
}

/** Names point at sheets that are there, each once in its scope. */
function lintNames({ xml, fault }: Linted, sheets: readonly XmlNode[]): void {
  const at = "xl/workbook.xml";
  const seen = new Set<string>();
  for (const n of children(child(xml(at), "definedNames"), "definedName")) {
    const { name = "", localSheetId } = n.attributes;
    const scoped = `${name.toLowerCase()} ${localSheetId ?? ""}`;
    if (seen.has(scoped)) fault(at, `the name ${name} twice`);
    seen.add(scoped);
    if (localSheetId !== undefined && sheets[Number(localSheetId)] === undefined)
      fault(at, `${name} belongs to sheet ${localSheetId}`);
    if (/\s/.test(n.text.replace(/'(?:[^']|'')*'/g, ""))) fault(at, `${name}: a sheet has to be quoted: ${n.text}`);
    for (const [, quoted, bare] of n.text.matchAll(/(?:'((?:[^']|'')+)'|([^\s'!,()]+))!/g)) {
      const sheet = quoted?.replaceAll("''", "'") ?? bare ?? "";
      if (!sheets.some((s) => s.attributes["name"] === sheet)) fault(at, `${name} points at "${sheet}"`);
    }
  }
}

interface Looks {
  count: number;
  /** By index of the look: whether its numbers are shown as days. */
  days: boolean[];
}

function stylesOf({ pack, xml, fault }: Linted): Looks {
  const at = "xl/styles.xml";
  if (!pack.has(at)) return { count: 1, days: [false] };
  const root = xml(at);
  const own = new Map<string, string>();
  for (const f of children(child(root, "numFmts"), "numFmt")) {
    const id = f.attributes["numFmtId"] ?? "";
    if (own.has(id) || Number(id) < 164) fault(at, `the number format ${id} is doubled or Excel's own`);
    own.set(id, f.attributes["formatCode"] ?? "");
  }
  for (const list of root.children) {
    const said = list.attributes["count"];
    if (said !== undefined && Number(said) !== list.children.length && list.name !== "tableStyles")
      fault(at, `${list.name} says ${said} and holds ${list.children.length}`);
  }
  const counts = (name: string) => child(root, name)?.children.length ?? 0;
  const [fonts, fills, borders, base] = ["fonts", "fills", "borders", "cellStyleXfs"].map(counts) as [
    number,
    number,
    number,
    number,
  ];
  // the first two fills are Excel's own, whatever the file says
  if (fills < 2) fault(at, "fewer than the two fills that Excel keeps for itself");
  const days: boolean[] = [];
  for (const xf of children(child(root, "cellXfs"), "xf")) {
    const a = xf.attributes;
    if (
      Number(a["fontId"]) >= fonts ||
      Number(a["fillId"]) >= fills ||
      Number(a["borderId"]) >= borders ||
      Number(a["xfId"] ?? 0) >= Math.max(1, base)
    )
      fault(at, `a look points at what is not there: ${JSON.stringify(a)}`);
    const format = own.get(a["numFmtId"] ?? "");
    if (format === undefined && Number(a["numFmtId"]) >= 164)
      fault(at, `the number format ${a["numFmtId"]} is not there`);
    const builtIn = Number(a["numFmtId"]);
    days.push((builtIn >= 14 && builtIn <= 22) || /[dyh]/i.test((format ?? "").replace(/"[^"]*"|\[[^\]]*\]/g, "")));
  }
  return { count: days.length, days };
}

function stringsOf({ pack, xml, fault }: Linted): number {
  const at = "xl/sharedStrings.xml";
  if (!pack.has(at)) return 0;
  const root = xml(at);
  const items = children(root, "si");
  const unique = root.attributes["uniqueCount"];
  if (unique !== undefined && Number(unique) !== items.length) fault(at, `uniqueCount ${unique} of ${items.length}`);
  for (const [i, item] of items.entries()) {
    const texts = [item, ...children(item, "r")].flatMap((n) => children(n, "t"));
    const text = texts.map((t) => t.text).join("");
    if (text.length > 32_767) fault(at, `string ${i} has ${text.length} characters`);
    if (texts.some((t) => /^\s|\s$/.test(t.text) && t.attributes["xml:space"] !== "preserve"))
      fault(at, `string ${i} loses spaces`);
  }
  return items.length;
}

function lintSheet({ xml, fault }: Linted, part: string, { looks, strings }: { looks: Looks; strings: number }): void {
  const sheet = xml(part);
  let lastColumn = 0;
  for (const c of children(child(sheet, "cols"), "col")) {
    const [min, max] = [Number(c.attributes["min"]), Number(c.attributes["max"])];
    if (!(min > lastColumn && max >= min && max <= LAST_COLUMN)) fault(part, `columns ${min} to ${max}`);
    if (!(Number(c.attributes["width"] ?? 8) <= 255)) fault(part, `a column is ${c.attributes["width"]} wide`);
    lastColumn = max;
  }
  let lastRow = 0;
  for (const row of children(child(sheet, "sheetData"), "row")) {
    const r = Number(row.attributes["r"] ?? lastRow + 1);
    if (!(r > lastRow && r <= LAST_ROW)) fault(part, `row ${r} after row ${lastRow}`);
    lastRow = r;
    if (Number(row.attributes["ht"] ?? 0) > 409) fault(part, `row ${r} is ${row.attributes["ht"]} high`);
    let last = 0;
    for (const c of children(row, "c")) {
      const where = c.attributes["r"] ?? "";
      const [, letters = "", digits] = /^([A-Z]{1,3})(\d+)$/.exec(where) ?? [];
      const column = columnOf(letters);
      if (Number(digits) !== r || !(column > last) || column > LAST_COLUMN)
        fault(part, `the cell ${where} in row ${r}`);
      last = column;
      lintCell(fault, part, c, { looks, strings });
    }
  }
  lintRanges(fault, part, sheet);
}

function lintCell(
  fault: Linted["fault"],
  part: string,
  c: XmlNode,
  { looks, strings }: { looks: Looks; strings: number },
): void {
  const { r, t = "n", s = "0" } = c.attributes;
  const v = child(c, "v")?.text;
  if (!(Number(s) < looks.count)) fault(part, `${r} has the look ${s} of ${looks.count}`);
  if (t === "s" && !(v !== undefined && /^\d+$/.test(v) && Number(v) < strings))
    fault(part, `${r} is string ${v} of ${strings}`);
  if (t === "b" && v !== "0" && v !== "1") fault(part, `${r} is the truth value ${v}`);
  if (!/^(b|d|e|inlineStr|n|s|str)$/.test(t)) fault(part, `${r} is of the kind ${t}`);
  if (t === "d" && Number.isNaN(Date.parse(v ?? ""))) fault(part, `${r} is no date: ${v}`);
  if (t !== "n" || v === undefined) return;
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(v)) fault(part, `${r} is the number "${v}"`);
  // 1 January 1900 to 31 December 9999
  else if (looks.days[Number(s)] === true && !(Number(v) >= 1 && Number(v) < 2_958_466))
    fault(part, `${r} is no day: ${v}`);
}

/** Ranges that are said somewhere are ranges; merged cells do not overlap. */
function lintRanges(fault: Linted["fault"], part: string, sheet: XmlNode): void {
  const merged: Area[] = [];
  const list = child(sheet, "mergeCells");
  for (const m of children(list, "mergeCell")) {
    const area = areaOf(m.attributes["ref"] ?? "");
    if (area === null || merged.some((o) => overlap(o, area))) fault(part, `merged cells ${m.attributes["ref"]}`);
    else merged.push(area);
  }
  if (list !== undefined && list.children.length === 0) fault(part, "an empty list of merged cells");
  for (const name of ["dimension", "autoFilter"]) {
    const ref = child(sheet, name)?.attributes["ref"];
    if (ref !== undefined && areaOf(ref) === null) fault(part, `${name} is ${ref}`);
  }
  for (const view of children(child(sheet, "sheetViews"), "sheetView")) {
    const pane = child(view, "pane")?.attributes;
    if (pane !== undefined && !/^[A-Z]{1,3}\d+$/.test(pane["topLeftCell"] ?? "A1"))
      fault(part, `a pane begins at ${pane["topLeftCell"]}`);
  }
}

interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
function areaOf(ref: string): Area | null {
  const m = /^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$/.exec(ref);
  if (m === null) return null;
  const [left, top] = [columnOf(m[1]!), Number(m[2])];
  const [right, bottom] = [columnOf(m[3] ?? m[1]!), Number(m[4] ?? m[2])];
  return right >= left && bottom >= top && right <= LAST_COLUMN && bottom <= LAST_ROW
    ? { left, top, right, bottom }
    : null;
}
const overlap = (a: Area, b: Area) => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;

function columnOf(letters: string): number {
  let n = 0;
  for (const letter of letters) n = n * 26 + letter.charCodeAt(0) - 64;
  return n;
}
