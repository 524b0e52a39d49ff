import { sql } from "kysely";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepPicture, overflow, settled } from "./desk-visit.ts";

/** After a reorganisation that divided a unit, whoever worked there says in which part they work now. */
const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test.each(["desk", "phone"] as const)("the unit was divided: one is asked once, on a %s", async (face) => {
  const { owner } = server.db;
  const { rows } = await sql<{ id: number; part: string }>`
    select u.id, v.name as part from unit u
      join lateral (select t.id from units_today(u.id) with ordinality as t (id, n) order by t.n desc limit 1) last on true
      join unit_version v on v.unit_id = last.id and v.valid @> today_vn()
     where (select count(*) from units_today(u.id)) > 1 order by u.id limit 1`.execute(owner);
  const { id, part } = rows[0]!;
  await sql`update account_user set home_unit_id = ${id} where name = 'Nguyễn Thị Thu Hà'`.execute(owner);
  const { context, page } = await atTheDesk(browser, face, server.address, "Nguyễn Thị Thu Hà");
  const notice = page.getByRole("region", { name: /đã chia tách$/ });
  await notice.getByText(/Anh\/chị làm việc ở đơn vị nào\?/).waitFor();
  await settled(page);
  await keepPicture(page, `home-unit-${face === "phone" ? 360 : 1280}`);
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await notice.getByRole("button", { name: part, exact: true }).click();
  await page.getByText(`Đã ghi: anh/chị làm việc ở ${part}`).first().waitFor();
  await notice.waitFor({ state: "detached" });
  await page.goto("/desk/account");
  await settled(page);
  await expect.poll(() => notice.count()).toBe(0);
  await context.close();
});
