import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { administrator, buildUnit } from "#modules/units/server/factory.ts";
import { TalkQuery } from "../answers.ts";
import { buildTalk } from "./factory.ts";
import { listTalks } from "./list-talks.ts";

/**
 * A subtree of a dozen communes is read in a share of each: where one commune alone holds the newest talks,
 * its share is used up and all of it has to be read. Whatever is read, the answer is the newest, in order.
 */
const db = useTestDatabase();
const reader: Principal = { ...administrator, userId: "reader" };
let province: number;
let communes: number[];

beforeAll(async () => {
  const { pool } = db.database;
  province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  // beside it, so that the list under the province is one of some communes and not of everything
  const other = await buildUnit(pool, { name: "Tỉnh Khánh Hòa", code: "56" });
  await buildUnit(pool, { name: "Xã Khánh Vĩnh", kind: "commune", parentId: other });
  communes = [];
  for (let n = 1; n <= 12; n++)
    communes.push(await buildUnit(pool, { name: `Xã số ${n}`, kind: "commune", parentId: province }));
});

async function talkOn(commune: number, day: number): Promise<void> {
  const startsAt = new Date(Date.UTC(2026, 0, 1 + day, 12)).toISOString();
  const { text, values } = buildTalk({ unitId: commune, startsAt, endsAt: null, title: `Ngày ${day}` }).statement();
  await db.database.worker.query(text, values);
}

async function newest(limit: number): Promise<string[]> {
  const titles: string[] = [];
  let cursor: string | undefined;
  do {
    const query = TalkQuery.parse({ under: province, status: "delivered", limit, ...(cursor ? { cursor } : {}) });
    const page = await inTransaction(db.database.pool, reader, (tx) => listTalks(tx, query), { readOnly: true });
    titles.push(...page.items.map((talk) => talk.title));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return titles;
}

test("a commune with all the newest talks does not hide any of them, nor anybody else's", async () => {
  // days 200 to 171 in one commune, then one a day around the others
  for (let day = 200; day > 170; day--) await talkOn(communes[4]!, day);
  for (let day = 60; day > 0; day--) await talkOn(communes[day % 12]!, day);
  const expected = [
    ...Array.from({ length: 30 }, (_, i) => `Ngày ${200 - i}`),
    ...Array.from({ length: 60 }, (_, i) => `Ngày ${60 - i}`),
  ];
  expect(await newest(20)).toEqual(expected);
  expect(await newest(50)).toEqual(expected);
});
