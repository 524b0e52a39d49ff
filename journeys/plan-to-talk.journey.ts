import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepPicture, overflow, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Looked at, read by axe, no sideways scroll. */
async function sound(page: Page, name: string): Promise<void> {
  await settled(page);
  await keepPicture(page, name);
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}

test("from the commune's task down to a village's talk and back up to the clause; a talk is planned for the task", async () => {
  const { page } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/plans");
  await settled(page);
  await page.getByRole("link", { name: /Thực hiện công tác tuyên truyền miệng trên địa bàn/ }).click();
  await settled(page);
  const task = page.locator("li", { hasText: "Mỗi thôn tổ chức ít nhất hai buổi sinh hoạt" }).first();
  await task.getByRole("link", { name: "Mở nhiệm vụ" }).click();
  await page.getByRole("heading", { level: 1, name: "Nhiệm vụ" }).waitFor();
  await page.locator(".plan-tree").getByRole("button", { name: "Xã D'Ran" }).first().click();
  await page.getByText("gắn với nhiệm vụ").first().waitFor();
  await sound(page, "task-1280");
  await page.locator(".plan-items a").first().click();
  await page.getByRole("heading", { name: "Nhiệm vụ của kế hoạch" }).waitFor();
  await page.locator(".plan-chain a").first().waitFor();
  await sound(page, "talk-task-1280");

  await page.goBack();
  await page.getByRole("link", { name: "Lên lịch buổi cho nhiệm vụ này" }).click();
  await settled(page);
  await page.getByRole("textbox", { name: "Tên buổi" }).fill("Nhắc lịch tưới cà phê mùa khô");
  await page.getByRole("combobox", { name: "Nói ở thôn, xã, cơ quan nào" }).fill("Lạc");
  await page.getByRole("option").first().click();
  await sound(page, "talk-plan-task-1280");
  await page.getByRole("button", { name: "Lên lịch buổi này" }).click();
  await page.getByRole("heading", { level: 1, name: "Nhắc lịch tưới cà phê mùa khô" }).waitFor();
  await page.getByRole("button", { name: "Đổi nhiệm vụ…" }).waitFor();
  await page.close();
});

for (const [size, width] of [
  ["desk", 1280],
  ["phone", 360],
] as const)
  test(`what is due, how it goes, what is late and why, at ${width}`, async () => {
    const { page } = await atTheDesk(browser, size, server.address, "Hồ Quốc Dũng");
    await page.goto("/desk/plans/calendar?month=2026-12");
    await page.getByRole("heading", { level: 1, name: "Lịch kế hoạch" }).waitFor();
    await page.getByRole("link", { name: "Tiến độ" }).waitFor();
    await sound(page, `plan-calendar-${width}`);
    await page.getByRole("link", { name: "Tiến độ" }).click();
    await page.getByRole("heading", { level: 1, name: "Tiến độ nhiệm vụ" }).waitFor();
    await page.locator(".plan-time > li").first().waitFor();
    await sound(page, `plan-timeline-${width}`);
    await page.getByRole("link", { name: "Việc chậm" }).click();
    await page.getByRole("heading", { level: 1, name: "Việc chậm và vì sao" }).waitFor();
    await page.locator(".plan-late").first().waitFor();
    await sound(page, `plan-late-${width}`);
    await page.locator(".plan-late h2 a").first().click();
    await page.getByRole("heading", { level: 1, name: "Nhiệm vụ" }).waitFor();
    await sound(page, `plan-task-${width}`);
    await page.close();
  });
