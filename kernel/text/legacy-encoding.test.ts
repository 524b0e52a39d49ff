import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnEncoding, convertFrom, encodingOfFont, readLegacy } from "./legacy-encoding.ts";
import { writeLegacy } from "./legacy-tables.ts";
import { vietnameseLetters } from "./vietnamese-letters.ts";

describe("TCVN3 and VNI by their signs", () => {
  test.each([
    ["NguyÔn V¨n ThÞnh", "Nguyễn Văn Thịnh", "tcvn3"],
    ["§Æng Ngäc ¢n", "Đặng Ngọc Ân", "tcvn3"],
    ["Ph¹m Quèc H¶i", "Phạm Quốc Hải", "tcvn3"],
    ["hép møt tÕt", "hộp mứt tết", "tcvn3"],
    ["Uû ban nh©n d©n", "Uỷ ban nhân dân", "tcvn3"],
    ["BiÓu sè: 09 B/TTTT", "Biểu số: 09 B/TTTT", "tcvn3"],
    ["NGUYÔN V¨N AN", "NGUYỄN VĂN AN", "tcvn3"],
    ["Tr\u00adêng", "Trường", "tcvn3"],
    ["Traàn Vaên Baûo", "Trần Văn Bảo", "vni"],
    ["ñöôøng", "đường", "vni"],
    ["ÖÔÕN", "ƯỠN", "vni"],
    ["Ñaëng Thò Hoàng", "Đặng Thị Hồng", "vni"],
    ["NGUYEÃN THÒ NGOÏC", "NGUYỄN THỊ NGỌC", "vni"],
  ] as const)("%s is %s", (typed, text, from) => {
    expect(readLegacy(typed)).toEqual({ text, from, confident: true });
  });
});

test.each([
  "Hùng",
  "Võ Hùng",
  "Lê Hà",
  "Tô Lân",
  "Trà",
  "Niê",
  "Krông Búk",
  "Hoàng",
  "Café",
  "São Paulo",
  "Müller",
  "25°C ± 2",
  "© 2025 Hà",
  "Nguyễn Thị Thu Hà",
  "K' Brèm",
  "Touneh Ma Nghiêm",
  "Xã Ia Púch",
  "Xã SRó",
  "RTô",
  "RVê",
  "KBô",
  "Bùi Xuân Phái",
  "điểm a khoản 2",
  "Ðà Lạt",
  "M² và 5 × 3",
  "Nguyễn A".normalize("NFD"),
  "",
])("good Unicode stays as it is: %s", (text) => {
  expect(readLegacy(text)).toEqual({ text: text.normalize("NFC"), from: null, confident: true });
});

test.each(["K' Brèm", "H'Hen Niê", "Krông Búk", "Cil Ha Nghiêm", "Liêng Hót Ha Chương"])(
  "a highland name is converted too: %s",
  (name) => {
    for (const from of ["tcvn3", "vni"] as const)
      expect(readLegacy(writeLegacy(from, name))).toMatchObject({ text: name, from });
    expect(readLegacy(name)).toEqual({ text: name, from: null, confident: true });
  },
);

test("the font's name decides, unless the text was retyped in Unicode since", () => {
  expect(encodingOfFont(".VnTime")).toBe("tcvn3");
  expect(encodingOfFont(".VnArialH")).toBe("tcvn3");
  expect(encodingOfFont("VNI-Times")).toBe("vni");
  expect(encodingOfFont("Times New Roman")).toBeNull();
  expect(readLegacy("K' BrÌm", { font: ".VnTime" })).toEqual({ text: "K' Brèm", from: "tcvn3", confident: true });
  expect(readLegacy("nguyÔn v¨n hïng", { font: ".VnTimeH" }).text).toBe("NGUYỄN VĂN HÙNG");
  expect(readLegacy("Nguyễn Văn A", { font: ".VnTime" })).toEqual({
    text: "Nguyễn Văn A",
    from: null,
    confident: true,
  });
  expect(readLegacy("Hùng", { font: "VNI-Times" })).toMatchObject({ text: "Hùng" });
});

test("a column wholly in one encoding decides for what could be either", () => {
  const column = ["NguyÔn V¨n ThÞnh", "Ph¹m Quèc H¶i", "TrÇn ThÞ Lan", "Hùng"];
  expect(columnEncoding(column)).toBe("tcvn3");
  expect(readLegacy("Hùng", { column: "tcvn3" })).toEqual({ text: "Hựng", from: "tcvn3", confident: false });
  expect(columnEncoding([...column, "Lê Thị Hoà"])).toBeNull();
});

const word = fc
  .array(fc.constantFrom(...vietnameseLetters.filter((l) => l === l.toLowerCase())), { minLength: 1, maxLength: 8 })
  .map((l) => l.join(""));

test("every letter survives the way there and back", () => {
  fc.assert(
    fc.property(word, (text) => {
      expect(convertFrom("tcvn3", writeLegacy("tcvn3", text))).toBe(text);
      expect(convertFrom("vni", writeLegacy("vni", text))).toBe(text);
    }),
  );
});

test("names written in either encoding come back; what could be both is never called sure", () => {
  const given = [
    "Thịnh",
    "Ngọc Ân",
    "Quốc Hải",
    "Thị Nguyệt",
    "Hữu Phước",
    "Đường",
    "Thuỷ",
    "Xuân Trường",
    "Mỹ Duyên",
    "Kiều Oanh",
  ];
  const family = ["Nguyễn", "Trần", "Đặng", "Phạm", "Vũ", "Võ", "Đỗ", "Lý", "Dương"];
  let sure = 0;
  for (const f of family) {
    for (const g of given) {
      const name = `${f} ${g}`;
      for (const from of ["tcvn3", "vni"] as const) {
        const reading = readLegacy(writeLegacy(from, name));
        if (reading.confident) expect(reading).toEqual({ text: name, from, confident: true });
        if (reading.confident) sure++;
      }
      expect(readLegacy(name)).toEqual({ text: name, from: null, confident: true });
    }
  }
  // "Vò Thuû" is Vũ Thuỷ in one encoding and Vị Thủ in the other.
  expect(readLegacy("Vò Thuû").confident).toBe(false);
  expect(readLegacy("Vò Thuû", { column: "tcvn3" }).text).toBe("Vũ Thuỷ");
  expect(sure).toBeGreaterThan(family.length * given.length * 2 * 0.95);
});
