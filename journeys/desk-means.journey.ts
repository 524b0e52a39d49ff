import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, launchBrowser, openContext } from "#platform/testing/browser.ts";
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

test("a commune's clerk spends on an activity, takes a mistake out, and lends a loudspeaker", async () => {
  const { page } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/budgets");
  await settled(page);
  await page.getByText("Xã D'Ran", { exact: false }).first().waitFor();
  await looked(page, "budgets-1280");
  await page.getByRole("tab", { name: "Theo hoạt động" }).click();
  await page.getByText("Chi nhiều nhất").first().waitFor();
  await looked(page, "budget-uses-1280");
  await page.getByRole("tab", { name: "Sổ tài trợ" }).click();
  await page.getByText("Cá nhân (không ghi tên)").first().waitFor();
  await looked(page, "budget-sponsors-1280");

  await page.getByRole("tab", { name: "Dòng kinh phí" }).click();
  await page.getByRole("link", { name: "Tuyên truyền miệng theo Kế hoạch" }).first().click();
  await page.getByRole("heading", { level: 2, name: "Sổ chi tiết" }).waitFor();
  await settled(page);
  await looked(page, "budget-line-1280");
  await page.getByRole("button", { name: "Ghi khoản chi" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Ghi khoản chi" }).click();
  await dialog.getByText("Hãy điền “Số tiền”.").first().waitFor();
  await dialog.getByLabel("Số tiền").fill("999000000");
  await dialog.getByLabel("Số chứng từ").fill("PC-55");
  await dialog.getByRole("button", { name: "Ghi khoản chi" }).click();
  await dialog.getByText("Dòng kinh phí không còn đủ số này").first().waitFor();
  await looked(page, "budget-overdrawn-1280");
  let sent = 0;
  page.on("request", (request) => (sent += request.method() === "POST" && request.url().includes("/budget") ? 1 : 0));
  await dialog.getByLabel("Số tiền").fill("1,250,000");
  await dialog.getByRole("button", { name: "Ghi khoản chi" }).click();
  await dialog.getByText("“1,250,000” chưa phải một số").waitFor();
  await expect.poll(() => dialog.getByLabel("Số tiền").evaluate((e) => e === document.activeElement)).toBe(true);
  expect(sent).toBe(0);
  await looked(page, "budget-unread-1280");
  await dialog.getByLabel("Số tiền").fill("1.250.000");
  await dialog.getByRole("button", { name: "Ghi khoản chi" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("−1.250.000").first().waitFor();
  await page.getByRole("row", { name: /PC-55/ }).getByRole("button", { name: "Ghi đảo" }).click();
  await dialog.getByLabel("Lý do").fill("Ghi nhầm hoạt động");
  await dialog.getByRole("button", { name: "Ghi đảo" }).click();
  await page.getByText("Bút toán đảo: Ghi nhầm hoạt động").first().waitFor();

  await page.goto("/desk/equipment");
  await settled(page);
  await page.getByRole("link", { name: "Loa kéo JBL 300 W" }).waitFor();
  await looked(page, "equipment-1280");
  await page.getByRole("tab", { name: "Cho mượn" }).click();
  await page.locator(".st", { hasText: "Quá hạn" }).first().waitFor();
  await looked(page, "equipment-loans-1280");
  await page.getByRole("tab", { name: "Nhu cầu" }).click();
  await page.getByText("Tổng hợp theo loại").first().waitFor();
  await looked(page, "equipment-needs-1280");
  await page.goto("/desk/equipment");
  await page.getByRole("link", { name: "Loa kéo JBL 300 W" }).click();
  await settled(page);
  await page.getByRole("button", { name: "Cho mượn" }).click();
  await dialog.getByLabel("Đơn vị mượn").fill("Đam Rông 1");
  await page
    .getByRole("option", { name: /Xã Đam Rông 1/ })
    .first()
    .click();
  await dialog.getByLabel("Dùng vào việc").fill("Hội thi tuyên truyền viên");
  await dialog.getByRole("button", { name: "Cho mượn" }).click();
  await page.getByText("Hội thi tuyên truyền viên", { exact: false }).first().waitFor();
  await looked(page, "equipment-thing-1280");
  // what is past its day waits on the first page
  await page.goto("/desk/");
  await settled(page);
  await page.getByText("Thiết bị mượn quá hạn trả").first().waitFor();
  await page.close();
});

test("the province's year as it was and as it is; on a phone, and in public", async () => {
  const { page } = await atTheDesk(browser, "phone", server.address, "Lê Thị Bảo Khánh");
  await page.goto("/desk/budgets");
  await settled(page);
  await page.getByText("Tổng nguồn", { exact: false }).first().waitFor();
  await looked(page, "budgets-360");
  await page.goto("/desk/budgets?year=2025&view=asWas");
  await settled(page);
  await looked(page, "budgets-as-was-360");
  await page.goto("/desk/budgets");
  await settled(page);
  // what was carried over stands first, then this year's own
  await page.getByRole("link", { name: "Tuyên truyền miệng theo Kế hoạch" }).nth(1).click();
  await page.getByRole("heading", { level: 2, name: "Đã giao xuống" }).waitFor();
  await settled(page);
  await looked(page, "budget-line-360");
  await page.goto("/desk/equipment?tab=needs");
  await settled(page);
  await page.getByText("Tổng hợp theo loại").first().waitFor();
  await looked(page, "equipment-needs-360");
  await page.goto("/desk/equipment");
  await settled(page);
  await looked(page, "equipment-360");
  await page.close();
  for (const face of ["phone", "desk"] as const) {
    const open = await openContext(browser, face, server.address);
    const shown = await open.newPage();
    await shown.goto("/so-lieu");
    await shown.getByRole("heading", { level: 2, name: "Kinh phí" }).waitFor();
    await shown.getByText("Công ty TNHH Rau quả Thung Lũng Xanh").first().waitFor();
    await looked(shown, `public-money-${face}`);
    const csv = await shown.request.get("/so-lieu/kinh-phi.csv");
    expect(await csv.text()).toContain("year,unit_id,unit,source");
    await open.close();
  }
});
