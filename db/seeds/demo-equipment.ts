import { addDays, type CivilDate, civilDateOf } from "#kernel/civil-date.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

const act = (fill: DemoFill, by: string, name: string, payload: object, day: CivilDate) =>
  fill.act<{ equipmentId: string }>(fill.accounts.get(by)!, name, payload, { now: evening(day, 10) });

/** Loudspeakers, projectors and the like, lent to each other, one past its day; what is missing. */
export async function fillEquipment(fill: DemoFill): Promise<void> {
  const today = civilDateOf(fill.today);
  const [province, dran, damRong] = ["after:68", "after:24934", "after:24886"].map((u) => unitOf(fill, u)) as [
    number,
    number,
    number,
  ];
  const on = addDays(today, -240);
  const register = [
    ["ha", dran, "loudspeaker", "Loa kéo JBL 300 W", "Nhà văn hóa thôn Lạc Quảng", "good", "sponsorship", 8_500_000],
    ["ha", dran, "loudspeaker", "Loa kéo Dalton", "Trụ sở UBND xã", "worn", "commune-budget", 6_200_000],
    ["ha", dran, "projector", "Máy chiếu Epson EB-X51", "Hội trường xã", "good", "province-budget", 13_900_000],
    ["ha", dran, "microphone", "Bộ micrô không dây", "Hội trường xã", "broken", "commune-budget", 3_100_000],
    [
      "duyen",
      damRong,
      "loudspeaker",
      "Loa cầm tay TOA",
      "Nhà văn hóa thôn Đạ Rsal",
      "good",
      "commune-budget",
      2_400_000,
    ],
    ["duyen", damRong, "screen", "Màn chiếu 120 inch", "Trụ sở UBND xã", "good", "commune-budget", 2_900_000],
    [
      "dung",
      province,
      "camera",
      "Máy ghi hình Sony AX43",
      "Sở Văn hóa, Thể thao và Du lịch",
      "good",
      "province-budget",
      21_500_000,
    ],
    [
      "dung",
      province,
      "generator",
      "Máy phát điện 3 kVA",
      "Kho thiết bị của Sở",
      "good",
      "province-budget",
      17_800_000,
    ],
  ] as const;
  const ids: string[] = [];
  for (const [by, unitId, kind, label, place, condition, source, cost] of register)
    ids.push(
      (
        await act(
          fill,
          by,
          "equipment.add",
          { unitId, kind, label, place, condition, source, cost, acquiredOn: on },
          on,
        )
      ).equipmentId,
    );
  const lend = (by: string, at: number, toUnitId: number, purpose: string, out: number, due: number) =>
    act(
      fill,
      by,
      "equipment.lend",
      { equipmentId: ids[at], toUnitId, purpose, outOn: addDays(today, out), dueOn: addDays(today, due) },
      addDays(today, out),
    );
  await lend("ha", 2, damRong, "Hội nghị chuyên đề của xã", -16, -4);
  await lend("dung", 7, dran, "Buổi sinh hoạt thôn chưa có điện", -5, 6);
  const year = Number(today.slice(0, 4));
  const needs = [
    ["ha", dran, "loudspeaker", 3, "Ba thôn xa chưa có loa, phải mượn lẫn nhau"],
    ["ha", dran, "microphone", 1, "Bộ micrô của hội trường đã hỏng"],
    ["duyen", damRong, "projector", 1, "Chưa có máy chiếu, hội nghị phải đi mượn"],
    ["duyen", damRong, "loudspeaker", 2, "Hai thôn đồng bào K'Ho chưa có loa"],
  ] as const;
  for (const [i, [by, unitId, kind, quantity, reason]] of needs.entries()) {
    const { needId } = await fill.act<{ needId: string }>(
      fill.accounts.get(by)!,
      "equipment.report-need",
      { unitId, year, kind, quantity, reason },
      { now: evening(addDays(today, -30 + i), 9) },
    );
    if (kind === "projector")
      await act(
        fill,
        "dung",
        "equipment.answer-need",
        { needId, version: 1, status: "planned", answer: "Đưa vào dự toán năm sau" },
        addDays(today, -12),
      );
  }
}
