import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { anywhere, both, type Case, dran, everything } from "./case.ts";
import type { World } from "./world.ts";

const target = (w: World, year: number) => ({
  unitId: w.dran,
  measure: "talks",
  period: String(year),
  value: 120,
  legalBasis: `Kế hoạch số 12/KH-UBND ${w.secret}`,
});

let later = 0;

/** What a head looks at, the talks behind it and the targets. */
export const overviewCases: Record<string, readonly Case[]> = {
  "GET /overviews/:unitId": dran((w) => ({ params: { unitId: w.dran }, query: { period: "2026" } })),
  "GET /overviews/:unitId/work": dran((w) => ({ params: { unitId: w.dran }, query: { period: "2026" } })),
  "GET /overviews/:unitId/talks": dran((w) => ({ params: { unitId: w.dran }, query: { period: "2026" } })),
  "GET /overviews/rules": anywhere(),
  "POST /overviews/rules": everything(() => ({
    body: {
      code: "record_in_days",
      days: 5,
      legalBasis: "Kế hoạch",
      from: addDays(todayInVietnam(), (later += 1)),
    },
  })),
  "GET /overviews/targets": both((w) => ({ under: w.dran })),
  "POST /overviews/targets": dran((w) => ({ body: target(w, w.make.year()) })),
  "POST /overviews/targets/:id/end": dran(async (w) => {
    const id = newId();
    await w.run("overview.set-target", { id, ...target(w, w.make.year()) });
    return { params: { id }, body: { reason: "Thôi giao" } };
  }),
};
