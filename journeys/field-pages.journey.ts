import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, launchBrowser, openContext, standsStill } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { overflow } from "./desk-visit.ts";
import { installed, lineSays, onward, signInAs } from "./field-phone.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** SCREENS=folder keeps a picture of each page. */
const pictures = process.env.SCREENS;

async function look(page: Page, name: string, theme: string): Promise<void> {
  expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
  expect(await overflow(page), `${name} scrolls sideways`).toBe(0);
  const small = () =>
    page.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          "a[href], button, select, input:not([type=file]):not([type=radio]):not([type=checkbox])",
        ),
      ]
        .filter(
          (element) =>
            element.offsetParent !== null &&
            !element.closest(".help, .dim, .note, .summary, h2, .only-read, .skip") &&
            !element.classList.contains("skip"),
        )
        .map((element) => ({
          box: element.getBoundingClientRect(),
          name: element.textContent || element.getAttribute("aria-label"),
        }))
        .filter(({ box }) => box.height > 0 && (box.height < 47.5 || box.width < 47.5))
        .map(({ box, name: label }) => `${label}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
    );
  await expect.poll(small, { message: `${name}: targets under 48 px` }).toEqual([]);
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/field-${name}-360${theme === "dark" ? "-dark" : ""}.png` });
}

test.each(["light", "dark"] as const)(
  "every page at 360 px is clean for axe, fits, and has targets of 48 px: %s",
  async (theme) => {
    const context = await openContext(browser, "phone", server.address);
    const page = await context.newPage();
    await page.emulateMedia({ colorScheme: theme });
    await page.goto("/field/");
    await page.getByRole("heading", { name: "Đăng nhập Cầu Nối" }).waitFor();
    await page.getByRole("button", { name: /Ya Thuần/ }).waitFor();
    await look(page, "sign-in", theme);
    await signInAs(page, /Ya Thuần/);
    await installed(page);
    await look(page, "today", theme);

    await page.getByRole("link", { name: "Tài liệu", exact: true }).click();
    await page.getByLabel("Tìm tài liệu").fill("chay rung");
    await page.locator("main a.go").first().waitFor();
    await look(page, "materials", theme);
    await page.locator("main a.go").first().click();
    await page.getByRole("heading", { name: /Ý chính/ }).waitFor();
    await look(page, "material", theme);

    await page.goto("/field/#/results");
    await standsStill(page);
    await page.locator("details summary").first().click();
    await page.locator("details a.go").first().waitFor();
    await look(page, "results", theme);
    await page.locator("details a.go").first().click();
    await page.getByText("Tình trạng").first().waitFor();
    await look(page, "talk", theme);
    await page.goto("/field/#/courses");
    await page.getByRole("heading", { level: 3, name: /Bồi dưỡng nghiệp vụ báo cáo viên/ }).waitFor();
    await look(page, "courses", theme);
    await page.goto("/field/#/phone");
    await page.getByRole("heading", { name: "Máy này và tài khoản" }).waitFor();
    await look(page, "phone", theme);

    await context.setOffline(true);
    await page.goto("/field/#/today");
    await page.getByRole("link", { name: /Ghi buổi/ }).click();
    await page.getByRole("heading", { name: "Buổi nào?" }).waitFor();
    await look(page, "record-talk", theme);
    await onward(page);
    await page.getByRole("heading", { name: "Ở đâu, khi nào?" }).waitFor();
    await look(page, "record-place", theme);
    await page.getByLabel("Bắt đầu").fill("99");
    await onward(page);
    await page.getByRole("alert").filter({ hasText: "Cần xem lại" }).waitFor();
    await look(page, "record-error", theme);
    await page.getByLabel("Bắt đầu").fill("0:00");
    await page.getByLabel("Kết thúc").fill("");
    await onward(page);
    await page.getByRole("textbox", { name: "Bao nhiêu lượt người nghe?" }).fill("64");
    await look(page, "record-count", theme);
    await onward(page);
    await page.getByLabel("Câu hỏi của bà con").fill("Gọi chị Lan 0912 345 678 hỏi bao giờ có thẻ mới");
    await page.getByRole("button", { name: "Thêm câu hỏi này" }).click();
    await page.getByText("Có thể là thông tin riêng").first().waitFor();
    await look(page, "record-asked", theme);
    await page.getByRole("button", { name: "Đồng ý gạch bỏ và thêm" }).click();
    await onward(page);
    await page.getByRole("heading", { name: /Có ảnh nơi tổ chức/ }).waitFor();
    await look(page, "record-photo", theme);
    await onward(page);
    await page.getByRole("heading", { name: "Xem lại rồi lưu" }).waitFor();
    await look(page, "record-check", theme);
    await page.getByRole("button", { name: "Lưu buổi này" }).click();
    await page.getByRole("heading", { name: "Đã lưu trên máy" }).waitFor();
    await look(page, "saved", theme);
    await page.goto("/field/#/outbox");
    await lineSays(page, /1 mục còn trên máy/);
    await look(page, "outbox", theme);
    await page.locator("a.whole").first().click();
    await page.getByRole("button", { name: "Không gửi mục này nữa" }).click();
    await page.getByRole("button", { name: "Đúng, không gửi nữa" }).waitFor();
    await look(page, "item", theme);
    await page.getByRole("button", { name: "Đúng, không gửi nữa" }).click();
    await page.getByRole("button", { name: "Lấy lại và gửi" }).click();
    await lineSays(page, /1 mục còn trên máy/);

    // Both languages, and by keyboard alone.
    await page.goto("/field/#/phone");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "This phone and account" }).waitFor();
    await look(page, "phone-english", theme);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Take the outbox away as a file" }).click();
    expect((await download).suggestedFilename()).toMatch(/^cau-noi-hop-gui-\d{4}-\d\d-\d\d\.json$/);
    await page.goto("/field/#/today");
    await page.getByRole("link", { name: /Record a talk/ }).waitFor();
    await standsStill(page);
    const reached: string[] = [];
    for (let n = 0; n < 12; n++) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ""));
    }
    expect(reached.some((text) => text.includes("Record a talk"))).toBe(true);
    expect(reached.some((text) => text.includes("Outbox"))).toBe(true);
    await context.close();
  },
);
