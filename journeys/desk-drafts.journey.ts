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

const text = `QUYẾT ĐỊNH
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Áp dụng trên địa bàn xã.
Điều 2. Mức thu
1. Mỗi hộ 20.000 đồng một tháng.
2. Hộ nghèo không phải nộp.`;

test("a commune's draft is pasted, cut, corrected, published, commented on, grouped and answered", async () => {
  const writer = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  const { page } = writer;
  await page.goto("/desk/drafts");
  await settled(page);
  await page.getByRole("link", { name: "Quy định về phòng cháy, chữa cháy rừng ở thôn, tổ dân phố" }).waitFor();
  await keepPicture(page, "drafts-list-1280");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("link", { name: /Thêm dự thảo/ }).click();
  await settled(page);
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await page.getByRole("alert").getByRole("link", { name: "Hãy ghi tên dự thảo." }).waitFor();
  await page.getByLabel("Tên dự thảo").fill("Mức thu tiền nước sạch nông thôn");
  await page.getByLabel("Chủ đề").selectOption({ label: "Chương trình, dự án tại địa phương" });
  await page.getByText("Trực tiếp làm phát sinh").click();
  await page.getByLabel("Lấy ý kiến từ ngày").fill(dayFromNow(0));
  await page.getByLabel("Đến hết ngày").fill(dayFromNow(25));
  await page.getByLabel("Đang ở giai đoạn").selectOption("consultation");
  await keepPicture(page, "drafts-new-1280");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Lưu", exact: true }).click();

  await page.getByRole("heading", { level: 1, name: "Nội dung theo điều" }).waitFor();
  await page.getByLabel("Dán nội dung dự thảo").fill(text);
  await page.getByRole("button", { name: "Cắt thành điều" }).click();
  await page.getByText("Đã cắt được 2 điều.").first().waitFor();
  await page.getByLabel("Tên điều").nth(2).fill("Mức thu và người nộp");
  await keepPicture(page, "drafts-text-1280");
  expect(await axeFindings(page)).toEqual([]);
  // What was corrected outlives a reload.
  await page.reload();
  await settled(page);
  await expect.poll(() => page.getByLabel("Tên điều").nth(2).inputValue()).toBe("Mức thu và người nộp");
  await page.getByRole("button", { name: "Lưu bản nội dung" }).click();
  await page.getByRole("heading", { name: "Điều 2. Mức thu và người nộp" }).waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Công bố…" }).count()).toBe(0);
  const address = new URL(page.url()).pathname;

  const head = await atTheDesk(browser, "desk", server.address, "Trương Công Lý");
  await head.page.goto(address);
  await settled(head.page);
  await head.page.getByRole("button", { name: "Công bố…" }).click();
  await head.page.getByRole("dialog").getByRole("button", { name: "Công bố" }).click();
  await head.page.getByText("Đang nhận ý kiến đến hết").first().waitFor();

  // The officer notes what was heard; a phone number is not let through.
  await page.reload();
  await settled(page);
  for (const said of ["Hai mươi nghìn là cao với hộ một người.", "Hộ một người nộp hai mươi nghìn là cao."]) {
    await page.getByRole("button", { name: "Ghi ý kiến nghe được…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Góp ý cho").selectOption("2");
    await dialog.getByLabel("Nội dung ý kiến").fill(`${said} Gọi 0912 345 678`);
    await dialog.getByText("Trong nội dung có số điện thoại").first().waitFor();
    await dialog.getByLabel("Nội dung ý kiến").fill(said);
    await dialog.getByRole("button", { name: "Ghi ý kiến" }).click();
    await dialog.waitFor({ state: "detached" });
  }
  await page.getByRole("tab", { name: /Ý kiến/ }).click();
  await page.getByRole("checkbox", { name: /cao với hộ một người/ }).check();
  await page.getByRole("button", { name: "Chọn thêm ý kiến tương tự" }).click();
  await page.getByText("Đã chọn 2 ý kiến").first().waitFor();
  await keepPicture(page, "drafts-comments-1280");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Xếp vào nhóm…" }).click();
  await page.getByRole("dialog").getByLabel("Tên nhóm").fill("Giảm cho hộ một người");
  await page.getByRole("dialog").getByRole("button", { name: "Xếp nhóm" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("tab", { name: /Tiếp thu/ }).click();
  await page.getByRole("button", { name: "Trả lời…" }).click();
  await page.getByRole("dialog").getByText("Tiếp thu", { exact: true }).click();
  await page.getByRole("dialog").getByLabel("Nội dung trả lời").fill("Hộ một người nộp 10.000 đồng.");
  await page.getByRole("dialog").getByRole("button", { name: "Lưu trả lời" }).click();
  await page.getByText("Đã soạn, chưa công bố").first().waitFor();
  await head.page.reload();
  await settled(head.page);
  await head.page.getByRole("tab", { name: /Tiếp thu/ }).click();
  await head.page.getByRole("button", { name: "Công bố trả lời" }).click();
  await head.page
    .getByText(/Đã công bố \d/)
    .first()
    .waitFor();
  await keepPicture(head.page, "drafts-answers-1280");
  expect(await axeFindings(head.page)).toEqual([]);
  await writer.context.close();
  await head.context.close();
});

test("the draft's page on a narrow screen, and with what people said", async () => {
  for (const [face, theme] of [
    ["phone", "light"],
    ["desk", "dark"],
  ] as const) {
    const { page, context } = await atTheDesk(browser, face, server.address, "Hồ Quốc Dũng", theme);
    await page.goto("/desk/drafts");
    await settled(page);
    if (face === "phone") await keepPicture(page, "drafts-list-360");
    expect(await overflow(page)).toBe(0);
    await page.getByRole("link", { name: "Quy định về phòng cháy, chữa cháy rừng ở thôn, tổ dân phố" }).click();
    await settled(page);
    await page.getByRole("heading", { name: "Điều 4. Mức hỗ trợ người trực" }).waitFor();
    expect(await overflow(page)).toBe(0);
    await keepPicture(page, `drafts-page-${face}`);
    expect(await axeFindings(page)).toEqual([]);
    for (const tab of [/Ý kiến/, /Tiếp thu/, /Tài liệu, buổi/]) {
      await page.getByRole("tab", { name: tab }).click();
      await settled(page);
      expect(await overflow(page)).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
    }
    await page.getByRole("tab", { name: /Tiếp thu/ }).click();
    await page.getByText("Nâng mức hỗ trợ người trực").first().waitFor();
    await keepPicture(page, `drafts-groups-${face}`);
    await context.close();
  }
});

test("a material goes out: channels chosen, the package taken, what was published entered, the mix shown", async () => {
  const { page, context } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/channels");
  await settled(page);
  await page.getByText("Không có gì tự đăng.").first().waitFor();
  await keepPicture(page, "channels-plans-1280");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel("Đưa một tài liệu ra kênh").fill("bao hiem y te");
  await page.getByRole("option", { name: /Bảo hiểm y tế hộ gia đình(?!:)/ }).click();
  await page.getByRole("heading", { level: 1, name: "Bảo hiểm y tế hộ gia đình" }).waitFor();
  await settled(page);
  await page.getByRole("button", { name: "Chọn kênh…" }).click();
  const planning = page.getByRole("dialog");
  await planning.getByRole("button", { name: "Lưu kế hoạch" }).click();
  await planning.getByText("Hãy chọn ít nhất một kênh.").first().waitFor();
  await planning.getByText("Bảng tin công cộng").click();
  await planning.getByText("Tin nhắn viễn thông").click();
  await planning.getByRole("button", { name: "Lưu kế hoạch" }).click();
  await planning.waitFor({ state: "detached" });
  await settled(page);
  await keepPicture(page, "channels-planned-1280");
  await page.getByText("Bảng tin công cộng, Phòng Văn hóa - Xã hội").first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Tải gói phát (ZIP)" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.zip$/);
  await page
    .getByRole("listitem")
    .filter({ hasText: "Bảng tin công cộng, Phòng Văn hóa - Xã hội" })
    .getByRole("button", { name: "Ghi vào sổ…" })
    .click();
  const recording = page.getByRole("dialog");
  await recording.getByLabel("Nơi").fill("Bảng tin nhà văn hóa thôn Lạc Quảng");
  await recording.getByRole("button", { name: "Ghi vào sổ" }).click();
  await recording.getByText("Hãy ghi đường dẫn hoặc số hiệu.").first().waitFor();
  await recording.getByLabel("Số hiệu").fill("Bản dán số 21");
  await keepPicture(page, "channels-record-1280");
  await recording.getByRole("button", { name: "Ghi vào sổ" }).click();
  await recording.waitFor({ state: "detached" });
  await page
    .getByText(/Bảng tin nhà văn hóa thôn Lạc Quảng/)
    .first()
    .waitFor();
  await keepPicture(page, "channels-version-1280");
  expect(await axeFindings(page)).toEqual([]);
  // it was the wrong board: the entry is struck out with a reason, the plan stands open again and is dropped
  const entry = page.getByRole("listitem").filter({ hasText: "Bảng tin nhà văn hóa thôn Lạc Quảng" });
  await entry.getByRole("button", { name: "Ghi nhầm…" }).click();
  const striking = page.getByRole("dialog");
  await striking.getByRole("button", { name: "Gạch dòng này" }).click();
  await striking.getByRole("alert").waitFor();
  await striking.getByLabel("Lý do").fill("Dán ở thôn khác");
  await striking.getByRole("button", { name: "Gạch dòng này" }).click();
  await page.getByText("Đã gạch dòng ghi nhầm.").first().waitFor();
  await entry
    .getByText(/Dán ở thôn khác/)
    .first()
    .waitFor();
  const plan = page.getByRole("listitem").filter({ hasText: "Bảng tin công cộng, Phòng Văn hóa - Xã hội" });
  await plan.getByRole("button", { name: "Bỏ…" }).click();
  await page.getByRole("dialog").getByLabel("Lý do").fill("Bảng tin đang sửa");
  await page.getByRole("dialog").getByRole("button", { name: "Bỏ khỏi kế hoạch" }).click();
  await page.getByText("Đã bỏ khỏi kế hoạch.").first().waitFor();
  await plan
    .getByText(/Bảng tin đang sửa/)
    .first()
    .waitFor();
  await page.goto("/desk/channels?tab=mix");
  await settled(page);
  await page.getByRole("heading", { name: /được đăng, phát nhiều nhất/ }).waitFor();
  await keepPicture(page, "channels-mix-1280");
  expect(await axeFindings(page)).toEqual([]);
  await context.close();

  const phone = await atTheDesk(browser, "phone", server.address, "Nguyễn Thị Thu Hà", "dark");
  for (const path of ["/desk/channels", "/desk/channels?tab=register", "/desk/channels?tab=mix"]) {
    await phone.page.goto(path);
    await settled(phone.page);
    expect(await overflow(phone.page)).toBe(0);
    expect(await axeFindings(phone.page)).toEqual([]);
  }
  await keepPicture(phone.page, "channels-mix-360");
  await phone.context.close();
});

function dayFromNow(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000 + 7 * 3_600_000);
  return `${day.getUTCDate()}/${day.getUTCMonth() + 1}/${day.getUTCFullYear()}`;
}
