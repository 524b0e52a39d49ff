import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { damRongList, workbookOf } from "#modules/roster/server/messy-workbooks.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { axeFindings, launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { keepPicture } from "./desk-visit.ts";

/** An officer of Đam Rông 1 brings in the Excel list that the commune really has. */
const server = useRunningServer();
let browser: Browser;
let folder = "";
beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), "danh sách "));
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

async function signedIn(face: "phone" | "desk", name: RegExp): Promise<Page> {
  const context = await openContext(browser, face, server.address);
  const page = await context.newPage();
  await page.goto("/desk/");
  await page.getByRole("button", { name }).click();
  // the shell of the desk, beside or above the page
  await page.locator("#work").waitFor();
  return page;
}

const narrowEnough = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test("the messy list is looked at, its rest taken away, the names read, and then imported", async () => {
  const file = join(folder, "DS BCV, TTV xã Đam Rông 1 (sửa lần 3).xlsx");
  await writeFile(file, await workbookOf(damRongList()));
  const page = await signedIn("desk", /Rơ Ông K' Duyên/);
  await page.goto("/desk/people/import");
  await page.getByLabel("Tệp Excel (.xlsx)").setInputFiles(file);
  await page.getByRole("button", { name: "Xem trước" }).click();

  await page.getByRole("heading", { level: 1, name: /người trong tệp/ }).waitFor();
  const row = (name: string) => page.getByRole("row").filter({ hasText: name }).first();
  await expect.poll(() => row("Nguyễn Văn Thịnh").textContent()).toContain("Đổi từ phông TCVN3");
  await expect.poll(() => row("Lê Thị Hòa").textContent()).toContain("Ô G11: ngày 31/02/2026 không có trong lịch.");
  await expect
    .poll(() => row("Kră Jẵn K' Thủy").textContent())
    .toContain("Ô F16: loại này cần số quyết định công nhận.");
  await expect.poll(() => page.getByText("2 cột không được đọc vào").isVisible()).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await keepPicture(page, "import-look");

  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: /dòng còn lại kèm lý do/ }).click();
  const rest = await readWorkbook(await readFile(await (await waiting).path()));
  expect(rest[0]?.rows.flat().map((cell) => cell.value)).toContain("Ô G11: ngày 31/02/2026 không có trong lịch.");

  const take = page.getByRole("button", { name: /^Nhập \d+ người$/ });
  await expect.poll(() => take.isDisabled()).toBe(true);
  await page.getByRole("checkbox", { name: /Tôi đã đọc/ }).check();
  await take.click();
  await page.getByRole("heading", { level: 1, name: /^Đã nhập/ }).waitFor();
  expect(await axeFindings(page)).toEqual([]);

  await page.goto("/desk/people?q=thinh");
  await page.getByRole("link", { name: "Nguyễn Văn Thịnh" }).click();
  await page.getByRole("heading", { level: 1, name: "Nguyễn Văn Thịnh" }).waitFor();
  await expect.poll(() => page.getByText("41/QĐ-UBND", { exact: false }).first().isVisible()).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await page.context().close();
});

test.each(["desk", "phone"] as const)(
  "the roster's pages on a %s: nothing overflows and axe finds nothing",
  async (face) => {
    const page = await signedIn(face, /Nguyễn Thị Thu Hà/);
    for (const [path, heading] of [
      ["/desk/people", "Đội ngũ"],
      ["/desk/people/new", "Thêm người vào đội ngũ"],
      ["/desk/people/ending", "Vai trò sắp hết hạn"],
      ["/desk/people/quotas", "Định mức và thực có"],
      ["/desk/people/import", "Nhập đội ngũ từ Excel"],
    ] as const) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
      await page.waitForFunction(() => document.querySelector(".loading") === null);
      expect([path, await narrowEnough(page)]).toEqual([path, true]);
      expect([path, await axeFindings(page)]).toEqual([path, []]);
      await keepPicture(page, `${path.slice(6).replaceAll("/", "-")}-${face}`);
    }
    const file = join(folder, `nhìn-${face}.xlsx`);
    await writeFile(file, await workbookOf(damRongList()));
    await page.getByLabel("Tệp Excel (.xlsx)").setInputFiles(file);
    await page.getByRole("button", { name: "Xem trước" }).click();
    await page.getByRole("heading", { level: 1, name: /người trong tệp/ }).waitFor();
    await expect.poll(() => narrowEnough(page)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await keepPicture(page, `import-look-${face}`);
    await page.getByRole("button", { name: "Xem cách hiểu các cột" }).click();
    await page.getByRole("dialog").getByText("Không đọc vào").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.goto("/desk/people?q=ya+thuan");
    await page.getByRole("link", { name: "Ya Thuần" }).click();
    await page.getByRole("heading", { level: 1, name: "Ya Thuần" }).waitFor();
    await expect.poll(() => narrowEnough(page)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await keepPicture(page, `person-${face}`);
    await page.getByRole("button", { name: "Xác nhận tiêu chuẩn" }).first().click();
    await page.getByRole("dialog").getByText("Đạt", { exact: true }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  },
);
