import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addMonths, asCivilDate, formatDate, todayInVietnam } from "#kernel/civil-date.ts";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepPicture, overflow, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const today = todayInVietnam();
const thisYears = asCivilDate(`${today.slice(0, 4)}-03-08`);
const womensDay = today <= thisYears ? thisYears : addMonths(thisYears, 12);
const form = (page: Page) => page.getByRole("dialog");

/** Looked at, read by axe, no sideways scroll. */
async function sound(page: Page, name: string): Promise<void> {
  // behind an open form the page has no heading to wait for
  if ((await form(page).count()) === 0) await settled(page);
  await keepPicture(page, name);
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}

test("the administrator sets a deadline, a channel, a stage and an event, each with its basis; the row before stays", async () => {
  const { page, context } = await atTheDesk(browser, "desk", server.address, "Hồ Quốc Dũng");
  await page.goto("/desk/difficulties/settings");
  await page.getByRole("button", { name: "Đặt thời hạn mới" }).click();
  await form(page).getByLabel("Số ngày").fill("10");
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await form(page).getByText("Cần có.").first().waitFor();
  await form(page).getByLabel("Căn cứ").fill("Quyết định 12/QĐ-UBND");
  await sound(page, "difficulty-deadline-1280");
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await form(page).waitFor({ state: "detached" });
  await page.getByRole("cell", { name: "10 ngày" }).waitFor();
  await page.getByRole("cell", { name: "15 ngày" }).waitFor();
  await sound(page, "difficulty-settings-1280");

  await page.goto("/desk/channels?tab=settings");
  await page.getByRole("button", { name: "Đổi Tin nhắn viễn thông" }).click();
  await form(page).getByLabel("Dài nhất (ký tự)").fill("402");
  await form(page).getByLabel("Căn cứ").fill("Thông báo của nhà mạng");
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await form(page).waitFor({ state: "detached" });
  await page.getByRole("cell", { name: "Tin ngắn · 402" }).waitFor();
  await sound(page, "channel-settings-1280");

  await page.goto("/desk/drafts/stages");
  await page.getByRole("button", { name: "Đổi Lấy ý kiến" }).click();
  await form(page).getByLabel("Ít nhất bao nhiêu ngày góp ý").fill("30");
  await form(page).getByLabel("Căn cứ").fill("Quy chế của tỉnh");
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await form(page).waitFor({ state: "detached" });
  await page.getByRole("cell", { name: "ít nhất 30 ngày" }).waitFor();
  await sound(page, "draft-stages-1280");

  await page.goto("/desk/drafts/criteria");
  await page.getByRole("button", { name: /^Đổi / }).first().click();
  await form(page).getByLabel("Căn cứ").fill("Quyết định sửa Đề án (giả định)");
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await form(page).waitFor({ state: "detached" });
  await page.getByRole("cell", { name: "Quyết định sửa Đề án (giả định)" }).waitFor();
  await sound(page, "draft-criteria-1280");

  await page.goto("/desk/budgets/sources");
  await page.getByRole("button", { name: "Thêm mục" }).click();
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await form(page).getByText("Mã chỉ gồm chữ thường").first().waitFor();
  await form(page).getByLabel("Mã").fill("national-programme");
  await form(page).getByLabel("Tên tiếng Việt").fill("Chương trình mục tiêu quốc gia");
  await form(page).getByLabel("Tên tiếng Anh").fill("National target programme");
  await form(page).getByLabel("Căn cứ").fill("Nghị quyết của Quốc hội (giả định)");
  await sound(page, "budget-source-form-1280");
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await form(page).waitFor({ state: "detached" });
  await page.getByText("Chương trình mục tiêu quốc gia").first().waitFor();
  await sound(page, "budget-sources-1280");

  await page.goto("/desk/equipment/kinds");
  await page.getByRole("button", { name: "Đổi Máy chiếu" }).click();
  await form(page).getByLabel("Tên tiếng Việt").fill("Máy chiếu, màn hình LED");
  await form(page).getByLabel("Căn cứ").fill("Kế hoạch sửa đổi (giả định)");
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await form(page).waitFor({ state: "detached" });
  await page.getByText("Máy chiếu, màn hình LED").first().waitFor();
  await sound(page, "equipment-kinds-1280");

  await page.goto("/desk/documents/types");
  await page.getByRole("button", { name: "Đổi Thông báo" }).click();
  await form(page).getByLabel("Chữ viết tắt").fill("T-B");
  await form(page).getByLabel("Căn cứ").fill("Nghị định thay thế (giả định)");
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await form(page).getByText("Chỉ gồm chữ cái").first().waitFor();
  await form(page).getByLabel("Chữ viết tắt").fill("TBáo");
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await form(page).waitFor({ state: "detached" });
  await page.getByRole("cell", { name: "TBáo", exact: true }).waitFor();
  await sound(page, "document-types-1280");

  await page.goto("/desk/kits?tab=events");
  await page.getByRole("button", { name: "Thêm sự kiện" }).click();
  await form(page).getByLabel("Tên sự kiện").fill("Ngày Quốc tế Phụ nữ");
  await form(page).getByLabel("Ngày diễn ra").fill(formatDate(womensDay));
  await form(page).getByLabel("Căn cứ").fill("Kế hoạch tuyên truyền của tỉnh");
  await form(page).getByLabel("Chủ đề").selectOption({ index: 1 });
  await sound(page, "kit-event-form-1280");
  await form(page).getByRole("button", { name: "Thêm sự kiện" }).click();
  await form(page).waitFor({ state: "detached" });
  await page
    .getByText(`Lần tới ${formatDate(womensDay)}`)
    .first()
    .waitFor();
  await sound(page, "kit-events-1280");
  await context.close();
});

test("on a phone they are read without sideways scroll; who may not change them sees no button", async () => {
  const { page, context } = await atTheDesk(browser, "phone", server.address, "Nguyễn Thị Thu Hà");
  for (const [path, name, words] of [
    ["/desk/difficulties/settings", "difficulty-settings-360", "Trả lời, từ ngày phản ánh"],
    ["/desk/channels?tab=settings", "channel-settings-360", "Đài truyền thanh cấp xã"],
    ["/desk/drafts/stages", "draft-stages-360", "Lấy ý kiến"],
    ["/desk/drafts/criteria", "draft-criteria-360", "Tiêu chí của dự thảo"],
    ["/desk/budgets/sources", "budget-sources-360", "Ngân sách tỉnh"],
    ["/desk/equipment/kinds", "equipment-kinds-360", "Loa kéo, loa cầm tay"],
    ["/desk/documents/types", "document-types-360", "Tờ trình"],
    ["/desk/kits?tab=events", "kit-events-360", "Chưa có sự kiện nào trên lịch"],
  ] as const) {
    await page.goto(path);
    await page.getByText(words).first().waitFor();
    await sound(page, name);
    await expect.poll(() => page.getByRole("button", { name: /^Đổi |Đặt thời hạn/ }).count()).toBe(0);
  }
  await context.close();
});
