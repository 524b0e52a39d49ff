import { sql } from "kysely";
import { z } from "zod";
import { type Principal, refusal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { likeWords } from "#kernel/text/fold.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { unitState } from "#modules/units/server.ts";
import type { Activity, FundingSource, LinePage, MoneyEntry, SourceSetting, SpendingThing } from "../contract.ts";
import { ActivityKind } from "../contract.ts";
import { budgetPolicy } from "../policy.ts";
import { budgetProblem } from "../problems.ts";
import { lineColumns, presentLine, type RawLine } from "./read-year.ts";
import { getLine } from "./store.ts";

/** One line with where it came from, what was handed down from it and what it is meant for. */
export async function readLinePage(tx: Tx, principal: Principal, id: string): Promise<LinePage> {
  const today = todayInVietnam();
  const stored = await getLine(tx, id);
  const { rows } = await sql<RawLine>`
    select ${lineColumns} from budget_line l where l.id = ${id}::uuid or l.parent_id = ${id}::uuid order by l.created_at, l.id`.execute(
    tx,
  );
  const state = await unitState(tx);
  const { tree, paths, now } = state;
  const own = rows.find((r) => r.id === id);
  if (own === undefined) throw budgetProblem("budget.line-unknown", { id });
  const { rows: activities } = await sql<Activity>`
    select id, line_id as "lineId", kind, coalesce(plan_task_id, talk_id, dialogue_id, kit_id) as "refId", title, planned, spent
      from budget_activity where line_id = ${id}::uuid order by created_at, id`.execute(tx);
  const { rows: allowances } = await sql<LinePage["allowances"][number]>`
    select amount, reason, reference, (at at time zone 'Asia/Ho_Chi_Minh')::date::text as on
      from budget_allowance where line_id = ${id}::uuid order by at`.execute(tx);
  // the line above may lie outside what the caller sees: then it is named by its unit alone
  const { rows: above } =
    stored.parentId === null
      ? { rows: [] }
      : await sql<{ unitId: number }>`
          select from_unit_id as "unitId" from budget_entry where from_id = ${stored.parentId}::uuid and to_id = ${id}::uuid limit 1`.execute(
          tx,
        );
  const unit = (unitId: number) => ({ id: unitId, name: tree.versionNear(unitId, today)?.name ?? String(unitId) });
  const may = (verb: keyof typeof budgetPolicy) =>
    refusal(budgetPolicy, verb, principal, { unitPath: paths.get(stored.unitId) ?? [] }) === null;
  const line = presentLine(state, own, today);
  const nowId = now.get(stored.unitId)?.nowId ?? null;
  return {
    ...line,
    nature: stored.nature,
    parent:
      stored.parentId === null || above[0] === undefined ? null : { id: stored.parentId, unit: unit(above[0].unitId) },
    children: rows.filter((r) => r.id !== id).map((r) => presentLine(state, r, today)),
    activities: activities.map((a) => ({ ...a, title: strike(a.title) })),
    allowances,
    successors: !line.ended
      ? []
      : nowId !== null
        ? [unit(nowId)]
        : [...new Set((tree.successors.get(stored.unitId) ?? []).map((s) => s.toId))].map(unit),
    mayWrite: !stored.closed && may("budget.write"),
    mayDecide: !stored.closed && may("budget.decide"),
  };
}

export const EntryQuery = z.object({ ...pageQuery });

/** The movements of a line, the newest first; counter-entries stand as they were made. */
export async function listEntries(tx: Tx, principal: Principal, lineId: string, query: z.output<typeof EntryQuery>) {
  const line = await getLine(tx, lineId);
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.string(), z.uuid()]));
  const { rows } = await sql<
    Omit<MoneyEntry, "incoming" | "other" | "activity" | "mayReverse"> & {
      toId: string | null;
      fromId: string | null;
      fromUnitId: number | null;
      toUnitId: number | null;
      activityId: string | null;
      activityTitle: string | null;
      sponsorshipId: string | null;
      payRunId: string | null;
      at: string;
    }
  >`
    select e.id, e.kind, e.from_id as "fromId", e.to_id as "toId", e.from_unit_id as "fromUnitId", e.to_unit_id as "toUnitId", e.amount,
           e.on_date::text as "onDate", e.reference, e.note, e.reverses_id as "reversesId", e.reason, e.activity_id as "activityId",
           a.title as "activityTitle", e.sponsorship_id as "sponsorshipId", e.pay_run_id as "payRunId", e.at::text as at,
           exists (select from budget_entry r where r.reverses_id = e.id) as reversed
      from budget_entry e left join budget_activity a on a.id = e.activity_id
     where (e.from_id = ${lineId}::uuid or e.to_id = ${lineId}::uuid)
       ${after === undefined ? sql`` : sql`and (e.on_date, e.at, e.id) < (${after[0]}::date, ${after[1]}::timestamptz, ${after[2]}::uuid)`}
     order by e.on_date desc, e.at desc, e.id desc limit ${query.limit + 1}`.execute(tx);
  const { tree, paths } = await unitState(tx);
  const today = todayInVietnam();
  return page(
    rows,
    query.limit,
    (r) => [r.onDate, r.at, r.id],
    (r): MoneyEntry => {
      const incoming = r.toId === lineId;
      const otherLine = incoming ? r.fromId : r.toId;
      const otherUnit = incoming ? r.fromUnitId : r.toUnitId;
      const writer = r.fromUnitId ?? r.toUnitId;
      return {
        id: r.id,
        kind: r.kind,
        incoming,
        amount: r.amount,
        onDate: r.onDate,
        reference: r.reference,
        note: r.note === null ? null : strike(r.note),
        other:
          otherLine === null || otherUnit === null
            ? null
            : {
                lineId: otherLine,
                unit: { id: otherUnit, name: tree.versionNear(otherUnit, today)?.name ?? String(otherUnit) },
              },
        activity: r.activityId === null ? null : { id: r.activityId, title: strike(r.activityTitle ?? "") },
        reversesId: r.reversesId,
        reversed: r.reversed,
        reason: r.reason,
        mayReverse:
          !line.closed &&
          r.reversesId === null &&
          !r.reversed &&
          r.sponsorshipId === null &&
          r.payRunId === null &&
          refusal(budgetPolicy, "budget.write", principal, { unitPath: paths.get(writer ?? 0) ?? [] }) === null,
      };
    },
  );
}

export async function listSources(tx: Tx, on: string): Promise<FundingSource[]> {
  const { rows } = await sql<FundingSource>`
    select code, nature, name_vi as "nameVi", name_en as "nameEn", legal_basis as "legalBasis"
      from funding_source where valid @> ${on}::date order by position, code`.execute(tx);
  return rows;
}

/** Every row of the configuration: what holds, held and will hold. */
export async function listSourceSettings(tx: Tx): Promise<SourceSetting[]> {
  const { rows } = await sql<SourceSetting>`
    select code, nature, name_vi as "nameVi", name_en as "nameEn", legal_basis as "legalBasis", position, lower(valid)::text as "from", upper(valid)::text as "to"
      from funding_source order by position, code, lower(valid) desc nulls last`.execute(tx);
  return rows;
}

export const ThingQuery = z.object({
  kind: ActivityKind.exclude(["other"]),
  q: z.string().trim().max(200).default(""),
  limit: pageQuery.limit,
});

/** What money may be meant for, of what the caller sees: the newest that match. */
export async function findThings(
  tx: Tx,
  { kind, q, limit }: z.output<typeof ThingQuery>,
): Promise<{ items: SpendingThing[] }> {
  const like = likeWords(q);
  const from = {
    planTask: sql`select t.id, left(t.text, 300) as title, t.due_on::text as on, p.unit_id from plan_task t join plan p on p.id = t.plan_id
      where t.dropped_reason is null and find_vi(t.text) like all (${like}::text[]) order by p.created_at desc, t.position`,
    talk: sql`select id, title, held_on::text as on, unit_id from talk
      where find_vi(title) like all (${like}::text[]) and status not in ('cancelled', 'rejected') order by starts_at desc`,
    dialogue: sql`select id, title, (starts_at at time zone 'Asia/Ho_Chi_Minh')::date::text as on, unit_id from dialogue
      where find_vi(title) like all (${like}::text[]) and status <> 'cancelled' order by starts_at desc`,
    kit: sql`select id, title, due_on::text as on, unit_id from kit
      where find_vi(title) like all (${like}::text[]) and status <> 'cancelled' order by due_on desc`,
  }[kind];
  const { rows } = await sql<{
    id: string;
    title: string;
    on: string | null;
    unit_id: number;
  }>`${from} limit ${limit}`.execute(tx);
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  return {
    items: rows.map((r) => ({
      id: r.id,
      title: strike(r.title),
      on: r.on,
      unitName: tree.versionNear(r.unit_id, today)?.name ?? "",
    })),
  };
}
