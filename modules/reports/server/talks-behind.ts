import { sql, type RawBuilder } from "kysely";
import { z } from "zod";
import { spokenCode } from "#kernel/ids.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { ViewName, type LateTalk, type ReportTalk } from "../contract.ts";
import { isIndicatorCode, talkCondition, type IndicatorCode } from "../indicators.ts";
import { reportProblem } from "../problems.ts";
import { frozenFacts, liveFacts, liveFactsOf, pinnedFacts, placedFacts } from "./facts.ts";
import { newestLate } from "./reckon.ts";
import type { StoredReport } from "./report-store.ts";
import { scopeOf, type View } from "./scope.ts";

export const TalksBehindQuery = z.object({
  indicator: z.string().max(60).default("talks"),
  view: ViewName.default("as-is"),
  line: z.enum(["total", "unit", "unattributable"]).default("total"),
  unitId: z.coerce.number().int().positive().optional().describe("With line=unit: the unit below"),
  revision: z.coerce.number().int().positive().optional(),
  ...pageQuery,
});

interface Row {
  talk_id: string;
  talk_version: number;
  held_on: string;
  title: string;
  kind: string;
  place: string | null;
  speakers: string[] | null;
  attendance: number;
  questions: number;
}

export function indicatorOf(code: string): IndicatorCode {
  if (!isIndicatorCode(code)) throw reportProblem("report.unknown-indicator", { indicator: code });
  return code;
}

/** At the bottom of every figure: the talks that make it up, newest first, as they were counted. */
export async function talksBehind(
  tx: Tx,
  report: StoredReport,
  query: z.output<typeof TalksBehindQuery>,
  today: string,
): Promise<{ items: ReportTalk[]; nextCursor: string | null }> {
  const condition = talkCondition(indicatorOf(query.indicator));
  if (condition === null) return { items: [], nextCursor: null };
  const after = decodeCursor(query.cursor, z.tuple([z.iso.date(), z.uuid()]));
  const facts = await factsOf(tx, report, query.view, today, query.revision ?? report.revision);
  const onLine =
    query.line === "total"
      ? sql`true`
      : query.line === "unattributable"
        ? sql`f.line = 'unattributable'`
        : sql`f.line = 'unit' and f.row_unit = ${query.unitId ?? 0}::int`;
  const rows = await readTalks(
    tx,
    sql`
    select f.* from ${facts} f where ${sql.raw(condition)} and ${onLine}
       and (${after?.[0] ?? null}::date is null or (f.held_on, f.talk_id) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::uuid))
     order by f.held_on desc, f.talk_id desc limit ${query.limit + 1}`,
  );
  return page(rows, query.limit, (r) => [r.held_on, r.talk_id], present);
}

export async function factsOf(
  tx: Tx,
  report: StoredReport,
  view: View,
  today: string,
  revision: number,
): Promise<RawBuilder<unknown>> {
  const scope = await scopeOf(tx, report.unitId, view, today, report.period.days.to);
  return report.status === "frozen"
    ? frozenFacts(report.id, revision, view, scope.key)
    : placedFacts(liveFacts(report.period.days, null), scope);
}

/** Ids of the talks behind each line of one indicator: for a file that is to be traced without the server. */
export async function talkIdsByLine(
  tx: Tx,
  facts: RawBuilder<unknown>,
  code: IndicatorCode,
): Promise<Map<number | "unattributable", string[]>> {
  const condition = talkCondition(code);
  const found = new Map<number | "unattributable", string[]>();
  if (condition === null) return found;
  const { rows } = await sql<{ line: string; row_unit: number | null; ids: string[] }>`
    select f.line, f.row_unit, array_agg(f.talk_id::text order by f.held_on, f.talk_id) as ids from ${facts} f where ${sql.raw(condition)} group by 1, 2`.execute(
    tx,
  );
  for (const r of rows) found.set(r.line === "unattributable" ? "unattributable" : (r.row_unit as number), r.ids);
  return found;
}

/** What has come, changed or gone since the freeze, newest first; it enters by a revision only. `total`: of all, not of those shown. */
export async function lateTalks(
  tx: Tx,
  report: StoredReport,
  today: string,
): Promise<{ items: LateTalk[]; total: number }> {
  if (report.status !== "frozen") return { items: [], total: 0 };
  const { newest, total } = await newestLate(tx, report, today);
  const idsOf = (...why: LateTalk["why"][]) => newest.flatMap((l) => (why.includes(l.why) ? [l.talkId] : []));
  const live = await readTalks(tx, sql`select f.* from ${liveFactsOf(idsOf("new", "changed"))} f`);
  const pinned = await readTalks(
    tx,
    sql`select f.* from ${pinnedFacts(report.id, report.revision)} f where f.talk_id = any (${idsOf("changed", "withdrawn")}::uuid[])`,
  );
  const [nowOf, before] = [live, pinned].map((rows) => new Map(rows.map((r) => [r.talk_id, r])));
  const items = newest.flatMap(({ talkId, why }): LateTalk[] => {
    const counted = before!.get(talkId);
    const shown = why === "withdrawn" ? counted : nowOf!.get(talkId);
    return shown === undefined ? [] : [{ ...present(shown), why, before: counted?.attendance ?? null }];
  });
  return { items, total };
}

async function readTalks(tx: Tx, facts: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select f.talk_id::text, f.talk_version, f.held_on::text, f.title, f.kind, f.attendance, f.questions,
           (select v.name from unit_version v where v.unit_id = f.place_unit_id order by (v.valid @> f.held_on) desc, lower(v.valid) desc limit 1) as place,
           (select array_agg(n.full_name order by n.full_name) from person_names(f.speaker_ids) n) as speakers
      from (${facts}) f order by f.held_on desc, f.talk_id desc`.execute(tx);
  return rows;
}

function present(r: Row): ReportTalk {
  return {
    talkId: r.talk_id,
    number: spokenCode(r.talk_id),
    version: r.talk_version,
    heldOn: r.held_on,
    title: r.title,
    kind: r.kind,
    place: r.place ?? "",
    speakers: r.speakers ?? [],
    attendance: r.attendance,
    questions: r.questions,
  };
}
