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

test("an officer plans a talk with the keyboard, and nothing typed is lost on the way", async () => {
  const { context, page } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/talks");
  await settled(page);
  await page.keyboard.press("n");
  await page.getByLabel("Tên buổi", { exact: true }).fill("Nước sạch và vệ sinh mùa khô");

  // An incomplete form says what is missing, keeps what is there and leads to the field.
  await page.getByRole("button", { name: "Lên lịch buổi này" }).click();
  await page.getByRole("alert").getByRole("link", { name: "Chọn nơi nói." }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("field-placeUnitId");
  expect(await axeFindings(page)).toEqual([]);

  await page.keyboard.type("diom a");
  // Enter takes what is lit up
  await page
    .getByRole("option", { name: /Thôn Diom A/ })
    .and(page.locator("[data-highlighted]"))
    .waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.getByLabel("Nói ở thôn, xã, cơ quan nào").inputValue()).toContain("Diom A");
  await page.getByLabel("Ngày", { exact: true }).fill("24/12");
  await page.getByLabel("Bắt đầu").fill("19h30");

  await page.reload();
  await settled(page);
  await page.getByText("Đã mở lại bản nháp").first().waitFor();
  await expect
    .poll(() => page.getByLabel("Tên buổi", { exact: true }).inputValue())
    .toBe("Nước sạch và vệ sinh mùa khô");
  await expect.poll(() => page.getByLabel("Ngày", { exact: true }).inputValue()).toMatch(/^24\/12\/\d{4}$/);

  await page.getByRole("button", { name: "Lên lịch buổi này" }).click();
  await page.getByRole("heading", { level: 1, name: "Nước sạch và vệ sinh mùa khô" }).waitFor();
  await page.getByText("Thôn Diom A").first().waitFor();
  await page.getByText("19:30").first().waitFor();
  await context.close();
});

test("a verifier goes through what waits: one is verified, one returned with a reason that a reload keeps", async () => {
  const { context, page } = await atTheDesk(browser, "desk", server.address, "Bùi Thị Thanh Mai");
  await page.goto("/desk/talks?status=delivered");
  await settled(page);
  const rows = page.locator("[data-row-link]");
  const before = await rows.count();
  expect(before).toBeGreaterThan(2);

  await page.keyboard.press("j");
  const panel = page.getByRole("complementary", { name: "Buổi đang chọn" });
  await panel.getByRole("button", { name: "Xác minh" }).waitFor();
  const title = await panel.getByRole("heading", { level: 2 }).textContent();
  // the list comes late: the talk's own answer has taken the button away by then, and what was done is said all the same
  await page.route(/\/api\/talks\?/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.keyboard.press("v");
  await page.getByText(`Đã xác minh “${title}”.`).first().waitFor();
  await page.unroute(/\/api\/talks\?/);
  await expect.poll(() => rows.count()).toBe(before - 1);

  await panel.getByRole("button", { name: "Trả lại…" }).waitFor();
  await page.keyboard.press("t");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Cần bổ sung gì?").fill("Thiếu giờ kết thúc, xin ghi thêm.");
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await settled(page);
  await panel.getByRole("button", { name: "Trả lại…" }).click();
  await expect.poll(() => dialog.getByLabel("Cần bổ sung gì?").inputValue()).toBe("Thiếu giờ kết thúc, xin ghi thêm.");
  await dialog.getByRole("button", { name: "Trả lại cho người ghi" }).click();
  await expect.poll(() => rows.count()).toBe(before - 2);
  await context.close();
});

test("a session that ends in the middle asks to sign in above the page, and the page stays", async () => {
  const { context, page } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/talks/new");
  await settled(page);
  await page.getByLabel("Tên buổi", { exact: true }).fill("Đang viết dở");
  const { demoPassword } = await page.evaluate(() =>
    fetch("/api/instance").then((answer) => answer.json() as Promise<{ demoPassword: string }>),
  );
  await context.clearCookies();
  await page.getByLabel("Nói ở thôn, xã, cơ quan nào").fill("la bou");
  const dialog = page.getByRole("dialog", { name: "Phiên làm việc đã hết" });
  await dialog.getByLabel("Mật khẩu").fill(demoPassword);
  await dialog.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => page.getByLabel("Tên buổi", { exact: true }).inputValue()).toBe("Đang viết dở");
  await context.close();
});

test("the desk is searched and left with the keyboard, and speaks English", async () => {
  const { context, page } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await settled(page);
  await page.keyboard.press("/");
  await page.getByRole("combobox", { name: "Tìm hoặc đi tới" }).fill("ya thuan");
  await page
    .getByRole("option", { name: /Ya Thuần/ })
    .first()
    .waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Nguyễn Thị Thu Hà/ }).click();
  await page.getByRole("menuitemcheckbox", { name: "English" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { level: 1, name: /things are waiting/ }).waitFor();
  await page.getByRole("button", { name: /Nguyễn Thị Thu Hà/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  await context.close();
});
