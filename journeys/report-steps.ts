import type { Pool } from "pg";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { workWaitingTasks } from "#modules/reports/server.ts";
import { settled } from "./desk-visit.ts";

/** What people do with a report at the desk, step by step; each ends when the screen says that it is done. */

/** Begins the report of a unit (its whole name) and a period (2026 or 2026-10), by the desk's own dialog; its address. */
export async function beginReport(page: Page, unit: string, period: string): Promise<string> {
  await page.goto("/desk/reports");
  await settled(page);
  await page.getByRole("button", { name: "Lập báo cáo" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Đơn vị" }).fill(unit);
  await page
    .getByRole("option", { name: new RegExp(`^${unit}`) })
    .first()
    .click();
  await dialog.getByLabel("Kỳ").fill(period);
  await dialog.getByRole("button", { name: "Lập báo cáo" }).click();
  await page.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  await settled(page);
  return new URL(page.url()).pathname;
}

/** Asked for at the desk; the server's job does it; the screen finds out by itself. `meanwhile`: while it waits. */
export async function freezeReport(page: Page, jobs: Pool, meanwhile?: () => Promise<void>): Promise<void> {
  await page.getByRole("button", { name: "Chốt số liệu" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Chốt số liệu" }).click();
  await page.getByRole("progressbar").waitFor();
  await meanwhile?.();
  await workWaitingTasks(jobs);
  await page.getByText("Đã chốt số, chưa ký").waitFor();
}

export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name }).click();
  await settled(page);
}

/** Every question of the check answered. */
export async function answerChecks(page: Page): Promise<void> {
  await openTab(page, "Kiểm tra trước khi ký");
  // the questions themselves, or the word that there is none: their heading stands there before they do
  await page.locator(".report-questions li, .report-check > .note").first().waitFor();
  for (let left = 40; left > 0; left--) {
    const open = page.getByText("cần trả lời", { exact: true });
    const before = await open.count();
    if (before === 0) return;
    const question = page.locator("li", { has: open }).first();
    await question.getByLabel("Trả lời").fill("Đã đối chiếu với sổ của đơn vị.");
    await question.getByRole("button", { name: "Lưu câu trả lời" }).click();
    await expect.poll(() => open.count()).toBeLessThan(before);
  }
}

export async function signReport(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Ký báo cáo" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ký báo cáo" }).click();
  await page.getByText("Đã ký, chưa gửi").waitFor();
}

export async function sendReport(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Gửi lên" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Gửi lên" }).click();
  await page.getByText("Đã gửi, chờ cấp trên").waitFor();
}
