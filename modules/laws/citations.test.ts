import { describe, expect, test } from "vitest";
import { citationSamples } from "./citation-samples.ts";
import { findCitations } from "./citations.ts";
import { findDates } from "#kernel/text/find-dates.ts";
import { plainView } from "#kernel/text/plain-view.ts";

const known = ["Thực hiện dân chủ ở cơ sở", "Tiếp cận thông tin"].map((name) => ({ kind: "law" as const, name }));

function read(text: string) {
  const { mentions, articles } = findCitations(text, known);
  const called = (i: number | null) => (i === null ? null : (mentions[i]?.symbol?.text ?? mentions[i]?.name ?? null));
  return {
    symbols: mentions.flatMap((m) => (m.symbol === null ? [] : [m.symbol.text])),
    laws: mentions.flatMap((m) => (m.symbol === null && m.name !== null ? [m.name] : [])),
    articles: articles.map((a) => [a.article, a.clause, a.point, called(a.of)]),
    dates: findDates(plainView(text).plain).map((d) => d.date ?? "none"),
  };
}

describe("what a reader finds in the written samples, the grammar finds, and nothing else", () => {
  for (const [i, sample] of citationSamples.entries()) {
    test(`sample ${i + 1}: ${sample.text.slice(0, 60)}`, () => {
      const { text, ...wanted } = sample;
      const expected = { laws: [], articles: [], dates: [], ...wanted };
      expect(read(text)).toEqual(expected);
      // the same after a way through a Mac, where letters and marks are apart
      expect(read(text.normalize("NFD"))).toEqual(expected);
    });
  }
});

test("spans lie in the text as it was given, composed or not", () => {
  const text = "Theo điểm đ khoản 2 Điều 5 Nghị định số 49/2024/NĐ-CP.".normalize("NFD");
  const { mentions, articles } = findCitations(text);
  expect(text.slice(mentions[0]!.start, mentions[0]!.end).normalize("NFC")).toBe("Nghị định số 49/2024/NĐ-CP");
  expect(text.slice(articles[0]!.start, articles[0]!.end).normalize("NFC")).toBe("điểm đ khoản 2 Điều 5");
});

test("a text of 200,000 characters full of near misses is read in one pass", () => {
  const text = "số 12/2025/ QĐ Điều khoản 3, điểm a ngày 5 tháng năm Luật Luật (".repeat(3200);
  expect(findCitations(text, known).mentions.length).toBeGreaterThanOrEqual(0);
});
