import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("the tree is seen as it was on a day, and a unit of then leads to what it is now", async () => {
  const { context, page } = await atTheDesk(browser, "desk", server.address, "Hồ Quốc Dũng");
  await page.goto("/desk/units?on=2025-06-30");
  await settled(page);
  await page.getByText("Đang xem danh sách ngày 30/06/2025.").first().waitFor();
  await page.getByLabel("Tìm đơn vị").fill("lac xuan");
  await page.getByRole("link", { name: "Xã Lạc Xuân" }).click();
  await page.getByRole("heading", { level: 1, name: "Xã Lạc Xuân" }).waitFor();
  await page.getByText("Đơn vị này không còn từ ngày 01/07/2025.").first().waitFor();
  await page.getByRole("link", { name: "Xã D'Ran" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Xã D'Ran" }).waitFor();
  await context.close();
});

test("a hamlet is renamed: previewed with what it touches, written, and its history keeps the old name", async () => {
  const { context, page } = await atTheDesk(browser, "desk", server.address, "Hồ Quốc Dũng");
  await page.goto("/desk/units");
  await page.getByLabel("Tìm đơn vị").fill("thon diom b");
  await page.getByRole("link", { name: "Thôn Diom B" }).click();
  await page.getByRole("heading", { level: 1, name: "Thôn Diom B" }).waitFor();
  await page.getByRole("link", { name: "Thay đổi" }).click();
  await page.getByRole("textbox", { name: /^Tên/ }).fill("Thôn Diom Bình");
  await page.getByRole("button", { name: "Xem trước" }).click();
  await page.getByRole("alert").getByRole("link", { name: "Viết căn cứ pháp lý." }).waitFor();
  await page.getByLabel("Căn cứ pháp lý").fill("Nghị quyết 12/NQ-HĐND ngày 20/11/2026");
  await page.getByRole("button", { name: "Xem trước" }).click();
  await page.getByRole("heading", { name: "Việc này sẽ làm gì" }).waitFor();
  await page.getByText("Thôn Diom Bình").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Ghi thay đổi này" }).click();
  await page.getByRole("heading", { level: 1, name: "Thôn Diom Bình" }).waitFor();
  await page.getByRole("list", { name: "Lịch sử" }).getByText("Thôn Diom B").first().waitFor();
  await context.close();
});
