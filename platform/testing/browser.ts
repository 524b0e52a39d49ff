import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page, type Request } from "playwright-core";

/**
 * The browser of the journeys: the one that @sparticuz/chromium ships, unpacked once, or CHROMIUM_PATH. Where the
 * system lacks a library that it needs (libnss3 as a rule), the set that comes in the same package is used.
 */
export async function launchBrowser(): Promise<Browser> {
  const { executable, args, environment } = await browserCommand();
  return chromium.launch({
    executablePath: executable,
    headless: true,
    args,
    env: { ...(process.env as Record<string, string>), ...environment },
  });
}

/** How that browser is started, for whoever drives it by other means. */
export async function browserCommand(): Promise<Unpacked & { args: string[] }> {
  const own = process.env.CHROMIUM_PATH;
  return { ...(own ? { executable: own, environment: {} } : await unpacked()), args: [...launchArguments] };
}

// the package's own arguments run everything in one process, which crashes
const launchArguments = [
  "--headless=shell",
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--no-zygote",
  "--font-render-hinting=none",
  "--force-prefers-reduced-motion",
];

/** 360 × 740 px with touch, as a cheap phone; `desk` is 1280 × 800. Vietnamese, in Vietnam's zone. */
export async function openContext(browser: Browser, face: "phone" | "desk", baseURL: string): Promise<BrowserContext> {
  const phone = face === "phone";
  const context = await browser.newContext({
    baseURL,
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 800 },
    isMobile: phone,
    hasTouch: phone,
    deviceScaleFactor: phone ? 2 : 1,
    acceptDownloads: true,
  });
  // a hang is caught, a slow machine is not blamed
  context.setDefaultTimeout(120_000);
  followRequests(context);
  return context;
}

const underWay = new WeakMap<Page, Set<Request>>();
const counted = new Set(["document", "fetch", "xhr", "script", "stylesheet", "font", "image"]);

/** What each page of the context has asked for and has no answer to. */
function followRequests(context: BrowserContext): void {
  context.on("page", (page) => {
    const held = new Set<Request>();
    underWay.set(page, held);
    page.on("request", (request) => {
      // a new document: what the former one had asked for is nobody's
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) held.clear();
      if (counted.has(request.resourceType())) held.add(request);
    });
    page.on("requestfinished", (request) => held.delete(request));
    page.on("requestfailed", (request) => held.delete(request));
  });
}

/**
 * Until the page stands still: it has a title, waits for no answer and draws no "loading", for some turns on end, since a
 * second question often follows the answer to the first. A page that asks by the clock is left after a while as it is.
 */
export async function standsStill(page: Page): Promise<void> {
  const end = Date.now() + 15_000;
  for (let turns = 0; turns < 5 && Date.now() < end;) {
    const moving = await page.evaluate(drawnOnce).catch(() => true);
    turns = moving || (underWay.get(page)?.size ?? 0) > 0 ? 0 : turns + 1;
  }
}

/** After the browser has drawn twice and done what waited: whether the page is still being made. */
function drawnOnce(): Promise<boolean> {
  return new Promise((resolve) =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        setTimeout(
          () => resolve(document.querySelector("h1") === null || document.querySelector(".loading") !== null),
          40,
        ),
      ),
    ),
  );
}

/** What axe finds on the page once it has a title; an empty list is what a test wants. */
export async function axeFindings(page: Page): Promise<string[]> {
  // between two screens there is nothing to judge
  await page.locator("h1").first().waitFor();
  await standsStill(page);
  // a page that was redrawn under the eyes of axe is looked at again; what is wrong with it stays wrong
  for (let look = 1; ; look++) {
    const found = await findingsNow(page).catch((error: Error) => [error.message]);
    if (found.length === 0 || look === 4) return found;
    await standsStill(page);
  }
}

async function findingsNow(page: Page): Promise<string[]> {
  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  if (!(await page.evaluate(() => "axe" in window)))
    await page.addScriptTag({ path: axe }).catch(() => injectPastPolicy(page, axe));
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(
          node: Document,
          options: unknown,
        ): Promise<{
          violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
        }>;
      };
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help} at ${node.target.join(" ")}; ${node.failureSummary ?? ""}`),
    );
  });
}

/** The pages' own security policy forbids inline script; the debugger may still evaluate. */
async function injectPastPolicy(page: Page, path: string): Promise<void> {
  const { readFile } = await import("node:fs/promises");
  await page.evaluate(await readFile(path, "utf8"));
}

interface Unpacked {
  executable: string;
  environment: Record<string, string>;
}

let unpacking: Promise<Unpacked> | undefined;

function unpacked(): Promise<Unpacked> {
  return (unpacking ??= unpack());
}

async function unpack(): Promise<Unpacked> {
  const require = createRequire(import.meta.url);
  const shipped = join(dirname(require.resolve("@sparticuz/chromium")), "..");
  const { version } = require(join(shipped, "package.json")) as { version: string };
  const folder = join(cacheFolder(), `chromium-${version}`);
  if (!existsSync(folder)) await inflateInto(folder, join(shipped, "bin"));
  const executable = join(folder, "chromium");
  const environment: Record<string, string> = existsSync("/etc/fonts/fonts.conf")
    ? {}
    : { FONTCONFIG_PATH: join(folder, "fonts") };
  const linked = spawnSync("ldd", [executable], { encoding: "utf8" });
  if (/not found/.test(linked.stdout ?? "")) environment.LD_LIBRARY_PATH = join(folder, "al2023/lib");
  return { executable, environment };
}

/** Unpacked aside and renamed: two runs at once, or a kill in the middle, leave no half browser. */
async function inflateInto(folder: string, packed: string): Promise<void> {
  const { inflate } = await import("@sparticuz/chromium");
  const fresh = `${folder}.new-${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  // the package unpacks into the folder for temporary files and nowhere else
  const before = process.env.TMPDIR;
  process.env.TMPDIR = fresh;
  try {
    for (const name of ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"])
      await inflate(join(packed, name));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function cacheFolder(): string {
  for (const candidate of [process.env.XDG_CACHE_HOME, join(homedir(), ".cache"), tmpdir()]) {
    if (!candidate) continue;
    try {
      const folder = join(candidate, "cau-noi");
      mkdirSync(folder, { recursive: true });
      return folder;
    } catch {
      // not ours to write in
    }
  }
  throw new Error("no folder for the browser");
}
