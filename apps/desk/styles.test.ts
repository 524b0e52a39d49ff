import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";

/*
 * Styles come with the room that is opened and stay until the page is closed. So a component brings its own room's
 * file, whichever page was opened first, and no room dresses what belongs to all or to another room.
 */

const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "apps/desk", "modules", "platform/ui"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => !path.includes("/portal/"));
const sheets = new Map(
  files.filter((path) => path.endsWith(".css")).map((path) => [path, selectorsOf(readFileSync(path, "utf8"))]),
);
/** What the desk's first page brings; see apps/desk/main.tsx. */
const forAll = [...sheets.keys()].filter((path) => path.startsWith("platform/ui/") || path === "apps/desk/shell.css");

/** Each selector as the classes in it, in order: ".a .b > i" is ["a", "b"]. */
function selectorsOf(css: string): { text: string; classes: string[] }[] {
  const plain = css.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/"[^"]*"/g, '""');
  return [...plain.matchAll(/([^{};]+)\{/g)]
    .flatMap((rule) => rule[1]!.split(/,(?![^(]*\))/))
    .map((text) => text.trim())
    .filter((text) => text !== "" && !text.startsWith("@"))
    .map((text) => ({ text, classes: [...text.matchAll(/\.([a-zA-Z][\w-]*)/g)].map((m) => m[1]!) }));
}

const classesOf = (path: string) => new Set(sheets.get(path)!.flatMap((s) => s.classes));

function classesUsed(source: string): string[] {
  return [...source.matchAll(/className=(?:"([^"]*)"|\{([^}]*)\})/g)].flatMap(([, plain, reckoned]) =>
    (plain ?? [...reckoned!.matchAll(/["'`]([^"'`]*)["'`]/g)].map((m) => m[1]).join(" ")).split(/[\s${}]+/),
  );
}

test("a component brings the styles of its own room", () => {
  const known = new Set(forAll.flatMap((path) => [...classesOf(path)]));
  const without = files
    .filter((path) => path.endsWith(".tsx") && !path.endsWith(".test.tsx"))
    .flatMap((path) => {
      const source = readFileSync(path, "utf8");
      const here = [...sheets.keys()].filter((s) => dirname(s) === dirname(path) && !forAll.includes(s));
      const missing = here
        .filter((sheet) => !source.includes(`import "./${sheet.slice(dirname(path).length + 1)}"`))
        .map((sheet) => {
          const brought = here.filter(
            (s) => s !== sheet && source.includes(`import "./${s.slice(dirname(path).length + 1)}"`),
          );
          const elsewhere = new Set(brought.flatMap((s) => [...classesOf(s)]));
          const own = classesOf(sheet);
          return [sheet, classesUsed(source).filter((c) => own.has(c) && !known.has(c) && !elsewhere.has(c))] as const;
        })
        .filter(([, used]) => used.length > 0);
      return missing.map(([sheet, used]) => `${path} uses ${used.join(", ")} of ${sheet}`);
    });
  expect(without).toEqual([]);
});

test("no room's styles reach into another room", () => {
  const foreign = [...sheets]
    .filter(([path]) => !forAll.includes(path))
    .flatMap(([path, selectors]) => {
      const others = new Set([...sheets.keys()].filter((p) => p !== path).flatMap((p) => [...classesOf(p)]));
      return selectors
        .filter(({ classes }) => classes.length > 0 && classes.every((c) => others.has(c)))
        .map(({ text }) => `${path}: ${text}`);
    });
  expect(foreign).toEqual([]);
});
