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

test("an officer writes a material, a specialist passes it, the head approves it, it is found without diacritics, and recalled with a reason", async () => {
  const writer = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await writer.page.goto("/desk/materials/new");
  await settled(writer.page);
  await writer.page.getByRole("button", { name: "Lưu bản nháp" }).click();
  await writer.page.getByRole("alert").getByRole("link", { name: "Hãy đặt tên tài liệu." }).click();
  await expect.poll(() => writer.page.evaluate(() => document.activeElement?.id)).toBe("field-title");
  await writer.page.keyboard.type("Tưới tiết kiệm cho cà phê");
  await writer.page.getByLabel("Chủ đề").selectOption({ index: 4 });
  await writer.page.getByLabel("Thông điệp chính").fill("Tưới vào gốc, buổi sáng sớm.\nĐậy gốc bằng lá khô.");
  await writer.page.getByRole("textbox", { name: /^Nguồn/ }).fill("Phòng Kinh tế xã D'Ran");
  await writer.page.getByLabel("Nội dung").fill("# Cách làm\n- Đào **bồn** quanh gốc\n<script>alert(1)</script>");

  // What was typed outlives a reload.
  await writer.page.reload();
  await settled(writer.page);
  await expect.poll(() => writer.page.getByLabel("Tên tài liệu").inputValue()).toBe("Tưới tiết kiệm cho cà phê");
  await writer.page.getByRole("button", { name: "Lưu bản nháp" }).click();
  await writer.page.getByRole("heading", { level: 1, name: "Tưới tiết kiệm cho cà phê" }).waitFor();
  await writer.page.getByText("<script>alert(1)</script>").first().waitFor();
  await expect.poll(() => writer.page.getByRole("button", { name: "Duyệt để dùng…" }).count()).toBe(0);
  const address = new URL(writer.page.url()).pathname;

  await writer.page.getByRole("button", { name: "Trình duyệt…" }).click();
  await writer.page.getByRole("dialog").getByRole("button", { name: "Trình duyệt" }).click();
  await writer.page.getByText("Đang chờ bước: Chuyên viên thẩm định.").first().waitFor();

  const specialist = await atTheDesk(browser, "desk", server.address, "Bùi Thị Thanh Mai");
  await specialist.page.goto(address);
  await settled(specialist.page);
  await specialist.page.getByRole("button", { name: "Đồng ý, chuyển bước…" }).click();
  await specialist.page.getByRole("dialog").getByRole("button", { name: "Đồng ý, chuyển bước" }).click();
  await specialist.page.getByText("Đang chờ bước: Người đứng đầu duyệt.").first().waitFor();
  await specialist.context.close();

  const head = await atTheDesk(browser, "desk", server.address, "Trương Công Lý");
  await head.page.goto(address);
  await settled(head.page);
  await head.page.getByRole("button", { name: "Duyệt để dùng…" }).click();
  await head.page.getByRole("dialog").getByRole("button", { name: "Duyệt để dùng" }).click();
  await head.page.getByText("Đang dùng").first().waitFor();

  await writer.page.goto("/desk/materials?q=tuoi%20tiet%20kiem");
  await settled(writer.page);
  await writer.page.getByRole("link", { name: "Tưới tiết kiệm cho cà phê" }).waitFor();
  expect(await axeFindings(writer.page)).toEqual([]);

  await head.page.getByRole("button", { name: "Thu hồi…" }).click();
  const dialog = head.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Thu hồi" }).click();
  await dialog.getByText("Hãy ghi lý do thu hồi.").first().waitFor();
  await dialog.getByLabel("Lý do thu hồi").fill("Lượng nước ghi sai");
  await dialog.getByRole("button", { name: "Thu hồi" }).click();
  await head.page.getByRole("heading", { name: /Tài liệu đã thu hồi ngày/ }).waitFor();
  await head.page.getByText("Lượng nước ghi sai").first().waitFor();

  await writer.page.reload();
  await settled(writer.page);
  await writer.page.getByText("Không tìm thấy tài liệu nào").first().waitFor();
  await writer.context.close();
  await head.context.close();
});
