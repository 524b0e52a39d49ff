import { sql } from "kysely";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, asCivilDate, formatDate } from "#kernel/civil-date.ts";
import { axeFindings, launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, overflow, settled } from "./desk-visit.ts";
import { installed, lineSays, signInAs } from "./field-phone.ts";

/**
 * One voice, in several windows at once: Thu Hà writes, Thanh Mai remarks and passes, Công Lý approves and recalls,
 * Ya Thuần has it on his phone and stands in a village without a network.
 */
const server = useRunningServer();
let browser: Browser;
const open: BrowserContext[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  for (const context of open) await context.close();
  await browser.close();
});

const title = "Tưới tiết kiệm cho cà phê mùa khô";
const at = async (name: string): Promise<Page> => {
  const { context, page } = await atTheDesk(browser, "desk", server.address, name);
  open.push(context);
  return page;
};
/** A page is opened anew each time, on a machine that may be busy. */
const slowly = { timeout: 90_000 };
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const inDialog = (page: Page, name: string) => page.getByRole("dialog").getByRole("button", { name, exact: true });
const say = async (page: Page, opens: string, words: [string, string] | null, act: string) => {
  await button(page, opens).click();
  if (words !== null) await page.getByRole("dialog").getByLabel(words[0]).fill(words[1]);
  await inDialog(page, act).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
};
async function choose(page: Page, label: string, typed: string, option: RegExp): Promise<void> {
  await page.getByLabel(label).first().fill(typed);
  await page.getByRole("option", { name: option }).first().click();
}

/** A second of silence, as a recording is: a whole WAV file. */
function silence(): Buffer {
  const samples = Buffer.alloc(8000, 128);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

test("written, remarked on, translated, approved, recalled while a phone is offline; the phone learns it at its next contact", async () => {
  const [ha, mai, ly] = [await at("Nguyễn Thị Thu Hà"), await at("Bùi Thị Thanh Mai"), await at("Trương Công Lý")];
  const address = await write(ha);

  // Thanh Mai is asked, remarks on a passage and gives it back.
  await mai.goto("/desk/");
  await mai.getByRole("link", { name: title }).click();
  await mai.getByText("Đang chờ bước: Chuyên viên thẩm định.").first().waitFor();
  await button(mai, "Góp ý một đoạn").click();
  await mai.getByLabel("Đoạn chữ").fill("trên địa bàn");
  await mai.getByRole("dialog").getByLabel("Góp ý", { exact: true }).fill("Nói rõ thôn nào");
  await inDialog(mai, "Gửi góp ý").click();
  await mai.getByText("Nói rõ thôn nào").first().waitFor();
  expect(await axeFindings(mai)).toEqual([]);
  await say(mai, "Trả lại…", ["Lý do trả lại", "Thiếu nơi hỏi thêm"], "Trả lại");

  await mend(ha, address);
  await translate(ha, address);

  // Two more pairs of eyes; nobody takes two steps, and the head sees no button before it is his turn.
  await ly.goto(address);
  await ly.getByText("Đang chờ bước: Chuyên viên thẩm định.").first().waitFor();
  await expect.poll(() => button(ly, "Duyệt để dùng…").count()).toBe(0);
  await mai.goto(address);
  await say(mai, "Đồng ý, chuyển bước…", ["Ý kiến", "Đã rõ"], "Đồng ý, chuyển bước");
  await ly.reload();
  await button(ly, "Duyệt để dùng…").click();
  expect(await axeFindings(ly)).toEqual([]);
  await inDialog(ly, "Duyệt để dùng").click();
  await ly.getByText("Đang dùng").first().waitFor();

  // On the phone: in Chu Ru, with sound, received and read.
  const phone = await openContext(browser, "phone", server.address);
  open.push(phone);
  const page = await phone.newPage();
  await signInAs(page, /Ya Thuần/);
  await installed(page);
  await openOnPhone(page);
  await page.getByRole("radio", { name: "Chu Ru" }).check();
  await page.getByText("Bản Chu Ru để thử").first().waitFor();
  await button(page, "Giữ trên máy để nghe khi không có mạng").click();
  await page.getByText("Đã giữ trên máy, nghe được cả khi không có mạng.").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await phone.setOffline(true);
  await button(page, "Tôi đã nhận và đọc").click();
  await page.getByText("Đã ghi: nhận và đọc. Máy sẽ gửi khi có mạng.").first().waitFor();
  await phone.setOffline(false);
  await page
    .getByText(/Anh\/chị đã ghi nhận và đọc lúc/)
    .first()
    .waitFor();
  await reachSays(ly, address, { holds: "có", outdated: "không" });
  expect(await axeFindings(ly)).toEqual([]);

  // Recalled while the phone is in the village.
  await phone.setOffline(true);
  await ly.goto(address);
  await button(ly, "Thu hồi…").click();
  await ly.getByRole("dialog").getByLabel("Lý do thu hồi").fill("Lượng nước ghi sai");
  await inDialog(ly, "Thu hồi").click();
  await ly.getByRole("heading", { name: /Tài liệu đã thu hồi ngày/ }).waitFor();
  await ly.getByText("Hiện không có bản nào thay thế đang dùng.").first().waitFor();
  await page.reload();
  await page.getByRole("heading", { name: title }).waitFor();
  await expect.poll(() => page.getByText("đã bị thu hồi").count()).toBe(0);
  await page.getByRole("radio", { name: "Chu Ru" }).check();
  await page.locator("audio").waitFor({ state: "attached" });
  const played = await page.evaluate(async () => {
    const sound = document.querySelector("audio")!;
    sound.load();
    await new Promise((resolve, reject) => {
      sound.addEventListener("loadedmetadata", resolve, { once: true });
      sound.addEventListener("error", () => reject(new Error("no sound")), { once: true });
      sound.preload = "metadata";
    });
    return sound.duration;
  });
  expect(played).toBeCloseTo(1, 1);
  await reachSays(ly, address, { holds: "chưa", outdated: "có máy chưa nhận lệnh" });

  await phone.setOffline(false);
  await page.getByText("Tài liệu này đã bị thu hồi, không dùng để nói với bà con.").first().waitFor();
  await page.getByText("Lượng nước ghi sai").first().waitFor();
  await expect.poll(() => button(page, "Tôi đã nhận và đọc").count()).toBe(0);
  await expect
    .poll(async () => {
      await ly.goto(`${address}/reach`);
      await settled(ly);
      return ly.getByRole("row", { name: /Xã D'Ran/ }).innerText();
    }, slowly)
    .not.toContain("có máy chưa nhận lệnh");

  await anew(ha, mai, ly, address);
  // The old link, at the desk and on the phone, leads to what is valid.
  await ly.goto(`${address}?version=1`);
  await ly.getByText("Bản đang dùng là phiên bản 2").first().waitFor();
  await ly.getByRole("link", { name: "Mở bản đang dùng" }).click();
  await ly.waitForURL(/version=2/);
  await page.reload();
  await page.getByRole("link", { name: /Mở bản đang dùng/ }).click();
  await page.getByText("Đề cương, bản 2").first().waitFor();
});

test("after its last day a material no longer opens, although the phone has heard nothing", async () => {
  const phone = await openContext(browser, "phone", server.address);
  open.push(phone);
  const first = await phone.newPage();
  await signInAs(first, /K' Brèm/);
  await installed(first);
  await first.goto("/field/#/materials");
  await first.getByRole("link", { name: /Khẩn: mưa lớn/ }).click();
  await first.getByRole("heading", { name: "Ý chính, nói trong một phút" }).waitFor();
  const url = first.url();
  await first.close();

  await phone.setOffline(true);
  // as the demo has it: it may have been filled before midnight
  const { rows } = await sql<{ day: string }>`
    select upper(v.valid)::text as day from material_version v where v.title like 'Khẩn: mưa lớn%'`.execute(
    server.db.owner,
  );
  const last = addDays(asCivilDate(rows[0]!.day), -1);
  for (const [day, opens] of [
    [last, true],
    [addDays(last, 1), false],
  ] as const) {
    const page = await phone.newPage();
    await page.clock.setFixedTime(new Date(`${day}T12:00:00+07:00`));
    await page.goto(url);
    await page.getByRole("heading", { name: /Khẩn: mưa lớn/ }).waitFor();
    if (!opens)
      await page
        .getByText(`Tài liệu đã hết hiệu lực từ sau ngày ${formatDate(last)}, không mở được nữa.`)
        .first()
        .waitFor();
    await expect
      .poll(() => page.getByRole("heading", { name: "Ý chính, nói trong một phút" }).count())
      .toBe(opens ? 1 : 0);
    await page.close();
  }
});

test("urgent: approved past an open step with the reason, which is owed and made up for", async () => {
  const [anh, khanh, dung] = [await at("Vũ Hoàng Anh"), await at("Lê Thị Bảo Khánh"), await at("Hồ Quốc Dũng")];
  await anh.goto("/desk/materials?status=draft");
  await anh.getByRole("link", { name: /Định hướng tuyên truyền/ }).click();
  await anh.waitForURL(/\/materials\/[0-9a-f-]{36}/);
  await settled(anh);
  const address = anh.url();
  await khanh.goto(address);
  await button(khanh, "Duyệt khẩn…").click();
  const dialog = khanh.getByRole("dialog");
  await dialog.getByText("Nói rõ quy định nào, điều mấy.").first().waitFor();
  await inDialog(khanh, "Duyệt khẩn để dùng").click();
  await dialog.getByText("Hãy ghi lý do bỏ qua bước.").first().waitFor();
  await dialog.getByLabel("Vì sao không chờ được").fill("Giao ban sáng mai");
  expect(await axeFindings(khanh)).toEqual([]);
  await inDialog(khanh, "Duyệt khẩn để dùng").click();
  await khanh
    .getByText(/bị bỏ qua vì khẩn, phải duyệt bù trước hết ngày/)
    .first()
    .waitFor();
  await expect.poll(() => button(khanh, "Duyệt bù…").count()).toBe(0);
  await dung.goto(address);
  await button(dung, "Duyệt bù…").click();
  await dung.getByRole("dialog").getByText("Không đồng ý", { exact: true }).click();
  await inDialog(dung, "Ghi nhận").click();
  await dung.getByText("Hãy ghi rõ vì sao không đồng ý.").first().waitFor();
  await dung.getByRole("dialog").getByText("Đồng ý", { exact: true }).click();
  await inDialog(dung, "Ghi nhận").click();
  await dung.getByText(/bị bỏ qua vì khẩn, phải duyệt bù/).waitFor({ state: "detached" });
});

test.each(["desk", "phone"] as const)("the pages of the work on materials hold together on a %s", async (face) => {
  const { context, page } = await atTheDesk(browser, face, server.address, "Vũ Hoàng Anh");
  open.push(context);
  const find = async (query: string, name: RegExp) => {
    await page.goto(`/desk/materials?${query}`);
    await settled(page);
    return (await page.getByRole("link", { name }).first().getAttribute("href"))!.replace(/\?.*$/, "");
  };
  const forest = await find("status=approved", /Phòng cháy/);
  const health = await find("status=approved", /Bảo hiểm y tế/);
  const waste = await find("status=draft", /Phân loại rác/);
  for (const path of [
    waste,
    `${waste}/edit`,
    `${forest}/compare`,
    `${forest}/reach`,
    `${health}/languages/kpm`,
    "/desk/materials/waiting",
    "/desk/materials/gaps",
    "/desk/materials/words",
    "/desk/materials/words?tab=terms&language=kpm",
    "/desk/materials/settings",
  ]) {
    await page.goto(path);
    await settled(page);
    expect(await axeFindings(page), path).toEqual([]);
    expect(await overflow(page), path).toBe(0);
  }
});

async function write(ha: Page): Promise<string> {
  await ha.goto("/desk/materials/new");
  await settled(ha);
  await ha.getByLabel("Chủ đề").selectOption({ index: 4 });
  await ha.getByLabel("Tên tài liệu").fill(title);
  await ha.getByLabel("Thông điệp chính").fill("Tưới vào gốc, buổi sáng sớm.\nĐậy gốc bằng lá khô.");
  await ha
    .getByLabel("Nội dung")
    .fill(`Tăng cường công tác tưới tiết kiệm trên địa bàn, ${"bà con nhớ ".repeat(8)}hỏi UBND xã.`);
  const aside = ha.getByRole("region", { name: "Chữ dễ hiểu" });
  await aside.getByText("“công tác” (1 lần) → việc").first().waitFor();
  await aside
    .getByText(/^\d+ tiếng: Tăng cường công tác/)
    .first()
    .waitFor();
  await aside.getByText("“UBND” (1 lần): Ủy ban nhân dân").first().waitFor();
  await aside
    .getByText(/chưa kiểm chứng/)
    .first()
    .waitFor();
  await ha.getByRole("textbox", { name: /^Nguồn/ }).fill("Phòng Kinh tế xã D'Ran");
  await button(ha, "Lưu bản nháp").click();
  await ha.getByRole("heading", { level: 1, name: title }).waitFor();
  await say(ha, "Trình duyệt…", ["Lời nhắn cho người duyệt", "Nhờ xem giúp"], "Trình duyệt");
  await ha.getByText("Đang chờ bước: Chuyên viên thẩm định.").first().waitFor();
  await expect.poll(() => ha.getByRole("link", { name: "Sửa bản nháp" }).count()).toBe(0);
  return new URL(ha.url()).pathname;
}

/** Sees what was said, writes it clearer, settles the comment and hands it in again. */
async function mend(ha: Page, address: string): Promise<void> {
  await ha.goto(address);
  await ha
    .getByText(/trả lại\. Thiếu nơi hỏi thêm/)
    .first()
    .waitFor();
  await ha.getByText("Nói rõ thôn nào").first().waitFor();
  await ha.getByRole("link", { name: "Sửa bản nháp" }).click();
  await settled(ha);
  await ha.getByLabel("Nội dung").fill("Tưới tiết kiệm ở thôn Lạc Viên. Hỏi thêm Ủy ban nhân dân xã (UBND).");
  await ha.getByText("Không có câu dài, từ hành chính trong danh sách hay chữ tắt chưa giải nghĩa.").first().waitFor();
  await button(ha, "Lưu bản nháp").click();
  await ha.getByText("đoạn này đã được viết lại").first().waitFor();
  await say(ha, "Đã xử lý", ["Đã làm gì", "Ghi tên thôn"], "Đã xử lý");
  await say(ha, "Trình duyệt…", null, "Trình duyệt");
  await ha.getByText("Đang chờ bước: Chuyên viên thẩm định.").first().waitFor();
}

/** In Chu Ru: words and a recording, by two people of the roster who work in it. */
async function translate(ha: Page, address: string): Promise<void> {
  await ha.goto(`${address}/languages/cje`);
  await settled(ha);
  await ha.getByLabel("Tên tài liệu").fill(`${title} (Chu Ru)`);
  await ha.getByLabel("Thông điệp chính").fill("Bản Chu Ru để thử");
  await choose(ha, "Người dịch", "ya thuan", /Ya Thuần/);
  await button(ha, "Lưu bản dịch").click();
  await button(ha, "Chọn tệp ghi âm").waitFor();
  const file = { name: "churu.mp3", mimeType: "audio/mpeg" };
  await ha.locator("input[type=file]").setInputFiles({ ...file, buffer: Buffer.from("<html>no sound at all") });
  await ha.getByText("Tệp này không phải bản ghi âm.").first().waitFor();
  await ha.locator("input[type=file]").setInputFiles({ ...file, buffer: silence() });
  await button(ha, "Thay bản ghi âm").waitFor();
  await choose(ha, "Người duyệt bản dịch", "ma nghiem", /Ma Nghiêm/);
  await button(ha, "Ghi nhận đã duyệt bản dịch").click();
  await ha.getByText("Đã duyệt: Touneh Ma Nghiêm").first().waitFor();
  expect(await axeFindings(ha)).toEqual([]);
}

async function openOnPhone(page: Page): Promise<void> {
  await page.goto("/field/#/materials");
  await page.getByRole("link", { name: new RegExp(title) }).click();
  await page.getByRole("heading", { name: title }).waitFor();
  await lineSays(page, /Không còn mục nào chờ gửi/);
}

async function reachSays(page: Page, address: string, row: { holds: string; outdated: string }): Promise<void> {
  await expect
    .poll(async () => {
      await page.goto(`${address}/reach`);
      await settled(page);
      const cells = page.getByRole("row", { name: /Xã D'Ran/ }).getByRole("cell");
      return { holds: await cells.nth(1).innerText(), outdated: await cells.nth(2).innerText() };
    }, slowly)
    .toEqual(row);
}

/** A second version in place of the recalled one, through the same three hands. */
async function anew(ha: Page, mai: Page, ly: Page, address: string): Promise<void> {
  await ha.goto(address);
  await button(ha, "Tạo phiên bản mới").click();
  await ha.getByRole("heading", { level: 1, name: "Sửa bản nháp" }).waitFor();
  await ha.getByLabel("Nội dung").fill("Tưới tiết kiệm ở thôn Lạc Viên, mỗi gốc 20 lít. Hỏi thêm xã.");
  await button(ha, "Lưu bản nháp").click();
  await say(ha, "Trình duyệt…", null, "Trình duyệt");
  await mai.goto(`${address}?version=2`);
  await mai.getByRole("link", { name: "So với phiên bản khác" }).click();
  await mai.locator("ins", { hasText: "mỗi gốc 20 lít" }).waitFor();
  expect(await axeFindings(mai)).toEqual([]);
  await mai.goto(`${address}?version=2`);
  await say(mai, "Đồng ý, chuyển bước…", null, "Đồng ý, chuyển bước");
  await ly.goto(`${address}?version=2`);
  await say(ly, "Duyệt để dùng…", null, "Duyệt để dùng");
}
