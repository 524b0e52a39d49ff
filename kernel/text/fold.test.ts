import fc from "fast-check";
import { expect, test } from "vitest";
import { findForms, fold, isFound, likeWords } from "./fold.ts";
import { tidyLine } from "./nfc.ts";
import { exactKey, fromTelex, readQuery } from "./search-key.ts";
import { sameWords, softVariants, toneKey } from "./tone-placement.ts";
import { vietnameseLetters } from "./vietnamese-letters.ts";

test("every Vietnamese letter folds to one plain letter, composed or not", () => {
  for (const letter of vietnameseLetters) {
    expect(fold(letter)).toMatch(/^[a-z]$/);
    expect(fold(letter.normalize("NFD"))).toBe(fold(letter));
  }
  expect(fold("Đặng  Thị\u00a0Ngọc Ánh")).toBe("dang thi ngoc anh");
  expect(fold("K’ Brèm")).toBe(fold("K'Brèm"));
  expect(fold("Ƀơ̆r M'Nông")).toBe("bor m nong");
});

test("folding twice changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
      expect(toneKey(toneKey(text))).toBe(toneKey(text));
      expect(fold(toneKey(text))).toBe(fold(text));
    }),
  );
});

const names = [
  [
    "Quán triệt Chỉ thị tại xã D'Ran",
    ["dran", "d ran", "d'ran", "D’RAN", "dʼran", "d-ran", "d.ran", "xa  dran", "D\u2019Ran"],
  ],
  ["Xã D-Ran", ["dran", "d'ran", "d ran"]],
  ["Bà con K.Ho, M'Nông", ["kho", "k'ho", "mnong", "m nong", "mnông"]],
  ["K’ Brèm", ["kbrem", "k brem", "k'brèm"]],
  ["Nghị định 78/2024/NĐ-CP", ["nđ-cp", "nd cp", "78/2024", "78/2024/ND-CP", "nd-"]],
  ["TP.Đà Lạt", ["tp da lat", "tp.đà lạt", "da lat", "ðà lạt", "Đà  Lạt".normalize("NFD")]],
  ["Vụ Đông – Xuân", ["đông xuân", "dong-xuan", "Đông-Xuân"]],
] as const;
test.each(names)("%s is found however it is typed", (text, typed) => {
  for (const q of typed) expect([q, isFound(text, q), isFound(text.normalize("NFD"), q)]).toEqual([q, true, true]);
  expect(isFound(text, "zz")).toBe(false);
});

test("what has none of these signs has one form only", () => {
  expect(findForms("Thôn La Bouyê, tổ 12")).toBe("thon la bouye, to 12");
  expect(findForms("Ông Nguyễn Văn A. Bà B")).toBe("ong nguyen van a. ba b");
  expect(likeWords("50%_ x")).toEqual(["%50\\%\\_%", "%x%"]);
  expect(likeWords("  ")).toEqual([]);
});

test.each([
  ["hòa", "hoà"],
  ["Hóa", "hoá"],
  ["THỦY", "thuỷ"],
  ["khỏe", "khoẻ"],
  ["úy", "uý"],
  ["QUÝ", "qúy"],
  ["Xuân Hòa", "XUÂN HOÀ"],
  ["loã", "lõa"],
  ["họa", "hoạ"],
  ["hòa".normalize("NFD"), "hoà"],
  ["quá", "qúa"],
])("%s and %s are the same words", (a, b) => {
  expect(sameWords(a, b)).toBe(true);
});

test.each([
  ["hòa", "hóa"],
  ["mùa", "muà"],
  ["đá", "da"],
  ["lụa", "luạ"],
  ["thúy", "thủy"],
])("%s and %s are not", (a, b) => {
  expect(sameWords(a, b)).toBe(false);
});

test("i and y are looked for alike where only habit differs", () => {
  expect(softVariants("my ly quy ky")).toEqual(["mi li qui ki"]);
  expect(softVariants("ti vi")).toEqual(["ty vy"]);
  expect(softVariants("tay thi")).toEqual([]);
  expect(readQuery("Lý").alternatives).toEqual(["li"]);
});

test("what people type is read: abbreviations, Telex left over, exact tones first", () => {
  expect(fromTelex("dduowngf")).toBe("đường");
  expect(fromTelex("nguyeenx")).toBe("nguyễn");
  expect(fromTelex("truwowngf")).toBe("trường");
  expect(fromTelex("tuyen")).toBeNull();
  expect(readQuery("ubnd xa").alternatives).toContain("uy ban nhan dan xa");
  expect(readQuery("tuyên truyền viên").alternatives).toContain("ttv");
  expect(readQuery("thu lao")).toMatchObject({ exact: null, folded: "thu lao" });
  expect(readQuery("thù lao").exact).toBe(exactKey("Thù lao"));
  expect(readQuery("tuyeen truyeenf").alternatives).toContain("tuyen truyen");
});

test("a line is tidied", () => {
  expect(tidyLine(" Nguyê\u0303n\u200b  Văn\u00a0 A\t")).toBe("Nguyễn Văn A");
});
