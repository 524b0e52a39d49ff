import { addDays, asCivilDate, civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { openQuestions, workOnTask } from "#modules/reports/server.ts";
import { asSystem } from "#platform/db/session.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

/** The report of a calendar year is frozen in the first week of the next. */
export function freezeMoment(year: number): Date {
  return evening(asCivilDate(`${year + 1}-01-05`), 17);
}

/** It is signed and issued the next morning. */
const issueMoment = (year: number) => evening(addDays(civilDateOf(freezeMoment(year)), 1), 10);

/** Years whose report is frozen, signed and issued by today. */
export function reportYears(fill: DemoFill): number[] {
  const last = Number(civilDateOf(fill.today).slice(0, 4));
  return Array.from({ length: Math.max(0, last - 2024) }, (_, i) => 2025 + i).filter(
    (year) => issueMoment(year) < fill.today,
  );
}

/** The yearly reports of the province and of D'Ran, as they were frozen on that afternoon. */
export async function freezeReports(fill: DemoFill, year: number): Promise<void> {
  const now = freezeMoment(year);
  const account = (key: string) => fill.accounts.get(key)!;
  const [dung, ha, ly, khanh] = [account("dung"), account("ha"), account("ly"), account("khanh")];
  for (const [unit, writer, head, signerName] of [
    ["after:24934", ha, ly, ly.displayName],
    ["after:68", dung, khanh, "Phan Đình Nghị"],
  ] as const) {
    const reportId = newId();
    await fill.act(writer, "report.create", { reportId, unitId: unitOf(fill, unit), period: String(year) }, { now });
    await fill.act(
      writer,
      "report.write",
      { reportId, narrative: narrativeFor(unit === "after:68"), seenVersion: 1 },
      { now },
    );
    const { taskId } = await fill.act<{ taskId: string }>(head, "report.freeze", { reportId }, { now });
    await workOnTask(fill.database.jobPool, taskId, () => now);
    const nextDay = issueMoment(year);
    const questions = await asSystem(fill.database.pool, (tx) => openQuestions(tx, reportId, nextDay));
    for (const question of questions)
      await fill.act(
        writer,
        "report.answer-check",
        { reportId, question, answer: "Đã đối chiếu với sổ theo dõi của đơn vị." },
        { now: nextDay },
      );
    await fill.act(head, "report.sign", { reportId, signerName }, { now: nextDay });
    if (unit === "after:24934")
      await fill.act(
        writer,
        "report.send",
        { sendingId: newId(), reportId, receiverId: unitOf(fill, "after:68") },
        { now: nextDay },
      );
    await fill.act(head, "report.issue", { reportId, issuedOn: civilDateOf(nextDay), signerName }, { now: nextDay });
  }
}

/** Who sends what to the province, since the new communes are there; half a year of them is due by now. */
export async function setDuties(fill: DemoFill): Promise<void> {
  const dung = fill.accounts.get("dung")!;
  const receiverId = unitOf(fill, "after:68");
  for (const [periodKind, dueDays] of [
    ["month", 5],
    ["half", 10],
    ["year", 10],
  ] as const)
    await fill.act(
      dung,
      "report.set-duty",
      {
        receiverId,
        template: "oral-communication",
        senderLevel: "commune",
        periodKind,
        dueDays,
        legalBasis: "Kế hoạch thực hiện Chỉ thị 30-CT/TW của tỉnh, mục IV.1",
        from: "2025-07-01",
      },
      { now: evening(asCivilDate("2025-07-02"), 9) },
    );
}

function narrativeFor(province: boolean) {
  const place = province ? "tỉnh" : "xã";
  return {
    leadership: `Công tác tuyên truyền miệng được lãnh đạo ${place} chỉ đạo theo kế hoạch năm; mỗi tháng có định hướng nội dung và lịch gửi về cơ sở.`,
    team: "Đội ngũ được kiện toàn sau khi sắp xếp đơn vị hành chính; người có quyết định công nhận đều có địa bàn phụ trách.",
    content:
      "Nội dung tập trung vào chính sách gắn với đời sống: bảo hiểm y tế, đất đai, phòng cháy rừng, thủ tục sau sắp xếp.",
    strengths: "Nhiều buổi được tổ chức tại nhà văn hóa thôn vào buổi tối, có người nói lại bằng tiếng địa phương.",
    limits: "Còn thôn xa trung tâm quá ba mươi ngày chưa có buổi nào; loa, điện ở một số nhà văn hóa chưa bảo đảm.",
    direction: "Ưu tiên các thôn còn trống lịch; trả lời hết các câu hỏi của bà con đã ghi nhận.",
  };
}
