/**
 * Measures the public pages with Lighthouse on its throttled phone profile, against a server that runs.
 *
 *   LIGHTHOUSE=/path/to/node_modules/lighthouse node tools/lighthouse.ts http://localhost:3000 [/address ...]
 *
 * Lighthouse is no dependency of the project: `npm install lighthouse` in a folder elsewhere, and name it. The browser
 * is that of the journeys, or CHROMIUM_PATH. Each page is measured three times, the median run counts. Exits with 1 where a
 * category is below 95.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { browserCommand } from "#platform/testing/browser.ts";

const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
const usual = [
  "/",
  "/hoi-dap",
  "/buoi-gan-day",
  "/tai-lieu",
  "/dinh-chinh",
  "/doi-thoai",
  "/du-thao",
  "/so-lieu",
  "/gui-cau-hoi",
  "/en",
];
const least = 0.95;
const runs = 3;

interface Result {
  lhr: {
    categories: Record<string, { score: number | null }>;
    audits: Record<string, { score: number | null; title: string; numericValue?: number; displayValue?: string }>;
  };
}
type Lighthouse = (url: string, flags: object) => Promise<Result>;

const [base, ...asked] = process.argv.slice(2);
const folder = process.env.LIGHTHOUSE;
if (base === undefined || folder === undefined) {
  process.stderr.write("LIGHTHOUSE=…/node_modules/lighthouse node tools/lighthouse.ts http://localhost:3000\n");
  process.exit(2);
}
const { default: lighthouse } = (await import(pathToFileURL(join(folder, "core/index.js")).href)) as {
  default: Lighthouse;
};

const port = await freePort();
const profile = mkdtempSync(join(tmpdir(), "lighthouse "));
const { executable, args, environment } = await browserCommand();
const browser = spawn(executable, [...args, `--remote-debugging-port=${port}`, `--user-data-dir=${profile}`], {
  env: { ...process.env, ...environment },
  stdio: "ignore",
});
let short = false;
try {
  await answering(port);
  process.stdout.write(
    `| page | ${categories.join(" | ")} | LCP s | KB |\n| --- | ${"---: | ".repeat(categories.length + 2)}\n`,
  );
  for (const path of asked.length > 0 ? asked : usual) {
    const results: Result["lhr"][] = [];
    for (let run = 0; run < runs; run++)
      results.push(
        (await lighthouse(`${base}${path}`, { port, output: "json", logLevel: "error", onlyCategories: categories }))
          .lhr,
      );
    const score = (lhr: Result["lhr"], category: string) => lhr.categories[category]?.score ?? 0;
    results.sort((a, b) => score(a, "performance") - score(b, "performance"));
    const median = results[Math.floor(runs / 2)]!;
    const scores = categories.map((category) => score(median, category));
    const seconds = (median.audits["largest-contentful-paint"]?.numericValue ?? 0) / 1000;
    const weight = (median.audits["total-byte-weight"]?.numericValue ?? 0) / 1024;
    process.stdout.write(
      `| \`${path}\` | ${scores.map((s) => Math.round(s * 100)).join(" | ")} | ${seconds.toFixed(1)} | ${weight.toFixed(0)} |\n`,
    );
    if (scores.some((s) => s < least)) {
      short = true;
      for (const [id, audit] of Object.entries(median.audits))
        if (audit.score !== null && audit.score < 0.9)
          process.stderr.write(`  ${path} ${id}: ${audit.title} ${audit.displayValue ?? ""}\n`);
    }
  }
} finally {
  browser.kill();
  await new Promise((resolve) => browser.once("exit", resolve));
  rmSync(profile, { recursive: true, force: true });
}
process.exit(short ? 1 : 0);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 9222));
    });
  });
}

async function answering(at: number): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const up = await fetch(`http://127.0.0.1:${at}/json/version`).then(
      () => true,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the browser did not start");
}
