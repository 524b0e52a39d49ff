import { findActors } from "./find-actors.ts";
import { findTargets, findTimes } from "./find-times.ts";
import { isCaps } from "./even-source.ts";
import type { ReadActor, ReadClause, ReadTask, Span } from "./reading.ts";
import { actVerbs, adjuncts, anyOf, goalHeads, modals, separateVerbs, tellers, tellingHeads } from "./words.ts";

const VERB = `(?:${anyOf(actVerbs)})(?!\\p{L})`;
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
  for (const [index, clause] of context.clauses.entries()) {
    const own = bodyOf(context, clause);
    if (isCaps(own.text)) continue;
    const pieces = sentences(own.text, own.start);
    for (const [at, piece] of pieces.entries()) {
      if (clause.heading && at === pieces.length - 1) break;
      const task = readTask(context, index, piece);
      if (task === null) continue;
      const before = tasks.at(-1);
      // after a semicolon the subject is still the one before
      if (before?.clause === index && pieces[at - 1]?.text.endsWith(";") && !task.actors.some((a) => a.role === "lead"))
        task.actors.push(...before.actors.filter((a) => a.role === "lead").map((a) => ({ ...a, inherited: true })));
      tasks.push(task);
    }
  }
  return tasks;
}

function bodyOf({ text }: Pick<TaskContext, "text">, clause: ReadClause): Span & { text: string } {
  const whole = text.slice(clause.start, clause.end);
  const marker = clause.marker === "" ? 0 : whole.indexOf(clause.marker) + clause.marker.length;
  const rest = whole.slice(marker);
  const lead = marker + rest.length - rest.trimStart().length;
  return { start: clause.start + lead, end: clause.end, text: whole.slice(lead) };
}

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
  const named = givenOut && /^\p{Lu}/u.test(m[1]!) && !begins(m[1]!) && begins(stripped(text.slice(m[0].length)));
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
  const actors = actorsOf(
    context,
    { start, end: piece.end, text: words },
    lead.actors.map((a) => ({ ...a, start: a.start + own.start, end: a.end + own.start })),
    above,
  );
  return {
    start,
    end: piece.end,
    clause: index,
    text: words,
    nature: goal ? "goal" : "duty",
    actors,
    times: findTimes(words, start, context.year, context.citations),
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
  STARTS_WITH_VERB.test(words) || /^\d/u.test(words) || findActors(words)[0]?.start === 0;

function asks(words: string, at: { runIn: boolean; underTelling: boolean; goal: boolean }): boolean {
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
  const core = stripped(words);
  if (at.underTelling) return MODAL.test(core) || (core !== words && STARTS_WITH_VERB.test(core));
  if (at.runIn || STARTS_WITH_VERB.test(core) || STARTS_WITH_VERB.test(words) || MODAL.test(words)) return true;
  // a subject and what it does: an actor, or anything at all where purposes and requirements are told
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

function actorsOf(
  context: TaskContext,
  piece: Span & { text: string },
  lead: readonly { name: string; start: number; end: number }[],
  above: readonly number[],
): ReadActor[] {
  const named = findActors(piece.text, piece.start);
  const out: ReadActor[] = lead.map((a) => ({ ...a, role: "lead", inherited: false }));
  const with_ = /phối\s*hợp(?:\s+chặt chẽ)?\s+(?:với|cùng|giữa)\s/iu.exec(piece.text);
  const withFrom = with_ === null ? null : piece.start + with_.index + with_[0].length;
  const afterWith = withFrom === null ? "" : piece.text.slice(withFrom - piece.start);
  const stop = new RegExp(`(?<=[\\p{L},]\\s)${VERB}`, "u").exec(afterWith);
  const withTo = withFrom === null ? 0 : withFrom + (stop?.index ?? afterWith.length);
  const core = stripped(piece.text);
  const subjectAt = piece.start + piece.text.length - core.length;
  // "báo cáo" in "báo cáo viên" is no verb
  const verbAt =
    [...core.matchAll(new RegExp(`(?<!\\p{L})(?:${VERB}|phải|có trách nhiệm)`, "giu"))].find(
      (m) => !named.some((a) => subjectAt + m.index >= a.start && subjectAt + m.index < a.end),
    )?.index ?? core.length;
  const given = /^(?:Giao|Đề nghị|Yêu cầu|Phân công)\s/u.exec(core);
  const subjectTo =
    given === null
      ? subjectAt + verbAt
      : subjectAt +
        given[0].length +
        (new RegExp(`(?<=\\s)${VERB}`, "u").exec(core.slice(given[0].length))?.index ?? 0);
  for (const actor of named) {
    // a row of a table of duties: "… (Cơ quan chủ trì: Sở Nội vụ; Cơ quan phối hợp: …)"
    const column = /(chủ\s*trì|thực hiện|phối\s*hợp)[^:;()]*:\s[^;:]*$/iu.exec(
      piece.text.slice(0, actor.start - piece.start),
    )?.[1];
    if (column !== undefined)
      out.push({ ...actor, role: /phối/iu.test(column) ? "coordinate" : "lead", inherited: false });
    else if (withFrom !== null && actor.start >= withFrom && actor.start < withTo)
      out.push({ ...actor, role: "coordinate", inherited: false });
    else if (actor.start >= subjectAt && actor.start < subjectTo)
      out.push({ ...actor, role: "lead", inherited: false });
    else if (
      /(?:báo\s*cáo|tham\s*mưu|trình|gửi(?:\s+\p{L}+){0,4}\s+về|về|gửi|xin ý kiến)\s*$/iu.test(
        piece.text.slice(0, actor.start - piece.start),
      )
    )
      out.push({ ...actor, role: "recipient", inherited: false });
  }
  if (!out.some((a) => a.role === "lead")) {
    for (const i of above) {
      const head = bodyOf(context, context.clauses[i]!);
      const inHead = findActors(head.text, head.start);
      const covered = inHead.reduce((sum, a) => sum + a.name.length, 0);
      if (covered < head.text.replace(/\(.*?\)|:|có trách nhiệm|thành phố|Đề nghị|Giao/giu, "").trim().length * 0.45)
        continue;
      out.push(...inHead.map((a) => ({ ...a, role: "lead" as const, inherited: true })));
      break;
    }
  }
  return out;
}
