import { expect, test } from "vitest";
import { anchorAt, findAnchor, partText } from "./anchors.ts";

const text = "Gọi 114 trước. Báo thôn sau.\nGọi 114 khi thấy khói.";

test("a comment is where its words stand, nearest to where it was written", () => {
  expect(anchorAt(text, "body", "Gọi 114", 25)).toMatchObject({ position: 29 });
  expect(anchorAt(text, "body", "Gọi 113", 0)).toBeNull();
});

test("it moves with its words when something is written before them", () => {
  const anchor = anchorAt(text, "body", "Gọi 114", 29)!;
  const edited = `Mùa khô đã đến.\n${text}`;
  const found = findAnchor(edited, anchor)!;
  expect(edited.slice(found.start)).toBe("Gọi 114 khi thấy khói.");
});

test("between the same words twice, the surroundings decide before the distance", () => {
  const anchor = anchorAt(text, "body", "Gọi 114", 29)!;
  const edited = `Thêm một câu rất dài ở đây để đẩy mọi thứ đi. ${text}`;
  expect(edited.slice(findAnchor(edited, anchor)!.start).startsWith("Gọi 114 khi")).toBe(true);
});

test("when the words themselves are gone it hangs on nothing, and says so", () => {
  const anchor = anchorAt(text, "body", "Báo thôn", 0)!;
  expect(findAnchor("Gọi 114 trước. Báo xã sau.", anchor)).toBeNull();
});

test("questions and answers are one text", () => {
  const content = { title: "T", keyMessages: "", body: "", source: null, legalBasis: null };
  expect(
    partText(
      {
        ...content,
        qa: [
          { question: "Ai?", answer: "Xã." },
          { question: "Khi nào?", answer: "" },
        ],
      },
      "qa",
    ),
  ).toBe("Ai?\nXã.\n\nKhi nào?\n");
  expect(partText({ ...content, qa: [] }, "source")).toBe("");
});
