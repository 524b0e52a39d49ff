import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, overflow, settled } from "./desk-visit.ts";

/**
 * Every page of the desk, on a phone and on a desk, light and dark: axe finds nothing, nothing sticks out,
 * each has one title. With DOCS_SCREENS=1 the pictures of docs/screens are taken on the way.
 */
const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const api = <T>(page: Page, path: string) =>
  page.evaluate((to) => fetch(`/api${to}`).then((answer) => answer.json() as Promise<unknown>), path) as Promise<T>;
const first = async (page: Page, path: string) =>
  (await api<{ items: { id: string | number }[] }>(page, path)).items[0]?.id;
const pictures = fileURLToPath(new URL("../docs/screens/", import.meta.url));

/** What the documentation shows: the main pages in light at both widths, two of them in dark. */
const shownInDocs = new Set([
  "desk-sign-in",
  "desk-home",
  "desk-talks-list",
  "desk-verify",
  "desk-talk",
  "desk-plan",
  "desk-calendar",
  "desk-people",
  "desk-person",
  "desk-import",
  "desk-material",
  "desk-report",
  "desk-units",
  "desk-unit",
  "desk-accounts",
  "desk-journal",
]);
const shownInDark = new Set(["desk-home", "desk-verify"]);

async function picture(page: Page, name: string, face: string, theme: string): Promise<void> {
  if (process.env.DOCS_SCREENS !== "1" || !(theme === "dark" ? shownInDark : shownInDocs).has(name)) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({
    path: `${pictures}${name}-${face === "phone" ? 360 : 1280}${theme === "dark" ? "-dark" : ""}.png`,
    scale: "css",
  });
}

/** Pages by who has something to do there; `at` finds the address of one thing. */
const visits: { who: string; pages: [name: string, at: string | ((page: Page) => Promise<string>)][] }[] = [
  {
    who: "Nguyễn Thị Thu Hà",
    pages: [
      ["desk-home", "/"],
      ["desk-talks-list", "/talks"],
      ["desk-talk", async (page) => `/talks/${await first(page, "/talks?status=delivered&limit=1")}`],
      ["desk-talk-verified", async (page) => `/talks/${await first(page, "/talks?status=verified&limit=1")}`],
      ["desk-plan", "/talks/new"],
      ["desk-calendar", "/talks/calendar"],
      ["desk-held", "/talks/held"],
      ["desk-people", "/people"],
      ["desk-person", async (page) => `/people/${await first(page, "/people?limit=1")}`],
      ["desk-person-new", "/people/new"],
      ["desk-import", "/people/import"],
      ["desk-endings", "/people/ending"],
      ["desk-quotas", "/people/quotas"],
      ["desk-materials", "/materials"],
      ["desk-material", async (page) => `/materials/${await first(page, "/materials?limit=1")}`],
      ["desk-material-new", "/materials/new"],
      ["desk-reports", "/reports"],
      ["desk-report", async (page) => `/reports/${await first(page, "/reports?limit=1")}`],
      ["desk-documents", "/documents"],
      ["desk-account", "/account"],
      ["desk-lost", "/nowhere"],
    ],
  },
  {
    who: "Bùi Thị Thanh Mai",
    pages: [
      [
        "desk-verify",
        async (page) => `/talks?status=delivered&talk=${await first(page, "/talks?status=delivered&limit=1")}`,
      ],
    ],
  },
  {
    who: "Hồ Quốc Dũng",
    pages: [
      ["desk-units", "/units"],
      ["desk-unit", async (page) => `/units/${await first(page, "/units?q=D%27Ran&level=commune")}`],
      ["desk-unit-change", "/units/change"],
      ["desk-unit-files", "/units/files"],
      ["desk-accounts", "/accounts"],
      ["desk-account-of", async (page) => `/accounts/${await first(page, "/accounts?limit=1")}`],
      ["desk-account-new", "/accounts/new"],
      ["desk-journal", "/journal"],
    ],
  },
  { who: "Ya Thuần", pages: [["desk-home-speaker", "/"]] },
];

// Each page at both widths and in both colours; the pictures want all four.
const faces = [
  ["desk", "light"],
  ["phone", "dark"],
  ...(process.env.DOCS_SCREENS === "1"
    ? ([
        ["desk", "dark"],
        ["phone", "light"],
      ] as const)
    : []),
] as const;

describe.each(faces)("on a %s, %s", (face, theme) => {
  test("the door", async () => {
    const context = await openContext(browser, face, server.address);
    const page = await context.newPage();
    await page.emulateMedia({ colorScheme: theme });
    await page.goto("/desk/");
    await settled(page);
    await picture(page, "desk-sign-in", face, theme);
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await context.close();
  });

  test.each(visits)("what $who sees", async ({ who, pages }) => {
    const { context, page } = await atTheDesk(browser, face, server.address, who, theme);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    const found: Record<string, unknown> = {};
    for (const [name, at] of pages) {
      await page.goto(`/desk${typeof at === "string" ? at : await at(page)}`);
      await settled(page);
      await picture(page, name, face, theme);
      const problems = await axeFindings(page);
      const sticksOut = await overflow(page);
      const titles = await page.getByRole("heading", { level: 1 }).count();
      if (problems.length > 0 || sticksOut > 0 || titles !== 1) found[name] = { problems, sticksOut, titles };
    }
    expect(found).toEqual({});
    expect(errors).toEqual([]);
    await context.close();
  });
});
