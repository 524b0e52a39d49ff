import { actorsOf, onlyNames, type Piece, subjectOf } from "./assign-actors.ts";
import { isBody, splitBodies } from "./bodies.ts";
import { isCaps } from "./even-source.ts";
import { findActors } from "./find-actors.ts";
import { findTargets, findTimes } from "./find-times.ts";
import { applyLabels, findLabels, type Label, notesOf } from "./labels.ts";
import type { ReadClause, ReadTask, Span } from "./reading.ts";
import { adjuncts, anyOf, goalHeads, modals, separateVerbs, tellers, tellingHeads, VERB } from "./words.ts";

const STARTS_WITH_VERB = new RegExp(`^${VERB}`, "iu");
const MODAL = new RegExp(`(?<!\\p{L})(?:${modals})(?!\\p{L})`, "iu");
const TELLS = new RegExp(`^(?:${anyOf(tellers)})(?!\\p{L})`, "iu");
const adjunct = `^(?:${adjuncts.replaceAll(" ", "\\s*")})(?!\\p{L})[^,;.]{0,180}`;
const ADJUNCT = new RegExp(`${adjunct},\\s*`, "iu");
/** "Khi phát sinh vấn đề phức tạp, nhạy cảm, …": the condition has a comma of its own. */
const WIDE_ADJUNCT = new RegExp(`${adjunct},[^,;.]{0,90},\\s*`, "iu");
const SEPARATE = new RegExp(`^(?:${anyOf(separateVerbs)})(?!\\p{L})`, "iu");
const PAST = /^(?:[^,]{0,80}\s)?đã\s(?!được\s*(?:giao|phê duyệt|phân công))/iu;
const HARMLESS_DOT = /(?:^|[\s(])(?:TP|Tp|TT|ThS|TS|GS|PGS|KT|TM|TL|TUQ|Q|P|H|tr|v\.v|[\p{Lu}])\.$/u;

/** Sentences of a piece of text, each with its place; a semicolon parts what asks for another thing. */
export function sentences(text: string, offset: number): (Span & { text: string })[] {
  const out: (Span & { text: string })[] = [];
  let from = 0;
  const push = (to: number) => {
    const raw = text.slice(from, to);
    const lead = raw.length - raw.trimStart().length;
    const own = raw.trim();
    if (/\p{L}/u.test(own))
      out.push({ start: offset + from + lead, end: offset + from + lead + own.length, text: own });
    from = to;
  };
  for (const m of text.matchAll(/[.!?](?=\s+["“(]?[\p{Lu}\d])|;(?=\s)/gu)) {
    const at = m.index + 1;
    if (m[0] === ".") {
      if (HARMLESS_DOT.test(text.slice(0, at))) continue;
    } else if (m[0] === ";" && !SEPARATE.test(text.slice(at).trimStart())) continue;
    push(at);
  }
  push(text.length);
  return out;
}

export interface TaskContext {
  clauses: readonly ReadClause[];
  text: string;
  year: number | null;
  citations: readonly Span[];
}

/** What each clause asks for; a heading asks for nothing but hands its actors down. */
export function findTasks(context: TaskContext): ReadTask[] {
  const tasks: ReadTask[] = [];
  const ownOf = (i: number) => bodyOf(context, context.clauses[i]!);
  const labels = findLabels(context.clauses, ownOf);
  // "2.1. Tổ chức hội nghị …" without a full stop, and below it who and until when: the duty stands in the heading
  const saysOf = (index: number, words: string) =>
    !words.endsWith(":") &&
    STARTS_WITH_VERB.test(words) &&
    [...labels].some(([i, l]) => context.clauses[i]!.parent === index && l.kind === "lead");
  for (const [index, clause] of context.clauses.entries()) {
    const own = ownOf(index);
    if (isCaps(own.text) || mottos(context, index)) continue;
    const pieces = sentences(own.text, own.start);
    for (const [at, piece] of pieces.entries()) {
      if (clause.heading && at === pieces.length - 1 && !saysOf(index, piece.text)) break;
      if (labels.has(index) && (at === 0 || isNames(labels.get(index)!))) continue;
      const task = readTask(context, index, piece);
      if (task === null) continue;
      const before = tasks.at(-1);
      // after a semicolon the subject is still the one before
      if (before?.clause === index && pieces[at - 1]?.text.endsWith(";") && !task.actors.some((a) => a.role === "lead"))
        task.actors.push(...before.actors.filter((a) => a.role === "lead").map((a) => ({ ...a, inherited: true })));
      tasks.push(task);
    }
  }
  applyLabels(tasks, context.clauses, labels, ownOf, context.year);
  return tasks;
}

const isNames = (label: Label) => label.kind === "lead" || label.kind === "with" || label.kind === "both";

/** What is to be shown on banners asks nothing of anybody. */
const mottos = (context: TaskContext, index: number) =>
  headings(context, index).some((i) => /^(?:các\s+)?khẩu hiệu/iu.test(bodyOf(context, context.clauses[i]!).text));

function bodyOf({ text }: Pick<TaskContext, "text">, clause: ReadClause): Span & { text: string } {
  const whole = text.slice(clause.start, clause.end);
  const marker = clause.marker === "" ? 0 : whole.indexOf(clause.marker) + clause.marker.length;
  const rest = whole.slice(marker);
  const lead = marker + rest.length - rest.trimStart().length;
  return { start: clause.start + lead, end: clause.end, text: whole.slice(lead) };
}

/** What stands before a colon and is a case, a time or a label, never a body. */
const NO_BODY =
  /^(?:Đối với|Nếu|Khi|Trường hợp|Trong trường hợp|Riêng|Năm \d|Quý |Tháng |Đợt |Từ |Đến |Về |Lưu ý|Chú ý|Nội dung|Nhiệm vụ|Thời gian|Địa điểm|Kết quả|Mục tiêu|Yêu cầu|Chế độ|Căn cứ|Trên cơ sở|Theo |Phương pháp|Phương thức|Hình thức|Đối tượng|Công tác|Việc |Thực hiện|Định kỳ)/u;
/** "Đối với …: hướng dẫn …", "Năm 2018: rà soát …": the case is told first, then what is asked. */
const CASE =
  /^(?:Đối với|Nếu|Khi|Trường hợp|Riêng|Năm \d|Quý |Tháng |Đợt |Về |Lưu ý|Chú ý|Nội dung|Nhiệm vụ)[^:;]{0,160}:\s*/u;
const VERB_INSIDE = new RegExp(`(?<=\\s)(?:phải|sẽ|có trách nhiệm|chủ\\s*trì)(?!\\p{L})`, "u");

/**
 * "Phòng Văn hóa - Xã hội: chủ trì …": whose duty the rest of the line is. Where duties are given out, the words before the
 * colon are a body even when no pattern knows its name.
 */
function runIn(
  text: string,
  givenOut: boolean,
): { length: number; actors: { name: string; start: number; end: number }[] } {
  const m = /^(?:(?:Đề nghị|Giao|Yêu cầu|Trách nhiệm của)\s+)?([^:.]{3,160}):\s*/u.exec(text);
  if (m === null) return { length: 0, actors: [] };
  const at = m[0].indexOf(m[1]!);
  const actors = findActors(m[1]!);
  const covered = actors.reduce((sum, a) => sum + a.name.length, 0);
  if (covered >= m[1]!.length * 0.5)
    return { length: m[0].length, actors: actors.map((a) => ({ ...a, start: a.start + at, end: a.end + at })) };
  const said = m[1]!;
  const rest = text.slice(m[0].length);
  if (NO_BODY.test(said)) return { length: 0, actors: [] };
  if (isBody(said) && !VERB_INSIDE.test(said) && (begins(stripped(rest)) || givenOut))
    return { length: m[0].length, actors: splitBodies(said, at) };
  const named = givenOut && /^\p{Lu}/u.test(said) && !begins(said) && begins(stripped(rest));
  return named
    ? { length: m[0].length, actors: [{ name: m[1]!, start: at, end: at + m[1]!.length }] }
    : { length: 0, actors: [] };
}

function headings({ clauses }: TaskContext, index: number): number[] {
  const up: number[] = [];
  for (let at = clauses[index]!.parent; at !== null; at = clauses[at]!.parent) up.push(at);
  return up;
}

function readTask(context: TaskContext, index: number, piece: Span & { text: string }): ReadTask | null {
  const { clauses, text } = context;
  const above = headings(context, index);
  const own = bodyOf(context, clauses[index]!);
  const givenOut = above.some((i) => /tổ chức thực hiện|phân công/iu.test(bodyOf(context, clauses[i]!).text));
  const lead = runIn(own.text, givenOut);
  const first = piece.start === own.start;
  const spoken = piece.start + (first ? lead.length : 0);
  const start = spoken + conditionLength(text.slice(spoken, piece.end));
  const words = text.slice(start, piece.end);
  const headWords = (i: number) => bodyOf(context, clauses[i]!).text;
  const underTelling = above.some((i) => tellingHeads.test(headWords(i)) && !goalHeads.test(headWords(i)));
  const goal = above.some(
    (i) => goalHeads.test(headWords(i)) && !/nhiệm vụ|giải pháp|tổ chức thực hiện/iu.test(headWords(i)),
  );
  if (!asks(words, { runIn: lead.actors.length > 0, underTelling, goal })) return null;
  const named: Piece = { start, end: piece.end, text: words };
  const heads = above.map((i) => ({ ...bodyOf(context, clauses[i]!), heading: clauses[i]!.heading }));
  const core = stripped(words.slice(CASE.exec(words)?.[0].length ?? 0));
  const notes = notesOf(words, start, context.year);
  const found = actorsOf(
    named,
    start + words.length - core.length,
    lead.actors.map((a) => ({ ...a, start: a.start + own.start, end: a.end + own.start })),
    heads,
  );
  const outside = found.filter((a) => notes === null || a.end <= notes.start || a.start > piece.end);
  const noted = (role: string) => notes?.actors.some((a) => a.role === role) === true;
  const actors = [
    ...outside.filter((a) => !(a.inherited && noted(a.role)) && !(a.role === "lead" && noted("lead"))),
    ...(notes?.actors ?? []),
  ];
  return {
    start,
    end: piece.end,
    clause: index,
    text: words,
    nature: goal ? "goal" : "duty",
    actors,
    times: [
      ...findTimes(words, start, context.year, context.citations).filter((t) => notes === null || t.end <= notes.start),
      ...(notes?.times ?? []),
    ],
    targets: findTargets(words, start),
  };
}

/** "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị …": the condition leads in, the duty begins with who bears it. */
function conditionLength(words: string): number {
  if (!/^(?:Trong quá trình|Quá trình)/u.test(words)) return 0;
  return findActors(words).find((a) => words.slice(0, a.start).endsWith(", "))?.start ?? 0;
}

function stripped(words: string): string {
  let rest = words;
  for (let i = 0; i < 4; i++) {
    const next = rest.replace(ADJUNCT, "");
    if (next === rest || next.trim() === "") break;
    if (!begins(next) && !ADJUNCT.test(next)) {
      const wide = rest.replace(WIDE_ADJUNCT, "");
      if (wide !== rest && begins(wide)) return wide;
    }
    rest = next;
  }
  return rest;
}

const begins = (words: string) =>
  STARTS_WITH_VERB.test(words) || /^\d/u.test(words) || findActors(words)[0]?.start === 0 || subjectOf(words) !== null;

function asks(words: string, at: { runIn: boolean; underTelling: boolean; goal: boolean }): boolean {
  if (!at.runIn && onlyNames(words)) return false;
  if (words.split(/\s+/u).length < 3 || words.endsWith(":")) return false;
  if (TELLS.test(words) && !at.runIn) return false;
  if (
    /^Nhận được .* yêu cầu/iu.test(words) ||
    /(?:yêu cầu|đề nghị) (?:các|các cơ quan|các đơn vị|các sở)[^.;]{0,80}(?:nghiêm túc |phối hợp )?(?:triển khai )?(?:tổ chức )?thực hiện(?: tốt)?(?: (?:Kế hoạch|kế hoạch)(?: này)?)?[./]*$/iu.test(
      words,
    )
  )
    return false;
  if (PAST.test(words)) return false;
  const told = CASE.exec(words)?.[0].length ?? 0;
  const core = stripped(words.slice(told));
  // "đến năm 2030, 100% … được": a figure to be reached
  if (!at.underTelling && core !== words && /^\d+(?:[.,]\d+)?\s?%/u.test(core)) return true;
  if (/^(?:Không|Tuyệt đối không|Nghiêm cấm)\s/u.test(core) && told + words.length - core.length < words.length)
    return !at.underTelling || told > 0;
  if (at.underTelling) return MODAL.test(core) || (core !== words && STARTS_WITH_VERB.test(core));
  if (at.runIn || STARTS_WITH_VERB.test(core) || STARTS_WITH_VERB.test(words) || MODAL.test(words)) return true;
  // a subject and what it does: an actor, or anything at all where purposes and requirements are told
  if (subjectOf(core) !== null) return true;
  const actor = findActors(core)[0];
  if (actor !== undefined && actor.start <= 2) {
    const after = core.slice(actor.end);
    const rest = after.replace(
      /^(?:[^.;]{0,120}?)(?=(?:,\s|\s)(?:sẽ\s+)?(?:chủ\s*động|kịp\s*thời|thường\s*xuyên)?)/u,
      "",
    );
    return new RegExp(`(?<!\\p{L})${VERB}`, "iu").test(rest) || /^\s+(?:đến|đi|có|cùng)\s/u.test(after);
  }
  if (at.goal) return /(?:bảo\s*đảm|đảm\s*bảo|được|phải)(?!\p{L})/iu.test(core) || /%/.test(core);
  return false;
}
