import { child, descendants, number, value } from "./xml-tree.ts";
import type { XmlNode } from "./xml-tree.ts";

const EMU_PER_TWIP = 635;

/** Length in twips of a straight line drawn with Word's shapes (DrawingML or the older VML), else null. */
export function readDrawnLine(node: XmlNode): number | null {
  if (node.name === "wp:anchor" || node.name === "wp:inline") return drawingLine(node);
  if (node.name === "v:line") return vmlLine(node);
  if (node.name === "v:shape" && value(node, "type") === "#_x0000_t32") return styleWidth(node);
  return null;
}

function drawingLine(node: XmlNode): number | null {
  const [geometry] = descendants(node, "a:prstGeom");
  if (!["line", "straightConnector1"].includes(value(geometry, "prst") ?? "")) return null;
  const width = number(child(node, "wp:extent"), "cx");
  return width === undefined ? null : width / EMU_PER_TWIP;
}

function vmlLine(node: XmlNode): number | null {
  const [from, to] = [value(node, "from"), value(node, "to")].map((point) => toTwips(point?.split(",")[0] ?? ""));
  return from === undefined || to === undefined || from === null || to === null ? null : Math.abs(to - from);
}

function styleWidth(node: XmlNode): number | null {
  return toTwips(/(?:^|;)\s*width:\s*([^;]+)/.exec(value(node, "style") ?? "")?.[1] ?? "");
}

function toTwips(text: string): number | null {
  const found = /^\s*(-?[\d.]+)\s*(pt|in|cm|mm|px)?\s*$/.exec(text);
  if (!found) return null;
  return Number(found[1]) * { pt: 20, in: 1440, cm: 567, mm: 56.7, px: 15 }[(found[2] ?? "pt") as "pt"];
}
