import { sql } from "kysely";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/ids.ts";
import { axeFindings, launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { installed, keptOnPhone, lineSays, recordTalk, saved, signInAs } from "./field-phone.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A colleague at the desk, who acts through the same commands. */
async function colleague(name: RegExp): Promise<{
  context: BrowserContext;
  does(command: string, payload: unknown): Promise<{ outcome: string; problem?: unknown }>;
}> {
  const context = await openContext(browser, "desk", server.address);
  const page = await context.newPage();
  await page.goto("/desk/");
  await page.getByRole("button", { name }).click();
  await page.getByRole("navigation").first().waitFor();
  return {
    context,
    async does(command, payload) {
      const now = new Date().toISOString();
      const body = {
        deviceId: newId() as string,
        clock: now,
        commands: [{ id: newId() as string, name: command, payload, deviceAt: now }],
      };
      const answer = await page.evaluate(
        (sent) =>
          fetch("/api/sync/push", {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(sent),
          }).then((r) => r.json() as Promise<{ outcomes: { outcome: string; problem?: unknown }[] }>),
        body,
      );
      return answer.outcomes[0]!;
    },
  };
}

const talkCalled = async (title: string) => (await talksCalled(title))[0]!;
const talksCalled = async (title: string) =>
  (
    await sql<{ id: string; status: string; attendance: number; ends_at: Date | null; version: number }>`
    select id, status, attendance, ends_at, version from talk where title = ${title}`.execute(server.db.owner)
  ).rows;

async function refresh(page: Page): Promise<void> {
  await page.goto("/field/#/phone");
  await page.getByRole("button", { name: "Cập nhật ngay" }).click();
}

test("a returned talk comes back to the phone, is put right and handed in again; two versions of one field are settled in plain words", async () => {
  const context = await openContext(browser, "phone", server.address);
  const page = await context.newPage();
  await signInAs(page, /Ya Thuần/);
  await installed(page);
  const title = "Đường liên thôn";
  await recordTalk(page, { title, count: "40" });
  await saved(page);
  await lineSays(page, /Không còn mục nào chờ gửi/);
  await expect.poll(() => talksCalled(title)).toHaveLength(1);
  const { id } = await talkCalled(title);

  const verifier = await colleague(/Bùi Thị Thanh Mai/);
  expect(await verifier.does("talk.return", { talkId: id, reason: "Thiếu giờ kết thúc" })).toMatchObject({
    outcome: "received",
  });
  await refresh(page);
  await page.goto("/field/#/today");
  await page.getByRole("link", { name: /bị trả lại/ }).click();
  await page.getByText("Thiếu giờ kết thúc").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("link", { name: "Sửa và gửi lại" }).click();
  await page.getByLabel("Kết thúc").fill("2330");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Lưu và gửi lại" }).click();
  await page.getByText("Đã ghi, chờ xác minh").first().waitFor();
  await lineSays(page, /Không còn mục nào chờ gửi/);
  await expect.poll(async () => (await talkCalled(title)).status).toBe("delivered");
  await expect.poll(async () => (await talkCalled(title)).ends_at).not.toBeNull();

  // Without a network the speaker corrects the count; meanwhile the office corrects it too.
  await refresh(page);
  const onPhone = async () =>
    (JSON.parse(await keptOnPhone(page, "entities")) as { id: string; data: { status?: string } }[][])
      .flat()
      .find((row) => row.id === id)?.data.status;
  await expect.poll(onPhone).toBe("delivered");
  await lineSays(page, /Không còn mục nào chờ gửi/);
  await context.setOffline(true);
  await page.goto(`/field/#/amend/${id}`);
  await page.getByLabel("Lượt người nghe").fill("45");
  await page.getByRole("button", { name: "Lưu thay đổi" }).click();
  await lineSays(page, /1 mục còn trên máy/);
  const officer = await colleague(/Nguyễn Thị Thu Hà/);
  expect(
    await officer.does("talk.amend", { talkId: id, changes: { attendance: { base: 40, value: 50 } } }),
  ).toMatchObject({ outcome: "received" });
  await context.setOffline(false);
  await lineSays(page, /1 mục cần anh\/chị xem/);
  await page.getByTestId("outbox-line").click();
  await page.getByRole("link", { name: "So hai bản" }).click();
  await page.getByText("Trước khi sửa: 40").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Dùng các bản đã chọn" }).click();
  await page.getByText("Hãy chọn một bản cho mỗi mục.").first().waitFor();
  expect((await talkCalled(title)).attendance).toBe(50);
  await page.getByRole("radio", { name: /^45/ }).check();
  await page.getByRole("button", { name: "Dùng các bản đã chọn" }).click();
  await expect.poll(async () => (await talkCalled(title)).attendance).toBe(45);
  await lineSays(page, /Không còn mục nào chờ gửi/);
  await page.getByText("Đã chọn xong giữa hai bản").first().waitFor();
  await Promise.all([verifier, officer].map((one) => one.context.close()));
  await context.close();
});

test("a talk assigned meanwhile is answered from the phone, also without a network; one given to another leaves it", async () => {
  const context = await openContext(browser, "phone", server.address);
  const page = await context.newPage();
  await signInAs(page, /K' Brèm/);
  await installed(page);
  const people = (
    await sql<{
      id: string;
      full_name: string;
      unit_id: number;
    }>`select id, full_name, unit_id from person where full_name in (${"K' Brèm"}, 'Ya Thuần')`.execute(server.db.owner)
  ).rows;
  const brem = people.find((person) => person.full_name.startsWith("K'"))!;
  const thuan = people.find((person) => person.full_name === "Ya Thuần")!;
  const officer = await colleague(/Nguyễn Thị Thu Hà/);
  const talkId = newId() as string;
  const startsAt = new Date(Date.now() + 26 * 3600_000).toISOString();
  const place = (
    await sql<{
      place_unit_id: number;
      unit_id: number;
    }>`select place_unit_id, unit_id from talk where ${brem.id}::uuid = any (speaker_ids) limit 1`.execute(
      server.db.owner,
    )
  ).rows[0]!;
  expect(
    await officer.does("talk.plan", {
      talkId,
      unitId: place.unit_id,
      placeUnitId: place.place_unit_id,
      kind: "residentMeeting",
      title: "Phân loại rác tại nhà",
      startsAt,
      speakerIds: [brem.id],
    }),
  ).toMatchObject({ outcome: "received" });
  await refresh(page);
  await page.goto("/field/#/today");
  await page.getByRole("link", { name: /Được giao buổi/ }).click();
  await page.getByRole("heading", { name: "Phân loại rác tại nhà" }).waitFor();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Từ chối" }).click();
  await page.getByRole("button", { name: "Gửi từ chối" }).click();
  await page.getByText("Hãy ghi lý do").first().waitFor();
  await page.getByLabel("Vì sao anh/chị không nhận được?").fill("Bận đưa con đi khám");
  await page.getByRole("button", { name: "Gửi từ chối" }).click();
  await lineSays(page, /1 mục còn trên máy/);
  await context.setOffline(false);
  await lineSays(page, /Không còn mục nào chờ gửi/);
  await expect.poll(async () => (await talkCalled("Phân loại rác tại nhà")).status).toBe("declined");
  expect(await officer.does("talk.assign", { talkId, speakerIds: [thuan.id] })).toMatchObject({ outcome: "received" });
  await refresh(page);
  await page.goto(`/field/#/talk/${talkId}`);
  await page.getByRole("heading", { name: "Buổi này không còn trên máy" }).waitFor();
  await officer.context.close();
  await context.close();
});
