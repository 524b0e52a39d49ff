import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepPicture, overflow, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("the administrator sets a quota and adds a standard, each with its legal basis", async () => {
  const { page, context } = await atTheDesk(browser, "desk", server.address, "Hồ Quốc Dũng");
  await page.goto("/desk/people/quotas");
  await settled(page);
  await page.getByRole("button", { name: "Đặt định mức…" }).click();
  const quota = page.getByRole("dialog");
  await quota.getByRole("button", { name: "Lưu định mức" }).click();
  await quota.getByText("Hãy ghi căn cứ.").first().waitFor();
  await quota.getByLabel("Loại đơn vị").selectOption("ward");
  await quota.getByLabel("Vai").selectOption("spokesperson");
  await quota.getByLabel("Ít nhất").fill("1");
  await quota.getByLabel("Căn cứ").fill("Quy chế phát ngôn của tỉnh");
  await keepPicture(page, "quota-1280");
  await quota.getByRole("button", { name: "Lưu định mức" }).click();
  await quota.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Thêm tiêu chuẩn…" }).click();
  const standard = page.getByRole("dialog");
  await standard.getByLabel("Vai").selectOption("collaborator");
  await standard.getByLabel("Nội dung", { exact: true }).fill("Nói được tiếng của bà con trong thôn");
  await standard.getByLabel("Nội dung bằng tiếng Anh").fill("Speaks the language of the village");
  await standard.getByLabel("Căn cứ").fill("Kế hoạch của xã");
  await standard.getByRole("button", { name: "Thêm tiêu chuẩn" }).click();
  await standard.waitFor({ state: "detached" });
  await page.getByText("Nói được tiếng của bà con trong thôn").first().waitFor();
  await keepPicture(page, "standards-1280");
  expect(await axeFindings(page)).toEqual([]);
  await context.close();
});

test("a phone's file is looked at before it is taken in; what is no such file says so", async () => {
  const { page, context } = await atTheDesk(browser, "phone", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/outbox-file");
  await settled(page);
  const file = (text: string) => ({ name: "may.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.locator('input[type="file"]').setInputFiles(file("{}"));
  await page.getByText("Đây không phải tệp do ứng dụng trên điện thoại xuất").first().waitFor();
  const owner = await server.db.owner
    .selectFrom("account_user")
    .select("id")
    .where("user_name", "=", "ya.thuan")
    .executeTakeFirstOrThrow();
  const outbox = {
    format: "caunoi-outbox-1",
    exportedAt: new Date().toISOString(),
    owner: { userId: owner.id, displayName: "Ya Thuần" },
    items: [
      {
        seq: 1,
        id: crypto.randomUUID(),
        name: "talk.accept",
        payload: { talkId: crypto.randomUUID() },
        deviceAt: new Date().toISOString(),
        state: "local",
        about: { place: "Thôn Lạc Quảng", day: "22/11" },
      },
    ],
    photos: [],
    drafts: [],
  };
  await page.locator('input[type="file"]').setInputFiles(file(JSON.stringify(outbox)));
  await page.getByText("Bản ghi được nhận dưới tên chủ máy").first().waitFor();
  await page.getByText("Nhận buổi – Thôn Lạc Quảng, 22/11").first().waitFor();
  expect(await overflow(page)).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  await keepPicture(page, "outbox-file-360");
  await page.getByRole("button", { name: "Nhập vào hệ thống" }).click();
  await page.getByRole("heading", { name: "Đã nhập xong" }).waitFor();
  await page.getByText("Giữ lại chờ quyết định").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await context.close();
});
