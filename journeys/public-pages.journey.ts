import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allCommands } from "#apps/server/rooms.ts";
import { type DemoFill, openFill } from "#db/seeds/demo-fill.ts";
import { systemCaller as system } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { inTransaction } from "#platform/db/session.ts";
import { axeFindings, launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { listPublicMaterials } from "#modules/materials/server.ts";
import { listPublicCorrections } from "#modules/corrections/server.ts";
import { listPublicDialogues } from "#modules/dialogues/server.ts";
import { listPublicAnswers } from "#modules/questions/server.ts";
import { listPublicDrafts } from "#modules/drafts/server.ts";
import { listUnits } from "#modules/units/server.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { overflow } from "./desk-visit.ts";

/** Somebody at home with a cheap phone, and the same pages on a wide screen: read, find, ask, look up, comment. */
const server = useRunningServer();
let browser: Browser;
let fill: DemoFill;
let commune: { id: number; name: string };

beforeAll(async () => {
  browser = await launchBrowser();
  fill = openFill({ database: server.db.database, commands: allCommands, today: new Date(), progress: () => {} });
  const today = todayInVietnam();
  commune = await reading(async (tx) => (await listUnits(tx, { on: today, level: "commune", q: "D'Ran" }))[0]!);
  await publish("Mua bảo hiểm y tế cho cả nhà thì người thứ hai có được giảm không?", "Có. Người thứ hai đóng 70 %.");
});
afterAll(() => browser.close());

const reading = <T>(work: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction(server.db.database.pool, system, work, { readOnly: true });

/** An answer through all its hands. */
async function publish(question: string, answer: string): Promise<string> {
  const [questionId, answerId] = [newId(), newId()];
  const step = { questionId, answerId };
  const ask = { questionId, origin: "officer", placeUnitId: commune.id, text: question };
  const { code } = await fill.act<{ code: string }>(system, "question.ask", ask);
  const legalSource = "Luật Bảo hiểm y tế, Điều 13";
  await fill.act(system, "answer.save", { ...step, questionText: question, text: answer, legalSource });
  await fill.act(system, "answer.submit", { ...step, version: 1 });
  await fill.act({ ...system, userId: "head" }, "answer.approve", { ...step, version: 2 });
  await fill.act(system, "answer.publish", { ...step, version: 3 });
  return code;
}

interface Visit {
  context: BrowserContext;
  page: Page;
  /** Bytes over the wire of what was fetched since the last page. */
  weight(): number;
}

/** Fails on a line in the console, on anything fetched from elsewhere, on a cookie. */
async function visit(face: "phone" | "desk", options: { script?: boolean } = {}): Promise<Visit> {
  const context =
    options.script === false
      ? await browser.newContext({
          baseURL: server.address,
          javaScriptEnabled: false,
          viewport: { width: 360, height: 740 },
        })
      : await openContext(browser, face, server.address);
  const page = await context.newPage();
  let bytes = 0;
  page.on("response", (response) => {
    expect(response.url().startsWith(server.address), response.url()).toBe(true);
    if (response.request().isNavigationRequest()) bytes = 0;
    bytes += Number(response.headers()["content-length"] ?? 0);
  });
  return { context, page, weight: () => bytes };
}

async function addresses(): Promise<string[]> {
  const material = (await reading((tx) => listPublicMaterials(tx, { limit: 1 }))).items[0]!;
  const draft = (await reading((tx) => listPublicDrafts(tx, { limit: 1 })))[0]!;
  return [
    "/",
    "/hoi-dap",
    "/hoi-dap?q=bao+hiem+y+te",
    "/buoi-gan-day",
    `/buoi-gan-day?xa=${commune.id}`,
    "/tai-lieu",
    `/tai-lieu/${material.materialId}`,
    "/du-thao",
    `/du-thao/${draft.id}`,
    "/dinh-chinh",
    ...(await reading((tx) => listPublicCorrections(tx, { limit: 1 }))).items.map(({ id }) => `/dinh-chinh/${id}`),
    "/doi-thoai",
    ...(await reading((tx) => listPublicDialogues(tx, { limit: 1 }))).map(({ id }) => `/doi-thoai/${id}`),
    ...(await reading((tx) => listPublicAnswers(tx, { limit: 1 }))).items.map(({ id }) => `/hoi-dap/${id}`),
    "/so-lieu",
    "/nguon-tin",
    "/gui-cau-hoi",
    "/tra-cuu",
    "/khong-co",
    "/en",
    "/en/so-lieu",
  ];
}

/** What a first visit may cost, packed: on a phone the page alone, on a wide screen the typeface too. */
const budget = { phone: 24 * 1024, desk: 100 * 1024 };

test.each(["phone", "desk"] as const)("every page on a %s is clean, within the window and light", async (face) => {
  const { context, page, weight } = await visit(face);
  const wrong: string[] = [];
  for (const address of await addresses()) {
    await page.goto(address, { waitUntil: "networkidle" });
    wrong.push(...(await axeFindings(page)).map((finding) => `${address} ${finding}`));
    if ((await overflow(page)) > 0) wrong.push(`${address} sticks out`);
    if (weight() > budget[face]) wrong.push(`${address} weighs ${weight()}`);
  }
  expect(wrong).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test("somebody finds an answer without typing a mark, and asks when there is none", async () => {
  const { context, page } = await visit("phone");
  await page.goto("/");
  await page.getByLabel(/Tìm câu hỏi/).fill("bao hiem y te");
  await page.getByRole("button", { name: "Tìm" }).click();
  await page.getByRole("link", { name: /Mua bảo hiểm y tế cho cả nhà/ }).click();
  await page.getByText("Người thứ hai đóng 70 %.").first().waitFor();
  await page.getByRole("link", { name: "Gửi một câu hỏi" }).click();
  await page.getByLabel("Anh/chị muốn hỏi gì?").fill("Gọi tôi 0912 345 678: bao giờ sửa cầu treo?");
  await page.getByLabel(/Hỏi từ xã/).selectOption({ label: commune.name });
  await page.getByRole("button", { name: "Gửi câu hỏi" }).click();
  await page.getByText("số điện thoại:").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await expect.poll(() => page.getByLabel("Anh/chị muốn hỏi gì?").inputValue()).toContain("bao giờ sửa cầu treo?");
  await page.getByRole("button", { name: "Gạch những chỗ đó và gửi" }).click();
  const code = (await page.locator("#ma-cua-toi").textContent())!;
  expect(code).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{4}$/);
  expect(await axeFindings(page)).toEqual([]);
  await page.goto("/tra-cuu");
  await page.getByLabel(/có mã/).fill(code.toLowerCase());
  await page.getByRole("button", { name: "Xem trả lời" }).click();
  await page.getByText("đang chuẩn bị trả lời").first().waitFor();
  expect(page.url()).not.toContain(code);
  await context.close();
});

test("without a script: find, look a code up, ask after the wait", async () => {
  const code = await publish("Nhà văn hóa thôn mở cửa mấy giờ?", "Từ 7 giờ đến 21 giờ mỗi ngày.");
  const { context, page } = await visit("phone", { script: false });
  await page.goto("/hoi-dap?q=nha+van+hoa");
  await page.getByText("Từ 7 giờ đến 21 giờ").first().waitFor();
  await page.getByLabel(/có mã/).fill(code);
  await page.getByRole("button", { name: "Xem trả lời" }).click();
  await page.getByText("đã có câu trả lời.").first().waitFor();
  await page.goto("/gui-cau-hoi");
  await page.getByLabel("Anh/chị muốn hỏi gì?").fill("Chợ phiên họp ngày nào?");
  await page.getByLabel(/Hỏi từ xã/).selectOption({ label: commune.name });
  await page.getByRole("button", { name: "Gửi câu hỏi" }).click();
  const said = await page.getByRole("alert").textContent();
  const seconds = Number(/(\d+) giây/.exec(said!)![1]);
  await expect.poll(() => page.getByLabel("Anh/chị muốn hỏi gì?").inputValue()).toBe("Chợ phiên họp ngày nào?");
  await page.waitForTimeout(seconds * 1000);
  await page.getByRole("button", { name: "Gửi câu hỏi" }).click();
  await expect.poll(() => page.locator("#ma-cua-toi").textContent()).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{4}$/);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test("somebody comments on an article of a draft, and nobody knows who", async () => {
  const { context, page } = await visit("phone");
  await page.goto("/du-thao");
  await page.locator("section").first().getByRole("link").first().click();
  await page
    .getByRole("link", { name: /Góp ý cho Điều/ })
    .first()
    .click();
  await page.getByLabel("Ý kiến của anh/chị").fill("Nên nói rõ mức hỗ trợ cho nhà ở xa.");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Gửi ý kiến" }).click();
  await page.getByRole("heading", { name: "Đã nhận ý kiến" }).waitFor();
  await context.close();
});
