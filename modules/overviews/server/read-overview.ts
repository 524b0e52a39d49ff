import { sql } from "kysely";
import { type Principal, refusal } from "#kernel/access.ts";
import { asCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import { smallGroupRule } from "#platform/db/small-group-rule.ts";
import type { Tx } from "#platform/db/session.ts";
import { kitsOfPeriod } from "#modules/kits/server.ts";
import { findReport } from "#modules/reports/server.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import type { OverviewKit, OverviewPage, OverviewPlan, OverviewView } from "../contract.ts";
import { arrivalsOf, type Facts, figuresOf, monthsOf, placesOf, understandingRows } from "../figures.ts";
import { overviewPolicy } from "../policy.ts";
import { lastDayOfMonth, monthOf, overviewPeriod, targetFor } from "../rules.ts";
import { type Area, areaOf } from "./area.ts";
import { arrivalFacts, placeMonths, questionFacts, talkFacts, understandingFacts } from "./facts.ts";
import { printedAnswers } from "./printed.ts";
import { ruleOn } from "./rules.ts";
import { nearestUnits, readTargets } from "./targets.ts";

export interface Asked {
  unitId: number;
  period?: string | undefined;
  view: OverviewView;
  today: CivilDate;
  now: Date;
}

/** Everything of one area and period at once: some ten short questions to counts that are kept, none to the talks themselves. */
export async function readOverview(tx: Tx, principal: Principal, asked: Asked): Promise<OverviewPage> {
  const { today, view } = asked;
  const period = overviewPeriod(asked.period ?? null, today);
  const area = await areaOf(tx, asked.unitId, view, today, period.days.to);
  const days = { from: asCivilDate(`${period.window[0]!}-01`), to: lastDayOfMonth(period.window.at(-1)!) };
  const rule = await smallGroupRule(tx, today);
  const record = await recordRule(tx, period.days.from < today ? period.days.from : today);
  const kits = await kitsIn(tx, area, days);
  const facts: Facts = {
    talks: await talkFacts(tx, area, days),
    questions: await questionFacts(tx, area, days),
    arrivals: await arrivalFacts(tx, area, days),
    understanding: await understandingFacts(tx, area, days),
    places: await placeMonths(tx, area, days),
    kits: kits.map((k) => ({
      month: monthOf(k.happenedOn),
      due: k.approvedOn !== null || k.dueOn < today,
      inTime: k.inTime,
    })),
  };
  const near = await nearestUnits(tx, area.unitId, today);
  const targets = await readTargets(tx, near);
  const { tree } = await unitState(tx);
  const nameDay = view === "as-is" || period.days.to > today ? today : period.days.to;
  const named = (id: number) => {
    const version = tree.versionNear(id, nameDay);
    return { name: version?.name ?? `#${id}`, code: version?.code ?? null };
  };
  const path = await unitPath(tx, area.unitId);
  const above = near[1] === undefined ? null : { id: near[1], path: await unitPath(tx, near[1]) };
  return {
    unit: { id: area.unitId, name: area.name, level: area.level },
    above:
      above !== null && refusal(overviewPolicy, "overview.view", principal, { unitPath: above.path }) === null
        ? { id: above.id, name: named(above.id).name }
        : null,
    below: area.below,
    period: period.code,
    firstDay: period.days.from,
    lastDay: period.days.to,
    previousPeriod: period.previous.code,
    lastYearPeriod: period.lastYear.code,
    running: period.running,
    comparedMonths: period.over.length,
    view,
    asOf: asked.now.toISOString(),
    threshold: rule.threshold,
    recordRule: record,
    figures: figuresOf(facts, period, record.days, rule).map((figure) => {
      const target = targetFor(targets, figure.measure, period.code, near);
      return {
        ...figure,
        target:
          target === null
            ? null
            : {
                id: target.id,
                value: target.value,
                period: target.period,
                unit: named(target.unitId).name,
                legalBasis: target.legalBasis,
              },
      };
    }),
    printed: await printedAnswers(tx, area.unitId, period, today, rule),
    places: placesOf(facts, period, area, rule, named),
    months: monthsOf(facts, period, record.days, rule),
    arrivals: arrivalsOf(facts, period),
    understanding: understandingRows(facts, period),
    kits: kits.filter((k) => k.happenedOn >= period.days.from && k.happenedOn <= period.days.to),
    plans: await ownPlans(tx, area, period.days),
    reportId: await findReport(tx, area.unitId, period.code),
    maySetTargets: refusal(overviewPolicy, "overview.set-target", principal, { unitPath: path }) === null,
  };
}

/** The rule as it held when the period began: a later, stricter one does not make old records late. */
export async function recordRule(tx: Tx, day: CivilDate): Promise<{ days: number; legalBasis: string }> {
  const { value, legalBasis } = await ruleOn(tx, "record_in_days", day);
  return { days: value, legalBasis };
}

async function kitsIn(tx: Tx, area: Area, days: { from: CivilDate; to: CivilDate }): Promise<OverviewKit[]> {
  const kits = await kitsOfPeriod(tx, { ...days, under: area.unitId });
  return kits.map((k) => ({
    id: k.id,
    title: k.title,
    unit: k.unit.name,
    happenedOn: k.happenedOn,
    dueOn: k.dueOn,
    approvedOn: k.approvedOn,
    talkOn: k.talkOn,
    daysToApproval: k.daysToApproval,
    daysToTalk: k.daysToTalk,
    inTime: k.approvedOn !== null && k.approvedOn <= k.dueOn,
  }));
}

/** Plans of the area whose units had to issue their own by a day of the period: who did by then, later, not yet. */
async function ownPlans(tx: Tx, area: Area, days: { from: CivilDate; to: CivilDate }): Promise<OverviewPlan[]> {
  const { rows } = await sql<OverviewPlan>`
    with asked as (
      select p.id, p.title, p.symbol, p.own_plans_by, a.unit_id, min(o.issued_on) as issued_on
        from plan p join plan_task t on t.plan_id = p.id and t.dropped_reason is null
        join plan_assignment a on a.task_id = t.id and a.ended_on is null and a.unit_id <> p.unit_id
        left join plan o on o.parent_id = p.id and o.unit_id = a.unit_id and o.status <> 'draft'
       where p.status <> 'draft' and p.own_plans_by between ${days.from}::date and ${days.to}::date
         and p.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = ${area.unitId}::int)
       group by p.id, a.unit_id)
    select id, title, symbol, own_plans_by::text as "ownPlansBy", count(*)::int as units,
           (count(*) filter (where issued_on <= own_plans_by))::int as "inTime",
           (count(*) filter (where issued_on > own_plans_by))::int as late,
           (count(*) filter (where issued_on is null))::int as missing
      from asked group by id, title, symbol, own_plans_by order by own_plans_by desc, id limit 20`.execute(tx);
  return rows;
}
