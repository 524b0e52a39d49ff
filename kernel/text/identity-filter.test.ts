import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findIdentities, hasIdentity, type IdentityKind, strike } from "./identity-filter.ts";

const hits: [IdentityKind, string][] = [
  ["citizenId", "068123456789"],
  ["citizenId", "068 123 456 789"],
  ["citizenId", "001.085.012345"],
  ["citizenId", "096-201-000-123"],
  ["document", "CCCD: 068123456789"],
  ["document", "CMND số 250123456"],
  ["document", "số tài khoản 1903 4567 8910"],
  ["oldCitizenId", "250123456"],
  ["oldCitizenId", "250 123 456"],
  ["phone", "0912345678"],
  ["phone", "0912.345.678"],
  ["phone", "0912 345 678"],
  ["phone", "+84 912 345 678"],
  ["phone", "+84912345678"],
  ["phone", "84912345678"],
  ["phone", "(0263) 3 822 555"],
  ["phone", "0263.3822555"],
  ["phone", "02633822555"],
  ["phone", "0 912 345 678"],
  ["phone", "０９１２３４５６７８"],
  ["phone", "0912-345-678"],
  ["phone", "o912 345 678"],
  ["phone", "O.9.1.2 345 678"],
  ["email", "thu.ha@lamdong.gov.vn"],
  ["email", "a_b @ gmail.com"],
  ["address", "số nhà 12 đường Trần Phú"],
  ["address", "Số nhà 12/4"],
  ["address", "số 5A đường 3 Tháng 2"],
  ["address", "12/4 hẻm Nguyễn Du"],
  ["plate", "49A-123.45"],
  ["plate", "49B1 12345"],
  ["plate", "49-B1 123.45"],
  ["birth", "sinh năm 1985"],
  ["birth", "SN 1975"],
  ["birth", "sinh ngày 5/2/1970"],
  ["birth", "ngày sinh: 05-02-1970"],
];

describe("finds", () => {
  test.each(hits)("%s in %s", (kind, text) => {
    for (const form of [text, text.normalize("NFD")]) {
      const sentence = `Hỏi: xin gặp (${form}), cảm ơn.`;
      const found = findIdentities(sentence);
      expect(found.map((f) => [f.kind, sentence.slice(f.start, f.end)])).toEqual([[kind, form]]);
    }
  });
});

test.each([
  "1.200.000",
  "1.200.000 đồng",
  "123.456.789 đồng",
  "200000000 đồng",
  "84.912.345.678 đồng",
  "2.500.000.000",
  "1 200 000 người",
  "05/02/2025",
  "05.02.2025 10 giờ",
  "ngày 05-02-2025 08 30",
  "tháng 12-2025",
  "2024-2025",
  "từ 2020 – 2025",
  "31.12.2025 0815",
  "mã 24988 và 68",
  "407/QĐ-TTg",
  "1273/BTTTT-TTCS",
  "36-HD/VPTW",
  "24-HD 2025",
  "49/2024/NĐ-CP",
  "02/2013/TTLT-BNV-BLĐTBXH-BTC-BYT",
  "91/2025/QH15",
  "khoản 3, Điều 24",
  "3 đường dây điện",
  "đường 3 Tháng 2",
  "sinh viên năm 2020",
  "sinh hoạt thôn 12",
  "20 hộ, 150 lượt người",
  "quốc lộ 20 km 123",
  "Bao giờ có nước sạch ở thôn 3?",
  "đạt 98,5 % so với năm 2024",
  "1900 1234",
  "mẫu số 3 o 2 và cao 912 345,678 m",
])("leaves alone: %s", (text) => {
  expect(findIdentities(text)).toEqual([]);
});

test("a citizen number is taken whole, before any telephone rule", () => {
  expect(strike("Tôi là 068123456789, gọi 0912.345.678")).toBe(
    "Tôi là [đã gạch: số định danh], gọi [đã gạch: số điện thoại]",
  );
});

test.each([
  "Hỏi số nhà 12 đường Trần Phú 49A-123.45",
  "49A-123.45số nhà 12 đường Trần Phú",
  "Hỏi biển số 49A-123.45 079203001234",
  "Hỏi số nhà 12 đường Trần Phú 0912 345 678",
  "Hỏi 0912 345 678 số nhà 12 đường Trần Phú 49A-123.45 {{7*7}}",
])("leaves nothing of two that stand side by side: %s", (text) => {
  expect(findIdentities(strike(text))).toEqual([]);
  expect(strike(text)).not.toMatch(/123\.45|Trần Phú|345 678|079203/);
});

test("striking twice changes nothing and leaves no identity, wherever it stands", () => {
  const piece = fc.oneof(
    fc.constantFrom(...hits.map((h) => h[1])),
    fc.constantFrom("Xin hỏi", "về giá điện", "?", "và", ";", "(", ")", "xã Đam Rông 1"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.boolean(), (pieces, decomposed) => {
      const text = pieces.join(" , ").normalize(decomposed ? "NFD" : "NFC");
      const struck = strike(text);
      expect(strike(struck)).toBe(struck);
      expect(hasIdentity(struck)).toBe(false);
    }),
  );
});

test("spans never overlap and lie in the text as given", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      let end = 0;
      for (const span of findIdentities(text)) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        expect(text.slice(span.start, span.end)).toBe(span.text);
        end = span.end;
      }
    }),
  );
});
