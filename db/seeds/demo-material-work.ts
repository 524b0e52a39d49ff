import { sql } from "kysely";
import { addDays, civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { asSystem } from "#platform/db/session.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

/** Materials in the middle of their way: one being written, one that waits, one that was urgent; a K'Ho version; phones. */
export async function fillMaterialWork(fill: DemoFill, source: string): Promise<void> {
  const today = civilDateOf(fill.today);
  const month = Number(today.slice(5, 7));
  await beingWritten(fill, `Định hướng tuyên truyền tháng ${month}`, source);
  await waiting(fill);
  await urgent(fill, source);
  await spoken(fill);
  await phones(fill);
}

async function beingWritten(fill: DemoFill, title: string, source: string): Promise<void> {
  const versionId = newId();
  const at = { now: evening(addDays(civilDateOf(fill.today), -2), 14) };
  await fill.act(
    fill.accounts.get("anh")!,
    "material.create",
    {
      materialId: newId(),
      versionId,
      unitId: unitOf(fill, "department:culture"),
      reachUnitId: unitOf(fill, "after:68"),
      topic: "current-affairs",
      title,
      keyMessages: "Bản đang soạn.",
      body: "Tăng cường công tác tuyên truyền trên địa bàn, quán triệt đến từng hộ dân về mùa khô, về BHYT và về thủ tục hành chính nộp qua mạng, bảo đảm kịp thời, đúng đối tượng thụ hưởng theo quy định hiện hành.",
      source,
      legalBasis: null,
      qa: [],
    },
    at,
  );
  await fill.act(
    fill.accounts.get("khanh")!,
    "material.comment",
    {
      id: newId(),
      versionId,
      edition: 1,
      part: "body",
      quote: "theo quy định hiện hành",
      near: 0,
      text: "Nói rõ quy định nào, điều mấy.",
    },
    at,
  );
}

async function waiting(fill: DemoFill): Promise<void> {
  const versionId = newId();
  const today = civilDateOf(fill.today);
  const of = { versionId, edition: 1 };
  await fill.act(
    fill.accounts.get("ha")!,
    "material.create",
    {
      materialId: newId(),
      versionId,
      unitId: unitOf(fill, "after:24934"),
      topic: "local-affairs",
      title: "Phân loại rác tại nhà",
      keyMessages:
        "Rác ăn được cho vật nuôi hoặc ủ phân.\nChai, giấy, sắt để riêng, bán được.\nRác còn lại đem ra điểm gom vào thứ ba, thứ sáu.",
      body: "# Ba thứ rác\n- Thức ăn thừa, lá cây.\n- Chai, giấy, sắt vụn.\n- Những thứ còn lại.",
      source: "UBND xã D'Ran (nội dung dựng cho bản dùng thử)",
      legalBasis: "Luật Bảo vệ môi trường, Điều 75",
      qa: [{ question: "Đem rác ra ngày nào?", answer: "Thứ ba và thứ sáu." }],
    },
    { now: evening(addDays(today, -3), 9) },
  );
  await fill.act(fill.accounts.get("ha")!, "material.submit", of, { now: evening(addDays(today, -1), 10) });
}

async function urgent(fill: DemoFill, source: string): Promise<void> {
  const versionId = newId();
  const today = civilDateOf(fill.today);
  await fill.act(
    fill.accounts.get("anh")!,
    "material.create",
    {
      materialId: newId(),
      versionId,
      unitId: unitOf(fill, "department:culture"),
      reachUnitId: unitOf(fill, "after:68"),
      topic: "disaster-health",
      title: "Khẩn: mưa lớn, đề phòng sạt lở, lũ quét",
      keyMessages:
        "Nhà sát sườn dốc, sát suối: dời đi trước khi trời tối.\nKhông qua ngầm tràn khi nước chảy xiết.\nGọi 114 khi có người mắc kẹt.",
      body: "# Dấu hiệu\n- Nước suối đục lên nhanh.\n- Đất nứt, cây nghiêng.\n\n# Làm ngay\nĐến nơi cao theo hướng dẫn của thôn.",
      source,
      legalBasis: "Luật Phòng, chống thiên tai",
      qa: [],
    },
    { now: evening(addDays(today, -2), 18) },
  );
  const days = { validFrom: addDays(today, -2), validTo: addDays(today, 30) };
  await fill.act(
    fill.accounts.get("khanh")!,
    "material.approve",
    { versionId, edition: 1, ...days, rush: "Mưa lớn ngay trong đêm" },
    { now: evening(addDays(today, -2), 19) },
  );
}

/** The words themselves are for people who speak K'Ho to write; the demo shows where they go. */
async function spoken(fill: DemoFill): Promise<void> {
  const dung = fill.accounts.get("dung")!;
  const version = fill.materials.get("Bảo hiểm y tế hộ gia đình")?.at(-1);
  const key = { versionId: version!.versionId, language: "kpm" };
  await fill.act(dung, "material.set-language", {
    ...key,
    title: "Bảo hiểm y tế hộ gia đình (K'Ho)",
    keyMessages: "(Bản dùng thử: lời tiếng K'Ho do người dịch ghi ở đây.)",
    body: "",
    translatorId: fill.people.get("brem"),
  });
  await fill.act(dung, "material.review-language", { ...key, reviewerId: fill.people.get("chuong") });
  for (const [term, translation] of [
    ["nước", "dà"],
    ["buôn, làng", "bòn"],
  ])
    await fill.act(dung, "material.set-language-term", {
      id: newId(),
      language: "kpm",
      term,
      translation,
      note: "Chưa kiểm chứng; người nói tiếng K'Ho xác nhận rồi hãy dùng.",
      seenVersion: 0,
    });
}

/** As phones report: six of D'Ran, two of Đam Rông 1, which still has the first version of the forest outline. */
async function phones(fill: DemoFill): Promise<void> {
  const versions = [...fill.materials.values()].map((list) => list.at(-1)!.versionId);
  const older = [...fill.materials.values()].map((list) => list[0]!.versionId);
  await asSystem(fill.database.pool, async (tx) => {
    for (const [unit, held, n] of [
      ["after:24934", versions, 6],
      ["after:24886", older, 2],
    ] as const)
      for (let i = 0; i < n; i += 1)
        await sql`select note_phone_holding(${crypto.randomUUID()}::uuid, ${unitOf(fill, unit)}::int, ${held}::uuid[])`.execute(
          tx,
        );
  });
}
