import { expect, test } from "vitest";
import { paragraphsOfText, parsePlan } from "./parse-plan.ts";
import type { PlanReading } from "./reading.ts";

/** Our own words in the styles that plans from elsewhere showed; each rule has one. */
const read = (body: string, head = "KẾ HOẠCH\nTuyên truyền năm 2026\n"): PlanReading => {
  const result = parsePlan(paragraphsOfText(head + body));
  if (!result.ok) throw new Error(result.why);
  return result.reading;
};
const duties = (r: PlanReading) =>
  r.tasks.map((t) => ({
    text: t.text,
    leads: t.actors.filter((a) => a.role === "lead").map((a) => a.name),
    withs: t.actors.filter((a) => a.role === "coordinate").map((a) => a.name),
    due: t.times.flatMap((x) => (x.due === null ? [] : [x.due]))[0] ?? null,
  }));

test("lines below a duty say who leads, who helps and until when", () => {
  const found = duties(
    read(`I. NỘI DUNG
1. Truyền thông chính sách
1.1. Tổ chức hội thi tìm hiểu pháp luật tại nhà văn hóa xã
- Thời gian hoàn thành: Quý II/2026 (trước kỳ nghỉ hè).
- Đơn vị chủ trì: Đồng chí Phó Trưởng phòng, phụ trách lĩnh vực Văn hóa và Thông tin
- Đơn vị phối hợp: Trạm Y tế, Hội Nông dân xã, các đ/c trưởng thôn.
- Kết quả: Biên soạn báo cáo tổng hợp.
1.2. Mở chuyên mục hỏi đáp trên đài truyền thanh.
- Thời gian: Từ tháng 3/2026 đến tháng 10/2026.
- Chủ trì: Phòng Văn hóa - Xã hội.
2. Kinh phí: từ ngân sách xã.`),
  );
  expect(found).toEqual([
    {
      text: "Tổ chức hội thi tìm hiểu pháp luật tại nhà văn hóa xã",
      leads: ["Phó Trưởng phòng, phụ trách lĩnh vực Văn hóa và Thông tin"],
      withs: ["Trạm Y tế", "Hội Nông dân xã", "trưởng thôn"],
      due: "2026-06-30",
    },
    {
      text: "Mở chuyên mục hỏi đáp trên đài truyền thanh.",
      leads: ["Phòng Văn hóa - Xã hội"],
      withs: [],
      due: "2026-10-31",
    },
  ]);
});

test("a section of its own says who leads all that stands before it", () => {
  const found = duties(
    read(`I. TUYÊN TRUYỀN LƯU ĐỘNG
1. Nội dung, biện pháp
a) Tổ chức xe loa tại các thôn;
b) Biên soạn tờ gấp hỏi - đáp.
2. Cơ quan chủ trì, phối hợp
a) Cơ quan chủ trì
- Phòng Văn hóa - Xã hội.
- Công an xã; Trạm Y tế xã.
b) Cơ quan phối hợp: Hội Nông dân và Hội Cựu chiến binh xã.
3. Thời gian thực hiện: Từ tháng 4/2026 trở đi.
II. TỔNG KẾT
1. Tổng hợp, báo cáo kết quả.`),
  );
  const both = {
    leads: ["Phòng Văn hóa - Xã hội", "Công an xã", "Trạm Y tế xã"],
    withs: ["Hội Nông dân", "Hội Cựu chiến binh xã"],
    due: null,
  };
  expect(found).toEqual([
    { text: "Tổ chức xe loa tại các thôn;", ...both },
    { text: "Biên soạn tờ gấp hỏi - đáp.", ...both },
    { text: "Tổng hợp, báo cáo kết quả.", leads: [], withs: [], due: null },
  ]);
});

test("a table of duties pasted as text, with bars between its cells", () => {
  const found = duties(
    read(`I. NHIỆM VỤ
Các nhiệm vụ cụ thể như sau:
| TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành |
|---|---|---|---|---|
| 1 | Mở lớp bồi dưỡng tuyên truyền viên | Phòng Văn hóa - Xã hội | Hội Nông dân; Đoàn Thanh niên | Tháng 5/2026 |
| 2 | Niêm yết tài liệu tại nhà văn hóa | Các thôn | | Quý III/2026 |`),
  );
  expect(found.map(({ leads, withs, due }) => [leads, withs, due])).toEqual([
    [["Phòng Văn hóa - Xã hội"], ["Hội Nông dân", "Đoàn Thanh niên"], "2026-05-31"],
    [["Các thôn"], [], "2026-09-30"],
  ]);
});

test("bodies that no list knows: by their first word, in a heading, as a subject, beside others, after a condition", () => {
  const found = duties(
    read(`I. TỔ CHỨC THỰC HIỆN
1. Trung tâm Dịch vụ tổng hợp, Tổ truyền thông cộng đồng
- Phối hợp với các tổ chức hội quần chúng, Quỹ Tín dụng xã tổ chức ngày hội đọc sách.
2. Đồng chí Phó Giám đốc Trung tâm Dịch vụ tổng hợp trực tiếp chỉ đạo việc trang trí.
3. Đối với tin báo phức tạp, nhạy cảm, Tổ truyền thông cộng đồng phải báo cáo ngay trong ngày.
4. Đề nghị Thường trực HĐND, Ủy ban Kiểm tra Đảng ủy xã thường xuyên trao đổi thông tin.
5. Ban vận động: Tiếp nhận, phân bổ tài liệu cho các thôn.
6. Kinh phí do ngân sách xã bảo đảm.`),
  );
  expect(found.map((d) => [d.leads, d.withs])).toEqual([
    [["Trung tâm Dịch vụ tổng hợp", "Tổ truyền thông cộng đồng"], ["các tổ chức hội quần chúng, Quỹ Tín dụng xã"]],
    [["Phó Giám đốc Trung tâm Dịch vụ tổng hợp"], []],
    [["Tổ truyền thông cộng đồng"], []],
    [["Thường trực HĐND", "Ủy ban Kiểm tra Đảng ủy xã"], []],
    [["Ban vận động"], []],
  ]);
});

test("a case before its duty, a figure to be reached, what is forbidden; mottos ask for nothing", () => {
  const r = read(`I. NỘI DUNG
1. Xử lý câu hỏi của người dân
- Đối với câu hỏi về đất đai: Chuyển ngay đến Phòng Kinh tế.
- Không trả lời khi chưa rõ căn cứ pháp lý.
- Năm 2026: Rà soát toàn bộ câu hỏi còn tồn.
2. Chỉ tiêu
- Đến năm 2027, 100% thôn có tổ truyền thông.
- Giai đoạn 2011 - 2015 chưa có số liệu.
II. KHẨU HIỆU TUYÊN TRUYỀN
1. Phát huy tinh thần đoàn kết!
2. Tích cực tham gia ngày hội toàn dân!`);
  expect(r.tasks.map((t) => [t.text.slice(0, 14), t.times.map((x) => x.due)])).toEqual([
    ["Đối với câu hỏ", []],
    ["Không trả lời ", []],
    ["Năm 2026: Rà s", ["2026-12-31"]],
    ["Đến năm 2027, ", ["2027-12-31"]],
  ]);
});

test("a plan attached to a decision: whose it is stands in brackets, its ground before it", () => {
  const r = read(
    `Mục I. MỤC ĐÍCH
1. Nâng cao nhận thức của cán bộ.
Mục II. NHIỆM VỤ
1. Tổ chức ba hội nghị trong năm 2026.
(1) Mở hội nghị thứ nhất trước ngày 30/4/2026.`,
    `ỦY BAN NHÂN DÂN XÃ
QUYẾT ĐỊNH
Căn cứ Nghị định số 34/2016/NĐ-CP ngày 14 tháng 5 năm 2016 của Chính phủ;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch.
Nơi nhận: như Điều 1.
KẾ HOẠCH
TUYÊN TRUYỀN NĂM 2026
(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 09 tháng 01 năm 2026 của Ủy ban nhân dân xã Tân Hội)
`,
  );
  expect(r.head).toMatchObject({
    symbol: "15/QĐ-UBND",
    issuedOn: "2026-01-09",
    issuer: "Ủy ban nhân dân xã Tân Hội",
    title: "TUYÊN TRUYỀN NĂM 2026",
  });
  expect(r.bases.map((b) => [b.symbol, b.relation])).toEqual([["34/2016/NĐ-CP", "basis"]]);
  expect(r.clauses.map((c) => c.marker)).toEqual(["Mục I.", "1.", "Mục II.", "1.", "(1)"]);
});

test("as scanning and PDF readers leave it: words torn apart, empty lines within a sentence, what is left of a frame", () => {
  const r = read(
    `I. NHIỆM VỤ

- Đ ế n h ế t năm 2026, hoàn thành k ế hoạch của Trạm Y t ế, bảo đảm chí nh xác, công khai tại nhà văn hóa các

thôn, buôn.

- Khoản 1, điểm c thực hiện theo quy định; rà soát danh sách hằng quý.

- Biên soạn tài liệu.`,
    "ỦY BAN NHÂN DÂN\nXÃ TÂN HỘI\n-------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\nSố:\n12/KH-UBND\n|\nTân Hội, ngày 05 tháng 01 năm 2026\n|\nKẾ HOẠCH\nTuyên truyền năm 2026\n",
  );
  expect(r.head).toMatchObject({ issuer: "ỦY BAN NHÂN DÂN XÃ TÂN HỘI", symbol: "12/KH-UBND", issuedOn: "2026-01-05" });
  expect(r.tasks[0]).toMatchObject({
    text: "Đến hết năm 2026, hoàn thành kế hoạch của Trạm Y tế, bảo đảm chính xác, công khai tại nhà văn hóa các thôn, buôn.",
    times: [{ due: "2026-12-31" }],
  });
  expect(r.text).toContain("điểm c thực hiện");
});
