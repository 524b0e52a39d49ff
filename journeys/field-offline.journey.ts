import { sql } from "kysely";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import {
  cameraPicture,
  choosePlace,
  countTaps,
  installed,
  keptOnPhone,
  lineSays,
  onward,
  recordTalk,
  saved,
  signInAs,
  taps,
} from "./field-phone.ts";
import { findSignal, loseSignal, openFieldProxy } from "./field-proxy.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const stored = async (title: string) =>
  (
    await sql<{
      id: string;
      status: string;
      attendance: number;
      questions: string[];
      photos: { complete: boolean; exif: boolean; size: number }[];
      commands: number;
    }>`
    select t.id, t.status, t.attendance,
           array(select q.text from talk_question q where q.talk_id = t.id order by q.id) as questions,
           coalesce((select json_agg(json_build_object('complete', p.complete, 'size', octet_length(p.content), 'exif', position('Exif'::bytea in p.content) > 0))
                       from talk_photo p where p.talk_id = t.id), '[]') as photos,
           (select count(*)::int from command c join journal j on j.command_id = c.id where j.subject_id = t.id::text and c.name = 'talk.record') as commands
      from talk t where t.title = ${title}`.execute(server.db.owner)
  ).rows;

test("Ya Thuần records a talk without a network, closes the app, and it arrives once", async () => {
  const proxy = await openFieldProxy(server.address);
  const context = await openContext(browser, "phone", proxy.address);
  const page = await context.newPage();
  await signInAs(page, /Ya Thuần/);
  await installed(page);
  await loseSignal(context, proxy);
  const title = "Phòng cháy rừng, nói thêm ở thôn";
  await recordTalk(page, {
    title,
    count: "64",
    photo: await cameraPicture(page),
    questions: ["Đốt rẫy phải báo trước mấy ngày?", "Ai trả tiền xăng cho tổ tuần rừng?"],
  });
  await saved(page);
  await lineSays(page, /1 mục và 1 ảnh còn trên máy, sẽ gửi khi có mạng/);
  await page.close();

  // Opened again in the village: still no network.
  const again = await context.newPage();
  await again.goto("/field/#/outbox");
  await again.getByRole("heading", { name: "Hộp gửi" }).waitFor();
  await lineSays(again, /1 mục và 1 ảnh còn trên máy/);
  await again
    .getByText(/chờ gửi/)
    .first()
    .waitFor();
  expect(await stored(title)).toEqual([]);

  // Back in the commune. The person does nothing.
  await findSignal(context, proxy);
  await again.getByRole("heading", { name: /^Đã nhận/ }).waitFor();
  await lineSays(again, /Không còn mục nào chờ gửi/);
  await expect
    .poll(() => again.locator("li.o.ok").first().textContent())
    .toMatch(/số ([0-9A-Z]{3}-[0-9A-Z]{4}), mã băm [0-9a-f]{4} [0-9a-f]{4}/);

  await expect.poll(async () => (await stored(title))[0]?.photos).toMatchObject([{ complete: true }]);
  const rows = await stored(title);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    status: "delivered",
    attendance: 64,
    commands: 1,
    photos: [{ complete: true, exif: false }],
  });
  expect(rows[0]?.questions.sort()).toEqual(["Ai trả tiền xăng cho tổ tuần rừng?", "Đốt rẫy phải báo trước mấy ngày?"]);
  expect(rows[0]?.photos[0]?.size).toBeLessThanOrEqual(200 * 1024);
  await context.close();
  await proxy.close();
});

test("an ordinary planned talk takes at most eight taps beside typing the count", async () => {
  const context = await openContext(browser, "phone", server.address);
  await countTaps(context);
  const page = await context.newPage();
  await signInAs(page, /Ya Thuần/);
  await page.goto("/field/#/today");
  const before = await taps(page);
  await page.getByRole("link", { name: /Ghi buổi tuyên truyền/ }).click();
  await page.getByRole("heading", { name: "Buổi nào?" }).waitFor();
  await onward(page);
  await page.getByRole("heading", { name: "Ở đâu, khi nào?" }).waitFor();
  await onward(page);
  // the field has the focus already: one types
  const count = page.getByRole("textbox", { name: "Bao nhiêu lượt người nghe?" });
  await expect.poll(() => count.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type("52");
  await onward(page);
  await page.getByRole("heading", { name: "Bà con hỏi gì?" }).waitFor();
  await onward(page);
  await page.getByRole("heading", { name: /Có ảnh nơi tổ chức/ }).waitFor();
  await onward(page);
  await page.getByRole("button", { name: "Lưu buổi này" }).click();
  await saved(page);
  expect((await taps(page)) - before).toBeLessThanOrEqual(8);
  await context.close();
});

test("a kill at every step of the form loses nothing that was answered", async () => {
  const context = await openContext(browser, "phone", server.address);
  let page = await context.newPage();
  await signInAs(page, /K' Brèm/);
  await installed(page);
  await context.setOffline(true);
  const reopen = async (answer: string) => {
    await expect.poll(() => keptOnPhone(page, "drafts")).toContain(answer);
    await page.close();
    page = await context.newPage();
    await page.goto("/field/#/record");
  };
  await page.goto("/field/#/record");
  const other = page.getByRole("radio", { name: /Buổi ngoài kế hoạch/ });
  await page.getByRole("heading", { name: "Buổi nào?" }).waitFor();
  if (await other.count()) await other.check();
  await page.getByRole("radio", { name: "Chuyện khác" }).check();
  await page.getByLabel("Tên buổi, ngắn gọn").fill("Chuyện nước sạch");
  await page
    .getByText(/Đã giữ trên máy lúc/)
    .first()
    .waitFor();
  await reopen("Chuyện nước sạch");
  await expect.poll(() => page.getByLabel("Tên buổi, ngắn gọn").inputValue()).toBe("Chuyện nước sạch");
  await onward(page);
  await reopen('"step":1');
  await choosePlace(page);
  await page.getByLabel("Kết thúc").fill("2030");
  await page.getByLabel("Bắt đầu").fill("19h");
  await page.getByRole("radio", { name: "Hôm qua" }).check();
  await onward(page);
  await page.getByRole("textbox", { name: "Bao nhiêu lượt người nghe?" }).fill("31");
  await reopen('"attendance":"31"');
  await expect.poll(() => page.getByRole("textbox", { name: "Bao nhiêu lượt người nghe?" }).inputValue()).toBe("31");
  await onward(page);
  await page.getByLabel("Câu hỏi của bà con").fill("Khi nào có nước");
  await reopen("Khi nào có nước");
  await expect.poll(() => page.getByLabel("Câu hỏi của bà con").inputValue()).toBe("Khi nào có nước");
  // what was typed and not added goes along
  await onward(page);
  await page.getByRole("heading", { name: /Có ảnh nơi tổ chức/ }).waitFor();
  await onward(page);
  await reopen('"step":5');
  await page.getByText("• Khi nào có nước").first().waitFor();
  await page.getByText("19:00–20:30").first().waitFor();
  await page.getByRole("button", { name: "Lưu buổi này" }).click();
  await saved(page);
  await context.close();
});

test("a telephone number is caught before anything is saved and struck out with consent", async () => {
  const context = await openContext(browser, "phone", server.address);
  const page = await context.newPage();
  await signInAs(page, /Touneh Ma Nghiêm/);
  await installed(page);
  await context.setOffline(true);
  await page.getByRole("link", { name: /Ghi buổi tuyên truyền/ }).click();
  await page.getByRole("heading", { name: "Buổi nào?" }).waitFor();
  const other = page.getByRole("radio", { name: /Buổi ngoài kế hoạch/ });
  if (await other.count()) await other.check();
  await page.getByRole("radio", { name: "Chuyện khác" }).check();
  await page.getByLabel("Tên buổi, ngắn gọn").fill("Bảo hiểm y tế");
  await onward(page);
  await choosePlace(page);
  await onward(page);
  await page.getByRole("textbox", { name: "Bao nhiêu lượt người nghe?" }).fill("12");
  await onward(page);
  await page.getByLabel("Câu hỏi của bà con").fill("Gọi chị Lan 0912 345 678 hỏi thẻ");
  await onward(page);
  await page.getByText("Có thể là thông tin riêng của một người").first().waitFor();
  await expect.poll(() => page.getByRole("heading", { name: "Bà con hỏi gì?" }).count()).toBe(1);
  await page.getByRole("button", { name: "Đồng ý gạch bỏ và thêm" }).click();
  await onward(page);
  await page.getByRole("heading", { name: /Có ảnh nơi tổ chức/ }).waitFor();
  await onward(page);
  await page.getByRole("button", { name: "Lưu buổi này" }).click();
  await saved(page);
  const text = await keptOnPhone(page, "outbox");
  expect(text).toContain("[đã gạch: số điện thoại]");
  expect(text).not.toContain("345 678");
  await context.close();
});
