import type { CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { planFigures } from "#modules/plans/server.ts";
import { reportTimeliness } from "#modules/reports/server.ts";
import { unitState } from "#modules/units/server.ts";
import type { OverviewView, OverviewWork } from "../contract.ts";
import { median, overviewPeriod } from "../rules.ts";
import { areaOf } from "./area.ts";

type Counts = OverviewWork["plans"];
const counted = ["tasks", "done", "late", "onTime", "unknown", "targets", "targetsReached"] as const;

/** What the units under it were given and what they owed. Asked apart: plans count their own figures, which takes longer. */
export async function readWork(
  tx: Tx,
  asked: { unitId: number; period?: string | undefined; view: OverviewView; today: CivilDate },
): Promise<OverviewWork> {
  const period = overviewPeriod(asked.period ?? null, asked.today);
  await areaOf(tx, asked.unitId, asked.view, asked.today, period.days.to);
  const days = { from: period.days.from, to: period.days.to < asked.today ? period.days.to : asked.today };
  const lines =
    days.to < days.from
      ? []
      : await planFigures(tx, { under: asked.unitId, ...days, look: asked.view === "as-is" ? "now" : "then" });
  const owed = await reportTimeliness(tx, { unitId: asked.unitId, ...days, today: asked.today });
  const { tree } = await unitState(tx);
  const sum = Object.fromEntries(counted.map((key) => [key, lines.reduce((n, line) => n + line[key], 0)])) as Counts;
  return {
    asOfDay: days.to,
    plans: sum,
    units: lines
      .map((line) => ({ ...line, name: tree.versionNear(line.unitId, days.to)?.name ?? `#${line.unitId}` }))
      .toSorted((a, b) => b.late - a.late || b.tasks - a.tasks || (a.name < b.name ? -1 : 1)),
    reports: {
      due: owed.due,
      inTime: owed.inTime,
      late: owed.late,
      missing: owed.missing,
      medianDays: median(owed.days),
    },
  };
}
