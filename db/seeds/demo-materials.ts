import { addDays, asCivilDate, civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { fillMaterialWork } from "./demo-material-work.ts";
import { evening } from "./evening.ts";

interface Outline {
  title: string;
  topic: string;
  from: CivilDate;
  legalBasis: string;
  source: string;
  keyMessages: string;
  body: string;
  qa: readonly { question: string; answer: string }[];
}

const source = "Sở Văn hóa, Thể thao và Du lịch tỉnh Lâm Đồng (nội dung dựng cho bản dùng thử)";

const outlines: readonly Outline[] = [
  {
    title: "Bảo hiểm y tế hộ gia đình",
    topic: "party-state-policy",
    from: asCivilDate("2025-08-01"),
    legalBasis: "Luật Bảo hiểm y tế, Điều 12, Điều 13",
    source,
    keyMessages:
      "Cả nhà cùng tham gia thì người sau đóng ít hơn người trước.\nTrẻ dưới 6 tuổi được ngân sách nhà nước đóng.\nĐăng ký tại xã, không cần đi xa.",
    body: "# Ai tham gia theo hộ gia đình\nNhững người có tên trong cùng một nơi cư trú và chưa tham gia theo nhóm khác.\n\n# Mức đóng\n- Người thứ nhất đóng 4,5 % mức lương cơ sở.\n- Người thứ hai, thứ ba, thứ tư đóng lần lượt 70 %, 60 %, 50 % mức của người thứ nhất.\n- Từ người thứ năm đóng 40 %.\n\n# Làm ở đâu\nTại Ủy ban nhân dân xã hoặc nhân viên thu ở thôn. Mang theo căn cước của người đi đăng ký.",
    qa: [
      {
        question: "Cả nhà mua thì người thứ hai có được giảm không?",
        answer: "Có. Người thứ hai đóng 70 % mức của người thứ nhất.",
      },
      {
        question: "Chuyển sang xã khác ở thì thẻ cũ còn dùng được không?",
        answer: "Còn, đến hết hạn ghi trên thẻ. Muốn đổi nơi khám ban đầu thì đăng ký lại vào đầu mỗi quý.",
      },
    ],
  },
  {
    title: "Phòng cháy, chữa cháy rừng mùa khô",
    topic: "disaster-health",
    from: asCivilDate("2025-07-20"),
    legalBasis: "Luật Lâm nghiệp, Điều 39",
    source,
    keyMessages:
      "Mùa khô không đốt dọn rẫy khi chưa báo.\nThấy cháy gọi 114 và báo trưởng thôn.\nGiữ băng cản lửa sạch quanh rẫy.",
    body: "# Vì sao mùa này nguy hiểm\nLá khô dày, gió mạnh buổi trưa, một tàn thuốc cũng đủ thành đám cháy.\n\n# Việc mỗi nhà làm\n- Báo thôn và kiểm lâm trước khi đốt.\n- Không đốt từ 10 giờ đến 16 giờ.\n- Dọn băng cản lửa quanh rẫy.\n\n# Khi thấy cháy\nGọi **114**, báo trưởng thôn, không tự vào đám cháy một mình.",
    qa: [
      { question: "Thấy cháy rừng thì gọi số nào trước?", answer: "Gọi 114." },
      { question: "Đốt dọn rẫy phải báo ai?", answer: "Báo trưởng thôn và kiểm lâm địa bàn trước khi đốt." },
    ],
  },
  {
    title: "Cấp đổi giấy chứng nhận quyền sử dụng đất",
    topic: "party-state-policy",
    from: asCivilDate("2025-07-15"),
    legalBasis: "Luật Đất đai 2024",
    source,
    keyMessages: "Giấy ghi tên xã, huyện cũ vẫn có giá trị, không phải đổi ngay.\nKhi cần giao dịch thì đổi cùng lúc.",
    body: "# Giấy cũ còn giá trị\nSắp xếp đơn vị hành chính không làm mất hiệu lực giấy đã cấp.\n\n# Khi nào nên đổi\n- Khi chuyển nhượng, thừa kế, thế chấp.\n- Khi giấy rách, mờ.\n\n# Nộp ở đâu\nTrung tâm phục vụ hành chính công của xã hoặc nộp qua mạng.",
    qa: [{ question: "Sổ ghi tên xã cũ có phải đổi ngay không?", answer: "Không. Giấy đã cấp vẫn có giá trị." }],
  },
  {
    title: "Chuyển đổi số: nộp hồ sơ tại nhà",
    topic: "local-affairs",
    from: asCivilDate("2025-09-01"),
    legalBasis: "Nghị định 45/2020/NĐ-CP",
    source,
    keyMessages: "Hồ sơ nộp qua mạng có giá trị như nộp tại xã.\nChưa quen thì nhờ tổ công nghệ số cộng đồng của thôn.",
    body: "# Cần gì\nTài khoản định danh điện tử và ảnh chụp giấy tờ.\n\n# Làm thế nào\n- Vào Cổng dịch vụ công.\n- Chọn việc cần làm, điền, gửi.\n- Giữ mã hồ sơ để theo dõi.",
    qa: [
      {
        question: "Nhà không có máy tính thì sao?",
        answer: "Dùng điện thoại, hoặc đến trung tâm phục vụ hành chính công của xã, có người hướng dẫn.",
      },
    ],
  },
  {
    title: "Phòng, chống lừa đảo qua mạng",
    topic: "crime-prevention",
    from: asCivilDate("2025-07-12"),
    legalBasis: "Luật An ninh mạng",
    source,
    keyMessages:
      "Cơ quan nhà nước không yêu cầu chuyển tiền qua điện thoại.\nKhông đọc mã xác nhận cho bất kỳ ai.\nNghi ngờ thì dừng lại, hỏi công an xã.",
    body: "# Những kiểu hay gặp\n- Gọi báo trúng thưởng, đòi phí.\n- Giả công an, giả ngân hàng.\n- Gửi đường dẫn lạ.\n\n# Lỡ làm theo\nKhóa tài khoản qua tổng đài ngân hàng, báo công an xã ngay.",
    qa: [],
  },
  {
    title: "Phòng, chống sốt xuất huyết",
    topic: "disaster-health",
    from: asCivilDate("2025-07-14"),
    legalBasis: "Luật Phòng bệnh",
    source,
    keyMessages: "Không có lăng quăng, không có sốt xuất huyết.\nSốt cao từ ngày thứ hai phải đến trạm y tế.",
    body: "# Mỗi tuần mười phút\n- Đậy kín lu, bể.\n- Lật úp vật chứa nước đọng.\n- Ngủ màn cả ban ngày.",
    qa: [],
  },
];

/**
 * Outlines of the province, each written, looked at and approved by three people; the forest one has a second
 * version. What still waits, was urgent or is spoken in K'Ho: demo-material-work.ts.
 */
export async function fillMaterials(fill: DemoFill): Promise<void> {
  const anh = fill.accounts.get("anh")!;
  const today = civilDateOf(fill.today);
  for (const [i, { from, ...outline }] of outlines.entries()) {
    const materialId = newId();
    const versionId = newId();
    await fill.act(
      anh,
      "material.create",
      {
        materialId,
        versionId,
        unitId: unitOf(fill, "department:culture"),
        reachUnitId: unitOf(fill, "after:68"),
        ...outline,
      },
      { now: evening(addDays(from, -9), 9) },
    );
    await approve(fill, versionId, 1, from);
    fill.materials.set(outline.title, [{ versionId, from }]);
    if (outline.title.startsWith("Phòng cháy")) await secondVersion(fill, materialId, outline, addDays(today, -40));
    fill.step("Tài liệu / materials", i + 1, outlines.length);
  }
  await fillMaterialWork(fill, source);
}

/** Handed in by its author, passed by a second person, approved by the head. */
async function approve(fill: DemoFill, versionId: string, edition: number, from: CivilDate): Promise<void> {
  const at = (daysBefore: number, hour: number) => ({ now: evening(addDays(from, -daysBefore), hour) });
  const of = { versionId, edition };
  await fill.act(fill.accounts.get("anh")!, "material.submit", of, at(4, 16));
  await fill.act(fill.accounts.get("dung")!, "material.pass", of, at(3, 10));
  const decision = { ...of, validFrom: from, validTo: null };
  await fill.act(fill.accounts.get("khanh")!, "material.approve", decision, at(2, 15));
}

async function secondVersion(
  fill: DemoFill,
  materialId: string,
  outline: Omit<Outline, "from">,
  from: CivilDate,
): Promise<void> {
  const anh = fill.accounts.get("anh")!;
  const versionId = newId();
  const { topic, title, keyMessages, qa, source: from_, legalBasis } = outline;
  const body = `${outline.body}\n\n# Trực gác\nMỗi thôn có tổ trực trong những ngày cấp dự báo cháy từ cấp IV.`;
  await fill.act(anh, "material.revise", { materialId, versionId }, { now: evening(addDays(from, -6), 9) });
  await fill.act(
    anh,
    "material.edit",
    { versionId, edition: 1, topic, title, keyMessages, body, qa, source: from_, legalBasis },
    { now: evening(addDays(from, -5), 9) },
  );
  await approve(fill, versionId, 2, from);
  fill.materials.get(title)!.push({ versionId, from });
}

/** The version that was in force on that day, if the topic had one. */
export function materialOn(fill: DemoFill, title: string, day: CivilDate): string[] {
  const version = fill.materials.get(title)?.findLast(({ from }) => from <= day);
  return version ? [version.versionId] : [];
}
