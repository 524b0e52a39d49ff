import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { workWaitingTasks } from "#modules/reports/server.ts";
import { atTheDesk, overflow, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const period = "2026-10";

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env["SHOTS"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

async function clean(page: Page, name: string): Promise<void> {
  await settled(page);
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await shot(page, name);
}

/** Begins the unit's report of the month, by the desk's own dialog. */
async function begin(page: Page, unit: string): Promise<string> {
  await page.goto("/desk/reports");
  await settled(page);
  await page.getByRole("button", { name: "Lập báo cáo" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Đơn vị" }).fill(unit);
  await page
    .getByRole("option", { name: new RegExp(`^${unit}`) })
    .first()
    .click();
  await dialog.getByLabel("Kỳ").fill(period);
  await dialog.getByRole("button", { name: "Lập báo cáo" }).click();
  await page.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  await settled(page);
  return page.url().replace(/^.*\/desk/, "/desk");
}

/** Asked for at the desk; the server's job does it; the screen finds out by itself. */
async function freeze(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Chốt số liệu" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Chốt số liệu" }).click();
  await page.getByRole("progressbar").waitFor();
  await clean(page, name);
  await workWaitingTasks(server.db.database.jobPool);
  await page.getByText("Đã chốt số, chưa ký").waitFor();
}

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name }).click();
  await settled(page);
}

/** Every question of the check answered. */
async function answer(page: Page): Promise<void> {
  await tab(page, "Kiểm tra trước khi ký");
  await page.getByRole("heading", { name: "Đối chiếu trước khi ký" }).waitFor();
  for (let left = 20; left > 0; left--) {
    const question = page.locator("li", { has: page.getByText("cần trả lời", { exact: true }) }).first();
    if ((await question.count()) === 0) return;
    const before = await page.getByText("cần trả lời", { exact: true }).count();
    await question.getByLabel("Trả lời").fill("Đã đối chiếu với sổ của đơn vị.");
    await question.getByRole("button", { name: "Lưu câu trả lời" }).click();
    await expect.poll(() => page.getByText("cần trả lời", { exact: true }).count()).toBeLessThan(before);
  }
}

async function sign(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Ký báo cáo" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ký báo cáo" }).click();
  await page.getByText("Đã ký, chưa gửi").waitFor();
}

async function send(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Gửi lên" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Gửi lên" }).click();
  await page.getByText("Đã gửi, chờ cấp trên").waitFor();
}

test("a commune's report is sent, returned, sent again; the province merges, quotes, checks, signs and issues", async () => {
  const { page: ha } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  const { page: ly } = await atTheDesk(browser, "phone", server.address, "Trương Công Lý");
  const { page: anh } = await atTheDesk(browser, "desk", server.address, "Vũ Hoàng Anh");
  const { page: khanh } = await atTheDesk(browser, "desk", server.address, "Lê Thị Bảo Khánh");

  const path = await begin(ha, "Xã D'Ran");
  await tab(ha, "Lời văn");
  await ha.getByLabel("III. Hạn chế").fill("Loa ở hai nhà văn hóa hỏng, người ngồi sau không nghe rõ.");
  await ha.getByRole("button", { name: "Lưu lời văn" }).click();
  await ha.getByText("Đã lưu lời văn.").waitFor();
  await freeze(ha, "report-freezing-1280");
  await answer(ha);
  await clean(ha, "report-check-1280");

  // the head, on a phone
  await ly.goto(path);
  await settled(ly);
  await sign(ly);
  await clean(ly, "report-signed-360");
  await ha.goto(path);
  await settled(ha);
  await send(ha);

  // the province: who has sent, who is late; it comes back with a reason
  await anh.goto(`/desk/reports/senders?period=${period}`);
  await settled(anh);
  await anh.getByText(/1 trên \d+ đơn vị đã gửi/).waitFor();
  await clean(anh, "report-senders-1280");
  await anh.getByRole("link", { name: "Xã D'Ran" }).click();
  await anh.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  await settled(anh);
  await anh.getByRole("button", { name: "Trả lại" }).click();
  await anh.getByRole("dialog").getByRole("textbox").fill("Chưa nêu đề nghị sửa loa.");
  await anh.getByRole("dialog").getByRole("button", { name: "Trả lại" }).click();
  await anh.getByText("Bị trả lại", { exact: true }).waitFor();

  await ha.goto("/desk/");
  await settled(ha);
  await ha.getByText("Báo cáo bị trả lại").first().waitFor();
  await ha.goto(`${path}?tab=words`);
  await settled(ha);
  await ha.getByText("Trả lại: Chưa nêu đề nghị sửa loa.").waitFor();
  await clean(ha, "report-returned-1280");
  await ha.getByLabel("IV. Kiến nghị").fill("Đề nghị tỉnh hỗ trợ hai bộ loa.");
  await ha.getByRole("button", { name: "Lưu lời văn" }).click();
  await ha.getByText("Đã lưu lời văn.").waitFor();
  await ly.goto(path);
  await settled(ly);
  await sign(ly);
  await ha.goto(path);
  await settled(ha);
  await send(ha);
  await ha.getByText("Gửi lần 2 tới").waitFor();

  // the province's own
  const above = await begin(anh, "Tỉnh Lâm Đồng");
  await tab(anh, "Từ cấp dưới");
  await anh.getByRole("heading", { name: "Trích lời cấp dưới" }).waitFor();
  await clean(anh, "report-merged-1280");
  await anh.getByRole("button", { name: "Trích vào báo cáo" }).first().click();
  await anh.getByRole("dialog").getByRole("button", { name: "Trích vào báo cáo" }).click();
  await anh.getByText("Đã trích.").waitFor();
  await freeze(anh, "report-freezing-province-1280");
  await answer(anh);
  await khanh.goto(above);
  await settled(khanh);
  await sign(khanh);
  await tab(khanh, "Văn bản đã phát hành");
  await khanh.getByRole("button", { name: "Phát hành văn bản" }).click();
  await expect.poll(() => khanh.getByLabel("Họ và tên người ký").inputValue()).not.toBe("");
  await khanh.getByRole("dialog").getByRole("button", { name: "Phát hành văn bản" }).click();
  await khanh.getByText(/Đã phát hành, số/).waitFor();
  await clean(khanh, "report-issued-1280");

  const download = khanh.waitForEvent("download");
  await khanh.getByRole("button", { name: "Tải văn bản DOCX" }).last().click();
  const file = new Uint8Array(await readFile(await (await download).path()));
  expect(checkDocument(file).filter((f) => f.verdict === "broken")).toEqual([]);
  const text = strFromU8(unzipSync(file)["word/document.xml"]!).replace(/<[^>]+>/g, " ");
  expect(text).toContain("Loa ở hai nhà văn hóa hỏng");
  // from a figure on paper to the talks behind it: D'Ran's line of the second annex, typed into the search
  const [, reference] = /Xã D(?:'|&apos;)Ran(?:\s+[\d.*–]+)+\s+([0-9A-Z]{3}-[0-9A-Z]{4}\.1\.10\.\d+)/.exec(text) ?? [];
  expect(reference).toBeDefined();
  await khanh.goto("/desk/");
  await settled(khanh);
  await khanh.keyboard.press("/");
  await khanh.getByRole("combobox", { name: /Tìm/ }).fill(reference!);
  await khanh.getByRole("option", { name: /Buổi tuyên truyền:/ }).click();
  await khanh.waitForURL(/line=\d+/);
  await settled(khanh);
  expect(await khanh.locator(".figures .talk a").count()).toBeGreaterThan(0);
  await clean(khanh, "report-from-reference-1280");
});

test("the narrow screen: who must send, templates, a template of one's own", async () => {
  const { page } = await atTheDesk(browser, "phone", server.address, "Lê Thị Bảo Khánh");
  await page.goto(`/desk/reports/senders?period=${period}`);
  await clean(page, "report-senders-360");
  await page.goto("/desk/reports/templates");
  await clean(page, "report-templates-360");
  await page.getByRole("button", { name: "Soạn mẫu riêng" }).click();
  await page.getByLabel("Tên mẫu").fill("Báo cáo nhanh của tỉnh");
  await page.getByLabel("Mã mẫu (chữ thường, gạch nối)").fill("bao-cao-nhanh");
  await page.getByRole("combobox", { name: "Đơn vị" }).fill("Tỉnh Lâm Đồng");
  await page
    .getByRole("option", { name: /^Tỉnh Lâm Đồng/ })
    .first()
    .click();
  await page.getByRole("textbox", { name: "Căn cứ" }).fill("Quy chế báo cáo của tỉnh");
  await page.getByRole("button", { name: "Thêm", exact: true }).click();
  await page.getByLabel("Tên mục").fill("Việc cần xin ý kiến");
  await clean(page, "report-compose-360");
  await page.getByRole("button", { name: "Lưu mẫu" }).click();
  await page.getByText("Báo cáo nhanh của tỉnh").waitFor();
});
