import { strFromU8, unzipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addMonths, todayInVietnam } from "#kernel/civil-date.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepPicture, overflow, settled } from "./desk-visit.ts";
import {
  answerChecks,
  beginReport,
  behindTheFigure,
  freezeReport,
  openReport,
  openTab,
  returnReport,
  sendReport,
  signReport,
  signThenIssue,
  signThenSend,
  taken,
  writeWords,
} from "./report-steps.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const period = addMonths(todayInVietnam(), -1).slice(0, 7);

async function clean(page: Page, name: string): Promise<void> {
  await settled(page);
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await keepPicture(page, name);
}

test("a commune's report is sent, returned, sent again; the province merges, quotes, checks, signs and issues", async () => {
  const { page: ha } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  const { page: ly } = await atTheDesk(browser, "phone", server.address, "Trương Công Lý");
  const { page: anh } = await atTheDesk(browser, "desk", server.address, "Vũ Hoàng Anh");
  const { page: khanh } = await atTheDesk(browser, "desk", server.address, "Lê Thị Bảo Khánh");

  const path = await beginReport(ha, "Xã D'Ran", period);
  await openTab(ha, "Lời văn");
  await writeWords(ha, "III. Hạn chế", "Loa ở hai nhà văn hóa hỏng, người ngồi sau không nghe rõ.");
  await freezeReport(ha, server.db.database.jobPool, () => clean(ha, "report-freezing-1280"));
  await answerChecks(ha);
  await clean(ha, "report-check-1280");

  // the head, on a phone
  await openReport(ly, path);
  await signReport(ly);
  await clean(ly, "report-signed-360");
  await openReport(ha, path);
  await sendReport(ha);

  // the province: who has sent, who is late; it comes back with a reason
  await anh.goto(`/desk/reports/senders?period=${period}`);
  await settled(anh);
  await anh
    .getByText(/1 trên \d+ đơn vị đã gửi/)
    .first()
    .waitFor();
  await clean(anh, "report-senders-1280");
  await anh.getByRole("link", { name: "Xã D'Ran" }).click();
  await anh.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  await settled(anh);
  await returnReport(anh, "Chưa nêu đề nghị sửa loa.");

  await ha.goto("/desk/");
  await settled(ha);
  await ha.getByText("Báo cáo bị trả lại").first().waitFor();
  await ha.goto(`${path}?tab=words`);
  await settled(ha);
  await ha.getByText("Trả lại: Chưa nêu đề nghị sửa loa.").first().waitFor();
  await clean(ha, "report-returned-1280");
  await writeWords(ha, "IV. Kiến nghị", "Đề nghị tỉnh hỗ trợ hai bộ loa.");
  await signThenSend(ly, ha, path);
  await ha.getByText("Gửi lần 2 tới").first().waitFor();

  // the province's own
  const above = await beginReport(anh, "Tỉnh Lâm Đồng", period);
  await openTab(anh, "Từ cấp dưới");
  await anh.getByRole("heading", { name: "Trích lời cấp dưới" }).waitFor();
  await clean(anh, "report-merged-1280");
  await anh.getByRole("button", { name: "Trích vào báo cáo" }).first().click();
  await anh.getByRole("dialog").getByRole("button", { name: "Trích vào báo cáo" }).click();
  await anh.getByText("Đã trích.").first().waitFor();
  await freezeReport(anh, server.db.database.jobPool, () => clean(anh, "report-freezing-province-1280"));
  await answerChecks(anh);
  await signThenIssue(khanh, above);
  await clean(khanh, "report-issued-1280");

  const file = await taken(khanh, () => khanh.getByRole("button", { name: "Tải văn bản DOCX" }).last().click());
  expect(checkDocument(file).filter((f) => f.verdict === "broken")).toEqual([]);
  const text = strFromU8(unzipSync(file)["word/document.xml"]!).replace(/<[^>]+>/g, " ");
  expect(text).toContain("Loa ở hai nhà văn hóa hỏng");
  // D'Ran's line of the second annex
  await behindTheFigure(khanh, file, "1\\.10\\.\\d+");
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
  await page.getByText("Báo cáo nhanh của tỉnh").first().waitFor();
});
