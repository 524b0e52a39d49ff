import fc from "fast-check";
import { expect, test } from "vitest";
import {
  csvCell,
  fullText,
  imageText,
  type Outgoing,
  plainLines,
  shortMessages,
  speechScript,
} from "./package-texts.ts";

const fire: Outgoing = {
  title: "Phòng cháy rừng mùa khô",
  keyMessages: "Mùa khô không đốt dọn rẫy khi chưa báo.\n- Thấy cháy gọi 114",
  body: "# Việc mỗi nhà làm\n- Báo thôn **trước** khi đốt.",
  qa: [{ question: "Báo ai?", answer: "Trưởng thôn" }],
  language: "vi",
  issuer: "UBND xã D'Ran",
  source: "Luật Lâm nghiệp, Điều 39",
};

test("every text names who issued it and the source", () => {
  const texts = [fullText(fire), speechScript(fire, 160).text, imageText(fire), ...shortMessages(fire, 200)];
  for (const text of texts) {
    expect(text).toContain("UBND xã D'Ran");
    expect(text).toContain("Luật Lâm nghiệp, Điều 39");
  }
});

test("the script is spoken language: no signs of the editor, whole sentences, a time at the configured speed", () => {
  const { text, seconds } = speechScript(fire, 160);
  expect(text).not.toMatch(/[#*]/);
  expect(text).toContain("Thấy cháy gọi 114.");
  expect(text).toContain("Bà con hỏi: Báo ai?");
  const words = text.split(/\s+/).length;
  expect(seconds).toBe(Math.round((words * 60) / 160));
  expect(speechScript(fire, null).seconds).toBeNull();
});

test("short messages: one a key message, none longer than the channel takes, no word lost", () => {
  expect(shortMessages(fire, 335)).toEqual([
    "Phòng cháy rừng mùa khô: Mùa khô không đốt dọn rẫy khi chưa báo. (UBND xã D'Ran. Nguồn: Luật Lâm nghiệp, Điều 39)",
    "Phòng cháy rừng mùa khô: Thấy cháy gọi 114 (UBND xã D'Ran. Nguồn: Luật Lâm nghiệp, Điều 39)",
  ]);
  const cut = shortMessages(fire, 100);
  expect(cut.length).toBeGreaterThan(2);
  expect(cut.every((m) => m.length <= 100)).toBe(true);
  expect(shortMessages(fire, 40)).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 90 }), { maxLength: 6 }), (lines) => {
      const keyMessages = lines.join("\n");
      const sent = shortMessages({ ...fire, keyMessages }, 160);
      expect(sent.every((m) => m.length <= 160)).toBe(true);
      const bare = (text: string) => text.replaceAll(/\s+/g, "");
      const all = bare(
        sent.map((m) => m.replace(/^\(\d+\/\d+\) /, "").replace(/ \(UBND xã D'Ran\..*\)$/su, "")).join(""),
      );
      for (const line of plainLines(keyMessages)) expect(all).toContain(bare(line));
    }),
    { seed: 20_250_701 },
  );
});

test("a cell of CSV is one cell, and no formula", () => {
  expect(csvCell('Nói "có", rồi\nxuống dòng')).toBe('"Nói ""có"", rồi\nxuống dòng"');
  expect(csvCell("=1+1")).toBe("'=1+1");
  expect(csvCell("- một ý")).toBe("- một ý");
  expect(csvCell(null)).toBe("");
});
