import { describe, expect, test } from "vitest";
import { newId, spokenCode } from "#kernel/ids.ts";
import { cleanse, nextAnswerStatus, readCode, textFault, tidyQuestion } from "./rules.ts";

describe("a text as it is stored", () => {
  test("decomposed Vietnamese is composed, unseen marks are gone, lines stay", () => {
    expect(tidyQuestion("  Khi nào có thẻ?\r\nXin hỏi.  ".normalize("NFD"))).toBe("Khi nào có thẻ?\nXin hỏi.");
    expect(tidyQuestion("\u202eKhi\u200b nào\u2066 có\u00ad thẻ\ufeff?\u0000\u0007")).toBe("Khi nào có thẻ?");
    expect(tidyQuestion("K'Ho cơ̆ \ud800")).toBe("K'Ho cơ̆ \ufffd");
  });

  test("storms calm down, ordinary signs stay", () => {
    expect(tidyQuestion(`Đường hỏng ${"😡".repeat(5000)} bao giờ sửa${"?".repeat(200)}`)).toBe(
      "Đường hỏng 😡😡😡 bao giờ sửa???",
    );
    expect(tidyQuestion("❤️ ❤️ ❤️ ❤️ ❤️ cảm ơn")).toBe("❤❤❤ cảm ơn");
    expect(tidyQuestion(`a${"\u0335".repeat(900)}b`)).toBe("a\u0335\u0335\u0335b");
    expect(tidyQuestion("Số 1000000 đồng... đúng không??")).toBe("Số 1000000 đồng... đúng không??");
  });

  test("nothing, no words and too much are told apart; the limit counts characters, not halves", () => {
    expect(textFault(tidyQuestion(" \u202e\u200b "))).toBe("question.empty");
    expect(textFault(tidyQuestion("😀🎉 123 ???"))).toBe("question.no-words");
    expect(textFault(tidyQuestion("Ở đâu?"))).toBeNull();
    expect(textFault(tidyQuestion("ế".normalize("NFD").repeat(10_000)))).toBeNull();
    expect(textFault(tidyQuestion("ế".normalize("NFD").repeat(10_001)))).toBe("question.too-long");
    expect(textFault("𠀀".repeat(10_000))).toBeNull();
  });

  test("what looks like an identity is named, or struck where the writer agreed", () => {
    const text = "Gọi tôi số 0912 345 678 nhé";
    expect(cleanse(text, false)).toEqual({ text, struck: false, identities: ["phone"] });
    expect(cleanse(text, true)).toEqual({
      text: "Gọi tôi số [đã gạch: số điện thoại] nhé",
      struck: true,
      identities: [],
    });
    expect(cleanse("Bao giờ có điện?", true).struck).toBe(false);
  });
});

describe("a code as people type it", () => {
  test("reads spaces, small letters, other dashes, and the letters that look like digits", () => {
    for (const typed of ["4K7-29MQ", "4k7 29mq", " 4K729MQ ", "4k7–29mq"]) expect(readCode(typed)).toBe("4K7-29MQ");
    expect(readCode("OIL-OOOO")).toBe("011-0000");
    expect(readCode("4K7-29MQ-2")).toBe("4K7-29MQ-2");
    for (const typed of ["", "4K7-29M", "4K7-29MQ-222", "ÀÁẢ-ÃẠĂẰ", "<script>"]) expect(readCode(typed)).toBeNull();
  });

  test("reads every code that is handed out", () => {
    for (let i = 0; i < 500; i++) {
      const code = spokenCode(newId());
      expect(readCode(code.toLowerCase())).toBe(code);
    }
  });
});

test("an answer goes forward one step at a time", () => {
  expect(nextAnswerStatus("draft", "submit")).toBe("submitted");
  expect(nextAnswerStatus("draft", "publish")).toBeNull();
  expect(nextAnswerStatus("submitted", "publish")).toBeNull();
  expect(nextAnswerStatus("submitted", "save")).toBe("draft");
  expect(nextAnswerStatus("approved", "save")).toBeNull();
  expect(nextAnswerStatus("withdrawn", "publish")).toBeNull();
});

test("what is only found once its neighbour is struck is struck too", () => {
  const { text, struck } = cleanse("Hỏi số nhà 12 đường Trần Phú 49A-123.45 079203001234", true);
  expect(struck).toBe(true);
  expect(text).not.toMatch(/Trần Phú|123\.45|079203/);
});
