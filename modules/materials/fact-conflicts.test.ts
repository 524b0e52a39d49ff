import { describe, expect, test } from "vitest";
import { contradict, factKeys, findFacts, findFactsInAnswer } from "./fact-conflicts.ts";

const conflict = (a: string, b: string) => findFacts(a).some((x) => findFacts(b).some((y) => contradict(x, y)));

/** The same fact, told twice with another value: what both owners must see. */
const contradictions: readonly (readonly [string, string])[] = [
  ["Hạn nộp hồ sơ hỗ trợ nhà ở là ngày 15/3/2026.", "Hạn nộp hồ sơ hỗ trợ nhà ở: ngày 20 tháng 3 năm 2026."],
  ["Người thứ nhất đóng 4,5 % mức lương cơ sở.", "Người thứ nhất đóng bằng 5 % lương cơ sở."],
  ["Mỗi hộ nghèo được hỗ trợ 2 triệu đồng sửa nhà.", "Hộ nghèo được hỗ trợ 2.500.000 đồng sửa nhà"],
  ["Thấy cháy rừng gọi 114 và báo trưởng thôn.", "Thấy cháy rừng: gọi 113 và báo trưởng thôn."],
  ["Không đốt dọn rẫy từ 10 giờ đến 16 giờ.", "- Không đốt dọn rẫy từ 9 giờ đến 16 giờ"],
  ["Băng cản lửa quanh rẫy rộng 8 m.", "Băng cản lửa quanh rẫy rộng 10 m"],
  ["Thời hạn giải quyết hồ sơ đất đai 15 ngày, lệ phí 50.000 đồng.", "Thời hạn giải quyết hồ sơ đất đai là 20 ngày."],
  ["Trẻ dưới 6 tuổi được ngân sách nhà nước đóng bảo hiểm.", "Trẻ dưới 7 tuổi được ngân sách nhà nước đóng bảo hiểm."],
  ["Lịch tiêm vắc-xin cho đàn bò bắt đầu từ ngày 05/4/2026.", "Lịch tiêm vắc-xin cho đàn bò bắt đầu ngày 12/4/2026."],
  ["Từ người thứ năm đóng 40 % mức người đầu.", "Từ người thứ năm đóng 30 % mức của người đầu."],
  ["Trạm y tế khám bệnh miễn phí vào ngày 10/5.", "Trạm y tế khám bệnh miễn phí ngày 11/5."],
  [
    "Người thứ hai, thứ ba, thứ tư đóng lần lượt 70 %, 60 %, 50 % mức của người đầu.",
    "Người thứ hai, thứ ba, thứ tư đóng lần lượt 70 %, 65 %, 50 % mức của người đầu.",
  ],
];

/** Alike and no contradiction: another subject, another place, another year, another unit, the same value. */
const peaceful: readonly (readonly [string, string])[] = [
  ["Người thứ nhất đóng 4,5 % mức lương cơ sở.", "Người thứ hai đóng 70 % mức lương cơ sở."],
  ["Hộ nghèo được hỗ trợ 2 triệu đồng sửa nhà.", "Hộ cận nghèo được hỗ trợ 1 triệu đồng sửa nhà."],
  [
    "Năm 2025 tỉnh có 95 % người dân tham gia bảo hiểm y tế.",
    "Năm 2026 tỉnh có 97 % người dân tham gia bảo hiểm y tế.",
  ],
  ["Hạn nộp hồ sơ hỗ trợ nhà ở là ngày 15/3/2026.", "Hạn nộp hồ sơ hỗ trợ cây giống là ngày 20/3/2026."],
  ["Hỗ trợ nhà ở 2 triệu đồng một hộ nghèo.", "Hỗ trợ nhà ở 2.000.000 đồng một hộ nghèo."],
  [
    "Theo Điều 12 Luật Bảo hiểm y tế, hộ gia đình tham gia cùng lúc.",
    "Theo Điều 13 Luật Bảo hiểm y tế, hộ gia đình tham gia cùng lúc.",
  ],
  [
    "Thực hiện Nghị định số 49/2024/NĐ-CP của Chính phủ về thông tin cơ sở.",
    "Thực hiện Nghị định số 43/2025/NĐ-CP của Chính phủ về thông tin cơ sở.",
  ],
  ["Xã D'Ran có 12 thôn đạt chuẩn văn hóa.", "Xã Đam Rông có 9 thôn đạt chuẩn văn hóa."],
  ["Đợt 1 tiêm phòng cho trẻ ngày 05/4/2026 tại trạm.", "Đợt 2 tiêm phòng cho trẻ ngày 05/10/2026 tại trạm."],
  ["Bón lót 5 kg phân chuồng mỗi gốc cà phê.", "Bón thúc 2 kg phân chuồng mỗi gốc cà phê."],
  ["Lớp bồi dưỡng kéo dài 3 ngày tại tỉnh.", "Lớp bồi dưỡng kéo dài 16 giờ tại tỉnh."],
  ["Mức phạt tối thiểu 1 triệu đồng khi đốt rừng.", "Mức phạt tối đa 5 triệu đồng khi đốt rừng."],
  ["Ví dụ hộ có 4 người đóng bảo hiểm y tế cả năm.", "Ví dụ hộ có 5 người đóng bảo hiểm y tế cả năm."],
  ["Gọi 114 khi có cháy.", "Gọi 115 khi có người bị thương."],
  ["Họp thôn lúc 19 giờ.", "Họp chi hội lúc 20 giờ."],
  ["Trồng mới 15 ha rừng phòng hộ.", "Trồng dặm 3 ha rừng phòng hộ."],
  ["Nước sông dâng 2 m thì sơ tán khẩn cấp.", "Nước sông dâng 1 m thì chuẩn bị sơ tán."],
  ["Trước ngày 01/7/2025 nộp hồ sơ đất tại huyện.", "Từ ngày 01/7/2025 nộp hồ sơ đất tại xã."],
  [
    "Hỗ trợ người thứ hai, thứ ba 60 %, 50 % mức đóng bảo hiểm.",
    "Hỗ trợ người thứ hai, thứ ba 50 %, 60 % mức đóng bảo hiểm.",
  ],
  ["Phường 1 có 20 tổ liên gia an toàn.", "Phường 2 có 25 tổ liên gia an toàn."],
  ["Buổi sáng tưới 30 phút cho luống rau.", "Buổi chiều tưới 20 phút cho luống rau."],
  ["Tháng 5 thu hoạch bơ sớm vùng thấp.", "Tháng 7 thu hoạch bơ muộn vùng cao."],
  ["Giống lúa ngắn ngày cho 6 tấn một ha.", "Giống lúa dài ngày cho 7 tấn một ha."],
  ["Đăng ký tại xã, không cần đi xa.", "Đăng ký tại xã trong 3 ngày làm việc."],
];

describe("facts that contradict", () => {
  test.each(contradictions)("%s | %s", (a, b) => {
    expect(conflict(a, b)).toBe(true);
    expect(conflict(b.normalize("NFD"), a)).toBe(true);
    // and they meet under a common key, by which the database finds them
    expect(findFacts(a).some((x) => findFacts(b).some((y) => factKeys(x).some((k) => factKeys(y).includes(k))))).toBe(
      true,
    );
  });
});

describe("alike and at peace", () => {
  test.each(peaceful)("%s | %s", (a, b) => expect(conflict(a, b)).toBe(false));

  test("no sentence of one list contradicts one of another pair", () => {
    const all = [...contradictions, ...peaceful];
    const met: string[] = [];
    for (const [i, [a]] of all.entries())
      for (const [, b] of all.slice(i + 1)) if (conflict(a, b)) met.push(`${a} | ${b}`);
    // two pairs tell of the same subject on purpose
    expect(met).toEqual([]);
  });
});

test("an answer that says only the value speaks of its question", () => {
  const [a] = findFactsInAnswer("Thấy cháy rừng thì gọi số nào trước?", "Gọi 114.");
  const [b] = findFactsInAnswer("Thấy cháy rừng thì gọi số nào trước?", "Gọi 113.");
  expect(a!.values).toEqual([114]);
  expect(contradict(a!, b!)).toBe(true);
});
