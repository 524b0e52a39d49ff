import { endOfBodies, isBody, splitBodies } from "./bodies.ts";
import { findActors, type FoundActor } from "./find-actors.ts";
import type { ReadActor, Span } from "./reading.ts";
import { actVerbs, anyOf, tellingHeads, VERB } from "./words.ts";

export type Piece = Span & { text: string };
interface Head extends Piece {
  heading: boolean;
}

const verbs = anyOf(actVerbs);
const GIVEN = /^(?:Giao|Đề nghị|Yêu cầu|Phân công)\s/u;
/** After a condition with commas of its own: "Đối với …, …, Ban Thường trực … phải …". */
const LATE = /,\s+(?=[^,;:]{3,90}\s(?:phải|có trách nhiệm|chịu trách nhiệm|chủ trì|chủ động)(?!\p{L}))/gu;
const GIVES_OUT = /tổ chức thực hiện|phân công|trách nhiệm/iu;

/** "Đồng chí Phó Chủ tịch Thường trực trực tiếp chỉ đạo …": the words before the verb, where they name a body or an office. */
export function subjectOf(words: string): { text: string; sure: boolean } | null {
  if (!isBody(words) || GIVEN.test(words)) return null;
  const clauseEnd = words.search(/[;:.(]/u);
  const reach = words.slice(0, clauseEnd < 0 ? 220 : Math.min(clauseEnd, 220));
  const modal =
    /(?<=\s)(?:phải|sẽ|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|trực tiếp|chủ động|thường xuyên)(?!\p{L})/u.exec(
      reach.slice(0, 140),
    )?.index;
  const end = modal ?? endOfBodies(reach, verbs);
  if (end >= reach.length) return null;
  const text = reach.slice(0, end).replace(/[\s,]+$/u, "");
  // a name, not a sentence about one
  return text.split(/\s+/u).length <= 40 && /\s/u.test(text) ? { text, sure: modal !== undefined } : null;
}

/** "Các tổ chức chính trị - xã hội, doanh nghiệp và cộng đồng.": names and nothing that they do. */
export function onlyNames(words: string): boolean {
  const said = words.replace(/[.;]$/u, "");
  return isBody(said) && !GIVEN.test(said) && endOfBodies(said, verbs) >= said.length;
}

/** Who leads, who stands beside and who is reported to, of one duty. `subjectAt`: where its conditions end. */
export function actorsOf(
  piece: Piece,
  subjectAt: number,
  lead: readonly FoundActor[],
  above: readonly Head[],
): ReadActor[] {
  const named = findActors(piece.text, piece.start);
  const out: ReadActor[] = lead.map((a) => ({ ...a, role: "lead", inherited: false }));
  const beside = besideOf(piece, named);
  const core = piece.text.slice(subjectAt - piece.start);
  const asked = GIVEN.exec(core)?.[0].length ?? 0;
  const subject = subjectOf(core.slice(asked));
  const bodies = subject === null ? [] : splitBodies(subject.text, subjectAt + asked);
  const named1 = named.find((a) => a.start === subjectAt + asked);
  // known names say where they end; what only begins like a body is taken whole
  const whole =
    subject !== null &&
    (named1 === undefined || bodies.length > 1 || bodies[0]!.end > named1.end + (subject.sure ? 0 : 24));
  if (whole) out.push(...bodies.map((a) => ({ ...a, role: "lead" as const, inherited: false })));
  const subjectTo = whole ? subjectAt : endOfSubject(core, subjectAt, named);
  for (const actor of named) {
    const before = piece.text.slice(0, actor.start - piece.start);
    const after = piece.text.slice(actor.end - piece.start);
    // a row of a table of duties: "… (Cơ quan chủ trì: Sở Nội vụ; Cơ quan phối hợp: …)"
    const column = /(chủ\s*trì|thực hiện|phối\s*hợp)[^:;()]*:\s[^;:]*$/iu.exec(before)?.[1];
    if (column !== undefined)
      out.push({ ...actor, role: /phối/iu.test(column) ? "coordinate" : "lead", inherited: false });
    else if (/(?:\(|(?<!\p{L})do |, )$/iu.test(before) && /^\s+(?:chủ\s*trì|làm đầu mối)/iu.test(after))
      out.push({ ...actor, role: "lead", inherited: false });
    else if (beside.some((b) => actor.start < b.end && b.start < actor.end)) continue;
    else if (actor.start >= subjectAt && actor.start < subjectTo)
      out.push({ ...actor, role: "lead", inherited: false });
    else if (
      /(?:báo\s*cáo|tham\s*mưu|trình|gửi(?:\s+\p{L}+){0,4}\s+về|về|gửi|xin ý kiến)\s*$/iu.test(before) &&
      !out.some((o) => o.start <= actor.start && actor.end <= o.end)
    )
      out.push({ ...actor, role: "recipient", inherited: false });
  }
  out.push(...beside.map((a) => ({ ...a, role: "coordinate" as const, inherited: false })));
  if (!out.some((a) => a.role === "lead"))
    for (const m of piece.text.matchAll(LATE)) {
      const from = m.index + m[0].length;
      const late = subjectOf(piece.text.slice(from));
      if (late === null || beside.some((b) => b.start === piece.start + from)) continue;
      out.push(
        ...splitBodies(late.text, piece.start + from).map((a) => ({ ...a, role: "lead" as const, inherited: false })),
      );
      break;
    }
  if (!out.some((a) => a.role === "lead")) out.push(...handedDown(above));
  return out;
}

/** "phối hợp với …" up to the verb that says what is done together. */
function besideOf(piece: Piece, named: readonly FoundActor[]): FoundActor[] {
  const out: FoundActor[] = [];
  for (const m of piece.text.matchAll(/phối\s*hợp(?:\s+chặt chẽ)?(?:,?\s+thống nhất)?\s+(?:với|cùng)\s+/giu)) {
    const from = m.index + m[0].length;
    const rest = piece.text.slice(from);
    const stop = new RegExp(`(?<=[\\p{L},]\\s)${VERB}`, "u").exec(rest)?.index ?? rest.length;
    const known = named.filter((a) => a.start >= piece.start + from && a.start < piece.start + from + stop);
    const listed = splitBodies(rest.slice(0, endOfBodies(rest, verbs)), piece.start + from).filter((b) =>
      isBody(b.name),
    );
    // a list of names goes before names that a pattern found in it
    for (const b of listed) {
      const inside = known.filter((k) => k.start < b.end && b.start < k.end);
      if (inside.length <= 1 && !(inside.length === 1 && inside[0]!.end > b.end)) out.push(b);
      else out.push(...inside);
    }
    out.push(...known.filter((k) => !out.some((o) => o.start < k.end && k.start < o.end)));
  }
  return out.filter((a, i) => out.findIndex((b) => b.start === a.start) === i);
}

function endOfSubject(core: string, subjectAt: number, named: readonly FoundActor[]): number {
  // "báo cáo" in "báo cáo viên" is no verb
  const verbAt =
    [...core.matchAll(new RegExp(`(?<!\\p{L})(?:${VERB}|phải|có trách nhiệm)`, "giu"))].find(
      (m) => !named.some((a) => subjectAt + m.index >= a.start && subjectAt + m.index < a.end),
    )?.index ?? core.length;
  const given = GIVEN.exec(core);
  if (given === null) return subjectAt + verbAt;
  return (
    subjectAt + given[0].length + (new RegExp(`(?<=\\s)${VERB}`, "u").exec(core.slice(given[0].length))?.index ?? 0)
  );
}

/** Whose heading a duty stands under. */
function handedDown(above: readonly Head[]): ReadActor[] {
  for (const [at, head] of above.entries()) {
    // what stands in brackets says to whom it applies
    const bare = head.text.replace(/\([^)]*\)/gu, (m) => " ".repeat(m.length));
    const inHead = findActors(bare, head.start);
    const covered = inHead.reduce((sum, a) => sum + a.name.length, 0);
    const words = head.text.replace(/\(.*?\)|:|có trách nhiệm|thành phố|Đề nghị|Giao/giu, "").trim().length;
    const givenOut = above.slice(at + 1).some((h) => GIVES_OUT.test(h.text)) || GIVES_OUT.test(head.text);
    const names = head.text.replace(/[:.]\s*$/u, "");
    if (givenOut && isBody(names) && !tellingHeads.test(names) && names.length < 260 && !/[.:]\s/u.test(names))
      return splitBodies(names, head.start).map((a) => ({ ...a, role: "lead" as const, inherited: true }));
    if (covered < words * 0.45) continue;
    return inHead.map((a) => ({ ...a, role: "lead" as const, inherited: true }));
  }
  return [];
}
