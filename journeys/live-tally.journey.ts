import { sql } from "kysely";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { keepPicture } from "./desk-visit.ts";
import { installed, lineSays, signInAs } from "./field-phone.ts";
import { findSignal, loseSignal, openFieldProxy } from "./field-proxy.ts";

/** No signal at La Bouye: Ya Thuần counts hands before and after on his own phone, and it goes up when he is back. */
const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("hands before and after, without a network, are two groups on the server", async () => {
  const { rows } = await sql<{ id: string }>`
    select t.id from talk t join unit_version v on v.unit_id = t.place_unit_id
     where v.name = 'Thôn La Bouye' and t.status = 'accepted' order by t.starts_at limit 1`.execute(server.db.owner);
  const talkId = rows[0]!.id;
  const proxy = await openFieldProxy(server.address);
  const context = await openContext(browser, "phone", proxy.address);
  const page = await context.newPage();
  await signInAs(page, /Ya Thuần/);
  await installed(page);
  await page.goto(`/field/#/talk/${talkId}`);
  await page.getByRole("link", { name: /Đếm tay trước và sau buổi/ }).waitFor();
  await loseSignal(context, proxy);
  await page.getByRole("link", { name: /Đếm tay trước và sau buổi/ }).click();
  const question = page.getByRole("heading", { name: "Thấy cháy rừng thì gọi số nào trước?" });
  await question.waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel("Số tay: 114").fill("12");
  await page.getByRole("button", { name: "Thêm một: 114" }).click();
  // two hands in one turn, before the phone's store has answered: each counts
  await page.getByRole("button", { name: "Thêm một: 113" }).evaluate((button: HTMLButtonElement) => {
    for (let n = 0; n < 20; n++) button.click();
  });
  await page.getByText("Cộng 33 tay · Đã giữ trên máy").first().waitFor();
  await keepPicture(page, "field-tally-360");
  // the phone is put away in the middle, and the page opened again: what was counted is still there
  await page.reload();
  await question.waitFor();
  await page.getByText("Cộng 33 tay · Đã giữ trên máy").first().waitFor();
  for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "Câu tiếp" }).click();
  await page.getByRole("button", { name: "Xong phần trước buổi" }).click();
  await question.waitFor();
  await page.getByText("Cộng 0 tay").first().waitFor();
  await page.getByLabel("Số tay: 114").fill("28");
  await page.getByLabel("Số tay: 115").fill("3");
  await page.getByText("Cộng 31 tay. Đáp án đúng: 114 · Đã giữ trên máy").first().waitFor();
  for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "Câu tiếp" }).click();
  expect(await axeFindings(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByRole("button", { name: "Lưu kết quả đếm" }).click();
  await page.getByRole("heading", { name: "Đã lưu kết quả đếm tay trên máy" }).waitFor();
  await lineSays(page, /1 mục còn trên máy/);
  await findSignal(context, proxy);
  await lineSays(page, /Không còn mục nào chờ gửi/);
  const results = async () =>
    (
      await sql<{ method: string; before_n: number; after_n: number; after_right: number }>`
        select method, before_n, after_n, after_right from understanding_result where talk_id = ${talkId}::uuid`.execute(
        server.db.owner,
      )
    ).rows;
  await expect.poll(results).toEqual([{ method: "groups", before_n: 33, after_n: 31, after_right: 28 }]);
  await context.close();
  await proxy.close();
});
