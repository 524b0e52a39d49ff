import { sql } from "kysely";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { climbJob } from "#modules/questions/server.ts";
import { launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, settled } from "./desk-visit.ts";
import { choosePlace, installed, lineSays, onward, recordTalk, saved, signInAs } from "./field-phone.ts";

/**
 * The circle closed: a question asked in a village without a signal comes to the commune, is not answered in time and climbs
 * once, is answered by the province, approved by another, published, told at the next talk, and found by its code.
 */
const server = useRunningServer();
let browser: Browser;
let phone: BrowserContext;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const question = "Bao giờ trạm y tế xã có bác sĩ trực ban đêm?";
const answer = "Từ tháng tới trạm có bác sĩ trực đêm các ngày thứ Hai, thứ Tư, thứ Sáu.";

test("asked offline, climbed once, answered, carried back, found by its code", async () => {
  const code = await askedInTheVillage();
  const id = await routed(code);
  await lateAndClimbed(id);
  await answeredByTheProvince(id);
  await carriedBack(id);
  await foundByCode(code);
});

const row = (id: string) =>
  server.db.owner
    .selectFrom("question")
    .selectAll()
    .select(sql<string>`due_on::text`.as("due_on"))
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

async function askedInTheVillage(): Promise<string> {
  phone = await openContext(browser, "phone", server.address);
  page = await phone.newPage();
  await signInAs(page, /Ya Thuần/);
  await installed(page);
  await phone.setOffline(true);
  await recordTalk(page, { title: "Khám bệnh ở trạm y tế", count: "46", questions: [question] });
  await saved(page);
  // the code is there although nothing has reached the server
  const codes = page.getByRole("region", { name: /Mã để bà con tra câu trả lời/ }).or(page.locator("section.part"));
  await codes.getByText(question).first().waitFor();
  const code = (await codes.locator("dd").first().innerText()).trim();
  expect(code).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{4}$/);
  await phone.setOffline(false);
  return code;
}

async function routed(code: string): Promise<string> {
  const find = () => server.db.owner.selectFrom("question").select("id").where("code", "=", code).executeTakeFirst();
  await expect.poll(find, { timeout: 60_000, interval: 500 }).toBeDefined();
  const { id } = (await find())!;
  const { rows } = await sql<{ unit: string; origin: string; text: string }>`
    select v.name as unit, q.origin, q.text from question q join unit_version v on v.unit_id = q.unit_id and v.valid @> current_date where q.id = ${id}::uuid`.execute(
    server.db.owner,
  );
  expect(rows).toEqual([{ unit: "Xã D'Ran", origin: "talk", text: question }]);
  const ha = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await ha.page.goto("/desk/questions?q=bac+si+truc+ban+dem");
  await ha.page.getByRole("link", { name: question }).waitFor();
  await ha.context.close();
  return id;
}

/** Three weeks go by. The job runs twice, and once more the next morning. */
async function lateAndClimbed(id: string): Promise<void> {
  await sql`update question set due_on = current_date - 2, first_due_on = current_date - 2, received_at = received_at - interval '21 days',
    asked_at = asked_at - interval '21 days' where id = ${id}::uuid`.execute(server.db.owner);
  const run = () =>
    climbJob.run({ pool: server.db.database.pool, dataDir: server.dataDir, now: () => new Date(), log: () => {} }, {});
  await Promise.all([run(), run()]);
  await run();
  expect(await row(id)).toMatchObject({ level: 1, status: "open" });
  const steps = await server.db.owner
    .selectFrom("question_step")
    .select("kind")
    .where("question_id", "=", id)
    .execute();
  expect(steps).toEqual([{ kind: "climbed" }]);
}

async function answeredByTheProvince(id: string): Promise<void> {
  const anh = await atTheDesk(browser, "desk", server.address, "Vũ Hoàng Anh");
  await anh.page.goto("/desk/questions?view=climbed&q=bac+si+truc");
  await anh.page.getByRole("link", { name: question }).click();
  await anh.page.getByText("lên cấp từ Xã D'Ran tới Tỉnh Lâm Đồng").first().waitFor();
  await anh.page.getByRole("button", { name: "Soạn câu trả lời" }).click();
  // a phone number does not get in
  await anh.page.getByLabel("Nội dung trả lời").fill(`${answer} Gọi 0912 345 678.`);
  await anh.page.getByLabel("Căn cứ").fill("Kế hoạch số 45/KH-SYT của Sở Y tế");
  await anh.page.getByRole("button", { name: "Lưu bản soạn" }).click();
  await anh.page.getByRole("heading", { name: /giống số điện thoại/ }).waitFor();
  await anh.page.getByLabel("Nội dung trả lời").fill(answer);
  await anh.page.getByRole("button", { name: "Lưu bản soạn" }).click();
  await anh.page.getByRole("button", { name: "Trình duyệt" }).click();
  await anh.page.getByText("Chờ duyệt").first().waitFor();
  await anh.page.getByRole("button", { name: "Trình duyệt" }).waitFor({ state: "detached" });
  await expect.poll(() => anh.page.getByRole("button", { name: "Duyệt", exact: true }).count()).toBe(0);

  const dung = await atTheDesk(browser, "desk", server.address, "Hồ Quốc Dũng");
  await dung.page.goto(`/desk/questions/${id}`);
  await dung.page.getByRole("button", { name: "Duyệt", exact: true }).click();
  await dung.page.getByText("Đã duyệt, chờ công bố").first().waitFor();
  await expect
    .poll(
      async () =>
        (
          await server.db.owner.selectFrom("question_answer").select("status").where("question_id", "=", id).execute()
        )[0]?.status,
    )
    .toBe("approved");
  await dung.context.close();

  await anh.page.reload();
  await anh.page.getByRole("button", { name: "Công bố" }).click();
  await anh.page.getByText("Chờ Ya Thuần đọc tại buổi gặp tới").first().waitFor();
  await settled(anh.page);
  await anh.context.close();
}

async function carriedBack(id: string): Promise<void> {
  await page.goto("/field/");
  await lineSays(page, /cập nhật lúc/);
  await page.getByRole("link", { name: /Mang .* câu trả lời về cho bà con/ }).click();
  await page.getByRole("link", { name: new RegExp(question.slice(0, 20)) }).click();
  await page.getByText(answer).first().waitFor();

  // the next meeting, again without a signal
  await phone.setOffline(true);
  await page.goto("/field/#/today");
  await page.getByRole("link", { name: /Ghi buổi tuyên truyền|Ghi tiếp/ }).click();
  await page.getByRole("heading", { name: "Buổi nào?" }).waitFor();
  const other = page.getByRole("radio", { name: /Buổi ngoài kế hoạch/ });
  if (await other.count()) await other.check();
  await page.getByRole("radio", { name: "Chuyện khác" }).check();
  await page.getByLabel("Tên buổi, ngắn gọn").fill("Sinh hoạt thôn");
  await onward(page);
  await choosePlace(page);
  await onward(page);
  await page.getByRole("textbox", { name: "Bao nhiêu lượt người nghe?" }).fill("31");
  await onward(page);
  await page.getByRole("checkbox", { name: new RegExp(question.slice(0, 20)) }).check();
  await onward(page);
  await onward(page);
  await page.getByRole("button", { name: "Lưu buổi này" }).click();
  await saved(page);
  await phone.setOffline(false);
  const told = () =>
    server.db.owner.selectFrom("answer_carry_back").select("talk_id").where("question_id", "=", id).execute();
  await expect.poll(async () => (await told()).length, { timeout: 60_000, interval: 500 }).toBe(1);
  const [tick] = await told();
  await expect
    .poll(
      async () =>
        (await server.db.owner.selectFrom("talk").select("title").where("id", "=", tick!.talk_id).execute())[0]?.title,
      { timeout: 60_000, interval: 500 },
    )
    .toBe("Sinh hoạt thôn");
  await phone.close();
}

/** Who asked looks it up: on the public page, typed as one types, and through the interface for programs. */
async function foundByCode(code: string): Promise<void> {
  const context = await openContext(browser, "phone", server.address);
  const visit = await context.newPage();
  await visit.goto("/tra-cuu");
  await visit.getByLabel(/mã/i).first().fill(code.toLowerCase().replace("-", " "));
  await visit
    .locator("form", { has: visit.locator("#ma") })
    .getByRole("button")
    .click();
  await visit.getByText(answer).first().waitFor();
  const found: unknown = await (await fetch(`${server.address}/api/answers/by-code/${code}`)).json();
  expect(found).toMatchObject({
    items: [{ code, status: "published", answer: { answer, unitName: "Tỉnh Lâm Đồng" } }],
  });
  await context.close();
}
