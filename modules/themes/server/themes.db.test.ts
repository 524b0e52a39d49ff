import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { addDays, asCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { buildApi } from "#platform/http/api.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildUnit, unitAdministrator, unitPolicy } from "#modules/units/server.ts";
import { unitMessagesEn, unitMessagesVi } from "#modules/units/shared.ts";
import type { Themes } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { themePolicy } from "../policy.ts";
import { weeksOfMonth } from "../rules.ts";
import { releaseThemes } from "./release-themes.ts";
import { themeRoutes } from "./routes.ts";
import { executeCommand } from "#platform/command/execute.ts";

const db = useTestDatabase();
const october = asCivilDate("2026-10-05");
const weeks = weeksOfMonth(october);
const now = new Date("2026-11-23T03:00:00Z");
let api: ReturnType<typeof buildApi>;
let province: number;
let communes: number[];

beforeAll(async () => {
  const { pool } = db.database;
  api = buildApi({
    rooms: [themeRoutes],
    policies: [unitPolicy, themePolicy],
    messages: { vi: { ...unitMessagesVi, ...messagesVi }, en: { ...unitMessagesEn, ...messagesEn } },
    pool,
    commands: { [releaseThemes.name]: releaseThemes },
    authenticate: () => ({ principal: unitAdministrator, byCookie: false }),
    version: "test",
    checkAnswers: true,
  });
  // weeks begin with the rule: a few are enough here
  await sql`update small_group_rule set valid = daterange('2026-08-31', null)`.execute(db.owner);
  province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  communes = [];
  for (const [i, name] of [
    "D'Ran",
    "Đam Rông 1",
    "Hiệp Thạnh",
    "Đơn Dương",
    "Ka Đô",
    "Quảng Lập",
    "Lạc Dương",
  ].entries())
    communes.push(await buildUnit(pool, { name, code: String(24900 + i), kind: "commune", parentId: province }));
});

/** counts[commune][week] questions on a topic; the week's Wednesday, when it arrived. */
async function ask(topic: string | null, counts: readonly (readonly number[])[], firstWeek = weeks[0]!) {
  for (const [c, perWeek] of counts.entries())
    for (const [w, n] of perWeek.entries())
      for (let i = 0; i < n; i++) await one(topic, communes[c]!, addDays(firstWeek, 7 * w + 2));
}

async function one(topic: string | null, unitId: number, day: CivilDate) {
  const at = `${day}T04:00:00Z`;
  await sql`insert into question (id, origin, asked_unit_id, topic, text, asked_at, received_at)
    values (${newId()}, 'officer', ${unitId}, ${topic}, 'Bao giờ có nước?', ${at}, ${at})`.execute(db.owner);
}

const release = async (at = now, principal: Principal = unitAdministrator) =>
  (
    await executeCommand<{ released: string[] }>(
      { pool: db.database.pool, commands: { [releaseThemes.name]: releaseThemes }, now: () => at },
      principal,
      { id: newId(), name: "theme.release", payload: {} },
    )
  ).answer.released;

const get = async (query: string): Promise<Themes> => {
  const answer = await api.request(`/api/themes?${query}`);
  expect(answer.status, query).toBe(200);
  return (await answer.json()) as Themes;
};

/** Every answer that the API can give: both kinds, all places, all periods, as it is and as it was. */
async function everyAnswer(): Promise<Record<string, Themes>> {
  const answers: Record<string, Themes> = {};
  for (const kind of ["week", "month"])
    for (const as of ["is", "was"])
      for (const under of [null, province, communes[0]!, communes[2]!, communes[6]!]) {
        const base = `kind=${kind}&as=${as}${under === null ? "" : `&under=${under}`}`;
        const newest = (answers[base] = await get(base));
        for (const { startsOn } of newest.periods.filter((p) => p.startsOn >= "2026-09-21"))
          answers[`${base}&startsOn=${startsOn}`] = await get(`${base}&startsOn=${startsOn}`);
      }
  return answers;
}

/** Forgets what was released, as nothing but a test can. */
async function forget() {
  await sql`truncate theme_entry, theme_cell, theme_release`.execute(db.owner);
  await release(new Date("2026-09-21T03:00:00Z"));
}

// seven communes, five weeks of October; land: 14 + 11 in two communes, 1 to 3 in five others: 8 in all
const land = [
  [4, 3, 3, 2, 2],
  [3, 2, 2, 2, 2],
  [0, 2, 0, 0, 0],
  [0, 0, 2, 0, 0],
  [1, 0, 0, 0, 0],
  [0, 0, 0, 2, 0],
  [0, 0, 0, 0, 1],
];
// school: 9 in one commune and 3 in another: what is left by subtraction would be those 3
const school = [
  [5, 4],
  [0, 0, 3],
];

describe("the release", () => {
  test("is of periods that are over, and happens once", async () => {
    await ask("local-affairs", land);
    await ask("knowledge", school);
    await one(null, communes[0]!, asCivilDate("2026-11-23"));
    expect(weeks).toHaveLength(5);
    // in the middle of the fifth week: four weeks, no month
    const first = await release(new Date("2026-10-29T03:00:00Z"));
    expect(first.slice(0, 2)).toEqual(["2026-W36", "2026-W37"]);
    expect(first.slice(-5)).toEqual(["2026-09", "2026-W40", "2026-W41", "2026-W42", "2026-W43"]);
    expect(await release()).toEqual(["2026-W44", "2026-10", "2026-W45", "2026-W46", "2026-W47"]);
    expect(await release()).toEqual([]);
    const { rows } = await sql<{ least: number }>`select min(count) as least from theme_cell`.execute(db.owner);
    expect(rows[0]!.least).toBeGreaterThanOrEqual(5);
  });

  test("is by topic and week for the province, and by commune where nothing small follows from it", async () => {
    const month = await get(`kind=month&under=${province}&startsOn=${weeks[0]}`);
    expect(month.topics.map((t) => [t.topic, t.count])).toEqual([
      ["local-affairs", 33],
      ["knowledge", 12],
    ]);
    expect(month.communes.map((c) => [c.name, c.total])).toEqual([
      ["D'Ran", 14],
      ["Đam Rông 1", 11],
    ]);
    // the 9 of D'Ran on the second topic are not there: 12 - 9 would give the others' 3
    expect(month.communes.every((c) => c.topics.every((t) => t.topic === "local-affairs"))).toBe(true);
    const week = await get(`kind=week&under=${communes[2]}&startsOn=${weeks[1]}`);
    expect(week.area).toMatchObject({ level: "province", name: "Tỉnh Lâm Đồng" });
    expect(week.topics).toMatchObject([{ topic: "local-affairs", count: 7, previous: 8, change: "down" }]);
    expect(week.communes).toEqual([]);
    const commune = await get(`kind=month&under=${communes[2]}&startsOn=${weeks[0]}`);
    expect(commune).toMatchObject({ area: { name: "Hiệp Thạnh" }, topics: [], total: null, communes: [] });
  });

  test("cannot be changed, and is no business of who may not release", async () => {
    await expect(sql`update theme_cell set count = 6`.execute(db.owner)).rejects.toThrow(/never changed/);
    await expect(sql`delete from theme_release`.execute(db.owner)).rejects.toThrow(/never changed/);
    const officer: Principal = { ...unitAdministrator, grants: [{ role: "administrator", unitId: province }] };
    await expect(release(now, officer)).rejects.toMatchObject({ code: "access.denied" });
    expect((await api.request(`/api/themes?startsOn=2026-10-01`)).status).toBe(404);
  });

  test("counts what arrives late where it arrives, and leaves what was said as it is", async () => {
    const before = JSON.stringify(await get(`kind=month&under=${province}&startsOn=${weeks[0]}`));
    await one("local-affairs", communes[3]!, asCivilDate("2026-10-14"));
    const later = new Date("2026-12-01T03:00:00Z");
    expect(await release(later)).toEqual(["2026-W48", "2026-11"]);
    // the list of periods has grown; nothing else has changed
    const after = await get(`kind=month&under=${province}&startsOn=${weeks[0]}`);
    expect(JSON.stringify({ ...after, periods: JSON.parse(before).periods })).toBe(before);
    const { rows } = await sql<{ week: string }>`
      select week::text from theme_entry e join question q on q.id = e.question_id where q.received_at::date = '2026-10-14' and week > '2026-11-01'`.execute(
      db.owner,
    );
    expect(rows).toEqual([{ week: "2026-11-23" }]);
  });
});

describe("against subtraction", () => {
  test("no two answers of the API differ by a group under five, nor does any sum of the shown", async () => {
    const answers = Object.values(await everyAnswer());
    expect(answers.length).toBeGreaterThan(60);
    for (const text of answers.map((a) => JSON.stringify(a)))
      for (const [, n] of text.matchAll(/"(?:count|previous|total)":(\d+)/g))
        expect(Number(n)).toBeGreaterThanOrEqual(5);
    // any two figures of one topic where one group holds the other
    const weekly = new Map<string, number>();
    for (const a of answers)
      if (a.period?.kind === "week") for (const t of a.topics) weekly.set(`${a.period.startsOn} ${t.topic}`, t.count);
    const differences: number[] = [];
    for (const month of answers.filter((a) => a.period?.kind === "month" && a.area?.level !== "commune"))
      for (const topic of month.topics) {
        const parts = month.communes.flatMap((c) =>
          c.topics.filter((t) => t.topic === topic.topic).map((t) => t.count),
        );
        const ofWeeks = weeksOfMonth(addDays(asCivilDate(month.period!.startsOn), 10)).map(
          (w) => weekly.get(`${w} ${topic.topic}`) ?? 0,
        );
        // every subset of the communes and every subset of the weeks taken from the whole
        for (const list of [parts, ofWeeks])
          for (let chosen = 0; chosen < 2 ** list.length; chosen++)
            differences.push(topic.count - list.reduce((sum, n, i) => sum + ((chosen >> i) & 1 ? n : 0), 0));
      }
    expect(differences.length).toBeGreaterThan(50);
    expect(differences.filter((d) => d !== 0 && d < 5)).toEqual([]);
  });

  test("all answers together stay the same, whatever the hidden groups hold", async () => {
    await sql`truncate question cascade`.execute(db.owner);
    await forget();
    await ask("local-affairs", land);
    await ask("knowledge", school);
    await release();
    const real = await everyAnswer();

    // the small communes' questions are dealt out anew, each still under five; the weeks stay as they are
    for (const twin of [
      [0, 0, 4, 2, 2],
      [2, 0, 2, 0, 4],
      [1, 1, 1, 1, 4],
    ]) {
      await forget();
      const { rows } = await sql<{ id: string }>`
        select id from question where topic = 'local-affairs' and asked_unit_id = any (${communes.slice(2)}::int[]) order by id`.execute(
        db.owner,
      );
      const places = twin.flatMap((n, i) => Array<number>(n).fill(communes[i + 2]!));
      expect(places).toHaveLength(rows.length);
      for (const [i, { id }] of rows.entries())
        await sql`update question set asked_unit_id = ${places[i]!} where id = ${id}::uuid`.execute(db.owner);
      await release();
      expect(await everyAnswer()).toEqual(real);
    }
    // and the hidden weeks of the other topic, 4 and 3, become 2, 3 and 2: their 7 is said, they are not
    await forget();
    await sql`update question set received_at = received_at + interval '14 days' where id in (
      select id from question where topic = 'knowledge' and received_at::date = ${addDays(weeks[1]!, 2)}::date limit 2)`.execute(
      db.owner,
    );
    await release();
    expect(await everyAnswer()).toEqual(real);
  });

  test("a hidden week may hold anything under five as well", async () => {
    await sql`truncate question cascade`.execute(db.owner);
    await forget();
    // four weeks shown, the fifth with 2; thirteen more among five communes
    const counts = [[5, 5, 5, 5], [0], [2, 1, 1], [1, 2, 0], [1, 0, 1], [1, 1, 0], [0, 0, 0, 0, 2]];
    await ask("local-affairs", counts);
    await release();
    const real = await everyAnswer();
    expect(real[`kind=month&as=is&under=${province}&startsOn=${weeks[0]}`]!.communes).toMatchObject([{ total: 20 }]);
    for (const inFifth of [0, 1, 4]) {
      await forget();
      await sql`delete from question_step`.execute(db.owner);
      await sql`alter table question disable trigger question_stays`.execute(db.owner);
      await sql`delete from question where received_at::date = ${addDays(weeks[4]!, 2)}::date`.execute(db.owner);
      await sql`alter table question enable trigger question_stays`.execute(db.owner);
      for (let i = 0; i < inFifth; i++) await one("local-affairs", communes[6]!, addDays(weeks[4]!, 2));
      await release();
      expect(await everyAnswer()).toEqual(real);
    }
  });
});

describe("files", () => {
  test("the workbook and the report hold nothing that the screen does not", async () => {
    const query = `kind=month&under=${province}&startsOn=${weeks[0]}`;
    const themes = await get(query);
    const sheets = await readWorkbook(
      new Uint8Array(await (await api.request(`/api/themes/export?${query}`)).arrayBuffer()),
    );
    expect(sheets).toHaveLength(3);
    const allowed = new Set(JSON.stringify(themes).match(/\d+/g)?.map(Number));
    for (const sheet of sheets)
      for (const row of sheet.rows)
        for (const cell of row) if (typeof cell?.value === "number") expect(allowed).toContain(cell.value);
    const document = new Uint8Array(await (await api.request(`/api/themes/document?${query}`)).arrayBuffer());
    expect(checkDocument(document).filter((f) => f.verdict === "broken")).toEqual([]);
  });
});
