import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/ids.ts";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** As the person signed in on the page. */
function send<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ([verb, to, content]) => {
      const answer = await fetch(`/api${to}`, {
        method: verb as string,
        ...(content === undefined
          ? {}
          : { headers: { "content-type": "application/json" }, body: JSON.stringify(content) }),
      });
      return (await answer.json()) as never;
    },
    [method, path, body] as const,
  ) as Promise<T>;
}

test("two people recorded one talk: the officer sees both versions in plain words and settles them", async () => {
  const officer = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  const speaker = await atTheDesk(browser, "phone", server.address, "Ya Thuần");
  const me = await send<{ personId: string }>(speaker.page, "GET", "/me");
  const { items } = await send<{ items: { unit: { id: number }; place: { id: number } }[] }>(
    officer.page,
    "GET",
    "/talks?status=verified&limit=1",
  );
  const talkId = newId();
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const facts = {
    unitId: items[0]?.unit.id,
    placeUnitId: items[0]?.place.id,
    kind: "residentMeeting",
    title: "Nước sạch mùa khô",
    startsAt: `${yesterday}T12:00:00.000Z`,
    endsAt: `${yesterday}T13:05:00.000Z`,
    speakerIds: [me.personId],
  };
  const made = await send<{ status: string }>(officer.page, "POST", "/talks", { id: talkId, ...facts, attendance: 46 });
  expect(made.status).toBe("delivered");
  const pushed = await send<{ outcomes: { outcome: string }[] }>(speaker.page, "POST", "/sync/push", {
    deviceId: newId(),
    clock: new Date().toISOString(),
    commands: [
      {
        id: newId(),
        name: "talk.record",
        deviceAt: `${yesterday}T13:31:00.000Z`,
        payload: { talkId, ...facts, attendance: 64 },
      },
    ],
  });
  expect(pushed.outcomes[0]?.outcome).toBe("conflict");

  const { page } = officer;
  await page.goto("/desk/talks");
  await settled(page);
  await page.getByRole("link", { name: /Mục đang giữ lại/ }).click();
  await page.getByRole("heading", { level: 2, name: "Nước sạch mùa khô" }).waitFor();
  const item = page.getByRole("listitem").filter({ hasText: "Nước sạch mùa khô" });
  const choice = item.getByRole("group", { name: "Lượt người nghe" });
  await expect.poll(() => choice.getByRole("radio", { name: /46/ }).isChecked()).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await choice.getByRole("radio", { name: /64/ }).check();
  await item.getByRole("button", { name: "Ghi lựa chọn này" }).click();
  await item.getByText("Viết vài chữ để sau này hiểu vì sao.").first().waitFor();
  await item.getByLabel("Ghi chú cho quyết định").fill("Theo sổ họp thôn");
  await item.getByRole("button", { name: "Ghi lựa chọn này" }).click();
  await item.waitFor({ state: "detached" });
  await page.goto(`/desk/talks/${talkId}`);
  await page.getByRole("definition").filter({ hasText: /^64/ }).waitFor();
  await officer.context.close();
  await speaker.context.close();
});
