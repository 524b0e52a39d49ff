import { addDays, asCivilDate, civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { readFacts } from "#modules/materials/server.ts";
import { asSystem } from "#platform/db/session.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

const dranCode = "after:24934";

/** One voice: what is corrected, what was said officially, rapid kits, and a figure that differs between two materials. */
export async function fillVoice(fill: DemoFill): Promise<void> {
  await fillCorrections(fill);
  await fillStatements(fill);
  await fillKits(fill);
  await fillDifference(fill);
}

/** Asked at talks and in letters; nobody is named. */
async function fillCorrections(fill: DemoFill): Promise<void> {
  const [ha, ly] = [fill.accounts.get("ha")!, fill.accounts.get("ly")!];
  const today = civilDateOf(fill.today);
  const { id: lawId } = await asSystem(fill.database.jobPool, (tx) =>
    tx.selectFrom("law_document").select("id").where("symbol", "=", "49/2024/NĐ-CP").executeTakeFirstOrThrow(),
  );
  const write = async (
    ago: number,
    topic: string,
    claim: string,
    truth: string,
    source: object,
    steps: readonly ("approve" | "publish")[],
  ) => {
    const id = newId();
    const day = addDays(today, -ago);
    await fill.act(
      ha,
      "correction.add",
      { id, unitId: unitOf(fill, dranCode), topic, claim, truth, statedOn: day, ...source },
      { now: evening(day, 9) },
    );
    for (const [i, step] of steps.entries())
      await fill.act(ly, `correction.${step}`, { id, seenVersion: i + 1 }, { now: evening(day, 14 + i) });
  };
  await write(
    12,
    "party-state-policy",
    "Có tin từ nay chỉ được nghe thông báo của xã trên mạng, loa truyền thanh sẽ bỏ hết.",
    "Loa truyền thanh của xã vẫn phát. Thông tin của xã đến với bà con bằng nhiều cách: loa, bảng tin, trang của xã, tin nhắn và người nói trực tiếp ở thôn.",
    { lawId, lawPassage: "khoản 1 Điều 3" },
    ["approve", "publish"],
  );
  await write(
    5,
    "local-affairs",
    "Nghe nói giấy chứng nhận đất ghi tên xã cũ hết giá trị, phải đổi ngay kẻo mất đất.",
    "Giấy đã cấp vẫn có giá trị. Khi chuyển nhượng, thừa kế hoặc thế chấp thì đổi cùng lúc.",
    { sourceText: "Đề cương “Cấp đổi giấy chứng nhận quyền sử dụng đất” của tỉnh" },
    ["approve"],
  );
  await write(
    1,
    "disaster-health",
    "Có tin uống nước lá rừng thì khỏi sốt xuất huyết, không cần đến trạm.",
    "",
    {},
    [],
  );
}

async function fillStatements(fill: DemoFill): Promise<void> {
  const ha = fill.accounts.get("ha")!;
  const today = civilDateOf(fill.today);
  const unitId = unitOf(fill, dranCode);
  const { appointmentId } = await fill.act<{ appointmentId: string }>(
    ha,
    "roster.add-person",
    {
      personId: newId(),
      fullName: "Phan Thị Kim Liên",
      unitId,
      position: "Phó Chủ tịch UBND xã",
      appointment: {
        appointmentId: newId(),
        kind: "spokesperson",
        unitId,
        decisionSymbol: "31/QĐ-UBND",
        termFrom: "2025-07-15",
      },
    },
    { now: evening(addDays(today, -60), 9) },
  );
  const said = (ago: number, topic: string, text: string, outlet: string, versionIds: string[]) =>
    fill.act(
      ha,
      "statement.add",
      {
        id: newId(),
        unitId,
        topic,
        text,
        statedOn: addDays(today, -ago),
        occasion: "interview",
        outlet,
        appointmentId,
        versionIds,
      },
      { now: evening(addDays(today, -ago), 16) },
    );
  const versions = (title: string) => fill.materials.get(title) ?? [];
  const forest = versions("Phòng cháy, chữa cháy rừng mùa khô")[0];
  await said(
    45,
    "disaster-health",
    "Xã đã phân công các tổ trực ở thôn. Bà con báo trước khi đốt dọn rẫy, không đốt từ 10 giờ đến 16 giờ.",
    "Đài Phát thanh và Truyền hình Lâm Đồng",
    forest === undefined ? [] : [forest.versionId],
  );
  const land = versions("Cấp đổi giấy chứng nhận quyền sử dụng đất").at(-1);
  await said(
    8,
    "party-state-policy",
    "Giấy chứng nhận ghi tên xã cũ vẫn có giá trị, bà con không phải đổi ngay.",
    "Báo Lâm Đồng",
    land === undefined ? [] : [land.versionId],
  );
}

async function fillKits(fill: DemoFill): Promise<void> {
  const [anh, ha] = [fill.accounts.get("anh")!, fill.accounts.get("ha")!];
  const today = civilDateOf(fill.today);
  const made = async (
    title: string,
    matter: {
      trigger: string;
      topic: string;
      title: string;
      happenedOn: CivilDate;
      openedOn: CivilDate;
      matter: string;
    },
  ) => {
    const version = fill.materials.get(title)?.[0];
    if (version === undefined) return;
    const { openedOn, ...rest } = matter;
    const id = newId();
    await fill.act(
      anh,
      "kit.open",
      { id, unitId: unitOf(fill, "department:culture"), placeUnitId: unitOf(fill, "after:68"), languages: [], ...rest },
      { now: evening(openedOn, 8) },
    );
    const { items, materialId } = await asSystem(fill.database.jobPool, async (tx) => ({
      items: await tx.selectFrom("kit_item").select("id").where("kit_id", "=", id).execute(),
      materialId: (
        await tx
          .selectFrom("material_version")
          .select("material_id")
          .where("id", "=", version.versionId)
          .executeTakeFirstOrThrow()
      ).material_id,
    }));
    for (const item of items)
      await fill.act(anh, "kit.link-item", { id, itemId: item.id, materialId }, { now: evening(openedOn, 10) });
    await fill.act(anh, "kit.close", { id, seenVersion: 1 }, { now: evening(addDays(openedOn, 30), 16) });
  };
  await made("Phòng cháy, chữa cháy rừng mùa khô", {
    trigger: "sensitive",
    topic: "disaster-health",
    title: "Cháy rừng ở nhiều nơi đầu mùa khô",
    happenedOn: asCivilDate("2025-07-14"),
    openedOn: asCivilDate("2025-07-14"),
    matter: "Nhiều đám cháy nhỏ do đốt dọn rẫy; người dân hỏi phải báo ai và gọi số nào.",
  });
  await made("Cấp đổi giấy chứng nhận quyền sử dụng đất", {
    trigger: "project",
    topic: "party-state-policy",
    title: "Giấy tờ đất sau sắp xếp đơn vị hành chính",
    happenedOn: asCivilDate("2025-07-01"),
    openedOn: asCivilDate("2025-07-02"),
    matter: "Tên xã trên giấy đã đổi; nhiều người lo giấy cũ mất giá trị.",
  });
  // events that come back: their kits open by themselves, days before
  for (const [title, happensOn, topic, languages] of [
    ["Ngày Pháp luật Việt Nam", `${today.slice(0, 4)}-11-09`, "party-state-policy", []],
    ["Ngày hội Đại đoàn kết toàn dân tộc", `${today.slice(0, 4)}-11-18`, "local-affairs", ["cje", "kpm"]],
  ] as const)
    await fill.act(
      anh,
      "kit.add-event",
      {
        id: newId(),
        unitId: unitOf(fill, "department:culture"),
        placeUnitId: unitOf(fill, "after:68"),
        title,
        topic,
        happensOn,
        yearly: true,
        leadDays: 21,
        languages: [...languages],
        legalBasis: "Kế hoạch của tỉnh thực hiện Chỉ thị 30-CT/TW, mục II.2",
      },
      { now: evening(addDays(today, -40), 9) },
    );
  const dran = unitOf(fill, dranCode);
  const open = (ago: number, rest: object) =>
    fill.act(
      ha,
      "kit.open",
      { id: newId(), unitId: dran, placeUnitId: dran, ...rest },
      { now: evening(addDays(today, -ago), 9) },
    );
  await open(6, {
    trigger: "project",
    topic: "local-projects",
    title: "Nâng cấp đường vào các thôn ven hồ",
    matter: "Công trình lấy một phần đất rẫy ven đường; lịch đo đạc bắt đầu trong tháng.",
    happenedOn: addDays(today, -8),
    languages: ["cje", "kpm"],
  });
  await open(5, {
    trigger: "sensitive",
    topic: "disaster-health",
    title: "Sốt xuất huyết tăng ở ba thôn",
    matter: "Trạm y tế báo số ca tăng trong hai tuần.",
    happenedOn: addDays(today, -6),
  });
}

/** The commune's outline gives another share than the province's: both owners see it. */
async function fillDifference(fill: DemoFill): Promise<void> {
  const [ha, mai, ly] = [fill.accounts.get("ha")!, fill.accounts.get("mai")!, fill.accounts.get("ly")!];
  const day = addDays(civilDateOf(fill.today), -10);
  const [materialId, versionId] = [newId(), newId()];
  const dran = unitOf(fill, dranCode);
  const at = (hour: number) => ({ now: evening(day, hour) });
  await fill.act(
    ha,
    "material.create",
    {
      materialId,
      versionId,
      unitId: dran,
      reachUnitId: dran,
      topic: "party-state-policy",
      title: "Bảo hiểm y tế hộ gia đình: làm ở xã D'Ran",
      keyMessages:
        "Đăng ký tại Trung tâm phục vụ hành chính công của xã, sáng thứ Hai đến thứ Sáu.\nĐi một người, mang giấy tờ của cả nhà.",
      body: "# Mức đóng\n- Người thứ nhất đóng 4 % mức lương cơ sở.\n\n# Làm ở đâu\nTại xã hoặc nhân viên thu ở thôn.",
      source: "Phòng Văn hóa - Xã hội xã D'Ran (nội dung dựng cho bản dùng thử)",
      legalBasis: "Luật Bảo hiểm y tế, Điều 12, Điều 13",
      qa: [],
    },
    at(8),
  );
  await fill.act(ha, "material.submit", { versionId, edition: 1 }, at(9));
  await fill.act(mai, "material.pass", { versionId, edition: 1 }, at(10));
  await fill.act(ly, "material.approve", { versionId, edition: 1, validFrom: day, validTo: null }, at(15));
  const inUse = await asSystem(fill.database.jobPool, (tx) =>
    tx.selectFrom("material_version").select("id").where("status", "=", "approved").execute(),
  );
  // the job would do it at the first start; the demo shows it at once
  for (const { id } of inUse) await asSystem(fill.database.jobPool, (tx) => readFacts(tx, id));
}
