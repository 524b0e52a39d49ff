import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from "docx";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepPicture, overflow, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
let ours: string;
beforeAll(async () => {
  browser = await launchBrowser();
  ours = join(await mkdtemp(join(tmpdir(), "caunoi-plan-")), "ke-hoach.docx");
  await writeFile(ours, await planFile());
});
afterAll(() => browser.close());

/** A plan as it arrives: soft breaks within a paragraph, lines that say who and when, a table of duties. Our own words. */
function planFile(): Promise<Buffer> {
  const soft = (...lines: string[]) =>
    new Paragraph({ children: lines.map((text, i) => new TextRun({ text, break: i === 0 ? 0 : 1 })) });
  const row = (...cells: string[]) =>
    new TableRow({ children: cells.map((c) => new TableCell({ children: [new Paragraph(c)] })) });
  return Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            soft("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG"),
            soft("Số: 3310/KH-UBND"),
            soft("Lâm Đồng, ngày 12 tháng 5 năm 2026"),
            soft("KẾ HOẠCH"),
            soft("Truyền thông phòng, chống thiên tai", "mùa mưa bão năm 2026"),
            soft("Căn cứ Luật Phòng, chống thiên tai ngày 19/6/2013, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:"),
            soft("I. NỘI DUNG"),
            soft(
              "1.1. Tổ chức hội thi tìm hiểu kỹ năng ứng phó lũ quét tại cộng đồng",
              "- Đơn vị chủ trì: Sở Nông nghiệp và Môi trường.",
              "- Đơn vị phối hợp: Công an tỉnh, Hội Chữ thập đỏ tỉnh.",
              "- Thời gian hoàn thành: Quý III/2026.",
              "- Kết quả: Báo cáo tổng kết hội thi.",
            ),
            soft("1.2. Các nhiệm vụ khác:"),
            new Table({
              rows: [
                row("TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
                row(
                  "1",
                  "Phát bản tin cảnh báo sớm",
                  "Báo và Phát thanh, Truyền hình Lâm Đồng",
                  "Các xã",
                  "Tháng 6/2026",
                ),
                row("2", "Biên soạn tờ gấp về sạt lở đất", "Sở Văn hóa, Thể thao và Du lịch", "", "Tháng 7/2026"),
              ],
            }),
            soft("II. TỔ CHỨC THỰC HIỆN"),
            soft(
              "1. Sở Tài chính",
              "- Tham mưu bố trí kinh phí",
              "thực hiện Kế hoạch trước ngày 30/6/2026.",
              "- Hướng dẫn thanh quyết toán.",
            ),
            soft("2. UBND các xã, phường, đặc khu", "- Báo cáo kết quả hằng quý."),
            soft("Các nội dung trên là khung chung của tỉnh."),
            soft("Kinh phí do ngân sách bảo đảm."),
          ],
        },
      ],
    }),
  );
}

async function sound(page: Page, name: string): Promise<void> {
  await settled(page);
  await keepPicture(page, name);
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}

for (const [size, width] of [
  ["desk", 1280],
  ["phone", 360],
] as const)
  test(`a plan file is read, looked at, kept; several things are set right at once, at ${width}`, async () => {
    const { page } = await atTheDesk(browser, size, server.address, "Hồ Quốc Dũng");
    await page.goto("/desk/plans/import");
    await settled(page);
    // PLAN_FILE: another file to look at, with pictures
    const file = process.env["PLAN_FILE"] ?? ours;
    await page.setInputFiles('input[type="file"]', {
      name: "ke-hoach.docx",
      mimeType: "",
      buffer: await readFile(file),
    });
    await page.getByRole("button", { name: "Đọc thử" }).click();
    await page
      .getByText(/nhiệm vụ ·/)
      .first()
      .waitFor();
    await sound(page, `plan-import-${width}`);
    await page.getByRole("button", { name: "Giữ làm bản nháp để sửa" }).click();
    // the preview has a heading of that name too
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/u);
    await page.getByRole("heading", { level: 2, name: "Mục không có nhiệm vụ" }).waitFor();
    await sound(page, `plan-draft-${width}`);
    if (process.env["PLAN_FILE"] !== undefined) return;

    await page.getByRole("checkbox", { name: "Chọn tất cả" }).check();
    await page.getByRole("button", { name: /mục này không có việc/ }).click();
    await page.getByRole("button", { name: "Lưu" }).click();
    await page
      .getByText(/mục đã xem/)
      .first()
      .waitFor();
    await expect.poll(() => page.getByRole("button", { name: "Không có việc" }).count()).toBe(0);

    await page.getByRole("button", { name: "Chọn nhiều" }).click();
    await page.getByRole("checkbox", { name: /Tham mưu bố trí kinh phí/ }).check();
    await page.getByRole("checkbox", { name: /Hướng dẫn thanh quyết toán/ }).check();
    await sound(page, `plan-many-${width}`);
    await page.getByRole("group", { name: "Chọn nhiều" }).getByRole("button", { name: "Giao" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Giao", exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await sound(page, `plan-given-${width}`);
    for (const words of ["Tham mưu bố trí kinh phí", "Hướng dẫn thanh quyết toán"])
      await expect
        .poll(() => page.locator("li", { hasText: words }).getByText("Sở Tài chính").count())
        .toBeGreaterThan(0);
    await page.close();
  });
