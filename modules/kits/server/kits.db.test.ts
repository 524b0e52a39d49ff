import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { buildMaterial } from "#modules/materials/server.ts";
import { talkCommands } from "#modules/talks/server.ts";
import { buildUnit } from "#modules/units/server.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { openEventsJob } from "./jobs.ts";
import { listKitEvents } from "./kit-events.ts";
import { exportTimeliness } from "./export-kits.ts";
import { kitTimeliness, listKitDeadlines, listKits, readKitPage } from "./read-kits.ts";
import { kitCommands } from "./commands.ts";

const db = useTestDatabase();
const units = {} as Record<"province" | "dran" | "village" | "damRong", number>;
const someone = (role: Principal["grants"][number]["role"], unitId: number | null): Principal => ({
  userId: `${role}-${unitId}`,
  personId: null,
  displayName: role,
  homeUnitId: unitId,
  grants: [{ role, unitId }],
});
const admin = someone("administrator", null);
const at = (day: string) => new Date(`${day}T09:00:00+07:00`);
const act = async (by: Principal, name: string, payload: unknown, now = at("2026-10-05")) =>
  (
    await executeCommand<{ id: string; version: number }>(
      { pool: db.database.pool, commands: kitCommands, now: () => now },
      by,
      { id: newId(), name: `kit.${name}`, payload },
    )
  ).answer;
const matter = (rest: object = {}) => ({
  id: newId(),
  unitId: units.dran,
  placeUnitId: units.village,
  trigger: "project",
  title: "Mở đường thôn Lạc Viên",
  topic: "local-projects",
  happenedOn: "2026-10-01",
  languages: ["cje", "vi"],
  ...rest,
});
const page = (by: Principal, id: string) => inTransaction(db.database.pool, by, (tx) => readKitPage(tx, by, id));

beforeAll(async () => {
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  units.dran = await buildUnit(pool, { name: "Xã D'Ran", kind: "commune", parentId: units.province });
  units.village = await buildUnit(pool, { name: "Thôn Lạc Viên", kind: "hamlet", parentId: units.dran });
  units.damRong = await buildUnit(pool, { name: "Xã Đam Rông 1", kind: "commune", parentId: units.province });
});

test("a trigger opens a kit with its deadline and items; what is ready is read off the materials; days are counted", async () => {
  const ha = someone("officer", units.dran);
  const { id } = await act(ha, "open", matter());
  const first = await page(ha, id);
  expect(first).toMatchObject({ dueOn: "2026-10-15", dueDays: 10, ready: 0, daysToApproval: null, mayEdit: true });
  expect(first.items.map((i) => [i.kind, i.language, i.state])).toEqual([
    ["factSheet", null, "missing"],
    ["questionsAnswers", null, "missing"],
    ["languageVersion", "cje", "missing"],
  ]);
  const sheet = await buildMaterial(
    db.database.pool,
    admin,
    { title: "Thông tin về đường mới", unitId: units.dran, qa: [{ question: "Bao giờ làm?", answer: "Từ tháng 12." }] },
    at("2026-10-08"),
  );
  const draft = await buildMaterial(db.database.pool, admin, {
    title: "Bản Chu Ru",
    unitId: units.dran,
    approve: false,
  });
  for (const item of first.items)
    await act(ha, "link-item", {
      id,
      itemId: item.id,
      materialId: item.kind === "languageVersion" ? draft.materialId : sheet.materialId,
    });
  await executeCommand({ pool: db.database.pool, commands: talkCommands }, admin, {
    id: newId(),
    name: "talk.enter",
    payload: {
      talkId: newId(),
      unitId: units.dran,
      placeUnitId: units.village,
      kind: "residentMeeting",
      title: "Đường mới",
      startsAt: "2026-10-12T12:00:00.000Z",
      attendance: 30,
      materialVersionIds: [sheet.versionId],
    },
  });
  const made = await page(ha, id);
  expect(made.items.map((i) => i.state)).toEqual(["ready", "ready", "inWork"]);
  expect(made).toMatchObject({
    ready: 2,
    approvedOn: "2026-10-08",
    daysToApproval: 7,
    talkOn: "2026-10-12",
    daysToTalk: 4,
    approvedMaterialId: sheet.materialId,
  });
  const period = { from: asCivilDate("2026-01-01"), to: asCivilDate("2026-12-31") };
  expect(await inTransaction(db.database.pool, ha, (tx) => kitTimeliness(tx, period))).toEqual([
    {
      unit: { id: units.dran, name: "Xã D'Ran" },
      kits: 1,
      approved: 1,
      inTime: 1,
      talked: 1,
      medianToApproval: 7,
      medianToTalk: 4,
    },
  ]);
  const file = await inTransaction(db.database.pool, ha, (tx) => exportTimeliness(tx, period, "vi"));
  const sheets = await readWorkbook(file.bytes as Uint8Array);
  expect(sheets.map((s) => s.name)).toEqual(["Theo đơn vị", "Từng bộ"]);
  expect(sheets[1]!.rows[1]!.map((c) => c.day ?? c.value).slice(4, 10)).toEqual([
    "2026-10-01",
    "2026-10-15",
    "2026-10-08",
    7,
    "2026-10-12",
    4,
  ]);
});

test("an event is due before it; a new rule holds from its day and open kits keep theirs", async () => {
  const ha = someone("officer", units.dran);
  const { id } = await act(ha, "open", matter({ trigger: "event", happenedOn: "2026-10-30", languages: [] }));
  expect(await page(ha, id)).toMatchObject({ dueOn: "2026-10-23" });
  await expect(
    act(ha, "set-deadline", { trigger: "event", days: 3, from: "2026-10-10", legalBasis: "QĐ của tỉnh" }),
  ).rejects.toMatchObject({ code: "access.denied" });
  await act(admin, "set-deadline", { trigger: "event", days: 3, from: "2026-10-10", legalBasis: "QĐ của tỉnh" });
  await expect(
    act(admin, "set-deadline", { trigger: "event", days: 4, from: "2026-10-01", legalBasis: "…" }),
  ).rejects.toMatchObject({ code: "kit.deadline-past" });
  expect(await page(ha, id)).toMatchObject({ dueOn: "2026-10-23", dueDays: 7 });
  const later = await act(
    ha,
    "open",
    matter({ trigger: "event", happenedOn: "2026-10-30", languages: [] }),
    at("2026-10-11"),
  );
  expect(await page(ha, later.id)).toMatchObject({ dueOn: "2026-10-27", dueBasis: "QĐ của tỉnh" });
  const rules = await inTransaction(db.database.pool, ha, (tx) => listKitDeadlines(tx));
  expect(rules.filter((r) => r.trigger === "event").map((r) => [r.days, r.from, r.to])).toEqual([
    [3, "2026-10-10", null],
    [7, "2024-01-01", "2026-10-09"],
  ]);
});

test("a unit makes kits for its own people; those whom it concerns see it; another commune does not", async () => {
  const ha = someone("officer", units.dran);
  await expect(act(ha, "open", matter({ placeUnitId: units.damRong }))).rejects.toMatchObject({
    code: "kit.place-outside",
  });
  const province = someone("officer", units.province);
  const { id } = await act(
    province,
    "open",
    matter({ unitId: units.province, placeUnitId: units.dran, title: "Hồ chứa nước" }),
  );
  expect(await page(ha, id)).toMatchObject({ title: "Hồ chứa nước", mayEdit: false });
  await expect(act(ha, "close", { id, seenVersion: 1 })).rejects.toMatchObject({ code: "access.denied" });
  await expect(page(someone("officer", units.damRong), id)).rejects.toMatchObject({ code: "kit.not-found" });
  await expect(act(ha, "open", matter({ title: "Việc của 0912 345 678" }))).rejects.toMatchObject({
    code: "kit.identity",
  });
});

test("closing is once, cancelling has a reason; what is open comes first by its day, page by page", async () => {
  const ha = someone("officer", units.dran);
  const { id } = await act(ha, "open", matter({ title: "Sẽ hủy", trigger: "sensitive" }));
  await expect(act(ha, "close", { id, seenVersion: 1, cancelled: true })).rejects.toMatchObject({
    code: "kit.reason-needed",
  });
  await act(ha, "close", { id, seenVersion: 1, cancelled: true, reason: "Không còn việc này" });
  await expect(act(ha, "close", { id, seenVersion: 2 })).rejects.toMatchObject({ code: "kit.state" });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const answer: Awaited<ReturnType<typeof listKits>> = await inTransaction(db.database.pool, ha, (tx) =>
      listKits(tx, {}, 2, cursor),
    );
    seen.push(...answer.items.map((k) => `${k.status} ${k.dueOn}`));
    cursor = answer.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual([
    "open 2026-10-15",
    "open 2026-10-15",
    "open 2026-10-23",
    "open 2026-10-27",
    "cancelled 2026-10-07",
  ]);
});

test("an event on the calendar opens its kit by itself, once each year, at the successor of a unit that ended; stopped, none", async () => {
  const ha = someone("officer", units.dran);
  const old = await buildUnit(db.database.pool, { name: "Xã Lạc Xuân", kind: "commune", parentId: units.province });
  const event = (rest: object = {}) => ({
    id: newId(),
    unitId: units.dran,
    placeUnitId: units.village,
    title: "Ngày Pháp luật Việt Nam",
    topic: "local-affairs",
    happensOn: "2026-12-09",
    yearly: true,
    leadDays: 20,
    languages: ["cje"],
    legalBasis: "Luật Phổ biến, giáo dục pháp luật 2012, Điều 8",
    ...rest,
  });
  const law = event();
  await act(ha, "add-event", law);
  await act(admin, "add-event", event({ unitId: old, placeUnitId: old, title: "Hội thôn", leadDays: 30 }));
  await expect(act(ha, "add-event", event({ happensOn: "2026-10-05", yearly: false }))).rejects.toMatchObject({
    code: "kit.event-past",
  });
  await expect(act(someone("officer", units.damRong), "add-event", event())).rejects.toMatchObject({
    code: "access.denied",
  });
  await sql`update unit set dissolved = '2026-11-01' where id = ${old}`.execute(db.owner);
  await sql`update unit_version set valid = daterange(lower(valid), '2026-11-01') where unit_id = ${old}`.execute(
    db.owner,
  );
  await sql`insert into unit_succession (from_id, to_id, on_date, extent, legal_basis) values (${old}, ${units.dran}, '2026-11-01', 'full', 'NQ')`.execute(
    db.owner,
  );
  await sql`select refresh_units(null, '2026-11-02'::date)`.execute(db.owner);
  await sql`update unit_clock set n = n + 1`.execute(db.owner);
  const said: unknown[] = [];
  const night = (day: string) =>
    openEventsJob.run(
      { pool: db.database.pool, dataDir: "", now: () => at(day), log: (_m, fields) => said.push(fields) },
      {},
    );
  const kits = async (title: string) =>
    (await inTransaction(db.database.pool, admin, (tx) => listKits(tx, { q: title }, 10))).items;
  await night("2026-11-08");
  expect(said).toEqual([]);
  await night("2026-11-10");
  for (const q of ["Hội thôn", "thon  hoi", "hội-thôn"])
    expect(
      (await kits(q)).map((k) => k.unit.id),
      q,
    ).toEqual([units.dran]);
  for (const day of ["2026-11-19", "2026-11-19", "2026-11-20"]) await night(day);
  const opened = await kits("Ngày Pháp luật");
  expect(opened).toMatchObject([
    { happenedOn: "2026-12-09", trigger: "event", dueOn: "2026-12-06", openedOn: "2026-11-19" },
  ]);
  await night("2027-11-25");
  expect((await kits("Ngày Pháp luật")).map((k) => k.happenedOn).toSorted()).toEqual(["2026-12-09", "2027-12-09"]);
  await expect(act(ha, "stop-event", { id: law.id, reason: "" })).rejects.toBeDefined();
  await act(ha, "stop-event", { id: law.id, reason: "Gộp vào tuần lễ pháp luật" });
  await expect(act(ha, "stop-event", { id: law.id, reason: "Lần nữa" })).rejects.toMatchObject({
    code: "kit.event-stopped",
  });
  await night("2028-11-25");
  expect(await kits("Ngày Pháp luật")).toHaveLength(2);
  const calendar = await inTransaction(db.database.pool, ha, (tx) => listKitEvents(tx, ha));
  expect(calendar.find((e) => e.id === law.id)).toMatchObject({
    next: null,
    mayStop: false,
    kits: [{ happensOn: "2027-12-09" }, { happensOn: "2026-12-09" }],
  });
});
