import type { MergeValues, TemplateField } from "../draft-contract.ts";

/** Realistic values for a field of any template, and nasty ones: long names, letters in two parts, many rows. */
export type SampleKind = "one" | "many" | "nasty" | "bare";

const ordinary: Readonly<Record<string, string>> = {
  role: "tuyên truyền viên cơ sở",
  place: "tại xã D'Ran",
  fromDay: "2026-12-01",
  term: "đến hết ngày 30 tháng 11 năm 2031",
  proposedBy: "Trưởng phòng Văn hóa - Xã hội",
  reason: "hết nhiệm kỳ, chuyển công tác khác",
  subject: "Tuyên truyền phòng cháy, chữa cháy rừng mùa khô năm 2026 - 2027",
  materials: "Đề cương “Phòng cháy, chữa cháy rừng” phiên bản 3",
  merit: "Xuất sắc trong công tác tuyên truyền miệng năm 2026",
  reward: "mỗi cá nhân 0,3 lần mức lương cơ sở",
  basis: "Kế hoạch số 7415/KH-UBND ngày 28/8/2024 của Ủy ban nhân dân tỉnh Lâm Đồng",
  aim: "Nâng cao nhận thức của Nhân dân về phòng cháy, chữa cháy rừng; thông báo đầu mối tiếp nhận phản ánh.",
  demand: "Đúng đối tượng, ngắn gọn, dễ hiểu; có bản tiếng Chu Ru ở thôn có đồng bào.",
  budget: "Từ nguồn chi thường xuyên được giao năm 2026 của xã.",
  lead: "Phòng Văn hóa - Xã hội",
  period: "tháng 11 năm 2026",
  situation: "Trong tháng, các thôn đã vào mùa thu hoạch cà phê nên các buổi được tổ chức vào buổi tối.",
  strengths: "Buổi nói đúng trọng tâm, phần hỏi đáp sôi nổi.",
  limits: "Một số thôn xa chưa có tài liệu bằng tiếng dân tộc.",
  proposals: "Đề nghị Sở hỗ trợ dịch tài liệu sang tiếng Chu Ru.",
  answers: "Công văn số 123/SVHTTDL-TTCS ngày 02/11/2026 của Sở Văn hóa, Thể thao và Du lịch",
  message:
    "Ủy ban nhân dân xã đã rà soát đội ngũ tuyên truyền viên tại 12 thôn.\nĐến nay có 36 người đang hoạt động, trong đó 12 người nòng cốt.",
  request: "Đề nghị Sở bố trí một lớp bồi dưỡng trong quý I năm 2027.",
  matter: "Báo cáo kết quả tuyên truyền quý III năm 2026",
  source: "Công văn số 88/UBND-VHXH ngày 10/10/2026",
  dueDay: "2026-10-31",
  newDay: "2026-11-30",
  event: "Hội nghị báo cáo viên tháng 12 năm 2026",
  chair: "Trương Công Lý",
  when: "08 giờ 00, ngày 05 tháng 12 năm 2026",
  where: "Hội trường Ủy ban nhân dân xã D'Ran",
  speaker: "Ma Thị Hương, tuyên truyền viên",
  note: "Đề nghị đại biểu mang theo tài liệu đã gửi.",
  start: "08 giờ 00, ngày 05 tháng 12 năm 2026",
  end: "10 giờ 30, ngày 05 tháng 12 năm 2026",
  present: "42 người, gồm Bí thư chi bộ, Trưởng thôn, Trưởng Ban công tác Mặt trận các thôn",
  secretary: "Nguyễn Thị Thu Hà",
  course:
    "Bà Ma Thị Hương trình bày chuyên đề.\nĐại biểu hỏi 5 nội dung; 4 nội dung được trả lời tại chỗ, 1 nội dung chuyển Phòng Kinh tế.",
  conclusion: "Các thôn tổ chức lại tại thôn trước ngày 20/12/2026",
  document: "số 45/BC-UBND ngày 05/11/2026",
  again: "chưa nêu đề nghị sửa loa",
  code: "4K7-29MQ",
  need: "Nhiệm kỳ của 5 tuyên truyền viên kết thúc trong tháng 12 năm 2026.",
  proposal: "Công nhận lại 4 người, công nhận mới 1 người theo danh sách kèm theo.",
};
const lines: Readonly<Record<string, string[]>> = {
  addressee: ["Ủy ban nhân dân tỉnh Lâm Đồng", "Sở Văn hóa, Thể thao và Du lịch tỉnh Lâm Đồng"],
  guests: ["Ông Trương Công Lý, Chủ tịch Ủy ban nhân dân xã", "Các Trưởng thôn"],
};
const names = [
  "Kra Jăn Ha Tư",
  "Ma Thị Hương",
  "Nguyễn Thị Thu Hà",
  "Ya Tí",
  "Trần Văn Lộc",
  "K' Brèm",
  "Phạm Thị Ánh",
];
const villages = ["Ka Đơn", "Suối Thông A", "Lạc Thiện", "M'Răng", "Đường Mới", "Hamasin", "Quảng Lạc"];
const indicators = [
  "Số buổi tuyên truyền đã xác minh",
  "Lượt người nghe",
  "Câu hỏi đã trả lời",
  "Câu hỏi còn đang chờ",
];
const at = (list: readonly string[], i: number) => list[i % list.length]!;

/** One believable cell of a list; the i-th row differs from its neighbours. */
function cellOf(list: string, column: string, i: number): string | undefined {
  if (list === "units") return `Ủy ban nhân dân xã ${at(villages, i)}`;
  if (list === "figures") return column === "name" ? at(indicators, i) : String(12 * (i + 1));
  if (list === "money" || list === "uses")
    return {
      name: list === "money" ? "Công tác tuyên truyền miệng, ngân sách tỉnh" : `Buổi tuyên truyền ở ${at(villages, i)}`,
      line: "Công tác tuyên truyền miệng",
      funds: "48000000",
      planned: "2500000",
      spent: String(1_750_000 + i * 50_000),
      left: String(750_000 - i * 50_000),
    }[column];
  if (list === "corrections")
    return { where: `Dòng ${i + 3}, trang 1`, printed: "tháng 11 năm 2025", right: "tháng 11 năm 2026" }[column];
  return {
    name: at(names, i),
    position: `Trưởng thôn ${at(villages, i)}`,
    when: `19 giờ 00 ngày ${String((i % 27) + 1).padStart(2, "0")}/12/2026`,
    where: `Nhà văn hóa thôn ${at(villages, i)}`,
    title: "Phòng cháy, chữa cháy rừng",
    speaker: at(names, i + 2),
    what: "Thực hiện buổi tuyên truyền",
    count: String((i % 4) + 1),
    rate: "150.000",
    amount: "",
  }[column];
}
const long =
  "Nguyễn Phước Tôn Nữ Hoàng Thị Bảo Khánh Huyền Trân Công Chúa Liên Hiệp Các Tổ Hòa Giải Ở Cơ Sở Thôn Suối Thông A và Thôn Suối Thông B, xã D'Ran".normalize(
    "NFD",
  );

export function sampleValues(fields: readonly TemplateField[], kind: SampleKind): MergeValues {
  const values: MergeValues = {};
  const lists = new Set(fields.filter((f) => f.kind === "list").map((f) => f.key));
  const words = {
    ...ordinary,
    ...(lists.has("lines")
      ? {
          matter: "Thù lao tuyên truyền miệng tháng 11 năm 2026",
          basis: "Nghị quyết số 11/2024/NQ-HĐND ngày 10/12/2024 của Hội đồng nhân dân tỉnh Lâm Đồng",
          source: "chi thường xuyên được giao năm 2026",
        }
      : {}),
    ...(lists.has("people") ? { matter: "Công nhận lại tuyên truyền viên cơ sở" } : {}),
  } as Readonly<Record<string, string>>;
  for (const field of fields) {
    if (kind === "bare" && field.optional) continue;
    if (field.kind === "list") {
      const n = { one: 1, many: 12, nasty: 140, bare: 1 }[kind];
      values[field.key] = Array.from({ length: n }, (_, i) =>
        Object.fromEntries(
          (field.columns ?? []).map((c) => [
            c.key,
            kind === "nasty" && c.kind === "text" && c.key !== "rate" && i % 3 === 0
              ? `${long} ${i + 1}`
              : kind === "bare" && c.key !== "name" && c.kind === "text"
                ? ""
                : (cellOf(field.key, c.key, i) ?? c.labelVi),
          ]),
        ),
      );
    } else if (field.kind === "lines")
      values[field.key] =
        kind === "nasty"
          ? Array.from({ length: 14 }, (_, i) => `${long} số ${i + 1}`)
          : (lines[field.key] ?? [words[field.key]!]);
    else if (field.kind === "date") values[field.key] = words[field.key]!;
    else {
      const text = words[field.key] ?? field.labelVi;
      values[field.key] =
        kind === "nasty" && !["role", "secretary", "chair"].includes(field.key)
          ? `${text} – ${long}; “${text}” <&> ${"…".repeat(3)}`.normalize("NFD").slice(0, 480)
          : text;
    }
  }
  return values;
}
