import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";

const budget = 150 * 1024;
const folder = mkdtempSync(join(tmpdir(), "caunoi-field-"));
const read = (name: string) => readFileSync(join(folder, name));

beforeAll(async () => {
  await build({
    configFile: fileURLToPath(new URL("./vite.config.ts", import.meta.url)),
    mode: "production",
    logLevel: "error",
    build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false },
    define: { "process.env.NODE_ENV": '"production"' },
  });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the first screen needs at most 150 KB of gzipped JavaScript and CSS", () => {
  const page = read("index.html").toString();
  const named = [...page.matchAll(/(?:src|href)="\/field\/([^"]+\.(?:js|css))"/g)].map((match) => match[1] as string);
  expect(named.some((name) => name.endsWith(".css"))).toBe(true);
  expect(named.some((name) => name.endsWith(".js"))).toBe(true);
  // what those files import before they run, and the service worker
  const all = new Set(["sw.js"]);
  const visit = (name: string) => {
    if (all.has(name)) return;
    all.add(name);
    if (!name.endsWith(".js")) return;
    for (const match of read(name)
      .toString()
      .matchAll(/(?:^|[;}\s])import\s*(?:[\w$*{}\s,]+from\s*)?["']\.\/([^"']+\.js)["']/g))
      visit(`assets/${match[1]}`);
  };
  named.forEach(visit);
  const bytes = [...all].reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).byteLength, 0);
  expect(bytes, `${[...all].join(", ")}: ${bytes} bytes`).toBeLessThanOrEqual(budget);
});

test("no schema library, no component library and no desk screen reaches the phone", () => {
  const code = globSync("assets/*.js", { cwd: folder })
    .map((name) => read(name).toString())
    .join("\n");
  expect(code).not.toMatch(/ZodError|zod\/v4|\$ZodType/);
  expect(code).not.toMatch(/@base-ui|data-base-ui/);
  expect(code).not.toContain("/talks/calendar");
});

test("the service worker keeps every file of the build, each by its hash", () => {
  const worker = read("sw.js").toString();
  expect(worker).not.toContain("__FILES__");
  expect(worker).not.toContain("__VERSION__");
  for (const name of globSync("**/*.*", { cwd: folder })) {
    if (name === "sw.js") continue;
    const hash = createHash("sha256").update(read(name)).digest("hex");
    expect(worker, name).toContain(hash);
  }
});
