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
  await page.getByText("Đọc mã này cho người hỏi:").first().waitFor();
  await page.getByRole("link", { name: "Mở câu hỏi" }).click();
  await page.getByRole("heading", { name: /Bao giờ có sân bóng\? Gọi tôi \[đã gạch: số điện thoại\]/ }).waitFor();
  await context.close();
});

test.each(["desk", "phone"] as const)(
  "questions of two villages that ask the same are chosen in the list, merged, and taken out again; on a %s",
  async (face) => {
    const { context, page } = await atTheDesk(browser, face, server.address, "Nguyễn Thị Thu Hà");
    const matter = `Đường vào rẫy cà phê ${face === "desk" ? "đoạn suối" : "đoạn dốc"} bao giờ được bê tông hóa?`;
    for (const place of ["diom a", "lac thien"]) await askFor(page, place, matter);
    await page.goto(`/desk/questions?view=all&q=${encodeURIComponent(matter)}`);
    await settled(page);
    await page.getByRole("button", { name: "Gộp câu giống nhau" }).click();
    const bar = page.getByRole("region", { name: "Gộp các câu hỏi giống nhau" });
    await bar.getByText("Chọn các câu hỏi cùng một việc").waitFor();
    await page
      .getByRole("checkbox", { name: /^Chọn câu: Đường vào rẫy/ })
      .first()
      .check();
    await bar.getByRole("button", { name: "Chọn thêm 1 câu tương tự" }).click();
    await bar.getByText("Đã chọn 2 câu hỏi").waitFor();
    await keepPicture(page, `questions-chosen-${face === "phone" ? 360 : 1280}`);
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await bar.getByRole("button", { name: "Gộp lại" }).click();
    const dialog = page.getByRole("dialog", { name: "Gộp các câu hỏi giống nhau" });
    // every village that asked still gets the answer
    await dialog.getByText(/mang câu trả lời về:.*Thôn Diom A/).waitFor();
    await dialog.getByText(/mang câu trả lời về:.*Thôn Lạc Thiện/).waitFor();
    await keepPicture(page, `questions-merge-${face === "phone" ? 360 : 1280}`);
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Gộp 2 câu hỏi" }).click();
    await page.getByText("Đã gộp 2 câu hỏi thành một").waitFor();
    await page.getByText(/cùng 1 câu tương tự/).waitFor();
    await expect.poll(() => page.locator("[data-row-link]").count()).toBe(1);
    await page.getByRole("button", { name: "Tách ra lại" }).click();
    await page.getByText("Đã tách ra, mỗi câu chờ câu trả lời riêng với hạn cũ").waitFor();
    await expect.poll(() => page.locator("[data-row-link]").count()).toBe(2);
    await context.close();
  },
);

async function askFor(page: Page, place: string, text: string): Promise<void> {
  await page.goto("/desk/questions/new");
  await page.getByLabel("Hỏi về nơi nào").fill(place);
  await page.getByRole("option").first().click();
  await page.getByLabel("Câu hỏi", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Lưu câu hỏi" }).click();
  await page.getByText("Đọc mã này cho người hỏi:").first().waitFor();
}

test("one question after another; a place whose name comes late leaves what is typed alone", async () => {
  const { context, page } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  const place = page.getByLabel("Hỏi về nơi nào");
  const words = page.getByLabel("Câu hỏi", { exact: true });
  const codes: string[] = [];
  await askFor(page, "diom a", "Bao giờ thôn có đèn đường tới nhà văn hóa?");
  codes.push(await page.locator(".question-code").innerText());
  await page.getByRole("button", { name: "Nhập câu khác" }).click();
  await expect.poll(() => place.inputValue()).toBe("Thôn Diom A");
  await words.fill("Cống ở ngã ba bị tắc thì báo cho ai?");
  await page.getByRole("button", { name: "Lưu câu hỏi" }).click();
  await page.getByText("Đọc mã này cho người hỏi:").first().waitFor();
  codes.push(await page.locator(".question-code").innerText());
  expect(new Set(codes).size).toBe(2);

  await page.getByRole("button", { name: "Nhập câu khác" }).click();
  await words.fill("Chợ phiên dời sang ngày nào?");
  let letGo: () => void = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/\/api\/units\/\d+$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await expect.poll(() => place.inputValue()).toBe("…");
  await place.fill("lac thien");
  await page.getByRole("option", { name: /Thôn Lạc Thiện/ }).waitFor();
  const named = page.waitForResponse(/\/api\/units\/\d+$/);
  letGo();
  await named;
  // time enough for the name to do what it must not
  await page.waitForTimeout(500);
  expect(await place.inputValue()).toBe("lac thien");
  await page.getByRole("option", { name: /Thôn Lạc Thiện/ }).click();
  await expect.poll(() => place.inputValue()).toBe("Thôn Lạc Thiện");
  await expect.poll(() => words.inputValue()).toBe("Chợ phiên dời sang ngày nào?");
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
  expect(await overflow(page)).toBe(0);
  await context.close();
});
