import { expect, test } from "vitest";
import { clausesOf, parseArticles } from "./parse-articles.ts";

const decree = `QUYẾT ĐỊNH
Ban hành Quy định hỗ trợ tưới tiết kiệm

Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Quy định này áp dụng trên địa bàn tỉnh.
Điều 2. Đối tượng áp dụng
1. Hộ gia đình trồng cà phê.
2. Hợp tác xã:
a) Có đăng ký;
b) Có ít nhất 10 thành viên.
Chương II. MỨC HỖ TRỢ
Mục 1
HỖ TRỢ MỘT LẦN
Điều 3a: Mức hỗ trợ
Không quá 30 triệu đồng một héc-ta theo khoản 2 Điều 2 Quy định này.
Mục 1 của Quy định này được áp dụng từ ngày ký.
`;

test("articles come with their chapter, what stands before them is kept, and no line of the text is lost", () => {
  const articles = parseArticles(decree);
  expect(articles.map((a) => [a.key, a.chapter, a.heading])).toEqual([
    ["0", null, ""],
    ["1", "Chương I QUY ĐỊNH CHUNG", "Phạm vi điều chỉnh"],
    ["2", "Chương I QUY ĐỊNH CHUNG", "Đối tượng áp dụng"],
    ["3a", "Chương II. MỨC HỖ TRỢ › Mục 1 HỖ TRỢ MỘT LẦN", "Mức hỗ trợ"],
  ]);
  expect(articles[3]!.body).toContain("Mục 1 của Quy định này được áp dụng");
  const kept = articles.map((a) => `${a.chapter ?? ""} ${a.heading} ${a.body}`).join(" ");
  for (const word of decree.replace(/Điều (\d+a?)[.:]/g, "").split(/\s+/)) expect(kept).toContain(word);
});

test("clauses are cut at their number, points stay with their clause", () => {
  expect(clausesOf(parseArticles(decree)[2]!.body)).toEqual([
    { number: "1", text: "Hộ gia đình trồng cà phê." },
    { number: "2", text: "Hợp tác xã:\na) Có đăng ký;\nb) Có ít nhất 10 thành viên." },
  ]);
  expect(clausesOf("Một đoạn không có khoản.")).toEqual([{ number: null, text: "Một đoạn không có khoản." }]);
});

test("what people paste: decomposed letters, capitals, marks of emphasis, a number that comes twice", () => {
  const typed = "**ĐIỀU 1. Phạm vi**\nNội dung.\nĐiều 1\nNhắc lại số.\n### Điều 2. Hiệu lực\nTừ ngày ký.".normalize(
    "NFD",
  );
  expect(parseArticles(typed).map((a) => [a.key, a.heading, a.body])).toEqual([
    ["1", "Phạm vi", "Nội dung."],
    ["1a", "", "Nhắc lại số."],
    ["2", "Hiệu lực", "Từ ngày ký."],
  ]);
  expect(parseArticles("Không có điều nào, chỉ có chữ.")).toEqual([
    { key: "0", chapter: null, heading: "", body: "Không có điều nào, chỉ có chữ." },
  ]);
  expect(parseArticles("  \n ")).toEqual([]);
});
