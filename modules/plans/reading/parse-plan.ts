import { readPipes } from "./duty-table.ts";
import { evenSource } from "./even-source.ts";
import { findBases, findTerms } from "./find-bases.ts";
import { findClauses } from "./find-clauses.ts";
import { findHead } from "./find-head.ts";
import { findTasks } from "./find-tasks.ts";
import type { PlanReading, ReadDoubt, SourceParagraph } from "./reading.ts";

export type NotAPlan = "empty" | "other-kind" | "no-parts" | "no-task";
export type ParseResult = { ok: true; reading: PlanReading } | { ok: false; why: NotAPlan; found: string | null };

/**
 * Reads a plan as it arrived. Pure; nothing is invented: each task, actor, day and document carries the span of the
 * evened source in which it stands, and what asks for nothing is listed in `withoutTask`.
 */
export function parsePlan(paragraphs: readonly SourceParagraph[]): ParseResult {
  const source = evenSource(paragraphs);
  const { text, lines } = source;
  if (text.length < 40) return { ok: false, why: "empty", found: null };
  const { head, preamble, preambleStart, body, otherKind } = findHead(lines);
  if (otherKind !== null) return { ok: false, why: "other-kind", found: otherKind };
  const { clauses, doubts } = findClauses(body);
  if (clauses.filter((c) => c.marker !== "" || c.heading).length < 3)
    return { ok: false, why: "no-parts", found: null };
  const bodyStart = body[0]?.start ?? text.length;
  const bodyEnd = body.at(-1)?.end ?? text.length;
  const { bases, places } = findBases(
    text,
    bodyStart,
    preambleStart ?? preamble[0]?.start ?? bodyStart,
    bodyEnd,
    head.symbol,
  );
  const year = Number((head.issuedOn ?? /(?:19|20)\d{2}/u.exec(head.title ?? "")?.[0] ?? "").slice(0, 4)) || null;
  const tasks = findTasks({ clauses, text, year, citations: places });
  if (tasks.length === 0) return { ok: false, why: "no-task", found: null };
  const covered = new Set<number>();
  for (const task of tasks)
    for (let at: number | null = task.clause; at !== null; at = clauses[at]!.parent) covered.add(at);
  // a line that only says who or until when leads to the duty that took it over
  for (const said of tasks.flatMap((t) => [...t.actors, ...t.times]))
    for (const [i, c] of clauses.entries())
      if (said.start >= c.start && said.end <= c.end)
        for (let at: number | null = i; at !== null; at = clauses[at]!.parent) covered.add(at);
  const withoutTask = clauses.flatMap((_, i) => (covered.has(i) ? [] : [i]));
  return {
    ok: true,
    reading: {
      text,
      head,
      bases,
      terms: findTerms(text, places),
      clauses,
      tasks,
      withoutTask,
      doubts: [
        ...headDoubts(head, bases.length, source.legacy),
        ...doubts,
        ...tasks
          .filter((t) => t.nature === "duty" && !t.actors.some((a) => a.role === "lead"))
          .map((t): ReadDoubt => ({ code: "no-lead", start: t.start, end: t.end, detail: "" })),
      ],
    },
  };
}

function headDoubts(head: PlanReading["head"], bases: number, legacy: string | null): ReadDoubt[] {
  const at = (code: ReadDoubt["code"], detail = ""): ReadDoubt => ({ code, start: 0, end: 0, detail });
  return [
    ...(legacy === null ? [] : [at("legacy-font", legacy)]),
    ...(head.title === null ? [at("no-title")] : []),
    ...(head.symbol === null ? [at("no-symbol")] : []),
    ...(head.issuer === null ? [at("no-issuer")] : []),
    ...(bases === 0 ? [at("no-basis")] : []),
  ];
}

/** A text file or a pasted text, as paragraphs. */
export function paragraphsOfText(text: string): SourceParagraph[] {
  return readPipes(text.split(/\r?\n/u));
}
