import fc from "fast-check";
import { expect, test } from "vitest";
import { Challenges, solvedBits } from "./ask/challenge.ts";
import { Flood, floodLimits } from "./ask/flood.ts";
import { cleanLine, cleanName, cleanNumber } from "./clean.ts";
import { csv } from "./feeds/csv.ts";
import { xml } from "./feeds/atom.ts";
import { findPhrases, marked, rich } from "./marked.ts";

const text = async (html: unknown) => String(await html);

test("what is marked are whole syllables of the text as it stands", async () => {
  const text1 = "Xã D'Ran: bảo hiểm y tế, bảo hiểm y tếu";
  expect(findPhrases(text1, ["bao hiem y te"]).map(([a, b]) => text1.slice(a, b))).toEqual(["bảo hiểm y tế"]);
  expect(findPhrases(text1, ["d ran"]).map(([a, b]) => text1.slice(a, b))).toEqual(["D'Ran"]);
  expect(await text(marked("a<b> bảo", ["bao"]))).toBe("a&lt;b&gt; <mark>bảo</mark>");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.string()), (line, phrases) => {
      let at = 0;
      for (const [start, end] of findPhrases(line, phrases)) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        at = end;
      }
    }),
  );
});

test("plain text becomes paragraphs, lists and headings, and nothing else", async () => {
  expect((await text(rich("# Đầu\n- một\n- **hai**\n\nba\nbốn"))).replace(/>\s+</g, "><")).toBe(
    '<h2>Đầu</h2><ul class="dots"><li>một</li><li><strong>hai</strong></li></ul><p>ba<br>bốn</p>',
  );
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme" }), async (line) => {
      const tags = (await text(rich(`${line}<i>\n- <b>${line}\n## ${line}`))).match(/<\/?[a-z]\w*/g) ?? [];
      for (const tag of tags) expect(tag).toMatch(/^<\/?(p|br|ul|li|strong|h[2-6])$/);
    }),
  );
});

test("what comes from an address is plain and short, whatever it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (typed) => {
      const line = cleanLine(typed, 40);
      expect([...line].length).toBeLessThanOrEqual(40);
      expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
      expect(line.isWellFormed()).toBe(true);
      const number = cleanNumber(typed);
      expect(number === undefined || (number > 0 && number < 2 ** 31)).toBe(true);
      expect(cleanName(typed) ?? "").toMatch(/^[\w=.-]*$/);
      expect(xml(typed)).not.toMatch(/(?![\n\t\r])\p{Cc}|</u);
    }),
  );
  expect(csv(["a"], [["=1"], ['x"y'], [null], [-3]])).toBe('\ufeffa\r\n\'=1\r\n"x""y"\r\n\r\n-3\r\n');
});

test("a mark is good for its own form, for a day, and its id tells nothing", () => {
  const one = new Challenges("a");
  const mark = one.issue("question.ask", 15, 1_000_000);
  const read = one.read("question.ask", mark, 1_000_000)!;
  expect(read).toMatchObject({ issuedAt: 1_000_000, bits: 15 });
  expect(read.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(one.read("draft.comment", mark, 1_000_000)).toBeNull();
  expect(one.read("question.ask", mark, 1_000_000 + 25 * 3_600_000)).toBeNull();
  expect(one.read("question.ask", mark, 0)).toBeNull();
  expect(new Challenges("b").read("question.ask", mark, 1_000_000)).toBeNull();
  expect(solvedBits(mark, "-1")).toBe(0);
});

test("a network is counted for one window and then forgotten; an IPv6 network is one", () => {
  let now = 0;
  const flood = new Flood({ ...floodLimits, addressMost: 3, addressStep: 1 }, () => now);
  const quiet = flood.bitsFor("10.0.0.1");
  for (const last of ["1", "2:3:4:5", "ffff"]) flood.add("sent", `2001:db8::${last}`);
  expect(flood.tooMany("2001:db8::abcd")).toBe(true);
  expect(flood.tooMany("2001:db8:0:1::1")).toBe(false);
  expect(flood.bitsFor("2001:db8::9")).toBe(quiet + 3);
  now += floodLimits.windowMs;
  expect(flood.tooMany("2001:db8::abcd")).toBe(false);
});
