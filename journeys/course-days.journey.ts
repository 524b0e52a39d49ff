import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, formatDate, todayInVietnam } from "#kernel/civil-date.ts";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepPicture, overflow, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function looked(page: Page, name: string): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await keepPicture(page, name);
}

const [first, second] = [addDays(todayInVietnam(), -3), addDays(todayInVietnam(), -2)];
const short = (day: string) => formatDate(day as typeof first).slice(0, 5);

test("a course of two days is ticked day by day, by keyboard and by thumb; hours follow; a day is corrected by number", async () => {
  const { page, context } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/courses/new");
  await settled(page);
  await page.getByLabel("Tên lớp").fill("Tập huấn hai ngày về nước sạch");
  await page.getByLabel("Ngày khai mạc").fill(formatDate(first));
  await page.getByLabel("Ngày kết thúc").fill(formatDate(second));
  await page.getByLabel("Số giờ của lớp").fill("14");
  await page.getByRole("button", { name: "Lưu lớp" }).click();
  await page.getByRole("heading", { level: 1, name: "Tập huấn hai ngày về nước sạch" }).waitFor();
  await page.getByRole("button", { name: "Thêm người" }).click();
  const dialog = page.getByRole("dialog");
  for (const name of ["Ya Thuần", "Võ Thị Ánh Nguyệt"]) {
    await dialog.getByLabel("Tìm người trong đội ngũ").fill(name);
    await page.getByRole("option", { name: new RegExp(name) }).click();
    await page
      .locator(".course-people")
      .getByRole("link", { name, includeHidden: true })
      .waitFor({ state: "attached" });
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Mở cho đơn vị cử người" }).click();
  await page.getByRole("button", { name: "Ghi lớp đã tổ chức" }).click();
  await dialog.getByLabel(`Giờ ngày ${formatDate(first)}`).fill("8");
  await dialog.getByRole("button", { name: "Ghi lớp đã tổ chức" }).click();
  // the days have to be the hours of the course
  await dialog.getByText("Số giờ các ngày cộng lại là 15").waitFor();
  await dialog.getByLabel(`Giờ ngày ${formatDate(second)}`).fill("6");
  await keepPicture(page, "course-hold-days-1280");
  await dialog.getByRole("button", { name: "Ghi lớp đã tổ chức" }).click();
  await dialog.waitFor({ state: "hidden" });

  await page.getByText(`Còn 2 người chưa điểm danh ngày ${short(first)}`).waitFor();
  await settled(page);
  await looked(page, "course-days-1280");
  // Enter marks and goes on to the next one
  await page.locator('[data-tick="present"]').first().focus();
  await page.keyboard.press("Enter");
  await page.getByText(`Còn 1 người chưa điểm danh ngày ${short(first)}`).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("chưa điểm danh ngày").waitFor({ state: "hidden" });
  const { page: phone } = await atTheDesk(browser, "phone", server.address, "Nguyễn Thị Thu Hà");
  await phone.goto(new URL(page.url()).pathname);
  await phone.getByRole("radio", { name: new RegExp(short(second)) }).waitFor();
  // it opens on the day that has somebody left
  await expect.poll(() => phone.getByRole("radio", { name: new RegExp(short(second)) }).isChecked()).toBe(true);
  await settled(phone);
  await looked(phone, "course-days-360");
  const small = await phone
    .locator(".course-ticks button, .course-days label")
    .evaluateAll((all) => all.map((el) => el.getBoundingClientRect()).filter((box) => box.height < 47.5).length);
  expect(small).toBe(0);
  const row = (of: Page, name: string) => of.locator(".course-people > li").filter({ hasText: name });
  await row(phone, "Ya Thuần").getByRole("button", { name: "Có mặt", exact: true }).click();
  await row(phone, "Ya Thuần").getByText("có mặt 2 trên 2 ngày · 14 giờ").waitFor();
  await row(phone, "Võ Thị Ánh Nguyệt").getByRole("button", { name: "Vắng", exact: true }).click();
  await row(phone, "Võ Thị Ánh Nguyệt").getByText("có mặt 1 trên 2 ngày · 8 giờ").waitFor();
  await phone.context().close();

  await page.reload();
  await page.getByRole("button", { name: "Khóa sổ" }).click();
  await dialog.getByText("Giờ được ghi nhận cho 2 người").waitFor();
  await dialog.getByRole("button", { name: "Khóa sổ" }).click();
  await page.locator(".st", { hasText: "Đã khóa sổ" }).waitFor();
  await page.getByRole("button", { name: "Đính chính: Võ Thị Ánh Nguyệt" }).click();
  await dialog.getByLabel(`Ngày ${formatDate(second)}`).selectOption({ label: "Có mặt" });
  await dialog.getByLabel("Lý do").fill("Bảng ký ngày thứ hai gửi về sau");
  await looked(page, "course-correct-day-1280");
  await dialog.getByRole("button", { name: "Đính chính một người" }).click();
  await page.getByText("Số 1: Bảng ký ngày thứ hai gửi về sau").waitFor();
  await row(page, "Võ Thị Ánh Nguyệt").getByText("có mặt 2 trên 2 ngày · 14 giờ").waitFor();
  await settled(page);
  await looked(page, "course-days-closed-1280");
  await context.close();
});
