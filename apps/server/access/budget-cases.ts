import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { anywhere, both, type Case, dran, everything } from "./case.ts";
import type { World } from "./world.ts";

let n = 0;
const today = todayInVietnam();
const thisYear = Number(today.slice(0, 4));
const movement = { onDate: today, reference: "Quyết định 12/QĐ-UBND" };

async function line(w: World, year = thisYear, unitId = w.dran): Promise<string> {
  const opened = {
    unitId,
    year,
    source: "commune-budget",
    title: `Kinh phí ${w.secret}`,
    amount: 9_000_000,
    ...movement,
  };
  return (await w.run<{ lineId: string }>("budget.open-line", opened)).lineId;
}
async function activity(w: World): Promise<string> {
  const payload = { lineId: await line(w), kind: "other", title: `In tờ rơi ${w.secret}`, planned: 2_000_000 };
  return (await w.run<{ activityId: string }>("budget.add-activity", payload)).activityId;
}
async function spent(w: World): Promise<string> {
  const payload = { activityId: await activity(w), amount: 500_000, ...movement };
  return (await w.run<{ entryId: string }>("budget.spend", payload)).entryId;
}
/** A line that came from the province. */
async function fromAbove(w: World): Promise<string> {
  const lineId = await line(w, thisYear, w.province);
  const shares = [{ unitId: w.dran, amount: 1_000_000 }];
  return (await w.run<{ lines: string[] }>("budget.allocate", { lineId, ...movement, shares })).lines[0]!;
}
/** A line of a hamlet of D'Ran that has become another. */
async function ended(w: World): Promise<string> {
  n += 1;
  const found = async (name: string) =>
    (
      await w.run<{ unitIds: number[] }>("unit.operate", {
        kind: "found",
        on: "2001-01-01",
        legalBasis: "NQ",
        unit: { name: `${name} ${n}`, kind: "hamlet", parentId: w.dran },
      })
    ).unitIds[0]!;
  const unitIds = [await found("Thôn Cũ"), await found("Thôn Bên")];
  const lineId = await line(w, thisYear, unitIds[0]);
  await w.run("unit.operate", {
    kind: "merge",
    on: today,
    legalBasis: "NQ",
    unitIds,
    into: { name: `Thôn Mới ${n}`, kind: "hamlet", parentId: w.dran },
  });
  return lineId;
}
const sponsored = (w: World) => ({
  unitId: w.dran,
  year: thisYear,
  receivedOn: today,
  sponsorKind: "organisation",
  sponsorName: `Công ty ${w.secret}`,
  amount: 3_000_000,
  purpose: "Mua loa",
  reference: "BB 4",
});

/** A year's money: lines, movements, activities, sponsors. */
export const budgetCases: Record<string, readonly Case[]> = {
  "GET /budgets": both((w) => ({ under: w.dran })),
  "GET /budgets/export": both((w) => ({ under: w.dran })),
  "GET /budgets/sources": anywhere(),
  "GET /budgets/sources/settings": anywhere(),
  "GET /budgets/things": anywhere(() => ({ query: { kind: "talk" } })),
  "GET /budgets/sponsorships": both((w) => ({ under: w.dran })),
  "GET /budgets/lines/:id": dran(async (w) => ({ params: { id: await line(w) } })),
  "GET /budgets/lines/:id/entries": dran(async (w) => ({ params: { id: await line(w) } })),
  "POST /budgets/lines": dran((w) => ({
    body: {
      unitId: w.dran,
      year: thisYear,
      source: "commune-budget",
      title: "In tài liệu",
      amount: 1_000_000,
      ...movement,
    },
  })),
  "POST /budgets/lines/:id/income": dran(async (w) => ({
    params: { id: await line(w) },
    body: { amount: 1_000, ...movement },
  })),
  "POST /budgets/lines/:id/allocate": dran(async (w) => ({
    params: { id: await line(w) },
    body: { ...movement, shares: [{ unitId: w.village, amount: 1_000 }] },
  })),
  "POST /budgets/lines/:id/return": dran(async (w) => ({
    params: { id: await fromAbove(w) },
    body: { amount: 1_000, ...movement },
  })),
  "POST /budgets/lines/:id/activities": dran(async (w) => ({
    params: { id: await line(w) },
    body: { kind: "talk", refId: await w.make.talk(), planned: 1_000 },
  })),
  "POST /budgets/lines/:id/allow": dran(async (w) => ({
    params: { id: await line(w) },
    body: { amount: 1_000, reason: "Đợt mưa lũ", reference: "QĐ 1" },
  })),
  "POST /budgets/lines/:id/hand-over": dran(async (w) => ({
    params: { id: await ended(w) },
    body: { ...movement, toUnitId: null },
  })),
  "POST /budgets/activities/:id/plan": dran(async (w) => ({
    params: { id: await activity(w) },
    body: { planned: 3_000_000, reason: "Thêm xã" },
  })),
  "POST /budgets/activities/:id/spend": dran(async (w) => ({
    params: { id: await activity(w) },
    body: { amount: 1_000, ...movement },
  })),
  "POST /budgets/entries/:id/reverse": dran(async (w) => ({
    params: { id: await spent(w) },
    body: { reason: "Ghi nhầm", onDate: today },
  })),
  "POST /budgets/close": dran(async (w) => {
    const year = 2001 + (n += 1);
    const lineId = await line(w, year);
    return { body: { unitId: w.dran, year, ...movement, rests: [{ lineId, way: "lapse" }] } };
  }),
  "POST /budgets/publicity": dran((w) => ({ body: { unitId: w.dran, year: thisYear, public: false } })),
  "POST /budgets/sponsorships": dran((w) => ({ body: sponsored(w) })),
  "POST /budgets/sponsorships/:id/strike": dran(async (w) => ({
    params: { id: (await w.run<{ sponsorshipId: string }>("budget.record-sponsorship", sponsored(w))).sponsorshipId },
    body: { reason: "Ghi nhầm", onDate: today },
  })),
  "POST /budgets/sources": everything(() => ({
    body: {
      code: "sponsorship",
      nature: "sponsorship",
      nameVi: "Tài trợ",
      nameEn: "Sponsorship",
      legalBasis: "Kế hoạch",
      position: 30,
      from: addDays(today, (n += 1)),
    },
  })),
};

async function thing(w: World): Promise<string> {
  const payload = {
    unitId: w.dran,
    kind: "loudspeaker",
    label: `Loa kéo ${w.secret}`,
    place: "Nhà văn hóa",
    acquiredOn: today,
    source: "commune-budget",
  };
  return (await w.run<{ equipmentId: string }>("equipment.add", payload)).equipmentId;
}
async function loan(w: World): Promise<string> {
  const payload = {
    equipmentId: await thing(w),
    toUnitId: w.province,
    purpose: `Hội nghị ${w.secret}`,
    outOn: today,
    dueOn: today,
  };
  return (await w.run<{ loanId: string }>("equipment.lend", payload)).loanId;
}
const need = (w: World) => ({
  unitId: w.dran,
  year: thisYear,
  kind: "projector",
  quantity: 1,
  reason: `Thiếu ${w.secret}`,
});

/** What there is, who borrowed it, what is missing. */
export const equipmentCases: Record<string, readonly Case[]> = {
  "GET /equipment": both((w) => ({ under: w.dran })),
  "GET /equipment/export": both((w) => ({ under: w.dran })),
  "GET /equipment/kinds": anywhere(),
  "GET /equipment/kinds/settings": anywhere(),
  "GET /equipment/loans": both((w) => ({ under: w.dran })),
  "GET /equipment/needs": both((w) => ({ under: w.dran })),
  "GET /equipment/:id": dran(async (w) => ({ params: { id: await thing(w) } })),
  "POST /equipment": dran((w) => ({
    body: {
      unitId: w.dran,
      kind: "microphone",
      label: "Micrô",
      place: "Trụ sở",
      acquiredOn: today,
      source: "commune-budget",
    },
  })),
  "POST /equipment/:id/check": dran(async (w) => ({
    params: { id: await thing(w) },
    body: { version: 1, onDate: today, condition: "worn", place: "Kho" },
  })),
  "POST /equipment/:id/lend": dran(async (w) => ({
    params: { id: await thing(w) },
    body: { toUnitId: w.province, purpose: "Hội thi", outOn: today, dueOn: addDays(today, 3) },
  })),
  "POST /equipment/loans/:id/back": dran(async (w) => ({
    params: { id: await loan(w) },
    body: { backOn: today, condition: "good" },
  })),
  "POST /equipment/loans/:id/extend": dran(async (w) => ({
    params: { id: await loan(w) },
    body: { dueOn: addDays(today, 5) },
  })),
  "POST /equipment/needs": dran((w) => ({ body: need(w) })),
  "POST /equipment/needs/:id/answer": dran(async (w) => ({
    params: { id: (await w.run<{ needId: string }>("equipment.report-need", need(w))).needId },
    body: { version: 1, status: "planned", answer: "Đưa vào dự toán" },
  })),
  "POST /equipment/kinds": everything(() => ({
    body: {
      code: "screen",
      nameVi: "Màn chiếu",
      nameEn: "Screen",
      legalBasis: "Kế hoạch",
      position: 40,
      from: addDays(today, (n += 1)),
    },
  })),
};
