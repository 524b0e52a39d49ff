import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareNames, deriveSortKey, uncapitaliseName } from "./name-sort.ts";
import { dongInWords, formatNumber, formatPercent, numberInWords, readNumber } from "./numbers.ts";

describe("names", () => {
  test.each([
    ["Nguyễn Thị Thu Hà", "Hà, Nguyễn Thị Thu"],
    ["Ya Thuần", "Thuần, Ya"],
    ["K' Brèm", "Brèm, K'"],
    ["K’Brèm", "K'Brèm"],
    ["Y Bik", "Bik, Y"],
    ["Y Bik Niê", "Bik, Y Niê"],
    ["H'Hen Niê", "H'Hen, Niê"],
    ["Touneh Ma Nghiêm", "Nghiêm, Touneh Ma"],
    ["Rơ Ông K' Duyên", "Duyên, Rơ Ông K'"],
    ["An", "An"],
    [" Lê  Hà ", "Hà, Lê"],
  ])("%s is filed as %s", (name, key) => {
    expect(deriveSortKey(name)).toBe(key);
  });

  test("lists go by given name, tones and all, then by family name", () => {
    const names = [
      "Nguyễn Văn Bạ",
      "Lê Thị Ăn",
      "Trần Anh",
      "Bùi Ánh",
      "Vũ An",
      "Đỗ Anh",
      "Hồ Văn Đạt",
      "Lê Dũng",
      "Phan Bà",
      "Cao Ân",
    ];
    expect(names.sort(compareNames)).toEqual([
      "Vũ An",
      "Đỗ Anh",
      "Trần Anh",
      "Bùi Ánh",
      "Lê Thị Ăn",
      "Cao Ân",
      "Phan Bà",
      "Nguyễn Văn Bạ",
      "Lê Dũng",
      "Hồ Văn Đạt",
    ]);
  });

  test("only a name all in capitals is rewritten", () => {
    expect(uncapitaliseName("NGUYỄN THỊ HOÀ")).toBe("Nguyễn Thị Hoà");
    expect(uncapitaliseName("K' BRÈM")).toBe("K' Brèm");
    expect(uncapitaliseName("H'HEN NIÊ")).toBe("H'Hen Niê");
    expect(uncapitaliseName("Nguyễn Văn A")).toBe("Nguyễn Văn A");
    expect(uncapitaliseName("Nguyễn VĂN A")).toBe("Nguyễn VĂN A");
  });
});

describe("numbers", () => {
  test.each([
    [0, "không"],
    [5, "năm"],
    [10, "mười"],
    [15, "mười lăm"],
    [21, "hai mươi mốt"],
    [55, "năm mươi lăm"],
    [101, "một trăm linh một"],
    [105, "một trăm linh năm"],
    [110, "một trăm mười"],
    [1000, "một nghìn"],
    [1005, "một nghìn không trăm linh năm"],
    [1_000_005, "một triệu không trăm linh năm"],
    [21_004_015, "hai mươi mốt triệu không trăm linh bốn nghìn không trăm mười lăm"],
    [1e9, "một tỷ"],
    [2_000_005_000, "hai tỷ không trăm linh năm nghìn"],
    [1e18 / 1000, "một triệu tỷ"],
    [-15, "âm mười lăm"],
  ])("%d in words", (n, words) => {
    expect(numberInWords(n)).toBe(words);
  });

  test("sums begin with a capital", () => {
    expect(dongInWords(1_200_000)).toBe("Một triệu hai trăm nghìn đồng");
  });

  test("words are never doubled, empty or the wrong five", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 45 }), (n) => {
        const words = numberInWords(n);
        expect(words).not.toMatch(/ {2}|^ | $|mươi năm|mười năm|mươi một|linh lăm|lẻ/);
      }),
    );
  });

  test("digits are grouped by dots, and read back", () => {
    expect(formatNumber(1_234_567.89)).toBe("1.234.567,89");
    expect(formatNumber(-0.001)).toBe("0");
    expect(formatPercent(0.125)).toBe("12,5 %");
    expect(readNumber("1.23")).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (n) => {
        expect(readNumber(formatNumber(n))).toBe(n === 0 ? 0 : n);
      }),
    );
  });
});
