import type { FoundActor } from "./find-actors.ts";
import { isBody, splitBodies } from "./bodies.ts";
import { timesOfLabel } from "./find-times.ts";
import type { ReadActor, ReadClause, ReadTask, ReadTime } from "./reading.ts";

const who = "(?:đơn vị|cơ quan|bộ phận|cá nhân|người|lãnh đạo)";
const more = "(?:\\s+(?:thực hiện|triển khai|tham mưu|chính|hoàn thành|tổ chức|cụ thể|dự kiến|báo cáo))*";
const kinds = {
  both: new RegExp(`^${who}\\s+chủ\\s*trì(?:,| và|,? cơ quan| -)\\s*(?:phối\\s*hợp|thực hiện)${more}\\s*(?::|$)`, "iu"),
  lead: new RegExp(
    `^(?:${who}\\s+(?:được giao\\s+)?(?:chủ\\s*trì|thực hiện|phụ trách|tham mưu|đầu mối)|chủ\\s*trì)${more}\\s*(?::|$)|^(?:phân công|giao)${more}\\s*:\\s*(?=\\p{Lu})`,
    "iu",
  ),
  with: new RegExp(`^(?:${who}\\s+)?phối\\s*hợp${more}\\s*(?::|$)`, "iu"),
  time: new RegExp(`^(?:thời gian|thời hạn|tiến độ|hạn hoàn thành|hoàn thành)${more}\\s*:`, "iu"),
  other:
    /^(?:địa điểm|thành phần(?: \p{L}+){0,3}|kết quả(?: \p{L}+){0,3}|sản phẩm(?: \p{L}+){0,3}|kinh phí(?: \p{L}+){0,2}|số lượng|quy mô|tài liệu(?: \p{L}+){0,3}|nguyên tắc(?: \p{L}+){0,4}):/iu,
};
type LabelKind = keyof typeof kinds;

export interface Label {
  kind: LabelKind;
  /** Length of the words before what is said. */
  length: number;
}

/** "- Đơn vị chủ trì: …", "Thời gian hoàn thành: …": a line that says something of the duty above it. */
function labelOf(own: string): Label | null {
  for (const kind of Object.keys(kinds) as LabelKind[]) {
    const m = kinds[kind].exec(own);
    if (m) return { kind, length: m[0].length };
  }
  return null;
}

/**
 * What stands in brackets at a duty's end: "(Cơ quan chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính; thời gian: quý II/2026)", as
 * a row of a table of duties is written.
 */
export function notesOf(
  text: string,
  offset: number,
  year: number | null,
): { actors: ReadActor[]; times: ReadTime[]; start: number } | null {
  const bracket = /\(([^()]*:[^()]*(?:\([^()]*\)[^()]*)*)\)[.;]?$/u.exec(text);
  if (bracket === null) return null;
  const actors: ReadActor[] = [];
  const times: ReadTime[] = [];
  let at = bracket.index + 1;
  for (const part of bracket[1]!.split(/;\s*(?=[^;:]{3,60}:\s)/u)) {
    const from = text.indexOf(part, at);
    at = from + part.length;
    const label = labelOf(part);
    if (label === null) continue;
    const said = part.slice(label.length);
    const start = offset + from + label.length;
    if (label.kind === "time") times.push(...timesOfLabel(said, start, year));
    else if (label.kind === "lead" || label.kind === "with")
      actors.push(
        ...splitBodies(said, start).map((a) => ({
          ...a,
          role: label.kind === "lead" ? ("lead" as const) : ("coordinate" as const),
          inherited: false,
        })),
      );
  }
  return actors.length + times.length === 0 ? null : { actors, times, start: offset + bracket.index };
}

interface Own {
  start: number;
  text: string;
}

/** Clauses that are labels, and all that stands below one. */
export function findLabels(clauses: readonly ReadClause[], ownOf: (i: number) => Own): Map<number, Label> {
  const found = new Map<number, Label>();
  for (const [i, clause] of clauses.entries()) {
    const label = labelOf(ownOf(i).text);
    if (label !== null && (label.kind !== "other" || clause.parent !== null)) found.set(i, label);
    // the names in a paragraph of their own below "b) Cơ quan phối hợp"
    else if (clause.kind === "paragraph" && i > 0 && bare(found.get(i - 1), ownOf(i - 1)) && isBody(ownOf(i).text))
      found.set(i, { kind: found.get(i - 1)!.kind, length: 0 });
    else if (clause.parent !== null && named(found.get(clause.parent)) && isBody(ownOf(i).text))
      found.set(i, { kind: found.get(clause.parent)!.kind, length: 0 });
  }
  return found;
}

const bare = (label: Label | undefined, own: Own | undefined) =>
  named(label) && label!.length > 0 && own !== undefined && own.text.length <= label!.length;
const named = (label: Label | undefined) => label !== undefined && label.kind !== "other" && label.kind !== "time";

/** Hands what the labels say to the duties above them; the nearest label is heard first, a name in the duty itself stays. */
export function applyLabels(
  tasks: readonly ReadTask[],
  clauses: readonly ReadClause[],
  labels: ReadonlyMap<number, Label>,
  ownOf: (i: number) => Own,
  year: number | null,
): void {
  const given = new Map<ReadTask, Set<string>>();
  const heard: {
    under: number;
    at: number;
    kind: "lead" | "coordinate" | "time";
    actors: FoundActor[];
    times: ReadTime[];
  }[] = [];
  for (const [i, label] of labels) {
    if (label.kind === "other" || label.kind === "both") continue;
    let under = clauses[i]!.parent;
    let top = i;
    while (under !== null && labels.has(under)) {
      top = under;
      under = clauses[under]!.parent;
    }
    if (under === null) continue;
    const own = ownOf(i);
    const said = own.text.slice(label.length);
    const kind = label.kind === "with" ? "coordinate" : label.kind;
    const at = own.start + label.length;
    const before = heard.find((h) => h.under === under && h.kind === kind && h.at === top);
    const entry = before ?? { under, at: top, kind, actors: [], times: [] };
    if (before === undefined) heard.push(entry);
    if (kind === "time") entry.times.push(...timesOfLabel(said, at, year));
    else if (said.trim() !== "" && !said.trim().startsWith("(")) entry.actors.push(...splitBodies(said, at));
  }
  for (const entry of heard)
    for (const task of tasks) {
      if (task.clause >= entry.at || !under(clauses, task.clause, entry.under)) continue;
      const done = given.get(task) ?? new Set<string>();
      if (done.has(entry.kind)) continue;
      given.set(task, done.add(entry.kind));
      if (entry.kind === "time") {
        // a year in the name of a programme is no term beside a day that the label says
        const said = entry.times.some((t) => t.due !== null);
        task.times = task.times.filter((t) => !(said && t.due !== null && /năm\s+\d{4}$/iu.test(t.quote)));
        if (!task.times.some((t) => t.due !== null)) task.times.push(...entry.times);
        continue;
      }
      const role = entry.kind;
      // whoever the duty itself names leads it; who helps is added to
      if (role === "lead" && task.actors.some((a) => a.role === role && !a.inherited)) continue;
      const kept = role === "lead" ? task.actors.filter((a) => a.role !== role) : task.actors;
      const said = entry.actors.filter((a) => !kept.some((k) => k.role === role && k.name === a.name));
      if (said.length > 0) task.actors = [...kept, ...said.map((a) => ({ ...a, role, inherited: true }))];
    }
}

function under(clauses: readonly ReadClause[], clause: number, top: number): boolean {
  for (let at: number | null = clause; at !== null; at = clauses[at]!.parent) if (at === top) return true;
  return false;
}
