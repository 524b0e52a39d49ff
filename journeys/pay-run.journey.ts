import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addMonths, formatDate, todayInVietnam } from "#kernel/civil-date.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { axeFindings, launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepFile, keepPicture, overflow, settled } from "./desk-visit.ts";
import { installed, signInAs } from "./field-phone.ts";
import { payComputed, payWorks } from "./pay-steps.ts";

const server = useRunningServer();
let browser: Browser;
let jobs: ReturnType<typeof payWorks>;
beforeAll(async () => {
  browser = await launchBrowser();
  jobs = payWorks(() => server.db.database.jobPool);
});
afterAll(async () => {
  await jobs.stop();
  await browser.close();
});

/** What a button of the page hands out, as bytes. */
async function taken(page: Page, button: string | RegExp, keepAs?: string): Promise<Uint8Array> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  const bytes = readFileSync(await download.path());
  if (keepAs !== undefined) keepFile(keepAs, bytes);
  return new Uint8Array(bytes);
}

const today = todayInVietnam();
const lastMonth = addMonths(today, -1).slice(0, 7);
const words = `${lastMonth.slice(5)}/${lastMonth.slice(0, 4)}`;

test("a run: a rate beside another's, made, exceptions decided, sent, checked by another, locked, issued and exported", async () => {
  // the head of the province enters a commune's own resolution: from now on two hold there
  const head = await atTheDesk(browser, "desk", server.address, "Lê Thị Bảo Khánh");
  await head.page.goto("/desk/pay/rates");
  await settled(head.page);
  await head.page
    .getByText(/Mức giả định để minh họa/)
    .first()
    .waitFor();
  await keepPicture(head.page, "pay-rates-1280");
  expect(await axeFindings(head.page)).toEqual([]);
  await head.page.getByRole("button", { name: "Ghi mức chi" }).click();
  const form = head.page.getByRole("dialog");
  await form.getByLabel("Nghị quyết của đơn vị nào").fill("Đam Rông 1");
  await head.page
    .getByRole("option", { name: /Đam Rông 1/ })
    .first()
    .click();
  await form.getByLabel("Căn cứ").fill("Nghị quyết của xã về mức chi (giả định)");
  await form.getByLabel("Mức (đồng)").fill("150000");
  await form.getByLabel("Từ ngày").fill(formatDate(addMonths(today, -4)));
  await keepPicture(head.page, "pay-rate-form-1280");
  expect(await axeFindings(head.page)).toEqual([]);
  await form.getByRole("button", { name: "Lưu" }).click();
  await head.page.getByText("Nghị quyết của xã về mức chi (giả định)").first().waitFor();

  const { page } = await atTheDesk(browser, "desk", server.address, "Rơ Ông K' Duyên");
  await page.goto("/desk/pay");
  await settled(page);
  await page.getByText("Không có đợt chi nào đang làm").first().waitFor();
  await page.getByRole("heading", { name: "Tháng chưa lập đợt chi" }).waitFor();
  await keepPicture(page, "pay-empty-1280");
  expect(await axeFindings(page)).toEqual([]);
  await page
    .getByRole("listitem")
    .filter({ hasText: words })
    .filter({ hasText: "Đam Rông 1" })
    .getByRole("button", { name: "Lập đợt chi" })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Lập đợt chi" }).click();
  await page.getByRole("heading", { level: 1, name: `Tháng ${words}, đợt 1` }).waitFor();
  await payComputed(page);
  const address = new URL(page.url()).pathname;
  await page.getByRole("heading", { name: /Hai nghị quyết cùng áp dụng/ }).waitFor();
  await keepPicture(page, "pay-run-draft-1280");
  expect(await axeFindings(page)).toEqual([]);

  // it is not sent before all is decided
  await page.getByRole("button", { name: "Gửi kiểm tra" }).click();
  await page.getByText("Còn ngoại lệ chưa quyết định").first().waitFor();
  for (let kinds = 0; kinds < 6; kinds++) {
    const open = page.getByRole("button", { name: /^Quyết định( \d+ khoản cùng loại)?$/ }).first();
    if ((await open.count()) === 0 || !(await page.getByText(/ngoại lệ chờ quyết định/).isVisible())) break;
    await open.click();
    const dialog = page.getByRole("dialog");
    const pay = dialog.getByRole("radio", { name: "Chi", exact: true });
    const title = await dialog.getByRole("heading").innerText();
    if (title.startsWith("Hai nghị quyết")) {
      await dialog.getByRole("button", { name: "Lưu" }).click();
      await dialog.getByText("Hãy ghi lý do.").first().waitFor();
      await pay.check();
      await dialog.getByRole("radio", { name: /200\.000 đồng/ }).check();
      await dialog.getByLabel("Lý do").fill("Theo nghị quyết của tỉnh cũ, còn hiệu lực");
      await keepPicture(page, "pay-decide-1280");
      expect(await axeFindings(page)).toEqual([]);
    } else {
      await dialog.getByRole("radio", { name: "Không chi" }).check();
      await dialog.getByLabel("Lý do").fill("Đã đối chiếu, không đủ căn cứ");
    }
    await dialog.getByRole("button", { name: "Lưu" }).click();
    await dialog.waitFor({ state: "detached" });
    await payComputed(page);
  }
  await page.getByText(/ngoại lệ chờ quyết định/).waitFor({ state: "detached" });

  // a line opens to how it came about, and to the talk
  await page.getByRole("region", { name: "Người nhận" }).or(page.locator("table")).last().waitFor();
  await page
    .getByRole("button", { name: /Phạm Quốc Hải|Liêng Hót Ha Chương/ })
    .first()
    .click();
  const lines = page.getByRole("dialog");
  await lines.locator("details").first().waitFor();
  if ((await lines.locator("details[open]").count()) === 0) await lines.locator("summary").first().click();
  await lines.getByText("Căn cứ", { exact: true }).first().waitFor();
  await keepPicture(page, "pay-line-1280");
  expect(await axeFindings(page)).toEqual([]);
  const talk = lines.getByRole("link", { name: /^Buổi số/ }).first();
  const talkNumber = (await talk.innerText()).trim().slice(-8);
  await talk.click();
  await page.waitForURL(/\/desk\/talks\/[0-9a-f-]{36}/);
  await page.goto(address);
  await settled(page);
  // from what it is paid is chosen by who makes it
  await page.getByText("chưa chọn dòng kinh phí").first().waitFor();
  await page.getByRole("button", { name: "Chọn dòng kinh phí" }).click();
  await page
    .getByRole("dialog")
    .getByRole("radio", { name: /Thù lao tuyên truyền viên/ })
    .check();
  await keepPicture(page, "pay-budget-1280");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "Lưu" }).click();
  await page.getByText("Đã lưu dòng kinh phí.").first().waitFor();
  await page
    .getByText(/ghi chi khi duyệt/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Gửi kiểm tra" }).click();
  await page.getByText("Chờ kiểm tra").first().waitFor();
  await page.getByRole("button", { name: "Gửi kiểm tra" }).waitFor({ state: "detached" });
  await expect.poll(() => page.getByRole("button", { name: "Duyệt và khóa" }).count()).toBe(0);

  // the other one finds it waiting, checks and locks it
  await head.page.goto(address);
  await settled(head.page);
  await head.page.getByRole("button", { name: "Duyệt và khóa" }).click();
  await keepPicture(head.page, "pay-approve-1280");
  await head.page.getByRole("dialog").getByRole("button", { name: "Duyệt và khóa" }).click();
  await head.page.getByText("Đã duyệt, đã khóa").first().waitFor();
  await head.page
    .getByText(/đã ghi chi [\d.]+ đồng/)
    .first()
    .waitFor();
  // and stands in the ledger of the line, where nobody takes it out by hand
  await head.page.getByRole("link", { name: /Thù lao tuyên truyền viên/ }).click();
  await head.page.getByRole("heading", { level: 2, name: "Sổ chi tiết" }).waitFor();
  const entry = head.page.getByRole("row", { name: /Đợt chi thù lao/ });
  await entry.waitFor();
  await expect.poll(() => entry.getByRole("button", { name: "Ghi đảo" }).count()).toBe(0);
  await keepPicture(head.page, "pay-in-ledger-1280");

  await page.reload();
  await settled(page);
  await page.getByText("Đã duyệt, đã khóa").first().waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Tính lại" }).count()).toBe(0);
  await page.getByRole("button", { name: "Tham chiếu kế toán" }).click();
  await page.getByRole("dialog").getByLabel("Tham chiếu kế toán").fill("Tài khoản 0123456789012");
  await page.getByRole("dialog").getByRole("button", { name: "Lưu" }).click();
  await page.getByText("Trông như có số tài khoản").first().waitFor();
  await page.getByRole("dialog").getByLabel("Tham chiếu kế toán").fill("PC-0231");
  await page.getByRole("dialog").getByRole("button", { name: "Lưu" }).click();
  await page.getByText("Đã lưu tham chiếu kế toán.").first().waitFor();
  await page.getByRole("button", { name: "Ban hành bảng kê" }).click();
  await page.getByRole("dialog").getByLabel("Họ và tên người ký").fill("Cil Ha Kràng");
  await page.getByRole("dialog").getByRole("button", { name: "Ban hành bảng kê" }).click();
  await page
    .getByText(/Đã ban hành tờ trình số/)
    .first()
    .waitFor();
  await settled(page);
  await keepPicture(page, "pay-run-approved-1280");
  expect(await axeFindings(page)).toEqual([]);
  const draft = await taken(page, "Bảng kê (DOCX)", "bang-ke.docx");
  const issued = await taken(page, /^Tờ trình số/, "to-trinh.docx");
  for (const bytes of [draft, issued]) expect(checkDocument(bytes).filter((f) => f.verdict === "broken")).toEqual([]);
  await page.goto("/desk/pay?code=ZZZ-ZZZZ");
  await settled(page);
  await page.getByText("Không có đợt chi nào mang mã này").first().waitFor();
  await page.getByLabel("Mã in trên bảng kê").fill(talkNumber);
  await page.getByRole("link", { name: `Tháng ${words}, đợt 1` }).click();
  await page.waitForURL((url) => url.pathname === address);
  await settled(page);
  expect((await taken(page, "Bảng kê (XLSX)", "bang-ke.xlsx")).length).toBeGreaterThan(2000);
  await page.close();
  await head.page.close();
});

test("on a phone: what waits for the checker, the run, its lines", async () => {
  const { page } = await atTheDesk(browser, "phone", server.address, "Trương Công Lý");
  await page.getByRole("heading", { name: /Đợt chi chờ kiểm tra/ }).waitFor();
  await page.goto("/desk/pay");
  await settled(page);
  await keepPicture(page, "pay-runs-360");
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.getByRole("link", { name: new RegExp(`Tháng ${words}`) }).click();
  await settled(page);
  await page.getByRole("button", { name: "Duyệt và khóa" }).waitFor();
  await keepPicture(page, "pay-run-360");
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.getByRole("button", { name: "Trả lại" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Trả lại" }).click();
  await page.getByText("Hãy ghi lý do.").first().waitFor();
  await page.keyboard.press("Escape");
  await page.goto("/desk/pay/rates");
  await settled(page);
  await keepPicture(page, "pay-rates-360");
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.close();
});

test("a speaker reads what they were paid on the phone, also without a network", async () => {
  const context = await openContext(browser, "phone", server.address);
  const page = await context.newPage();
  await signInAs(page, /Ya Thuần/);
  await installed(page);
  await page.goto("/field/#/results");
  await page.getByRole("link", { name: /Thù lao của tôi/ }).click();
  await page.getByRole("heading", { level: 1, name: "Thù lao của tôi" }).waitFor();
  await page
    .getByText(/Mức giả định để minh họa/)
    .first()
    .waitFor();
  await keepPicture(page, "field-pay-360");
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await context.setOffline(true);
  await page.reload();
  await page
    .getByText(/200\.000 đồng/)
    .first()
    .waitFor();
  await context.close();
});
