import { asSystem } from "#platform/db/session.ts";
import { addDays, civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

type Answer = Record<string, string>;

/**
 * A commune's desk of documents: what arrived and who has it, one past its day; a decision of recognition issued and
 * corrected; a letter that waits to be issued, a draft that is being written; a certified copy.
 */
export async function fillDocuments(fill: DemoFill): Promise<void> {
  const today = civilDateOf(fill.today);
  const dran = unitOf(fill, "after:24934");
  fill.step("Văn bản / documents", 0, 3);
  const asked = await arrivals(fill, dran, today);
  fill.step("Văn bản / documents", 1, 3);
  await outgoing(fill, dran, today, asked);
  fill.step("Văn bản / documents", 2, 3);
  for (const [who, unit, organId, name] of [
    ["ly", dran, "H36.88", "Ủy ban nhân dân xã D'Ran"],
    ["dung", unitOf(fill, "after:68"), "H36", "Ủy ban nhân dân tỉnh Lâm Đồng"],
  ] as const)
    await act(
      fill,
      who,
      "document.set-organ",
      { unitId: unit, organId, name, inCharge: null, address: null, email: null, telephone: null },
      addDays(today, -30),
      9,
    );
  fill.step("Văn bản / documents", 3, 3);
}

const culture = "Sở Văn hóa, Thể thao và Du lịch tỉnh Lâm Đồng";

async function arrivals(fill: DemoFill, unitId: number, today: CivilDate): Promise<string> {
  const rows = [
    [-26, culture, "412/SVHTTDL-TTCS", "official-letter", "V/v rà soát đội ngũ tuyên truyền viên cơ sở", -12],
    [-19, "Ủy ban nhân dân tỉnh Lâm Đồng", "8120/KH-UBND", "plan", "Kế hoạch phòng cháy, chữa cháy rừng mùa khô", null],
    [
      -9,
      "Ủy ban Mặt trận Tổ quốc Việt Nam xã D'Ran",
      "21/MTTQ-BTT",
      "official-letter",
      "V/v phối hợp tuyên truyền trước Ngày hội Đại đoàn kết",
      6,
    ],
    [-3, "Công an xã D'Ran", "55/CAX", "official-letter", "V/v cung cấp tài liệu phòng ngừa lừa đảo trên mạng", 10],
  ] as const;
  const ids: string[] = [];
  for (const [ago, sender, symbol, type, abstract, due] of rows) {
    const on = addDays(today, ago);
    const incomingId = newId();
    ids.push(incomingId);
    const facts = { sender, symbol, issuedOn: addDays(on, -2), type, abstract, urgency: null, isCopy: false };
    await act(
      fill,
      "ha",
      "document.register-incoming",
      { incomingId, unitId, arrivedOn: on, ...facts, dueOn: due === null ? null : addDays(today, due) },
      on,
      8.5,
    );
    if (ago < -3)
      await act(
        fill,
        "ha",
        "document.hand-over",
        { handoverId: newId(), incomingId, toWhom: "Phòng Văn hóa - Xã hội", role: "lead", note: null, handedOn: on },
        on,
        9,
      );
  }
  await act(
    fill,
    "ha",
    "document.close-incoming",
    {
      incomingId: ids[1]!,
      version: 1,
      to: "done",
      on: addDays(today, -8),
      note: "Đã đưa vào kế hoạch của xã",
      answeredBy: null,
    },
    addDays(today, -8),
    15,
  );
  return ids[0]!;
}

async function outgoing(fill: DemoFill, unitId: number, today: CivilDate, asked: string): Promise<void> {
  const on = addDays(today, -14);
  const people = await heldBy(fill, unitId);
  const recognition = newId();
  await act(
    fill,
    "ha",
    "document.create-draft",
    {
      draftId: recognition,
      unitId,
      template: "decision-recognition",
      source: "roster.people",
      sourceIds: people,
      values: { proposedBy: "Trưởng phòng Văn hóa - Xã hội", fromDay: addDays(on, 7), place: "tại xã D'Ran" },
    },
    on,
    9,
  );
  const signed = { issuedOn: on, signerName: "Trương Công Lý" };
  const decision = await act(
    fill,
    "ly",
    "document.issue-draft",
    { draftId: recognition, version: 1, ...signed, copies: 8 },
    on,
    14,
  );
  const later = addDays(on, 3);
  const correction = newId();
  await act(
    fill,
    "ha",
    "document.create-remedy",
    {
      draftId: correction,
      documentId: decision["documentId"],
      remedy: "corrects",
      reason: "sai chính tả ở phần nơi nhận",
      values: {
        addressee: ["Các thôn, tổ dân phố", "Ủy ban MTTQ Việt Nam xã D'Ran"],
        corrections: [{ where: "Phần Nơi nhận", printed: "Đảng ủy, HDND", right: "Đảng ủy, HĐND" }],
      },
    },
    later,
    9,
  );
  await act(
    fill,
    "ly",
    "document.issue-draft",
    { draftId: correction, version: 1, ...signed, issuedOn: later },
    later,
    10,
  );
  const copied = addDays(on, 4);
  await act(
    fill,
    "ly",
    "document.certify-copy",
    {
      form: "certified-copy",
      unitId,
      documentId: decision["documentId"],
      issuedOn: copied,
      signerName: "Trương Công Lý",
      recipients: ["Các thôn, tổ dân phố"],
      copies: 12,
    },
    copied,
    9,
  );
  const answer = newId();
  await act(
    fill,
    "ha",
    "document.create-draft",
    {
      draftId: answer,
      unitId,
      template: "official-letter",
      answers: asked,
      values: {
        subject: "Kết quả rà soát đội ngũ tuyên truyền viên cơ sở",
        addressee: [culture],
        message:
          "Ủy ban nhân dân xã đã rà soát đội ngũ tuyên truyền viên tại các thôn, tổ dân phố; danh sách được cập nhật trên phần mềm.",
      },
    },
    addDays(today, -2),
    10,
  );
  await act(fill, "ha", "document.submit-draft", { draftId: answer, version: 1 }, addDays(today, -2), 11);
  await act(
    fill,
    "ha",
    "document.create-draft",
    {
      draftId: newId(),
      unitId,
      template: "invitation",
      values: {
        event: `Hội nghị báo cáo viên tháng ${Number(today.slice(5, 7))}`,
        guests: ["Bí thư chi bộ, Trưởng thôn, Trưởng Ban công tác Mặt trận các thôn, tổ dân phố"],
        chair: "Trương Công Lý, Chủ tịch Ủy ban nhân dân xã",
        when: "08 giờ 00, sáng thứ Sáu",
        where: "Hội trường Ủy ban nhân dân xã D'Ran",
      },
    },
    addDays(today, -1),
    16,
  );
}

async function heldBy(fill: DemoFill, unitId: number): Promise<string[]> {
  return asSystem(fill.database.pool, async (tx) => {
    const rows = await tx
      .selectFrom("appointment")
      .select("id")
      .where("unit_id", "=", unitId)
      .where("kind", "=", "grassrootsCommunicator")
      .orderBy("id")
      .limit(4)
      .execute();
    return rows.map((row) => row.id);
  });
}

function act(fill: DemoFill, who: string, name: string, payload: object, on: CivilDate, hour: number): Promise<Answer> {
  return fill.act<Answer>(fill.accounts.get(who)!, name, payload, { now: evening(on, hour) });
}
