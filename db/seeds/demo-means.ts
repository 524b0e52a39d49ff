import { systemCaller as system } from "#kernel/access.ts";
import { asCivilDate, type CivilDate, civilDateOf } from "#kernel/civil-date.ts";
import { asSystem } from "#platform/db/session.ts";
import { fillEquipment } from "./demo-equipment.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

/**
 * Money and things: last year's money through the reorganisation to its closing, this year's from the province down to
 * D'Ran, who gave, and loudspeakers that are lent, one past its day.
 */
export async function fillMeans(fill: DemoFill): Promise<void> {
  fill.step("Kinh phí, thiết bị / means", 0, 3);
  await lastYear(fill);
  fill.step("Kinh phí, thiết bị / means", 1, 3);
  await thisYear(fill);
  fill.step("Kinh phí, thiết bị / means", 2, 3);
  await fillEquipment(fill);
  fill.step("Kinh phí, thiết bị / means", 3, 3);
}

interface Made {
  lineId: string;
  lines: string[];
  activityId: string;
  entryId: string;
}

const act = (fill: DemoFill, by: string, name: string, payload: object, day: CivilDate, hour = 10): Promise<Made> =>
  fill.act<Made>(by === "system" ? system : fill.accounts.get(by)!, name, payload, { now: evening(day, hour) });

/** Granted in the old province, handed over with the reorganisation, closed in the new one. */
async function lastYear(fill: DemoFill): Promise<void> {
  const year = 2025;
  const [granted, down, spentOn, handed, closed] = [
    "2025-01-08",
    "2025-02-12",
    "2025-05-20",
    "2025-07-03",
    "2026-01-20",
  ].map((d) => asCivilDate(d)) as [CivilDate, CivilDate, CivilDate, CivilDate, CivilDate];
  if (closed > civilDateOf(fill.today)) return;
  const { lineId } = await act(
    fill,
    "system",
    "budget.open-line",
    {
      unitId: unitOf(fill, "before:68"),
      year,
      source: "province-budget",
      title: "Tuyên truyền miệng theo Kế hoạch 7415/KH-UBND",
      amount: 640_000_000,
      onDate: granted,
      reference: "Quyết định 2210/QĐ-UBND",
    },
    granted,
  );
  const old = await whatBecame(fill, unitOf(fill, "after:24934"));
  const { lines } = await act(
    fill,
    "system",
    "budget.allocate",
    {
      lineId,
      onDate: down,
      reference: "Quyết định 118/QĐ-SVHTTDL",
      shares: old.map((unitId, i) => ({ unitId, amount: 18_000_000 + i * 4_000_000 })),
    },
    down,
  );
  for (const [i, below] of lines.entries()) {
    const { activityId } = await act(
      fill,
      "system",
      "budget.add-activity",
      { lineId: below, kind: "other", title: "In tờ rơi, thuê loa các buổi thôn", planned: 15_000_000 },
      down,
      11,
    );
    await act(
      fill,
      "system",
      "budget.spend",
      { activityId, amount: 6_400_000 + i * 1_350_000, onDate: spentOn, reference: `PC-0${i + 3}/2025` },
      spentOn,
    );
    await act(
      fill,
      "system",
      "budget.hand-over",
      { lineId: below, onDate: handed, reference: "Biên bản bàn giao 02/7/2025" },
      handed,
      11,
    );
  }
  const over = await act(
    fill,
    "system",
    "budget.hand-over",
    { lineId, onDate: handed, reference: "Biên bản bàn giao 01/7/2025" },
    handed,
  );
  for (const [unitId, way] of [
    ...old.map((id) => [id, "lapse"] as const),
    [unitOf(fill, "after:24934"), "lapse"] as const,
    [unitOf(fill, "before:68"), "lapse"] as const,
    [unitOf(fill, "after:68"), "carry"] as const,
  ]) {
    const rests = await left(fill, unitId, year);
    await act(
      fill,
      "system",
      "budget.close-year",
      {
        unitId,
        year,
        onDate: closed,
        reference: "Quyết định 96/QĐ-UBND",
        rests: rests.map((rest) => ({ lineId: rest, way: rest === over.lineId ? "carry" : way })),
      },
      closed,
    );
  }
}

async function thisYear(fill: DemoFill): Promise<void> {
  const today = civilDateOf(fill.today);
  const year = Number(today.slice(0, 4));
  const day = (text: string) => {
    const wanted = asCivilDate(`${year}-${text}`);
    return wanted < today ? wanted : today;
  };
  const [province, dran, damRong] = ["after:68", "after:24934", "after:24886"].map((u) => unitOf(fill, u)) as [
    number,
    number,
    number,
  ];
  const { lineId } = await act(
    fill,
    "dung",
    "budget.open-line",
    {
      unitId: province,
      year,
      source: "province-budget",
      title: "Tuyên truyền miệng theo Kế hoạch 7415/KH-UBND",
      amount: 1_850_000_000,
      onDate: day("01-09"),
      reference: "Quyết định 2874/QĐ-UBND",
    },
    day("01-09"),
  );
  const { lines } = await act(
    fill,
    "dung",
    "budget.allocate",
    {
      lineId,
      onDate: day("02-10"),
      reference: "Quyết định 131/QĐ-SVHTTDL",
      shares: [
        { unitId: dran, amount: 96_000_000 },
        { unitId: damRong, amount: 74_000_000 },
      ],
    },
    day("02-10"),
  );
  for (const [i, by] of (["ha", "duyen"] as const).entries())
    await act(
      fill,
      by,
      "budget.add-activity",
      { lineId: lines[i]!, kind: "other", title: "Thù lao tuyên truyền viên", planned: 24_000_000 },
      day("02-12"),
    );
  const rows = await happened(fill, dran, year);
  const ofProvince = await act(
    fill,
    "dung",
    "budget.add-activity",
    { lineId, kind: "other", title: "Hội nghị báo cáo viên hằng tháng", planned: 420_000_000 },
    day("02-11"),
  );
  await act(
    fill,
    "dung",
    "budget.spend",
    { activityId: ofProvince.activityId, amount: 268_500_000, onDate: day("06-30"), reference: "PC-118" },
    day("06-30"),
  );
  const printed = await act(
    fill,
    "ha",
    "budget.add-activity",
    { lineId: lines[0]!, kind: "other", title: "In tờ rơi hai thứ tiếng Việt, K'Ho", planned: 22_000_000 },
    day("02-16"),
  );
  const wrong = await act(
    fill,
    "ha",
    "budget.spend",
    { activityId: printed.activityId, amount: 27_400_000, onDate: day("04-02"), reference: "PC-07" },
    day("04-02"),
  );
  await act(
    fill,
    "ha",
    "budget.reverse",
    {
      reversesId: wrong.entryId,
      onDate: day("04-03"),
      reason: "Ghi nhầm số tiền trên hóa đơn",
      instead: { amount: 24_700_000, onDate: day("04-02"), reference: "PC-07" },
    },
    day("04-03"),
  );
  for (const [i, thing] of rows.entries()) {
    const { activityId } = await act(
      fill,
      "ha",
      "budget.add-activity",
      { lineId: lines[0]!, kind: thing.kind, refId: thing.id, planned: 1_500_000 + i * 500_000 },
      day("05-05"),
      11 + i,
    );
    await act(
      fill,
      "ha",
      "budget.spend",
      { activityId, amount: 1_200_000 + i * 350_000, onDate: day("06-10"), reference: `PC-1${i}` },
      day("06-10"),
      11 + i,
    );
  }
  const own = await act(
    fill,
    "ha",
    "budget.open-line",
    {
      unitId: dran,
      year,
      source: "commune-budget",
      title: "Thông tin cơ sở, tuyên truyền miệng của xã",
      amount: 45_000_000,
      onDate: day("01-20"),
      reference: "Nghị quyết 07/NQ-HĐND",
    },
    day("01-20"),
  );
  const hall = await act(
    fill,
    "ha",
    "budget.add-activity",
    { lineId: own.lineId, kind: "other", title: "Thuê hội trường, nước uống các buổi thôn", planned: 18_000_000 },
    day("02-02"),
  );
  await act(
    fill,
    "ha",
    "budget.spend",
    { activityId: hall.activityId, amount: 9_650_000, onDate: day("05-29"), reference: "PC-09" },
    day("05-29"),
  );
  const gift = { unitId: dran, year, receivedOn: day("03-12"), reference: "Biên bản tiếp nhận 03/BB-UBND" };
  await act(
    fill,
    "ha",
    "budget.record-sponsorship",
    {
      ...gift,
      sponsorKind: "organisation",
      sponsorName: "Công ty TNHH Rau quả Thung Lũng Xanh",
      amount: 25_000_000,
      purpose: "Mua loa kéo cho các thôn xa",
    },
    day("03-12"),
  );
  await act(
    fill,
    "ha",
    "budget.record-sponsorship",
    {
      ...gift,
      receivedOn: day("04-18"),
      sponsorKind: "individual",
      sponsorName: null,
      amount: 2_000_000,
      purpose: "In tài liệu tiếng K'Ho",
    },
    day("04-18"),
  );
  await act(fill, "khanh", "budget.set-publicity", { unitId: province, year, public: true }, day("10-15"));
}

/** Communes that became this one as a whole. */
async function whatBecame(fill: DemoFill, unitId: number): Promise<number[]> {
  const rows = await asSystem(fill.database.pool, (tx) =>
    tx
      .selectFrom("unit_succession as s")
      .innerJoin("unit_version as v", "v.unit_id", "s.from_id")
      .select("s.from_id")
      .distinct()
      .where("s.to_id", "=", unitId)
      .where("s.extent", "=", "full")
      .where("v.kind", "in", ["commune", "ward", "township"])
      .orderBy("s.from_id")
      .execute(),
  );
  return rows.map((r) => r.from_id);
}

async function left(fill: DemoFill, unitId: number, year: number): Promise<string[]> {
  const rows = await asSystem(fill.database.pool, (tx) =>
    tx
      .selectFrom("budget_line")
      .select("id")
      .where("unit_id", "=", unitId)
      .where("year", "=", year)
      .where("available", ">", 0)
      .execute(),
  );
  return rows.map((r) => r.id);
}

/** Talks and a dialogue of the unit in that year, for what money was spent on. */
async function happened(
  fill: DemoFill,
  unitId: number,
  year: number,
): Promise<{ kind: "talk" | "dialogue"; id: string }[]> {
  return asSystem(fill.database.pool, async (tx) => {
    const talks = await tx
      .selectFrom("talk")
      .select("id")
      .where("unit_id", "=", unitId)
      .where("status", "=", "verified")
      .where("held_on", ">=", `${year}-01-01`)
      .orderBy("held_on")
      .orderBy("id")
      .limit(3)
      .execute();
    const dialogues = await tx
      .selectFrom("dialogue")
      .select("id")
      .where("unit_id", "=", unitId)
      .orderBy("starts_at")
      .orderBy("id")
      .limit(1)
      .execute();
    return [
      ...talks.map((t) => ({ kind: "talk" as const, id: t.id })),
      ...dialogues.map((d) => ({ kind: "dialogue" as const, id: d.id })),
    ];
  });
}
