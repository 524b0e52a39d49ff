import { sql } from "kysely";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { openFieldProxy, type FieldProxy } from "./field-proxy.ts";
import { installed, lineSays, recordTalk, saved, signInAs } from "./field-phone.ts";

const server = useRunningServer();
let browser: Browser;
let proxy: FieldProxy;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  proxy = await openFieldProxy(server.address);
});
afterEach(() => proxy.close());

const timesStored = async (title: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from talk where title = ${title}`.execute(server.db.owner))
    .rows[0]?.n;
/** The phone notices that the network is back: it tries at once and not at its next turn. */
const tryNow = (page: Page) => page.evaluate(() => void dispatchEvent(new Event("online")));
const phone = () => openContext(browser, "phone", proxy.address);

test("in two tabs at once a record is sent once, and both tabs say the same", async () => {
  const context = await phone();
  const one = await context.newPage();
  await signInAs(one, /Ya Thuần/);
  await installed(one);
  const two = await context.newPage();
  await two.goto("/field/#/outbox");
  await context.setOffline(true);
  await recordTalk(one, { title: "Hai thẻ một bản", count: "10" });
  await saved(one);
  await lineSays(two, /1 mục còn trên máy/);
  const before = proxy.pushes;
  await context.setOffline(false);
  await Promise.all([lineSays(one, /Không còn mục nào chờ gửi/), lineSays(two, /Không còn mục nào chờ gửi/)]);
  await expect.poll(() => timesStored("Hai thẻ một bản")).toBe(1);
  expect(proxy.pushes - before).toBe(1);
  await context.close();
});

test("an answer lost after the server committed does not make a second record", async () => {
  const context = await phone();
  const page = await context.newPage();
  await signInAs(page, /Ya Thuần/);
  proxy.mood = "deaf";
  await recordTalk(page, { title: "Trả lời bị mất", count: "11" });
  await saved(page);
  await expect.poll(() => timesStored("Trả lời bị mất")).toBe(1);
  await lineSays(page, /1 mục còn trên máy/);
  proxy.mood = "plain";
  await tryNow(page);
  await lineSays(page, /Không còn mục nào chờ gửi/);
  await expect.poll(() => timesStored("Trả lời bị mất")).toBe(1);
  await context.close();
});

test("a captive portal is no server: nothing counts as sent, and the app stays whole", async () => {
  const context = await phone();
  const page = await context.newPage();
  await signInAs(page, /Ya Thuần/);
  await installed(page);
  proxy.mood = "portal";
  await recordTalk(page, { title: "Trong quán cà phê", count: "12" });
  await saved(page);
  await lineSays(page, /mạng này chưa ra tới máy chủ/);
  await page.evaluate(() =>
    navigator.serviceWorker
      .getRegistration()
      .then((r) => r?.update())
      .catch(() => undefined),
  );
  await page.reload();
  await lineSays(page, /1 mục còn trên máy/);
  await expect.poll(() => timesStored("Trong quán cà phê")).toBe(0);
  proxy.mood = "plain";
  await tryNow(page);
  await lineSays(page, /Không còn mục nào chờ gửi/);
  await expect.poll(() => timesStored("Trong quán cà phê")).toBe(1);
  await context.close();
});

test("when the sign-in has ended the outbox stays, and goes on after signing in again", async () => {
  const context = await phone();
  const page = await context.newPage();
  await signInAs(page, /Ya Thuần/);
  await context.clearCookies();
  await recordTalk(page, { title: "Hết phiên", count: "13" });
  await saved(page);
  await lineSays(page, /1 mục còn trên máy, đăng nhập lại để gửi/);
  await page.reload();
  await lineSays(page, /đăng nhập lại để gửi/);
  await page.getByTestId("outbox-line").click();
  await expect.poll(() => page.getByLabel("Tên đăng nhập").inputValue()).toBe("ya.thuan");
  await page.getByLabel("Mật khẩu").fill("cau-noi-demo");
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await lineSays(page, /Không còn mục nào chờ gửi/);
  await expect.poll(() => timesStored("Hết phiên")).toBe(1);
  await context.close();
});

test("another person on the same phone neither sees nor sends what the first one left", async () => {
  const context = await phone();
  const page = await context.newPage();
  await signInAs(page, /Ya Thuần/);
  await installed(page);
  await context.setOffline(true);
  await recordTalk(page, { title: "Của Ya Thuần", count: "14" });
  await saved(page);
  await page.goto("/field/#/phone");
  await page.getByRole("button", { name: "Đăng xuất khỏi máy này" }).click();
  await page
    .getByText(/Còn 1 mục chưa gửi/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Đăng xuất", exact: true }).click();
  await page.getByRole("heading", { name: "Đăng nhập Cầu Nối" }).waitFor();
  await context.setOffline(false);
  await page.reload();
  await page.getByRole("button", { name: /K' Brèm/ }).click();
  await lineSays(page, /Không còn mục nào chờ gửi/);
  await page.goto("/field/#/outbox");
  await page.getByText("Chưa có mục nào").first().waitFor();
  await expect.poll(() => timesStored("Của Ya Thuần")).toBe(0);
  await page.goto("/field/#/phone");
  await page.getByRole("button", { name: "Đăng xuất khỏi máy này" }).click();
  await page.getByRole("button", { name: "Đăng xuất", exact: true }).click();
  await page.getByRole("button", { name: /Ya Thuần/ }).click();
  await expect.poll(() => timesStored("Của Ya Thuần")).toBe(1);
  await context.close();
});

test("a new release waits for the person, never breaks into a form, and keeps a full outbox", async () => {
  const context = await phone();
  const page = await context.newPage();
  await signInAs(page, /Ya Thuần/);
  await installed(page);
  await page.route("**/api/**", (route) => route.abort());
  for (const [title, count] of [
    ["Bản ghi một", "15"],
    ["Bản ghi hai", "16"],
  ] as const) {
    await recordTalk(page, { title, count });
    await saved(page);
    await page.getByRole("link", { name: "Xong" }).click();
  }
  await page.getByRole("link", { name: /Ghi buổi/ }).click();
  await page.getByRole("heading", { name: "Buổi nào?" }).waitFor();
  await page.evaluate(() => ((window as unknown as { sameStart: boolean }).sameStart = true));
  proxy.release = 2;
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
  });
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null)).toBe(true);
  expect(await page.evaluate(() => (window as unknown as { sameStart?: boolean }).sameStart)).toBe(true);
  // a second tab, in the middle of a form, is not started anew when the first one agrees
  const writing = await context.newPage();
  await writing.route("**/api/**", (route) => route.abort());
  await writing.goto("/field/#/record");
  await writing.getByRole("heading", { name: "Buổi nào?" }).waitFor();
  await writing.evaluate(() => ((window as unknown as { sameStart: boolean }).sameStart = true));
  await page.goto("/field/#/today");
  const reloaded = page.waitForEvent("load");
  await page.getByRole("button", { name: "Dùng bản mới ngay" }).click();
  await reloaded;
  await lineSays(page, /2 mục còn trên máy/);
  // the new worker is in charge a moment before it has cleared away what the old one kept
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([expect.stringContaining("release2")]);
  expect(await writing.evaluate(() => (window as unknown as { sameStart?: boolean }).sameStart)).toBe(true);
  await writing.close();
  await page.unroute("**/api/**");
  await tryNow(page);
  await lineSays(page, /Không còn mục nào chờ gửi/);
  await expect.poll(() => timesStored("Bản ghi một")).toBe(1);
  await expect.poll(() => timesStored("Bản ghi hai")).toBe(1);
  await context.close();
});

test("on a full phone the save says so in words, what was saved stays, and it works again once there is room", async () => {
  const context = await phone();
  const page = await context.newPage();
  await signInAs(page, /Ya Thuần/);
  await installed(page);
  await context.setOffline(true);
  await recordTalk(page, { title: "Trước khi đầy", count: "17" });
  await saved(page);
  await page.getByRole("link", { name: "Xong" }).click();
  // From here on the browser refuses each new byte, as it does on a full disk.
  await page.evaluate(() => {
    for (const name of ["add", "put"] as const) {
      const real = IDBObjectStore.prototype[name];
      IDBObjectStore.prototype[name] = function (...parts: [unknown, IDBValidKey?]) {
        if ((window as unknown as { room?: boolean }).room) return real.apply(this, parts);
        throw new DOMException("the disk is full", "QuotaExceededError");
      };
    }
  });
  await recordTalk(page, { title: "Khi đã đầy", count: "18" });
  await page.getByText("Chưa lưu được: máy đã hết chỗ chứa.").first().waitFor();
  await expect.poll(() => page.getByRole("heading", { name: "Đã lưu trên máy" }).count()).toBe(0);
  await lineSays(page, /1 mục còn trên máy/);
  await page.evaluate(() => ((window as unknown as { room: boolean }).room = true));
  await page.getByRole("button", { name: "Lưu buổi này" }).click();
  await saved(page);
  await context.setOffline(false);
  await lineSays(page, /Không còn mục nào chờ gửi/);
  await expect.poll(() => timesStored("Trước khi đầy")).toBe(1);
  await expect.poll(() => timesStored("Khi đã đầy")).toBe(1);
  await context.close();
});
