import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepPicture, overflow, settled } from "./desk-visit.ts";
import { signInAs } from "./field-phone.ts";

/** Each page of questions, answers and commitments on a desk and on a phone: axe finds nothing, nothing sticks out. */
const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const firstOf = (page: Page, query: string) =>
  page.evaluate(async (asked) => {
    const answer = (await (await fetch(`/api/questions?limit=1&${asked}`)).json()) as { items: { id: string }[] };
    return answer.items[0]!.id;
  }, query);

test.each([
  ["desk", "light"],
  ["phone", "dark"],
] as const)("what Thu Hà sees on a %s, %s", async (face, theme) => {
  const { context, page } = await atTheDesk(browser, face, server.address, "Nguyễn Thị Thu Hà", theme);
  const pages = {
    questions: "/questions",
    "questions-filtered": "/questions?view=all&q=bhyt",
    "question-new": "/questions/new",
    "question-settings": "/questions/settings",
    commitments: "/commitments",
    "question-to-approve": `/questions/${await firstOf(page, "view=toApprove")}`,
    "question-published": `/questions/${await firstOf(page, "view=published")}`,
    "question-waiting": `/questions/${await firstOf(page, "view=waiting")}`,
  };
  const found: Record<string, unknown> = {};
  for (const [name, at] of Object.entries(pages)) {
    await page.goto(`/desk${at}`);
    await settled(page);
    await keepPicture(page, `${name}-${face === "phone" ? 360 : 1280}`);
    const problems = await axeFindings(page);
    const sticksOut = await overflow(page);
    const titles = await page.getByRole("heading", { level: 1 }).count();
    if (problems.length > 0 || sticksOut > 0 || titles !== 1) found[name] = { problems, sticksOut, titles };
  }
  expect(found).toEqual({});
  await context.close();
});

test("an officer enters a question asked in person; a phone number is struck only with consent", async () => {
  const { context, page } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/questions/new");
  await page.getByLabel("Hỏi về nơi nào").fill("diom a");
  await page
    .getByRole("option", { name: /Thôn Diom A/ })
    .first()
    .click();
  await page.getByLabel("Câu hỏi", { exact: true }).fill("Bao giờ có sân bóng? Gọi tôi 0912 345 678");
  await page.getByRole("button", { name: "Lưu câu hỏi" }).click();
  await page.getByRole("heading", { name: /giống số điện thoại/ }).waitFor();
  await page.getByRole("button", { name: "Gạch phần đó và lưu" }).click();
  await page.getByText("Đọc mã này cho người hỏi:").waitFor();
  await page.getByRole("link", { name: "Mở câu hỏi" }).click();
  await page.getByRole("heading", { name: /Bao giờ có sân bóng\? Gọi tôi \[đã gạch: số điện thoại\]/ }).waitFor();
  await context.close();
});

test("the speaker's answers on the phone", async () => {
  const context = await openContext(browser, "phone", server.address);
  const page = await context.newPage();
  await signInAs(page, /Ya Thuần/);
  await page.getByRole("link", { name: /Mang .* câu trả lời về cho bà con/ }).click();
  await page.getByRole("heading", { name: "Câu trả lời mang về cho bà con" }).waitFor();
  await keepPicture(page, "field-answers-360");
  expect(await axeFindings(page)).toEqual([]);
  await page
    .getByRole("link", { name: /Thôn|Xã/ })
    .first()
    .click();
  await page.getByRole("heading", { name: "Trả lời", exact: true }).waitFor();
  await keepPicture(page, "field-answer-360");
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await context.close();
});
