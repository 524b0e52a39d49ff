import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { keepPicture, overflow } from "./desk-visit.ts";
import { installed, signInAs } from "./field-phone.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("without a network a speaker sees where and when the next course is, and the hours of the year", async () => {
  const context = await openContext(browser, "phone", server.address);
  const page = await context.newPage();
  await signInAs(page, /Ya Thuần/);
  await installed(page);
  await context.setOffline(true);
  await page.getByRole("link", { name: "Kết quả", exact: true }).click();
  await page.getByRole("link", { name: /Bồi dưỡng của tôi/ }).click();
  await page.getByRole("heading", { level: 1, name: "Bồi dưỡng của tôi" }).waitFor();

  const coming = page.locator("article").filter({ hasText: "Bồi dưỡng kiến thức pháp luật mới" });
  await coming.getByText("Điểm cầu trung tâm tại Sở Văn hóa, Thể thao và Du lịch").waitFor();
  await coming.getByText(/8 giờ; .*8 giờ/).waitFor();
  // how many depends on the day of the year on which the demo was filled
  await page.getByText(/^\d+ giờ đã ghi nhận$/).waitFor();
  await page.getByText("Cần 16 giờ một năm").waitFor();
  const spring = page.locator("article").filter({ hasText: "Bồi dưỡng nghiệp vụ báo cáo viên" });
  await spring.getByText("Ghi nhận 16 giờ").waitFor();
  await spring.getByText(/có mặt, 8 giờ; .*có mặt, 8 giờ/).waitFor();
  await spring.getByText("Giấy chứng nhận số 1/GCN-BD").waitFor();
  await page.locator("article").filter({ hasText: "ứng dụng ghi buổi" }).getByText("chưa khóa sổ").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await keepPicture(page, "field-courses-360");

  await context.close();
});
