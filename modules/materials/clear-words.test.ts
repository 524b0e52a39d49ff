import { expect, test } from "vitest";
import { clearWords, spokenSyllables } from "./clear-words.ts";

const rules = { longSentence: 25, peoplePerMinute: 200, loudspeakerPerMinute: 160 };
const words = [
  { term: "triển khai thực hiện", plain: "làm" },
  { term: "thực hiện", plain: "làm" },
  { term: "hoà giải", plain: "giúp hai bên hiểu nhau" },
  { term: "UBND", plain: "Ủy ban nhân dân" },
];
const count = (text: string) => clearWords(text, words, rules);

test("tiếng and sentences: lines end a sentence, headings are none, numbers and abbreviations do not end one", () => {
  expect(count("")).toMatchObject({ syllables: 0, sentences: 0, perSentence: null, people: 0, loudspeaker: 0 });
  expect(count("# Đề mục\nĐóng 1.200.000 đồng ở TP. Đà Lạt. Hỏi ai?\n- Hỏi xã")).toMatchObject({
    sentences: 3,
    perSentence: 3.7,
  });
  expect(count("1. Gọi 114.\n2. Báo thôn, v.v.")).toMatchObject({ sentences: 2 });
});

test("a sentence over the limit is marked with its place and its tiếng", () => {
  const long = `${"bà con ".repeat(13)}nghe.`;
  const text = `Ngắn thôi. ${long}`;
  const [mark] = count(text).long;
  expect(mark!.syllables).toBe(27);
  expect(text.slice(mark!.start, mark!.end).trim()).toBe(long);
  expect(count("bà con ".repeat(12) + "nghe.").long).toEqual([]);
});

test("a term is found once, the longest first, as whole syllables, with either placing of tones", () => {
  const found = count("Triển khai thực hiện ngay. Thực hiện nghiêm. Hòa giải ở thôn, hoà giải ở buôn.").heavy;
  expect(found.map((f) => [f.term, f.times])).toEqual([
    ["triển khai thực hiện", 1],
    ["thực hiện", 1],
    ["hoà giải", 2],
  ]);
  expect(count("việc thực hiệnx").heavy).toEqual([]);
});

test("an abbreviation is named unless it is said in full at its first use", () => {
  const named = (text: string) => count(text).abbreviations.map((a) => a.text);
  expect(named("UBND xã mời. UBND xã báo.")).toEqual(["UBND"]);
  expect(count("UBND xã").abbreviations).toMatchObject([{ plain: "Ủy ban nhân dân", times: 1 }]);
  expect(named("Ủy ban nhân dân (sau đây gọi là UBND) xã mời. UBND báo.")).toEqual([]);
  expect(named("Ủy ban nhân dân (UBND) xã mời.")).toEqual([]);
  expect(named("UBND (Ủy ban nhân dân) xã mời.")).toEqual([]);
  expect(named("Gọi UBND trước. Ủy ban nhân dân (UBND) là nơi nhận.")).toEqual(["UBND"]);
  expect(named("Nghị định 49/2024/NĐ-CP, Chương II")).toEqual([]);
  expect(named("PHÒNG CHÁY RỪNG MÙA KHÔ\nBHYT cho mọi nhà")).toEqual(["BHYT"]);
  expect(named("Theo (BHYT và BHXH) thì")).toEqual(["BHYT", "BHXH"]);
});

test("reading time counts what a voice says: numbers in words, capitals by letter", () => {
  expect(spokenSyllables("114")).toBe(4); // một trăm mười bốn
  expect(spokenSyllables("1.200.000 đồng")).toBe(6);
  expect(spokenSyllables("4,5 %")).toBe(3);
  expect(spokenSyllables("UBND xã")).toBe(5);
  expect(count("bà con ".repeat(100))).toMatchObject({ people: 60, loudspeaker: 75 });
});
