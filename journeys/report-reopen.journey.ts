import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addMonths, todayInVietnam } from "#kernel/civil-date.ts";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepPicture, overflow, settled } from "./desk-visit.ts";
import {
  answerChecks,
  beginReport,
  freezeReport,
  openReport,
  openTab,
  sendReport,
  signReport,
} from "./report-steps.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const period = addMonths(todayInVietnam(), -2).slice(0, 7);

/** `behind`: a dialog stands before the page, whose title is hidden meanwhile. */
async function clean(page: Page, name: string, behind = false): Promise<void> {
  if (!behind) await settled(page);
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await keepPicture(page, name);
}

test("who signs stands in a record; an accepted report is asked back, agreed to, and the province sees that it moved", async () => {
  const { page: ha } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  const { page: ly } = await atTheDesk(browser, "phone", server.address, "Trương Công Lý");
  const { page: anh } = await atTheDesk(browser, "desk", server.address, "Vũ Hoàng Anh");
  const { page: khanh } = await atTheDesk(browser, "desk", server.address, "Lê Thị Bảo Khánh");

  const path = await beginReport(ha, "Xã D'Ran", period);
  await freezeReport(ha, server.db.database.jobPool);
  await answerChecks(ha);

  // a head of the province does not sign for the commune
  await openReport(khanh, path);
  await khanh.getByText("Đã chốt số, chưa ký").first().waitFor();
  await expect.poll(() => khanh.getByRole("button", { name: "Ký báo cáo" }).count()).toBe(0);

  // its own head names a deputy by a record, on a phone
  await ly.goto(`${path}?tab=issued`);
  await settled(ly);
  await ly.getByRole("button", { name: "Người được ký" }).click();
  const dialog = ly.getByRole("dialog");
  await dialog.getByText("CHỦ TỊCH: Trương Công Lý").first().waitFor();
  await dialog.getByRole("button", { name: "Ghi văn bản giao ký" }).click();
  await dialog.getByLabel("Tài khoản").selectOption({ label: "Nguyễn Thị Thu Hà" });
  await dialog.getByLabel("Hình thức").selectOption("TUQ");
  await dialog.getByLabel("Chức vụ trên văn bản").fill("PHÓ TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI");
  await dialog
    .getByLabel("Văn bản giao ký (số, ngày, cơ quan)")
    .fill("Quyết định số 45/QĐ-UBND ngày 02 tháng 10 năm 2026");
  await clean(ly, "report-signers-360", true);
  await dialog.getByRole("button", { name: "Ghi văn bản giao ký" }).click();
  await dialog.getByText("TUQ. CHỦ TỊCH").first().waitFor();

  await openReport(ha, path);
  await signReport(ha);
  await ha.getByText("TUQ. CHỦ TỊCH, PHÓ TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI").last().waitFor();
  await sendReport(ha);
  await openReport(anh, path);
  await anh.getByRole("button", { name: "Chấp nhận" }).click();
  await anh.getByText("Đã được chấp nhận", { exact: true }).first().waitFor();

  await openReport(ha, path);
  await ha.getByRole("button", { name: "Xin mở lại" }).click();
  await ha.getByRole("dialog").getByRole("textbox").fill("Ghi nhầm số buổi quán triệt.");
  await ha.getByRole("dialog").getByRole("button", { name: "Xin mở lại" }).click();
  await ha.getByText("Đề nghị mở lại đang chờ cấp trên trả lời.").first().waitFor();
  await anh.goto("/desk/");
  await settled(anh);
  await anh.getByText("Cấp dưới xin mở lại báo cáo").first().waitFor();
  await openReport(anh, path);
  await anh.getByText("Đơn vị xin mở lại báo cáo: Ghi nhầm số buổi quán triệt.").first().waitFor();
  await clean(anh, "report-asked-back-1280");
  await anh.getByRole("button", { name: "Đồng ý mở lại" }).click();
  await anh.getByText("Bị trả lại", { exact: true }).first().waitFor();

  const above = await beginReport(anh, "Tỉnh Lâm Đồng", period);
  await openTab(anh, "Từ cấp dưới");
  await anh.getByRole("heading", { name: "Báo cáo dưới đã sửa sau khi gửi" }).waitFor();
  await anh
    .getByText(/đã mở lại, chưa gửi lại; trước đó là \d+/)
    .first()
    .waitFor();
  await clean(anh, "report-revised-below-1280");
  await khanh.goto(`${above}?tab=below`);
  // the overview of the same unit and period
  await khanh.getByRole("link", { name: "Xem tổng quan của kỳ này" }).click();
  await khanh.waitForURL(new RegExp(`/overviews\\?.*period=(%22)?${period}`));
  await khanh.getByRole("heading", { level: 1 }).waitFor();
});
