import { systemCaller as system } from "#kernel/access.ts";
import { civilDate, civilDateOf, dayParts } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

/**
 * What the province and one commune were given for this year, set down in January; one figure was set again in summer. And the
 * questions of all quarters that are over, counted for paper.
 */
export async function fillTargets(fill: DemoFill): Promise<void> {
  const { year } = dayParts(civilDateOf(fill.today));
  const province = unitOf(fill, "after:68");
  const commune = unitOf(fill, "after:24934");
  const plan = `Kế hoạch số 21/KH-UBND ngày 12/01/${year} của UBND tỉnh`;
  const set = (unitId: number, measure: string, value: number, legalBasis: string, month: number) =>
    fill.act(
      fill.accounts.get("dung")!,
      "overview.set-target",
      { id: newId(), unitId, measure, period: String(year), value, legalBasis },
      { now: evening(civilDate(year, month, 15), 9) },
    );
  await set(province, "coverage", 100, plan, 1);
  await set(province, "arrivals", 90, plan, 1);
  await set(province, "answers", 95, plan, 1);
  await set(province, "understanding", 15, plan, 1);
  await set(commune, "talks", 90, `Kế hoạch số 08/KH-UBND ngày 14/01/${year} của UBND xã D'Ran`, 1);
  await set(province, "answers", 90, `Quyết định số 1102/QĐ-UBND ngày 02/07/${year} của UBND tỉnh`, 7);
  await fill.act(system, "overview.release", {});
  fill.step("Chỉ tiêu / targets", 1, 1);
}
