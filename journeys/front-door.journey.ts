import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test.each(["phone", "desk"] as const)(
  "the first page on a %s says whose it is, in both languages, and leads to both doors",
  async (face) => {
    const context = await openContext(browser, face, server.address);
    const page = await context.newPage();
    await page.goto("/");
    await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).toContain("cơ quan trả lời");
    expect(await axeFindings(page)).toEqual([]);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    if (face === "phone") await page.getByText("Mục", { exact: true }).click();
    await page.getByRole("link", { name: "English" }).click();
    await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).toContain("authorities answer");
    await expect.poll(() => page.getByRole("link", { name: /field app/ }).getAttribute("href")).toBe("/field/");
    await page.getByRole("link", { name: /The desk/ }).click();
    await page.waitForURL("**/desk/**");
    await context.close();
  },
);

test("one click on an account of the demo signs in", async () => {
  const context = await openContext(browser, "desk", server.address);
  const page = await context.newPage();
  await page.goto("/desk/");
  await page.getByRole("button", { name: /Nguyễn Thị Thu Hà/ }).click();
  await page.getByRole("navigation").first().waitFor();
  const me = await page.evaluate(() =>
    fetch("/api/me").then((answer) => answer.json() as Promise<{ userName: string }>),
  );
  expect(me.userName).toBe("thu.ha");
  expect(await axeFindings(page)).toEqual([]);
  await context.close();
});
