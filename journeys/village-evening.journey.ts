import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { installed } from "./field-phone.ts";
import { findSignal, loseSignal, openFieldProxy } from "./field-proxy.ts";
import { villagePhoto } from "./village-photo.ts";

/**
 * The main job, end to end: Thu Hà plans, Ya Thuần speaks in a village without signal, Thanh Mai
 * verifies, Hoàng Anh opens the province's report down to that evening and takes it away as a document.
 */
const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const year = todayInVietnam().slice(0, 4);
const title = "Phòng cháy, chữa cháy rừng ở thôn mình";
const questions = ["Khi nào được đốt dọn rẫy?", "Ai trực số máy báo cháy của xã?"];

test("an evening in a village reaches the province's report once, and can be opened there", async () => {
  const talkId = await plan();
  await record();
  await verify(talkId);
  await report(talkId);
});

async function signedIn(name: RegExp): Promise<{ context: BrowserContext; page: Page }> {
  const context = await openContext(browser, "desk", server.address);
  const page = await context.newPage();
  await page.goto("/desk/");
  await page.getByRole("button", { name }).click();
  await page.getByRole("navigation").first().waitFor();
  return { context, page };
}

/** Chooses in a combobox by typing without diacritics, as people do. */
async function choose(page: Page, label: string, typed: string, option: RegExp): Promise<void> {
  await page.getByLabel(label).first().fill(typed);
  await page.getByRole("option", { name: option }).first().click();
}

async function plan(): Promise<string> {
  const { context, page } = await signedIn(/Nguyễn Thị Thu Hà/);
  await page.goto("/desk/talks/new");
  await page.getByLabel("Tên buổi", { exact: true }).fill(title);
  await choose(page, "Nói ở thôn, xã, cơ quan nào", "diom a", /Thôn Diom A/);
  await page.getByLabel("Bắt đầu").fill("00:00");
  await choose(page, "Người nói", "ya thuan", /Ya Thuần/);
  await page.getByRole("button", { name: "Lên lịch buổi này" }).click();
  await page.waitForURL(/\/desk\/talks\/[0-9a-f-]{36}/);
  const id = new URL(page.url()).pathname.split("/").pop()!;
  await context.close();
  return id;
}

async function record(): Promise<void> {
  const proxy = await openFieldProxy(server.address);
  const context = await openContext(browser, "phone", proxy.address);
  let page = await context.newPage();
  await page.goto("/field/");
  await page.getByRole("button", { name: /Ya Thuần/ }).click();
  await page.getByText(title).first().waitFor();
  // everything that the app needs without a network is on the phone once the worker has it
  await installed(page);

  await loseSignal(context, proxy);
  await page
    .getByRole("link", { name: "Ghi buổi tuyên truyền" })
    .or(page.getByRole("button", { name: "Ghi buổi tuyên truyền" }))
    .first()
    .click();
  const onward = () => page.getByRole("button", { name: "Tiếp tục" }).click();
  const heading = (text: string) => page.getByRole("heading", { name: text }).waitFor();
  // today's screen shows the title too
  await heading("Buổi nào?");
  await page.getByRole("radio", { name: title }).first().check();
  await onward();
  await heading("Ở đâu, khi nào?");
  await onward();
  await heading("Bao nhiêu lượt người nghe?");
  await page.getByRole("spinbutton").or(page.getByRole("textbox")).first().fill("64");
  await onward();
  await heading("Bà con hỏi gì?");
  for (const question of questions) {
    await page.getByLabel("Câu hỏi của bà con").fill(question);
    await page.getByRole("button", { name: "Thêm câu hỏi này" }).click();
  }
  await onward();
  await heading("Có ảnh nơi tổ chức không?");
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "nha-van-hoa.jpg", mimeType: "image/jpeg", buffer: await villagePhoto(page) });
  await page.getByRole("img", { name: "Ảnh 1 của buổi" }).waitFor();
  await onward();
  await heading("Xem lại rồi lưu");
  await page.getByRole("button", { name: "Lưu buổi này" }).click();
  await page
    .getByText(/còn trên máy/)
    .first()
    .waitFor();

  // the phone is put away and taken out again, still without a signal
  await page.close();
  page = await context.newPage();
  await page.goto("/field/");
  await page
    .getByText(/còn trên máy/)
    .first()
    .waitFor();
  await findSignal(context, proxy);
  await expect
    .poll(() => outboxStates(), { timeout: 60_000, interval: 500 })
    .toEqual({ records: 1, questions: 2, photos: 1 });
  await page.goto("/field/");
  await page.getByRole("link", { name: "Hộp gửi" }).click();
  await page
    .getByText(/máy chủ biên nhận/)
    .first()
    .waitFor();
  await context.close();
  await proxy.close();
}

/** What has arrived, as the database has it: the record once, its questions, its photo whole. */
async function outboxStates() {
  const talks = await server.db.owner
    .selectFrom("talk")
    .select("id")
    .where("title", "=", title)
    .where("status", "=", "delivered")
    .execute();
  const ids = talks.map((t) => t.id);
  if (ids.length === 0) return { records: 0, questions: 0, photos: 0 };
  const asked = await server.db.owner.selectFrom("talk_question").select("text").where("talk_id", "in", ids).execute();
  const photos = await server.db.owner
    .selectFrom("talk_photo")
    .select("id")
    .where("talk_id", "in", ids)
    .where("complete", "=", true)
    .execute();
  return { records: ids.length, questions: asked.length, photos: photos.length };
}

async function verify(talkId: string): Promise<void> {
  const { context, page } = await signedIn(/Bùi Thị Thanh Mai/);
  await page.goto(`/desk/talks/${talkId}`);
  for (const question of questions) await page.getByText(question).first().waitFor();
  await page
    .getByRole("button", { name: /^Xác minh/ })
    .first()
    .click();
  await page.getByText("Đã xác minh").first().waitFor();
  const status = () => server.db.owner.selectFrom("talk").select("status").where("id", "=", talkId).executeTakeFirst();
  await expect.poll(status).toEqual({ status: "verified" });
  await context.close();
}

/** Opens a row of the tree, which may stand open already. */
async function open(page: Page, name: string): Promise<void> {
  const row = page.getByRole("main").getByRole("button", { name, exact: true }).first();
  await row.waitFor();
  await expect
    .poll(async () => {
      if ((await row.getAttribute("aria-expanded")) === "false") await row.click();
      return row.getAttribute("aria-expanded");
    })
    .not.toBe("false");
}

async function report(talkId: string): Promise<void> {
  const { context, page } = await signedIn(/Vũ Hoàng Anh/);
  const reportId = await page.evaluate(async (period) => {
    const me = (await (await fetch("/api/me")).json()) as { grants: { unitId: number }[] };
    const made = await fetch("/api/reports", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ unitId: me.grants[0]!.unitId, period }),
    });
    const answer = (await made.json()) as { reportId?: string; id?: string; detail?: unknown };
    return answer.reportId ?? answer.id ?? JSON.stringify(answer);
  }, year);
  expect(reportId).toMatch(/^[0-9a-f-]{36}$/);

  await page.goto(`/desk/reports/${reportId}`);
  await open(page, "Buổi tuyên truyền");
  await open(page, "Xã D'Ran");
  const link = page.getByRole("link", { name: new RegExp(title) }).first();
  await link.waitFor();
  await expect.poll(() => link.getAttribute("href")).toContain(talkId);

  const download = page.waitForEvent("download");
  await page
    .getByRole("link", { name: /DOCX/ })
    .or(page.getByRole("button", { name: /DOCX/ }))
    .first()
    .click();
  const file = await readFile(await (await download).path());
  const findings = checkDocument(file);
  expect(findings.filter((f) => f.verdict === "broken")).toEqual([]);
  await context.close();
}
