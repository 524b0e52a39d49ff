// @vitest-environment happy-dom
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { blocksOf, PlainBody } from "./plain-body.tsx";

test("headings, points, numbered points and paragraphs", () => {
  expect(blocksOf("# Một\nDòng một\ndòng hai\n\n- a\n- b\n1. c\n2) d\n\n- e").map((b) => b.kind)).toEqual([
    "heading",
    "paragraph",
    "points",
    "points",
    "points",
  ]);
  expect(blocksOf("## Hai")).toEqual([{ kind: "heading", level: 2, text: "Hai" }]);
  expect(blocksOf("#không phải đề mục")).toEqual([{ kind: "paragraph", lines: ["#không phải đề mục"] }]);
});

test("words that were remarked on are marked, as they are, and nothing in them is a pattern", () => {
  const html = renderToStaticMarkup(
    <PlainBody text={"- Đóng 4,5 % (một nhà)\n**Gọi 114**"} marks={["% (một", "114"]} />,
  );
  expect(html).toContain("<mark>% (một</mark>");
  expect(html).toContain("<strong>Gọi <mark>114</mark></strong>");
});

test("nothing that was typed becomes markup", () => {
  const html = renderToStaticMarkup(
    <PlainBody text={"<script>alert(1)</script> **<img src=x onerror=y>** [x](javascript:alert(1))"} />,
  );
  expect(html).not.toMatch(/<script|<img|<a /);
  expect(html).toContain("<strong>&lt;img");
});
