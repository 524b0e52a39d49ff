import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { type Shown, shownTotal } from "#kernel/suppression.ts";
import type { Tx } from "#platform/db/session.ts";
import { listTopics } from "#modules/materials/server.ts";
import { communeOf, unitPath, unitState } from "#modules/units/server.ts";
import type { ThemeQuery, Themes } from "../contract.ts";
import { themeProblem } from "../problems.ts";
import { changeOf, monthOfWeek, monthPeriod, type ThemePeriod, unsorted, weeksOfMonth } from "../rules.ts";

/** What a page, a file and a document of themes say: nothing but sums of released cells. */
export async function readThemes(tx: Tx, query: ThemeQuery): Promise<Themes> {
  const today = todayInVietnam();
  const asked = query.under === undefined ? null : await areaOf(tx, query.under, today);
  // weeks are of provinces: a commune's is its province's
  const area = query.kind === "week" && asked?.level === "commune" ? await areaOf(tx, asked.provinceId, today) : asked;
  const periods = await released(tx, query.kind);
  const at = query.startsOn === undefined ? 0 : periods.findIndex((p) => p.startsOn === query.startsOn);
  if (query.startsOn !== undefined && at < 0) throw themeProblem("theme.not-released", { startsOn: query.startsOn });
  const period = periods[at] ?? null;
  const empty: Themes = {
    period: null,
    periods,
    area: area && { unitId: area.unitId, name: area.name, level: area.level },
    as: query.as,
    threshold: 5,
    topics: [],
    total: null,
    communes: [],
    series: [],
  };
  if (period === null) return empty;
  const past = periods.slice(at, at + 12);
  const cells = await cellsOf(tx, past, area, query.as);
  const names = new Map((await listTopics(tx)).map((t) => [t.id, t]));
  const sums = (of: ThemePeriod | undefined) => byTopic(of === undefined ? [] : cells.areaOf(of));
  const now = sums(period);
  const before = sums(past[1]);
  return {
    ...empty,
    period,
    threshold: period.threshold,
    topics: [...now]
      .map(([topic, count]) => ({
        topic,
        labelVi: names.get(topic)?.labelVi ?? "Chưa phân chủ đề",
        labelEn: names.get(topic)?.labelEn ?? "Without a topic",
        count,
        previous: before.get(topic) ?? null,
        change: changeOf(count, before.get(topic) ?? null),
      }))
      .toSorted((a, b) => b.count - a.count || a.labelVi.localeCompare(b.labelVi, "vi")),
    total: shownTotal([...now.values()]),
    communes:
      area?.level === "commune" || query.kind === "week"
        ? []
        : await communes(tx, cells.communesOf(period), period, query.as),
    series: past.toReversed().map((p) => {
      const of = sums(p);
      return {
        kind: p.kind,
        startsOn: p.startsOn,
        endsOn: p.endsOn,
        total: shownTotal([...of.values()]),
        topics: [...of].map(([topic, count]) => ({ topic, count })),
      };
    }),
  };
}

interface Area {
  unitId: number;
  name: string;
  level: "province" | "commune";
  provinceId: number;
}

async function areaOf(tx: Tx, unitId: number, today: CivilDate): Promise<Area | null> {
  const { tree } = await unitState(tx);
  if (!tree.units.has(unitId)) throw themeProblem("theme.unknown-unit", { unitId });
  const levelOf = (id: number) => {
    const version = tree.versionNear(id, today);
    return version === undefined ? null : tree.levelOf(version);
  };
  const name = (id: number) => tree.versionNear(id, today)?.name ?? "";
  const province = (await unitPath(tx, unitId)).find((id) => levelOf(id) === "province" && tree.versionOn(id, today));
  const commune = levelOf(unitId) === "province" ? null : await communeOf(tx, unitId, today);
  // above all provinces: the whole instance
  if (commune === null && province === undefined) return null;
  const id = commune ?? province!;
  return { unitId: id, name: name(id), level: commune === null ? "province" : "commune", provinceId: province ?? id };
}

type Released = ThemePeriod & { threshold: number };
async function released(tx: Tx, kind: ThemePeriod["kind"]): Promise<Released[]> {
  const { rows } = await sql<Released>`
    select kind, starts_on::text as "startsOn", ends_on::text as "endsOn", threshold from theme_release
     where kind = ${kind} order by starts_on desc limit 104`.execute(tx);
  return rows;
}

interface CellRow {
  kind: string;
  startsOn: CivilDate;
  provinceId: number;
  unitId: number;
  topic: string;
  count: NonNullable<Shown>;
}

/** All released cells of these periods; what each view then takes of them. */
async function cellsOf(tx: Tx, periods: readonly ThemePeriod[], area: Area | null, as: "is" | "was") {
  const first = periods.at(-1)!.startsOn;
  const last = periods[0]!.startsOn;
  const until = periods[0]!.kind === "month" ? monthPeriod(monthOfWeek(last)).endsOn : last;
  const { rows } = await sql<CellRow>`
    select kind, starts_on::text as "startsOn", province_id as "provinceId", unit_id as "unitId", topic, count
      from theme_cell where starts_on between ${first}::date and ${until}::date`.execute(tx);
  const { now } = await unitState(tx);
  const place = (id: number) => (as === "was" ? id : (now.get(id)?.nowId ?? id));
  const inProvince = (row: CellRow) => area === null || place(row.provinceId) === area.provinceId;
  return {
    /** By week: its own cells. By month: of a province its weeks' cells and their rest, of a commune its own. */
    areaOf(period: ThemePeriod): CellRow[] {
      if (area?.level === "commune")
        return rows.filter(
          (r) => r.kind === "month" && r.startsOn === period.startsOn && place(r.unitId) === area.unitId,
        );
      const weeks = period.kind === "week" ? [period.startsOn] : weeksOfMonth(monthOfWeek(period.startsOn));
      return rows.filter(
        (r) =>
          inProvince(r) &&
          ((r.kind === "week" && weeks.includes(r.startsOn)) ||
            (r.kind === "rest" && period.kind === "month" && r.startsOn === period.startsOn)),
      );
    },
    communesOf(period: ThemePeriod): { unitId: number; topic: string; count: NonNullable<Shown> }[] {
      return rows
        .filter((r) => r.kind === "month" && r.startsOn === period.startsOn && inProvince(r))
        .map((r) => ({ unitId: place(r.unitId), topic: r.topic, count: r.count }));
    },
  };
}

function byTopic(cells: readonly { topic: string; count: NonNullable<Shown> }[]): Map<string, NonNullable<Shown>> {
  const sums = new Map<string, NonNullable<Shown>>();
  for (const { topic, count } of cells) sums.set(topic, shownTotal([sums.get(topic) ?? null, count])!);
  // what has no topic stands last wherever an order is not by size
  const none = sums.get(unsorted);
  if (none !== undefined) {
    sums.delete(unsorted);
    sums.set(unsorted, none);
  }
  return sums;
}

async function communes(
  tx: Tx,
  cells: readonly { unitId: number; topic: string; count: NonNullable<Shown> }[],
  period: ThemePeriod,
  as: "is" | "was",
): Promise<Themes["communes"]> {
  const { tree } = await unitState(tx);
  const on = as === "is" ? todayInVietnam() : period.endsOn;
  const units = Map.groupBy(cells, (c) => c.unitId);
  return [...units]
    .map(([unitId, own]) => {
      const sums = byTopic(own);
      return {
        unitId,
        name: tree.versionNear(unitId, on)?.name ?? String(unitId),
        total: shownTotal([...sums.values()])!,
        topics: [...sums].map(([topic, count]) => ({ topic, count })),
      };
    })
    .toSorted((a, b) => b.total - a.total || a.name.localeCompare(b.name, "vi"));
}
