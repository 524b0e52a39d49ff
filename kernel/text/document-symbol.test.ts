import { describe, expect, test } from "vitest";
import { findDocumentSymbols, normaliseDocumentSymbol, readDocumentSymbol } from "./document-symbol.ts";

describe("reads and evens", () => {
  test.each([
    ["407/QĐ-TTg", "407/QĐ-TTg", "administrative", "QĐ", ["TTg"]],
    ["407/qđ-ttg", "407/QĐ-TTg", "administrative", "QĐ", ["TTg"]],
    ["Số: 05/QÐ-UBND", "05/QĐ-UBND", "administrative", "QĐ", ["UBND"]],
    ["41/QD-UBND", "41/QĐ-UBND", "administrative", "QĐ", ["UBND"]],
    ["15/QĐ–BNV", "15/QĐ-BNV", "administrative", "QĐ", ["BNV"]],
    ["1273/BTTTT-TTCS", "1273/BTTTT-TTCS", "letter", null, ["BTTTT", "TTCS"]],
    ["49/2024/ND-CP", "49/2024/NĐ-CP", "normative", "NĐ", ["CP"]],
    [
      "02/2013/TTLT-BNV-BLĐTBXH-BTC-BYT",
      "02/2013/TTLT-BNV-BLĐTBXH-BTC-BYT",
      "normative",
      "TTLT",
      ["BNV", "BLĐTBXH", "BTC", "BYT"],
    ],
    ["91/2025/QH15", "91/2025/QH15", "assembly", null, ["QH15"]],
    ["1671/NQ-UBTVQH15", "1671/NQ-UBTVQH15", "assembly", "NQ", ["UBTVQH15"]],
    ["12/2016/UBTVQH14", "12/2016/UBTVQH14", "assembly", null, ["UBTVQH14"]],
    ["30-CT/TW", "30-CT/TW", "party", "CT", ["TW"]],
    ["973 - QĐ/BTGTW", "973-QĐ/BTGTW", "party", "QĐ", ["BTGTW"]],
    ["09 KH/ĐU", "09-KH/ĐU", "party", "KH", ["ĐU"]],
    ["05-NQ/đu", "05-NQ/ĐU", "party", "NQ", ["ĐU"]],
    ["8011-CV/BTCTW", "8011-CV/BTCTW", "party", "CV", ["BTCTW"]],
    ["5104/BTTTT-PTTH&TTĐT", "5104/BTTTT-PTTH&TTĐT", "letter", null, ["BTTTT", "PTTH&TTĐT"]],
  ])("%s", (typed, text, family, type, issuers) => {
    expect(readDocumentSymbol(typed)).toMatchObject({ text, family, type, issuers });
    expect(normaliseDocumentSymbol(text)).toBe(text);
  });
});

test.each(["05/02/2024", "12/2025", "1.200.000", "khoản 3", "QĐ-UBND", "0/QĐ-UBND", ""])("%s is none", (text) => {
  expect(readDocumentSymbol(text)).toBeNull();
});

test("all of them are found in running text, and no date", () => {
  const text =
    "Căn cứ Chỉ thị số 30-CT/TW ngày 05/02/2024, Quyết định 407/QĐ-TTg, Nghị định 49/2024/NĐ-CP; 973 - QĐ/BTGTW và 144-QĐ/TW, Luật số 91/2025/QH15, 1671/NQ-UBTVQH15 (12/2025).";
  expect(findDocumentSymbols(text).map((f) => f.symbol.text)).toEqual([
    "30-CT/TW",
    "407/QĐ-TTg",
    "49/2024/NĐ-CP",
    "973-QĐ/BTGTW",
    "144-QĐ/TW",
    "91/2025/QH15",
    "1671/NQ-UBTVQH15",
  ]);
});
