import type { Browser } from "playwright-core";
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

const text = `ỦY BAN NHÂN DÂN XÃ D'RAN
Số: 12/KH-UBND
D'Ran, ngày 15 tháng 01 năm 2026
KẾ HOẠCH
Tuyên truyền bảo hiểm y tế năm 2026
Căn cứ Kế hoạch số 03/KH-UBND ngày 05/01/2026 của UBND tỉnh, UBND xã xây dựng kế hoạch:
I. NHIỆM VỤ
1. Phòng Văn hóa - Xã hội
- Tổ chức hội nghị chuyên đề hằng quý. Biên soạn tài liệu; phát đến từng thôn.
2. Công an xã: Cung cấp thông tin trước ngày 30/6/2026.
II. KINH PHÍ
Từ ngân sách xã.`;

test("a commune's plan arrives as a file, is read beside its source, split, given and adopted", async () => {
  const { page } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/plans");
  await settled(page);
  await page.getByRole("link", { name: /Thực hiện Chỉ thị số 30-CT\/TW/ }).waitFor();
  await keepPicture(page, "plans-1280");
  expect(await axeFindings(page)).toEqual([]);

  await page.getByRole("link", { name: "Nhập kế hoạch từ tệp" }).click();
  await settled(page);
  await page.locator('input[type="file"]').setInputFiles({
    name: "ke-hoach.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("Thư gửi bà con. Mùa này mưa nhiều, nhớ che cà phê và dọn mương."),
  });
  await page.getByRole("button", { name: "Đọc thử" }).click();
  await page.getByText("Không đọc được tệp này như một kế hoạch").first().waitFor();
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "ke-hoach.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Đọc thử" }).click();
  await page
    .getByText(/3 nhiệm vụ · 2 mục không có nhiệm vụ/)
    .first()
    .waitFor();
  await keepPicture(page, "plan-import-1280");
  expect(await axeFindings(page)).toEqual([]);

  await page.getByRole("button", { name: "Giữ làm bản nháp để sửa" }).click();
  await page.getByRole("heading", { level: 1, name: "Tuyên truyền bảo hiểm y tế năm 2026" }).waitFor();
  await settled(page);
  // by the keyboard: the second task, cut in two
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.locator("mark", { hasText: "Biên soạn tài liệu" }).waitFor();
  await page.keyboard.press("t");
  await page.getByRole("dialog").getByRole("button", { name: "phát", exact: true }).click();
  await page.getByRole("button", { name: "phát đến từng thôn.", exact: true }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await keepPicture(page, "plan-draft-1280");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("x");
  await page.getByRole("dialog").getByLabel("Vì sao không phải nhiệm vụ").fill("Đã có trong kế hoạch khác");
  await page.getByRole("dialog").getByRole("button", { name: "Lưu" }).click();
  await page.getByText("Đã bỏ: Đã có trong kế hoạch khác").first().waitFor();
  await page.getByRole("button", { name: "Không có việc" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Lưu" }).click();
  await page.getByText("1 mục đã xem").click();
  await page.getByText("Chỉ nêu nội dung, không giao việc").first().waitFor();
  await page.getByRole("button", { name: "Đưa vào thực hiện" }).click();
  await page.getByText("Kế hoạch đang được thực hiện.", { exact: false }).first().waitFor();
  expect(await overflow(page)).toBe(0);
  await page.close();
});

test("the province's plan opens down to units; who has not issued is urged by a letter", async () => {
  const { page } = await atTheDesk(browser, "desk", server.address, "Hồ Quốc Dũng");
  await page.goto("/desk/plans");
  await settled(page);
  await page.getByRole("link", { name: /Thực hiện Chỉ thị số 30-CT\/TW/ }).click();
  await settled(page);
  await page
    .getByText(/Nhận từ /)
    .first()
    .waitFor();
  await keepPicture(page, "plan-province-1280");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("link", { name: "Đơn vị nào đã ban hành" }).click();
  await settled(page);
  await page
    .getByText(/1 trên \d+ đơn vị đã ban hành/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Làm công văn đôn đốc" }).click();
  await page.getByRole("dialog").getByLabel("Họ và tên người ký").fill("Phan Đình Nghị");
  await page.getByRole("dialog").getByRole("button", { name: "Ban hành" }).click();
  await page
    .getByText(/Đã ban hành công văn số/)
    .first()
    .waitFor();
  await keepPicture(page, "plan-issued-1280");
  expect(await axeFindings(page)).toEqual([]);
  // how many of the staff were briefed, as the units are and as they were
  await page.goBack();
  await settled(page);
  await page.getByRole("link", { name: "Quán triệt" }).click();
  await page.getByRole("heading", { level: 1, name: "Mức độ quán triệt" }).waitFor();
  await page.goto(`${page.url().split("?")[0]!}?look=then`);
  await page
    .getByText(/đơn vị, .* lượt người đã dự/)
    .first()
    .waitFor();
  await settled(page);
  await keepPicture(page, "plan-briefing-1280");
  expect(await axeFindings(page)).toEqual([]);
  await page.close();
});

test("on a phone: the commune's own plan with what is counted, and the briefings", async () => {
  const { page } = await atTheDesk(browser, "phone", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/plans");
  await settled(page);
  await page.getByRole("link", { name: /Thực hiện công tác tuyên truyền miệng trên địa bàn/ }).click();
  await settled(page);
  await page.getByRole("button", { name: "Đã tính những gì" }).first().waitFor();
  await keepPicture(page, "plan-own-360");
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.getByRole("link", { name: "Quán triệt" }).click();
  await settled(page);
  await page.getByRole("heading", { level: 1, name: "Mức độ quán triệt" }).waitFor();
  await keepPicture(page, "plan-briefing-360");
  expect(await axeFindings(page)).toEqual([]);
  await page.close();
});
