import { expect, test } from "vitest";
import type { CliCommand } from "./command.ts";
import { helpOf, parseCommandLine, usageOf } from "./parse.ts";
import { textTable } from "./table.ts";

const list: CliCommand = {
  name: "units list",
  summary: { vi: "Liệt kê đơn vị", en: "List units" },
  arguments: [{ name: "FILE", help: { vi: "tệp", en: "file" } }],
  options: {
    on: { type: "text", value: "DATE", required: true, help: { vi: "ngày", en: "day" } },
    deep: { type: "flag", help: { vi: "sâu", en: "deep" } },
  },
  json: true,
  run: async () => 0,
};

test("arguments, options and --json are read", () => {
  const parsed = parseCommandLine(list, ["a b.csv", "--on", "2025-07-01", "--json"]);
  expect(parsed).toMatchObject({ args: ["a b.csv"], json: true, help: false, values: { on: "2025-07-01" } });
});

test.each([
  [[], /FILE is missing/],
  [["x"], /--on is missing/],
  [["x", "y", "--on", "d"], /"y" is one argument too many/],
  [["x", "--on", "d", "--nope"], /Unknown option '--nope'/],
  [["x", "--on"], /argument missing/],
])("wrong use is told: %j", (words, message) => {
  expect(() => parseCommandLine(list, words)).toThrow(message);
});

test("help needs no argument and shows all of them", () => {
  expect(parseCommandLine(list, ["--help"]).help).toBe(true);
  expect(usageOf(list)).toBe("units list FILE --on DATE [--deep] [--json]");
  expect(helpOf(list)).toContain("Liệt kê đơn vị");
});

test("a table puts numbers to the right", () => {
  expect(
    textTable([
      { name: "Xã D'Ran", talks: 12 },
      { name: "Phường 1", talks: 7 },
    ]),
  ).toBe(["name      talks", "--------  -----", "Xã D'Ran     12", "Phường 1      7"].join("\n"));
});
