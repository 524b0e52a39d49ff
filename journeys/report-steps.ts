import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
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
  await page.getByText("Đã chốt số, chưa ký").first().waitFor();
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
  await page.getByText("Đã ký, chưa gửi").first().waitFor();
}

export async function sendReport(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Gửi lên" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Gửi lên" }).click();
  await page.getByText("Đã gửi, chờ cấp trên").first().waitFor();
}

/** Words of one section, kept. */
export async function writeWords(page: Page, section: string, text: string): Promise<void> {
  await page.getByLabel(section).fill(text);
  await page.getByRole("button", { name: "Lưu lời văn" }).click();
  await page.getByText("Đã lưu lời văn.").first().waitFor();
}

/** The head signs at their own desk, then who wrote it sends it up. */
export async function signThenSend(head: Page, writer: Page, path: string): Promise<void> {
  await openReport(head, path);
  await signReport(head);
  await openReport(writer, path);
  await sendReport(writer);
}

export async function openReport(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}

/** The level above, with the report before it, gives it back. */
export async function returnReport(page: Page, reason: string): Promise<void> {
  await page.getByRole("button", { name: "Trả lại" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(reason);
  await page.getByRole("dialog").getByRole("button", { name: "Trả lại" }).click();
  await page.getByText("Bị trả lại", { exact: true }).first().waitFor();
}

/** Signed and issued as a numbered document, under the name that stands there by itself. */
export async function signThenIssue(head: Page, path: string): Promise<void> {
  await openReport(head, path);
  await signReport(head);
  await openTab(head, "Văn bản đã phát hành");
  await head.getByRole("button", { name: "Phát hành văn bản" }).click();
  await expect.poll(() => head.getByLabel("Họ và tên người ký").inputValue()).not.toBe("");
  await head.getByRole("dialog").getByRole("button", { name: "Phát hành văn bản" }).click();
  await head
    .getByText(/Đã phát hành, số/)
    .first()
    .waitFor();
}

/** The first reference beside D'Ran's figures on paper, typed into the search: the talks behind it. `from`: its place on paper. */
export async function behindTheFigure(page: Page, paper: Uint8Array, from = "[\\d.]+"): Promise<void> {
  const text = strFromU8(unzipSync(paper)["word/document.xml"]!).replace(/<[^>]+>/g, " ");
  const line = new RegExp(`Xã D(?:'|&apos;)Ran(?:\\s+[\\d.*–]+)+\\s+([0-9A-Z]{3}-[0-9A-Z]{4}\\.${from})`);
  const [, reference] = line.exec(text) ?? [];
  expect(reference).toBeDefined();
  await page.goto("/desk/");
  await settled(page);
  await page.getByRole("button", { name: /Tìm hoặc đi tới/ }).click();
  await page.getByRole("combobox", { name: /Tìm/ }).fill(reference!);
  await page.getByRole("option", { name: /Buổi tuyên truyền:/ }).click();
  await page.waitForURL(/line=\d+/);
  await settled(page);
  await page.locator(".figures .talk a").first().waitFor();
}

/** What a press of a button brings to the disk. */
export async function taken(page: Page, press: () => Promise<void>): Promise<Uint8Array> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return new Uint8Array(await readFile(await download.path()));
}
