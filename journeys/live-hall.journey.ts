import { sql } from "kysely";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/ids.ts";
import { axeFindings, launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepPicture } from "./desk-visit.ts";

/** An evening at La Bouye in five windows: the projector, the speaker's console, three phones; three more phones are heard only. */
const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const question = "Thấy cháy rừng thì gọi số nào trước?";

async function fits(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
    .toBe(0);
}

test("a hall from the first code to the last phone's farewell", async () => {
  const { rows } = await sql<{ id: string }>`
    select t.id from talk t join unit_version v on v.unit_id = t.place_unit_id
     where v.name = 'Thôn La Bouye' and t.status = 'accepted' order by t.starts_at limit 1`.execute(server.db.owner);
  const talkId = rows[0]!.id;
  const desk = await openContext(browser, "desk", server.address);
  const console = await desk.newPage();
  await console.goto("/desk/");
  await console.getByRole("button", { name: /Nguyễn Thị Thu Hà/ }).click();
  await console.getByRole("navigation").first().waitFor();
  await console.goto(`/desk/talks/${talkId}`);
  await console.getByRole("link", { name: "Hội trường, trước và sau buổi" }).click();
  await console.getByRole("button", { name: "Mở hội trường" }).click();
  await expect.poll(() => console.locator(".hall-code").textContent()).toMatch(/\S/);
  const code = (await console.locator(".hall-code").textContent())!;
  expect(await axeFindings(console)).toEqual([]);

  const screen = await (await openContext(browser, "desk", server.address)).newPage();
  await screen.goto(`/h/${code}/screen`);
  await screen.getByText("Quét mã để hỏi và trả lời").first().waitFor();
  expect(await axeFindings(screen)).toEqual([]);
  await keepPicture(screen, "hall-join-1280");

  const phones = await Promise.all(
    [0, 1, 2].map(async () => (await openContext(browser, "phone", server.address)).newPage()),
  );
  for (const phone of phones) {
    await phone.goto(`/h/${code}`);
    await phone.getByRole("heading", { name: "Chưa có câu nào đang hỏi" }).waitFor();
    expect(await axeFindings(phone)).toEqual([]);
    await fits(phone);
  }

  // three phones more, without a window
  const marks = [1, 2, 3].map(() => `phone-${newId()}`);
  const roundNow = async () =>
    ((await (await fetch(`${server.address}/api/halls/code/${code}`)).json()) as { round: { id: string } }).round.id;
  const heardVote = async (choice: number) => {
    const round = await roundNow();
    for (const mark of marks) {
      const answer = await fetch(`${server.address}/api/halls/code/${code}/votes`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ round, choice, mark, turn: 1 }),
      });
      expect(answer.status).toBe(200);
    }
  };

  await console.getByRole("button", { name: /^Hỏi: Thấy cháy rừng/ }).click();
  for (const page of [screen, ...phones]) await page.getByRole("heading", { name: question }).waitFor();
  await phones[0]!.getByLabel("113").check();
  await phones[1]!.getByLabel("114").check();
  // no signal in the corner: the vote waits on the phone, says so, and goes when there is one again
  await phones[2]!.context().setOffline(true);
  await phones[2]!.getByLabel("115").check();
  await phones[2]!.getByText("Phiếu vẫn còn trên máy này").first().waitFor();
  await phones[2]!.getByLabel("Tôi chưa biết").check();
  await phones[2]!.context().setOffline(false);
  for (const phone of phones) await phone.getByText("Đã nhận phiếu của máy này").first().waitFor();
  await console.getByText("dưới 5 phiếu").first().waitFor();
  await heardVote(3);
  await console.locator(".hall-now").getByText("6 phiếu").first().waitFor();
  await screen.getByText("6 phiếu").first().waitFor();
  expect(await axeFindings(phones[1]!)).toEqual([]);
  await keepPicture(phones[1]!, "hall-vote-360");
  expect(await axeFindings(screen)).toEqual([]);
  await keepPicture(screen, "hall-round-1280");

  // a page that is opened again knows its vote; the server goes and comes back
  await phones[0]!.reload();
  await expect.poll(() => phones[0]!.getByLabel("113").isChecked()).toBe(true);
  await server.down();
  await server.up();
  await console.getByRole("button", { name: "Đóng phiếu" }).click();
  for (const phone of phones) await phone.getByText("Kết quả trước và sau hiện khi hỏi xong").first().waitFor();
  expect(await axeFindings(phones[0]!)).toEqual([]);

  // a question with a number in it stays on the phone; without it, it waits for the speaker
  const ask = phones[0]!.getByLabel("Anh/chị muốn hỏi gì?");
  await ask.fill("Gọi tôi theo số 0912 345 678 nhé");
  await phones[0]!.getByRole("button", { name: "Gửi" }).click();
  await phones[0]!.getByText("chưa gửi đi và không được lưu").first().waitFor();
  expect(await axeFindings(phones[0]!)).toEqual([]);
  await ask.fill("Băng cản lửa quanh rẫy cần rộng bao nhiêu?");
  await phones[0]!.getByRole("button", { name: "Gửi" }).click();
  const told = phones[0]!.getByText(/Mã tra câu trả lời/);
  await expect.poll(() => told.textContent()).toMatch(/[0-9A-Z]{3}-[0-9A-Z]{4}/);
  const shortCode = /[0-9A-Z]{3}-[0-9A-Z]{4}/.exec((await told.textContent())!)![0];
  await console.getByText("Băng cản lửa quanh rẫy cần rộng bao nhiêu?").first().waitFor();
  await console.locator("#page-title").focus();
  await console.keyboard.press("a");
  await phones[1]!.getByRole("button", { name: "Tôi cũng muốn hỏi" }).click();
  await phones[1]!.getByRole("button", { name: "Đã chọn" }).waitFor();
  await console.locator("#page-title").focus();
  await console.keyboard.press("2");
  await screen.getByRole("heading", { name: "Câu hỏi của hội trường" }).waitFor();
  await screen.getByText("Băng cản lửa quanh rẫy cần rộng bao nhiêu?").first().waitFor();
  expect(await axeFindings(screen)).toEqual([]);
  const { rows: kept } = await sql<{ origin: string; talk_id: string }>`
    select origin, talk_id from question where code = ${shortCode}`.execute(server.db.owner);
  expect(kept).toEqual([{ origin: "hall", talk_id: talkId }]);

  // the talk is given; the same question once more
  await console.getByRole("button", { name: `Hỏi sau: ${question}` }).click();
  for (const phone of phones) await phone.getByText("hỏi sau buổi").first().waitFor();
  for (const phone of phones) await phone.getByLabel("114").check();
  for (const phone of phones) await phone.getByText("Đã nhận phiếu của máy này").first().waitFor();
  await heardVote(1);
  await console.locator(".hall-now").getByText("6 phiếu").first().waitFor();
  await console.locator("#page-title").focus();
  await console.keyboard.press(" ");
  await console.getByText("cùng những máy trả lời cả hai lần").first().waitFor();
  await console.keyboard.press("4");
  await screen.getByRole("heading", { name: `Trong 6 máy, số trả lời đúng “${question}” tăng từ 1 lên 6` }).waitFor();
  await screen.getByRole("img", { name: "trước 17 %, sau 100 %" }).waitFor();
  expect(await axeFindings(screen)).toEqual([]);
  await keepPicture(screen, "hall-results-1280");
  await phones[2]!.getByText("tăng 83 điểm").first().waitFor();
  expect(await axeFindings(phones[2]!)).toEqual([]);
  await keepPicture(phones[2]!, "hall-results-360");
  await fits(phones[2]!);
  expect(await axeFindings(console)).toEqual([]);
  await keepPicture(console, "hall-console-1280");
  await console.setViewportSize({ width: 360, height: 740 });
  await fits(console);
  expect(await axeFindings(console)).toEqual([]);
  await keepPicture(console, "hall-console-360");

  await console.getByRole("button", { name: "Đóng hẳn hội trường" }).click();
  await console.getByRole("button", { name: "Đóng hẳn", exact: true }).click();
  for (const phone of phones) {
    await phone.getByRole("heading", { name: "Hội trường đã đóng" }).waitFor();
    await expect.poll(() => phone.evaluate(() => JSON.stringify(localStorage))).not.toContain("mark");
    expect(await phone.context().cookies()).toEqual([]);
  }
  await console.getByText("Buổi này chưa mở hội trường").first().waitFor();
  const left = () => sql<{ n: number }>`select count(*)::int as n from hall_vote`.execute(server.db.owner);
  await expect.poll(async () => (await left()).rows[0]!.n).toBe(0);
});

test("an author mends a check and gives it in the listeners' language", async () => {
  const { page, context } = await atTheDesk(browser, "desk", server.address, "Hồ Quốc Dũng");
  const { rows } = await sql<{ version_id: string; material_id: string }>`
    select c.version_id, v.material_id from understanding_check c join material_version v on v.id = c.version_id limit 1`.execute(
    server.db.owner,
  );
  await page.goto(`/desk/materials/${rows[0]!.material_id}`);
  await page.getByRole("link", { name: "Câu hỏi trước và sau buổi về các thông điệp này" }).click();
  const first = page.getByRole("group", { name: "Câu 1" });
  await first.getByLabel("Câu hỏi", { exact: true }).fill("Thấy cháy rừng thì gọi ngay số nào?");
  await page.getByLabel("Dịch sang").selectOption({ label: "K'Ho" });
  await first.getByLabel("Câu hỏi, bản dịch").fill("(bản dịch)");
  await page.getByRole("button", { name: "Lưu các câu hỏi" }).click();
  await page.getByText("Bản dịch cần lời hỏi và đủ số phương án").first().waitFor();
  await first.getByLabel("Phương án, bản dịch").fill("113\n114\n115\n(chưa biết)");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Lưu các câu hỏi" }).click();
  await page.getByText("Đã lưu các câu hỏi").first().waitFor();
  const { rows: stored } = await sql<{ text: string; translations: unknown; old: number }>`
    select text, translations, (select count(*)::int from understanding_check where retired_at is not null) as old
      from understanding_check where retired_at is null and position = 1`.execute(server.db.owner);
  expect(stored).toEqual([
    {
      text: "Thấy cháy rừng thì gọi ngay số nào?",
      translations: { kpm: { text: "(bản dịch)", options: ["113", "114", "115", "(chưa biết)"] } },
      old: 4,
    },
  ]);
  await page.setViewportSize({ width: 360, height: 740 });
  await fits(page);
  await context.close();
});

test("the evening of two days ago stands there with its figures, on the projector as in the picture", async () => {
  const { rows } = await sql<{ code: string; talk_id: string }>`
    select code, talk_id from hall where status = 'closed' order by opened_at limit 1`.execute(server.db.owner);
  const screen = await (await openContext(browser, "desk", server.address)).newPage();
  await screen.setViewportSize({ width: 1280, height: 720 });
  await screen.goto(`/h/${rows[0]!.code}/screen`);
  await screen
    .getByRole("heading", { name: `Trong 58 máy, số trả lời đúng “${question}” tăng từ 24 lên 46` })
    .waitFor();
  expect(await axeFindings(screen)).toEqual([]);
  await keepPicture(screen, "hall-before-after-1280");
});
