import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, overflow, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function looked(page: Page, name: string): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  const folder = process.env["SHOTS"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

const over = "Tập huấn sử dụng ứng dụng ghi buổi tuyên truyền trên điện thoại";

test("a course that is over is ticked with the keyboard, closed, and put right under a number", async () => {
  const { page } = await atTheDesk(browser, "desk", server.address, "Hồ Quốc Dũng");
  await page.getByText("Lớp đã kết thúc, chưa khóa sổ").first().waitFor();
  await page.goto("/desk/courses?status=toClose");
  await settled(page);
  await page.goto("/desk/courses");
  await settled(page);
  await looked(page, "courses-1280");
  await page.getByLabel("Tìm theo tên lớp").fill("ung dung ghi buoi");
  await page.getByRole("link", { name: over }).waitFor();
  await page.getByRole("link", { name: over }).click();
  await page.getByText("Còn 8 người chưa điểm danh").first().waitFor();
  await settled(page);
  await looked(page, "course-held-1280");
  await expect.poll(() => page.getByRole("button", { name: "Khóa sổ" }).isDisabled()).toBe(true);

  // Enter marks and goes on to the next; the arrow keys go without marking
  const ticks = page.locator('[data-tick="present"]');
  const open = page.locator("li", { has: page.locator('[data-tick="present"][aria-pressed="false"]') });
  const absent = page.locator('[data-tick="absent"][aria-pressed="true"]');
  await expect.poll(() => absent.count()).toBe(1);
  await open.locator('[data-tick="absent"][aria-pressed="false"]').first().focus();
  await page.keyboard.press("Enter");
  await page.getByText("Còn 7 người chưa điểm danh").first().waitFor();
  await expect.poll(() => absent.count()).toBe(2);
  await ticks.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => ticks.nth(1).evaluate((el) => el === document.activeElement)).toBe(true);
  await page.getByRole("button", { name: "Ghi có mặt 7 người còn lại" }).click();
  await page.getByText("chưa điểm danh").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Giờ, chứng nhận: " }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Số chứng nhận").fill("21/GCN-BD");
  await looked(page, "course-certificate-1280");
  await dialog.getByRole("button").last().click();
  await page.getByText("GCN 21/GCN-BD").first().waitFor();
  await page.getByRole("button", { name: "Khóa sổ" }).click();
  await dialog.getByText("Giờ được ghi nhận cho 11 người").first().waitFor();
  await dialog.getByRole("button", { name: "Khóa sổ" }).click();
  await page.locator(".st", { hasText: "Đã khóa sổ" }).waitFor();
  await page.getByRole("button", { name: "Đính chính" }).first().click();
  await dialog.getByLabel("Số giờ của lớp").fill("9");
  await dialog.getByRole("button", { name: "Đính chính" }).click();
  await dialog.getByText("Hãy điền “Lý do”.").first().waitFor();
  await dialog.getByLabel("Lý do").fill("Lớp kéo dài thêm một giờ");
  await dialog.getByRole("button", { name: "Đính chính" }).click();
  await page.getByText("Số 1: Lớp kéo dài thêm một giờ").first().waitFor();
  await settled(page);
  await looked(page, "course-closed-1280");

  await page.goto("/desk/courses?tab=hours");
  await page.getByText("người chưa đủ giờ của năm").first().waitFor();
  await settled(page);
  await looked(page, "course-hours-1280");
  await page.goto("/desk/courses?tab=norms");
  await page.getByText("Tuyên truyền viên cơ sở: 16 giờ một năm").first().waitFor();
  await looked(page, "course-norms-1280");
  await page.close();
});

test("a new course with its lecturer; a list from Excel says who is not on the roster", async () => {
  const { page } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/courses/new");
  await settled(page);
  await page.getByRole("button", { name: "Lưu lớp" }).click();
  await page.getByText("Hãy điền mục này.").first().waitFor();
  await page.getByLabel("Tên lớp").fill("Tập huấn hòa giải ở cơ sở");
  await page.getByLabel("Giảng viên kiêm chức").fill("do minh quan");
  await page.getByRole("option", { name: /Đỗ Minh Quân/ }).click();
  await page.getByLabel("Giảng viên mời từ ngoài").fill("Thẩm phán Tòa án nhân dân khu vực");
  await page.getByRole("button", { name: "Thêm vào danh sách giảng viên" }).click();
  await looked(page, "course-form-1280");
  await page.getByRole("button", { name: "Lưu lớp" }).click();
  await page.getByRole("heading", { level: 1, name: "Tập huấn hòa giải ở cơ sở" }).waitFor();
  await page.getByText("Thẩm phán Tòa án nhân dân khu vực").first().waitFor();
  const file = join(tmpdir(), `danh-sach-${process.pid}.xlsx`);
  writeFileSync(
    file,
    await writeWorkbook([
      {
        name: "DS",
        titles: ["DANH SÁCH CỬ DỰ LỚP TẬP HUẤN"],
        columns: [{ header: "STT" }, { header: "Họ và tên" }, { header: "Đơn vị" }, { header: "Ngày sinh" }],
        rows: [
          [1, "Ya Thuần", "Xã D'Ran", "1990"],
          [2, "Võ Thị Ánh Nguyệt", "Xã D'Ran", "1985"],
          [3, "Nguyễn Văn Không", "Xã D'Ran", "1980"],
        ],
      },
    ]),
  );
  await page.getByRole("button", { name: "Nhập từ Excel" }).click();
  await page.getByLabel("Tệp danh sách").setInputFiles(file);
  await page.getByRole("button", { name: "Đối chiếu với đội ngũ" }).click();
  await page.getByText("2 người tìm thấy, 0 đã có trong danh sách, 1 không thêm được.").first().waitFor();
  await page.getByText("Không có trong đội ngũ").first().waitFor();
  await page.getByText("Ngày sinh (D)").first().waitFor();
  await looked(page, "course-import-1280");
  await page.getByRole("button", { name: "Thêm 2 người tìm thấy" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByRole("link", { name: "Võ Thị Ánh Nguyệt" }).waitFor();
  await page.close();
});

test("on a phone: the list, a course ticked by thumb, a person's training", async () => {
  const { page } = await atTheDesk(browser, "phone", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/courses");
  await settled(page);
  await page.getByRole("link", { name: "Tập huấn kỹ năng đối thoại cho tuyên truyền viên thôn" }).waitFor();
  await looked(page, "courses-360");
  await page.goto("/desk/courses?tab=hours");
  await page.getByText("người chưa đủ giờ của năm").first().waitFor();
  await settled(page);
  await looked(page, "course-hours-360");
  await page.goto("/desk/courses?q=phap luat moi");
  await page.getByRole("link", { name: "Bồi dưỡng kiến thức pháp luật mới cho báo cáo viên cấp xã" }).click();
  // she sees the people of her own commune on the province's list
  await page.getByText("Đặng Ngọc Ẩn").first().waitFor();
  await expect.poll(() => page.getByText("Liêng Hót Ha Chương").count()).toBe(0);
  await settled(page);
  await looked(page, "course-open-360");
  await page.getByRole("link", { name: "Đỗ Minh Quân" }).first().click();
  await page.getByRole("heading", { level: 3, name: "Nhật ký giảng dạy" }).waitFor();
  await settled(page);
  await looked(page, "person-training-360");
  await page.close();
  const clerk = await atTheDesk(browser, "phone", server.address, "Hồ Quốc Dũng");
  await clerk.page.goto("/desk/courses?q=pháp luật mới");
  await clerk.page.getByRole("link", { name: /pháp luật mới/ }).click();
  await clerk.page.getByText("Liêng Hót Ha Chương").first().waitFor();
  await settled(clerk.page);
  await looked(clerk.page, "course-host-360");
  await clerk.page.close();
});
