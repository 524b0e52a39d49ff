import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepPicture, overflow, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function sound(page: Page, name: string): Promise<void> {
  await settled(page);
  await keepPicture(page, name);
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}
const pdf = Buffer.from("%PDF-1.7\n/ByteRange [0 1 2 3]\nstartxref\n9\n%%EOF\n");

test("people of the roster become a decision: merged, read, issued, signed elsewhere and filed back, copied", async () => {
  const { page } = await atTheDesk(browser, "desk", server.address, "Trương Công Lý");
  await page.goto("/desk/documents");
  await page
    .getByRole("link", { name: /QĐ-UBND/ })
    .first()
    .waitFor();
  await sound(page, "documents-1280");
  await page.getByRole("link", { name: "Soạn văn bản mới" }).click();
  await page.getByRole("link", { name: "Quyết định công nhận tuyên truyền viên, báo cáo viên" }).waitFor();
  await sound(page, "document-templates-1280");
  await page.getByRole("link", { name: "Quyết định công nhận tuyên truyền viên, báo cáo viên" }).click();
  await settled(page);
  await page.getByText("Lấy từ dữ liệu: Người trong đội ngũ").click();
  const choices = page.getByRole("list", { name: "Người trong đội ngũ" });
  await choices.getByRole("checkbox").first().check();
  await choices.getByRole("checkbox").nth(1).check();
  await page.getByRole("button", { name: "Lấy vào văn bản" }).click();
  await page
    .getByText(/Đã lấy \d mục/)
    .first()
    .waitFor();
  await page.getByLabel("Công nhận là").fill("tuyên truyền viên cơ sở");
  await page.getByRole("button", { name: "Tạo dự thảo" }).waitFor();
  await sound(page, "document-new-1280");
  await page.getByRole("button", { name: "Tạo dự thảo" }).click();
  await page.getByRole("heading", { level: 1, name: /Về việc công nhận/ }).waitFor();
  await sound(page, "document-draft-1280");
  await page.getByRole("tab", { name: "Xem trước" }).click();
  await page.getByText("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").first().waitFor();
  await sound(page, "document-preview-1280");
  await page.getByRole("tab", { name: "Kiểm tra thể thức" }).click();
  await page.getByText("Không có quy tắc nào bị sai.", { exact: false }).first().waitFor();

  await page.getByRole("button", { name: "Ban hành", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Họ và tên người ký").fill("Trương Công Lý");
  await page.getByRole("dialog").getByRole("button", { name: "Ban hành" }).click();
  await page.getByRole("heading", { level: 1, name: /Quyết định \d\d\/QĐ-UBND/ }).waitFor();
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "da-ky.pdf", mimeType: "application/pdf", buffer: Buffer.from("PK") });
  await page.getByRole("button", { name: "Lưu bản đã ký (PDF)", exact: true }).click();
  await page
    .getByText(/không phải PDF dùng được/)
    .first()
    .waitFor();
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "da-ky.pdf", mimeType: "application/pdf", buffer: pdf });
  await page.getByRole("button", { name: "Lưu bản đã ký (PDF)", exact: true }).click();
  await page
    .getByText(/1 chữ ký số trong tệp/)
    .first()
    .waitFor();
  await sound(page, "document-page-1280");

  await page.getByRole("button", { name: "Làm bản sao" }).click();
  await page.getByRole("dialog").getByRole("radio", { name: "Sao y (SY)" }).check();
  await page.getByRole("dialog").getByLabel("Họ và tên người ký").fill("Trương Công Lý");
  await page.getByRole("dialog").getByLabel("Nơi nhận").fill("Công an xã");
  await page.getByRole("dialog").getByRole("button", { name: "Làm bản sao" }).click();
  await page.getByRole("heading", { level: 1, name: /Bản sao y \d\d\/SY-UBND/ }).waitFor();
  await page.close();
});

test("a mistake is answered by a document that replaces it, and the package leaves", async () => {
  const { page } = await atTheDesk(browser, "desk", server.address, "Trương Công Lý");
  await page.goto("/desk/documents");
  await page
    .getByRole("link", { name: /UBND-VHXH/ })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: /Công văn/ }).waitFor();
  await page.getByText("Đính chính", { exact: false }).first().waitFor();
  await sound(page, "document-correction-1280");
  await page.getByRole("button", { name: "Gói edXML" }).click();
  await page.getByRole("dialog").getByLabel("Nơi nhận trên trục").fill("H36 Ủy ban nhân dân tỉnh Lâm Đồng");
  await page.getByRole("dialog").getByRole("button", { name: "Tải gói edXML" }).click();
  await page
    .getByText(/\.edxml/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Xử lý sai sót" }).click();
  await page.getByRole("dialog").getByLabel("Lý do").fill("sai tên đơn vị nhận");
  await page.getByRole("dialog").getByRole("button", { name: "Soạn văn bản" }).click();
  await page
    .getByText(/Thay thế Công văn số/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Ban hành", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Họ và tên người ký").fill("Trương Công Lý");
  await page.getByRole("dialog").getByRole("button", { name: "Ban hành" }).click();
  await page.getByRole("heading", { name: "Liên quan" }).waitFor();
  await page.getByText("sai tên đơn vị nhận").first().waitFor();
  await page.close();
});

test("on a phone: what arrived is registered, handed on and answered; the drafts and a decision read", async () => {
  const { page } = await atTheDesk(browser, "phone", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/documents?tab=incoming");
  await page.getByRole("list", { name: "Văn bản đến" }).getByText("Quá hạn").first().waitFor();
  await sound(page, "documents-incoming-360");
  await page.getByRole("link", { name: "Đăng ký văn bản đến" }).click();
  await settled(page);
  await page.getByRole("button", { name: "Đăng ký" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Nơi gửi").fill("Ủy ban nhân dân xã Ka Đô");
  await page.getByLabel("Số, ký hiệu").fill("77 / UBND - VHXH");
  await page.getByLabel("Trích yếu").fill("V/v mời dự giao ban cụm");
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "ban-quet.pdf", mimeType: "application/pdf", buffer: pdf });
  await sound(page, "document-receive-360");
  await page.getByRole("button", { name: "Đăng ký" }).click();
  await page.getByRole("heading", { level: 1, name: /Số đến \d+\/\d{4}/ }).waitFor();
  await page.getByText("77/UBND-VHXH").first().waitFor();
  await page.getByText("ban-quet.pdf").first().waitFor();
  await page.getByRole("button", { name: "Chuyển", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Chuyển cho (đơn vị hoặc người)").fill("Văn phòng HĐND và UBND");
  await page.getByRole("dialog").getByRole("button", { name: "Chuyển", exact: true }).click();
  await page
    .getByText(/Văn phòng HĐND và UBND/)
    .first()
    .waitFor();
  await sound(page, "document-incoming-360");
  await page.getByRole("link", { name: "Soạn văn bản trả lời" }).click();
  await page
    .getByText(/Trả lời văn bản đến: 77\/UBND-VHXH/)
    .first()
    .waitFor();
  await sound(page, "document-new-360");
  await page.goto("/desk/documents?tab=drafts");
  await page.getByRole("link", { name: /kết quả rà soát đội ngũ/i }).click();
  await page.getByText("Đã trình, chờ ban hành").first().waitFor();
  await sound(page, "document-draft-360");
  await page.getByRole("tab", { name: "Xem trước" }).click();
  await page.getByText("Độc lập - Tự do - Hạnh phúc").first().waitFor();
  await sound(page, "document-preview-360");
  await page.goto("/desk/documents");
  await page
    .getByRole("link", { name: /QĐ-UBND/ })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: /Quyết định/ }).waitFor();
  await sound(page, "document-page-360");
  await page.close();
});
