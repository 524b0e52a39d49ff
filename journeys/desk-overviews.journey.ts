import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addMonths, todayInVietnam } from "#kernel/civil-date.ts";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepFile, keepPicture, overflow, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

// in January it is the year that is over: the new one has no talks yet
const year = addMonths(todayInVietnam(), -1).slice(0, 4);

test("a head of the province looks at the year, opens a tile by the keyboard down to the talks, and prints one page", async () => {
  const { page } = await atTheDesk(browser, "desk", server.address, "Hồ Quốc Dũng");
  await page.getByRole("link", { name: "Tổng quan", exact: true }).click();
  await settled(page);
  await page.getByLabel("Kỳ", { exact: true }).selectOption(year);
  await page.getByRole("heading", { level: 1, name: /: năm \d{4}/ }).waitFor();
  await settled(page);
  const grid = page.getByRole("group", { name: /xã, phường, đặc khu/ });
  await grid.waitFor();
  await keepPicture(page, "overview-1280");
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);

  // the same as tables, one key away, with the same links; also in the dark
  await page.locator("#page-title").focus();
  await page.keyboard.press("b");
  await page
    .getByRole("table", { name: /xã, phường, đặc khu/ })
    .getByRole("link", { name: /D'Ran/ })
    .first()
    .waitFor();
  await page.emulateMedia({ colorScheme: "dark" });
  await keepPicture(page, "overview-tables-dark-1280");
  expect(await axeFindings(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
  await page.keyboard.press("b");

  // one stop of the Tab key; the arrows walk the map; Enter opens the talks of the tile
  const stops = grid.locator('[data-mark][tabindex="0"]');
  await expect.poll(() => stops.count()).toBe(1);
  const first = (await stops.first().getAttribute("aria-label")) ?? "";
  await stops.first().focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => stops.first().getAttribute("aria-label")).not.toBe(first);
  await keepPicture(page, "overview-focus-1280");
  const tile = grid
    .locator("[data-mark]")
    .filter({ hasText: /D'Ran:/ })
    .first();
  const name = (await tile.getAttribute("aria-label")) ?? "";
  await tile.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Buổi đã xác minh" }).waitFor();
  await settled(page);
  expect(name).toContain("D'Ran");
  await page.locator(".behind-rows li").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await keepPicture(page, "overview-behind-1280");

  // from there to the commune itself, told apart by its villages
  await page.getByRole("link", { name: /Xem tổng quan của/ }).click();
  await page.getByRole("heading", { level: 1, name: /D'Ran: năm/ }).waitFor();
  await settled(page);
  await page.getByRole("heading", { name: "Từng thôn, tổ dân phố" }).waitFor();
  await keepPicture(page, "overview-commune-1280");
  expect(await axeFindings(page)).toEqual([]);

  await page.getByRole("link", { name: "Lên Tỉnh Lâm Đồng" }).click();
  await page.getByRole("heading", { level: 1, name: /Lâm Đồng: năm/ }).waitFor();
  await page.getByLabel("Theo địa giới").selectOption("as-was");
  await settled(page);
  await page.getByRole("link", { name: "Tóm tắt một trang" }).click();
  await page.getByRole("heading", { level: 1, name: "Tóm tắt công tác tuyên truyền miệng" }).waitFor();
  await settled(page);
  await page.locator(".summary-sheet svg.plot").nth(1).waitFor();
  await keepPicture(page, "overview-summary-1280");
  expect(await axeFindings(page)).toEqual([]);
  await page.emulateMedia({ media: "print" });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  keepFile("overview-summary.pdf", pdf);
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.close();
});

test("a target is set with its decision and taken back; the old one stays to be read", async () => {
  const { page } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/overviews/targets");
  await settled(page);
  await page
    .getByText(/08\/KH-UBND/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Ghi chỉ tiêu" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Lưu chỉ tiêu" }).click();
  await dialog.getByText("Ghi một số lớn hơn 0").first().waitFor();
  await dialog.getByLabel("Con số nào").selectOption("coverage");
  await dialog.getByLabel("Kỳ").fill(`${year}-Q4`);
  await dialog.getByLabel("Mức").fill("80");
  await dialog.getByLabel("Căn cứ").fill("Kế hoạch số 30/KH-UBND ngày 01/10/2026");
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Lưu chỉ tiêu" }).click();
  await page.getByText("Đã ghi chỉ tiêu.").first().waitFor();
  await keepPicture(page, "overview-targets-1280");
  await page.getByRole("button", { name: "Thôi áp dụng…" }).first().click();
  await page.getByRole("dialog").getByLabel("Lý do").fill("Nhập nhầm kỳ");
  await page.getByRole("dialog").getByRole("button", { name: "Thôi áp dụng" }).click();
  await page
    .getByText(/thôi áp dụng .*: Nhập nhầm kỳ/)
    .first()
    .waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.close();
});

test("days that count get a new line with its basis; a chart leads to the report of its period and the report back", async () => {
  const { page } = await atTheDesk(browser, "desk", server.address, "Hồ Quốc Dũng");
  await page.goto("/desk/overviews/rules");
  await page.getByRole("button", { name: "Đổi Bản ghi về đúng hạn" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Số ngày").fill("5");
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await dialog.getByText("Cần có.").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByLabel("Căn cứ").fill("Quyết định số 15/QĐ-UBND (giả định)");
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("cell", { name: "Quyết định số 15/QĐ-UBND (giả định)" }).waitFor();
  await settled(page);
  await keepPicture(page, "overview-rules-1280");
  expect(await axeFindings(page)).toEqual([]);

  const period = String(new Date().getFullYear() - 1);
  await page.goto(`/desk/overviews?period=${period}`);
  await page.getByRole("heading", { level: 1, name: `Lâm Đồng: năm ${period}` }).waitFor();
  await page.getByRole("link", { name: "Báo cáo cùng kỳ" }).first().waitFor();
  await keepPicture(page, "overview-with-report-1280");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("link", { name: "Báo cáo cùng kỳ" }).first().click();
  await page.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  await page.locator(".report-overview").getByRole("link").click();
  await page.getByRole("heading", { level: 1, name: `Lâm Đồng: năm ${period}` }).waitFor();
  // on its own paper the overview tells no questions; the summary does
  await page.emulateMedia({ media: "print" });
  await page.getByText("Số câu hỏi không in ở trang này.").waitFor();
  await page.getByRole("heading", { name: "Câu hỏi trả lời đúng hạn", exact: true }).waitFor({ state: "hidden" });
  await page.close();
});

test("on a phone, in the dark, everything fits", async () => {
  const { page } = await atTheDesk(browser, "phone", server.address, "Nguyễn Thị Thu Hà", "dark");
  for (const [path, name] of [
    ["/desk/overviews", "overview-360"],
    ["/desk/overviews/talks", "overview-behind-360"],
    ["/desk/overviews/targets", "overview-targets-360"],
    ["/desk/overviews/rules", "overview-rules-360"],
    ["/desk/overviews/summary", "overview-summary-360"],
  ] as const) {
    await page.goto(path);
    await settled(page);
    await keepPicture(page, name);
    expect(await axeFindings(page), path).toEqual([]);
    expect(await overflow(page), path).toBe(0);
  }
  await page.close();
});
