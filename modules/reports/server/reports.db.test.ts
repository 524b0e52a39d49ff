import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { lintOffice } from "#platform/documents/office/lint-office.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { listDocuments } from "#modules/documents/server.ts";
import { indicatorCodes } from "../indicators.ts";
import { buildDocx, buildJson, buildXlsx, prepareReport } from "./build-report.ts";
import type { reportCommands } from "./commands.ts";
import { currentFigures } from "./figures.ts";
import { buildReform, principalOf, type Reform, tellTalk, type TalkWish } from "./reform-story.ts";
import { linesOf, readReportPage, revisionHolds } from "./report-page.ts";
import { getReport } from "./report-store.ts";
import { actsOn } from "./sending-story.ts";
import { lateTalks, talksBehind } from "./talks-behind.ts";

const db = useTestDatabase();
const today = "2026-11-23";
const now = new Date("2026-11-23T03:00:00Z");
let reform: Reform;
let officer: Principal;

const asOfficer = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db.database.pool, officer, work);
const tell = (wish: TalkWish) => tellTalk(db.owner, wish);
const acts = actsOn(db, () => now);
const run = <A>(name: keyof typeof reportCommands, payload: unknown, who = officer) => acts.run<A>(name, payload, who);
const freeze = (reportId: string, how: { reason?: string } = {}) => acts.freeze(reportId, officer, how.reason);
const begin = (unitId: number, period: string) => acts.begin(unitId, period, officer);
const signNow = (reportId: string) =>
  acts.sign(reportId, officer, principalOf("Trần Văn Hiền", "unitHead", reform.province));
const figure = (reportId: string, indicator: string, view: "as-is" | "as-was" = "as-is") =>
  asOfficer(async (tx) =>
    (await currentFigures(tx, await getReport(tx, reportId), view, today)).find(
      (f) => f.indicator === indicator && f.line === "total",
    ),
  );
const lines = (reportId: string, indicator: string, view: "as-is" | "as-was" = "as-is") =>
  asOfficer(async (tx) =>
    Object.fromEntries(
      (
        await linesOf(
          tx,
          await currentFigures(tx, await getReport(tx, reportId), view, today),
          indicator as never,
          today,
        )
      ).map((l) => [l.name, l.value]),
    ),
  );
const page = (reportId: string) =>
  asOfficer(async (tx) => readReportPage(tx, await getReport(tx, reportId), officer, today));
const behind = (reportId: string, query: object) =>
  asOfficer(async (tx) =>
    talksBehind(
      tx,
      await getReport(tx, reportId),
      { indicator: "talks", view: "as-is", line: "total", limit: 50, ...query },
      today,
    ),
  );

beforeAll(async () => {
  reform = await buildReform(db.owner);
  officer = principalOf("hoang-anh", "officer", reform.province);
  const { yaThuan, anhNguyet } = reform;
  await tell({ place: reform.diom, on: "2025-02-05", attendance: 64, speakers: [yaThuan], questions: 2 });
  await tell({
    place: reform.kaDo,
    on: "2025-03-02",
    attendance: 30,
    speakers: [yaThuan, anhNguyet],
    kind: "dialogueMeeting",
  });
  await tell({
    place: reform.tuTra,
    on: "2025-06-30",
    attendance: 25,
    kind: "internalBriefing",
    audience: "officials",
  });
  await tell({ place: reform.quangLap, on: "2025-05-05", attendance: 21, speakers: [anhNguyet] });
  await tell({ place: reform.dran, on: "2025-07-01", attendance: 50, speakers: [yaThuan], mode: "hybrid" });
  await tell({
    place: reform.damRong,
    on: "2025-12-31",
    attendance: 10,
    speakers: [anhNguyet],
    kind: "speakerConference",
    mode: "online",
    sites: [
      { name: "Đam Rông 2", attendance: 4 },
      { name: "Đam Rông 3", attendance: 5 },
    ],
    organiser: reform.department,
  });
  await tell({ place: reform.dran, on: "2024-11-20", attendance: 1, status: "cancelled" });
  await tell({ place: reform.kaDo, on: "2024-05-05", attendance: 20 });
  // not counted: never verified, or held outside
  await tell({ place: reform.dran, on: "2025-08-08", attendance: 500, status: "delivered" });
  await tell({ place: reform.dran, on: "2026-01-01", attendance: 700 });
});

describe("figures", () => {
  test("every code of the catalogue is computed and every computation is in the catalogue", async () => {
    const known = await db.owner.selectFrom("indicator").select("code").execute();
    expect(known.map((i) => i.code).sort()).toEqual([...indicatorCodes].sort());
  });

  test("of the province, compared with the year before", async () => {
    const id = await begin(reform.province, "2025");
    expect(await figure(id, "talks")).toMatchObject({ value: 6, previous: 1, lastYear: 1 });
    expect(await figure(id, "attendance")).toMatchObject({ value: 200, previous: 20 });
    expect(await figure(id, "speakers")).toMatchObject({ value: 2 });
    expect(await figure(id, "attendance.average")).toMatchObject({ value: 33.33 });
    expect(await figure(id, "talks.dialogueMeeting")).toMatchObject({ value: 1 });
    expect(await figure(id, "attendance.internalBriefing")).toMatchObject({ value: 25 });
    expect(await figure(id, "conference.sites")).toMatchObject({ value: 2 });
    expect(await figure(id, "questions")).toMatchObject({ value: 2 });
    expect(await figure(id, "roster.grassrootsCommunicator")).toMatchObject({ value: 2 });
    expect(await figure(id, "roster.core")).toMatchObject({ value: 1 });
    expect(await page(id)).toMatchObject({ status: "draft", waiting: 1, mayFreeze: true });
  });

  test("as it is: rolled up to successors, what was split on a line of its own", async () => {
    const id = (await asOfficer((tx) => tx.selectFrom("report").select("id").executeTakeFirstOrThrow())).id;
    expect(await lines(id, "talks")).toEqual({ "Xã D'Ran": 4, "Xã Đam Rông 1": 1, "Không quy được về đơn vị mới": 1 });
    expect(await lines(id, "attendance")).toEqual({
      "Xã D'Ran": 169,
      "Xã Đam Rông 1": 10,
      "Không quy được về đơn vị mới": 21,
    });
    expect(await figure(id, "places.total")).toMatchObject({ value: 2 });
    expect(await lines(id, "places.with-gaps")).toEqual({ "Xã D'Ran": 8, "Xã Đam Rông 1": 11 });
  });

  test("as it was: units of the day of each talk, the same total", async () => {
    const id = (await asOfficer((tx) => tx.selectFrom("report").select("id").executeTakeFirstOrThrow())).id;
    expect(await lines(id, "talks", "as-was")).toEqual({
      "Xã Ka Đô": 2,
      "Xã Tu Tra": 1,
      "Xã Quảng Lập": 1,
      "Xã D'Ran": 1,
      "Xã Đam Rông 1": 1,
    });
    expect(await figure(id, "talks", "as-was")).toMatchObject({ value: 6 });
    // five communes, of which three lived six months and one the other six
    expect(await lines(id, "places.with-gaps", "as-was")).toEqual({
      "Xã Ka Đô": 4,
      "Xã Tu Tra": 5,
      "Xã Quảng Lập": 5,
      "Xã D'Ran": 5,
      "Xã Đam Rông 1": 11,
    });
  });

  test("equal a recount of the talks, unit by unit", async () => {
    const id = (await asOfficer((tx) => tx.selectFrom("report").select("id").executeTakeFirstOrThrow())).id;
    const { rows } = await sql<{ name: string; talks: string }>`
      select v.name, count(*) as talks from talk t join unit_version v on v.unit_id = t.commune_id and v.valid @> t.held_on
       where t.status in ('verified', 'counted') and t.held_on between '2025-01-01' and '2025-12-31' group by 1`.execute(
      db.owner,
    );
    expect(await lines(id, "talks", "as-was")).toEqual(Object.fromEntries(rows.map((r) => [r.name, Number(r.talks)])));
  });

  test("of a commune by its hamlets, with what its predecessors did; of a department by what it organised", async () => {
    const commune = await begin(reform.dran, "2025");
    expect(await figure(commune, "talks")).toMatchObject({ value: 4 });
    expect(await lines(commune, "talks")).toEqual({ "Xã D'Ran": 3, "Thôn Diom A": 1 });
    const department = await begin(reform.department, "2025");
    expect(await figure(department, "talks")).toMatchObject({ value: 1 });
    expect(await lines(department, "talks")).toEqual({ "Xã Đam Rông 1": 1 });
  });

  test("each opens to its talks, a page at a time", async () => {
    const id = (
      await asOfficer((tx) =>
        tx.selectFrom("report").select("id").where("unit_id", "=", reform.province).executeTakeFirstOrThrow(),
      )
    ).id;
    const first = await behind(id, { limit: 4 });
    const rest = await behind(id, { limit: 4, cursor: first.nextCursor });
    expect([...first.items, ...rest.items].map((t) => t.heldOn)).toEqual([
      "2025-12-31",
      "2025-07-01",
      "2025-06-30",
      "2025-05-05",
      "2025-03-02",
      "2025-02-05",
    ]);
    expect((await behind(id, { line: "unattributable" })).items).toMatchObject([
      { heldOn: "2025-05-05", place: "Xã Quảng Lập", speakers: ["Võ Thị Ánh Nguyệt"], attendance: 21 },
    ]);
    expect(
      (await behind(id, { line: "unit", unitId: reform.dran, indicator: "talks.dialogueMeeting" })).items,
    ).toHaveLength(1);
    expect((await behind(id, { line: "unit", unitId: reform.kaDo, view: "as-was" })).items).toHaveLength(2);
  });
});

describe("a frozen report", () => {
  let id: string;
  let counted: number;
  beforeEach(async () => {
    const all = await asOfficer((tx) =>
      tx
        .selectFrom("report")
        .select(["id", "status"])
        .where("unit_id", "=", reform.province)
        .where("period", "=", "2025")
        .executeTakeFirstOrThrow(),
    );
    id = all.id;
  });

  test("pins its talks, counts them, and refuses a second freeze or one before the period is over", async () => {
    const frozen = await freeze(id);
    expect(frozen).toMatchObject({ revision: 1, talks: 6 });
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from talk where status = 'counted'`.execute(
      db.owner,
    );
    counted = rows[0]!.n;
    expect(counted).toBe(6);
    expect(await asOfficer(async (tx) => revisionHolds(tx, await getReport(tx, id), 1))).toBe(true);
    await expect(run("report.freeze", { reportId: id })).rejects.toMatchObject({ code: "report.already-frozen" });
    await expect(run("report.freeze", { reportId: await begin(reform.province, "2026") })).rejects.toMatchObject({
      code: "report.period-not-over",
    });
  });

  test("does not move when talks come late or are corrected: they are listed, and enter by a revision", async () => {
    await tell({ place: reform.damRong, on: "2025-10-10", attendance: 77, verifiedAt: "2026-11-22T08:00:00Z" });
    const waiting = await sql<{
      id: string;
    }>`update talk set status = 'verified', verified_at = '2026-11-22T09:00:00Z' where status = 'delivered' returning id`.execute(
      db.owner,
    );
    await sql`update talk set attendance = 60, version = version + 1 where held_on = '2025-02-05'`.execute(db.owner);
    expect(await figure(id, "talks")).toMatchObject({ value: 6 });
    expect(await figure(id, "attendance")).toMatchObject({ value: 200 });
    expect((await behind(id, {})).items.find((t) => t.heldOn === "2025-02-05")).toMatchObject({ attendance: 64 });
    const late = await asOfficer(async (tx) => lateTalks(tx, await getReport(tx, id), today));
    expect(late.items.map((t) => [t.heldOn, t.why, t.before, t.attendance])).toEqual([
      ["2025-10-10", "new", null, 77],
      ["2025-08-08", "new", null, 500],
      ["2025-02-05", "changed", 64, 60],
    ]);
    expect(await page(id)).toMatchObject({ status: "frozen", late: 3, waiting: 0 });
    expect(waiting.rows).toHaveLength(1);

    expect(await freeze(id, { reason: "Ba xã gửi muộn" })).toMatchObject({
      revision: 2,
      talks: 8,
    });
    expect(await figure(id, "talks")).toMatchObject({ value: 8 });
    expect(await figure(id, "attendance")).toMatchObject({ value: 200 + 77 + 500 - 4 });
    expect(await page(id)).toMatchObject({
      late: 0,
      revisions: [{ number: 2, reason: "Ba xã gửi muộn" }, { number: 1 }],
    });
    const first = await asOfficer(async (tx) => currentFigures(tx, await getReport(tx, id), "as-is", today, 1));
    expect(first.find((f) => f.indicator === "attendance" && f.line === "total")?.value).toBe(200);
    expect((await behind(id, { revision: 1 })).items).toHaveLength(6);
    for (const n of [1, 2])
      expect(await asOfficer(async (tx) => revisionHolds(tx, await getReport(tx, id), n))).toBe(true);
    await expect(run("report.revise", { reportId: id, reason: "Không có gì" })).rejects.toMatchObject({
      code: "report.nothing-late",
    });
  });

  test("cannot be changed by the application nor by the owner", async () => {
    for (const statement of [
      sql`update report_figure set value = 1`,
      sql`delete from report_talk`,
      sql`update report_talk set attendance = 1`,
      sql`update report_revision set reason = 'x'`,
    ]) {
      await expect(statement.execute(db.owner)).rejects.toThrow(/never changed/);
      await expect(asOfficer((tx) => statement.execute(tx))).rejects.toThrow(/permission denied|never changed/);
    }
  });

  test("is issued with the next number of the register, passes the checker and says its hash", async () => {
    const how = { reportId: id, issuedOn: "2026-11-23", signerName: "Trần Văn Hiền" };
    await expect(run("report.issue", how)).rejects.toMatchObject({ code: "report.not-signed" });
    await expect(run("report.sign", { reportId: id, signerName: "Trần Văn Hiền" })).rejects.toMatchObject({
      code: "access.denied",
    });
    await signNow(id);
    const issued = await run<{ number: number; symbol: string }>("report.issue", {
      reportId: id,
      issuedOn: "2026-11-23",
      signerName: "Trần Văn Hiền",
      capacity: "KT. CHỦ TỊCH",
      signerPosition: "PHÓ CHỦ TỊCH",
    });
    expect(issued).toMatchObject({ number: 1, symbol: "BC-UBND" });
    expect(
      await run("report.issue", { reportId: id, issuedOn: "2026-11-23", signerName: "Trần Văn Hiền" }),
    ).toMatchObject({ number: 2 });
    const [newest] = (await asOfficer((tx) => listDocuments(tx, { limit: 10, subjectId: id }))).items;
    expect(newest).toMatchObject({
      fullSymbol: "02/BC-UBND",
      fileName: "bao-cao-ttm-uy-ban-nhan-dan-tinh-lam-dong-nam-2025.docx",
    });
    const { content } = await db.owner
      .selectFrom("issued_document")
      .select("content")
      .where("id", "=", newest!.id)
      .executeTakeFirstOrThrow();
    expect(
      checkDocument(new Uint8Array(content)).filter((f) => f.verdict === "broken" || f.verdict === "unjudged"),
    ).toEqual([]);
    await expect(
      run("report.issue", { reportId: await begin(reform.province, "2024"), issuedOn: "2026-11-23", signerName: "X" }),
    ).rejects.toMatchObject({ code: "report.not-frozen" });
  });
});

describe("what is taken away", () => {
  const request = (unitId: number, over: object = {}) => ({
    unitId,
    template: "oral-communication",
    period: "2025",
    view: "as-is" as const,
    today,
    asOf: null,
    ...over,
  });

  test("drafts of one unit and of many pass the checker in both views", async () => {
    for (const unitId of [reform.province, reform.dran, reform.damRong, reform.department, reform.diom]) {
      for (const view of ["as-is", "as-was"] as const) {
        const bytes = await asOfficer(async (tx) =>
          buildDocx(tx, (await prepareReport(tx, officer, request(unitId, { view, period: "2025-H1" }))).exported),
        );
        expect(checkDocument(bytes).filter((f) => f.verdict === "broken")).toEqual([]);
        expect(lintOffice(bytes)).toEqual([]);
      }
    }
  });

  test("JSON names the talks behind each line; what was not known then is not there", async () => {
    const build = (over: object) =>
      asOfficer(async (tx) => {
        const asked = request(reform.province, over);
        return buildJson(tx, await prepareReport(tx, officer, asked), asked.asOf);
      });
    const frozen = await build({});
    const talks = frozen.figures.find((f) => f.indicator === "talks")!;
    expect(frozen).toMatchObject({ status: "frozen", revision: 2 });
    expect(talks).toMatchObject({ value: 8 });
    expect(talks.talks).toHaveLength(8);
    for (const row of talks.rows) expect(row.talks).toHaveLength(row.value);
    const early = await build({ asOf: "2025-06-01T00:00:00Z" });
    expect(early).toMatchObject({ status: "draft" });
    expect(early.figures.find((f) => f.indicator === "talks")).toMatchObject({ value: 3 });
  });

  test("the workbook holds every indicator, and hides small counts of questions by unit", async () => {
    const sheets = await readWorkbook(
      await asOfficer(async (tx) =>
        buildXlsx(tx, (await prepareReport(tx, officer, request(reform.province))).exported),
      ),
    );
    expect(sheets.map((s) => s.name)).toEqual(["Chỉ tiêu", "Theo đơn vị"]);
    const codes = sheets[0]!.rows.map((r) => r[9]?.value);
    for (const code of indicatorCodes) expect(codes).toContain(code);
    const units = sheets[1]!;
    const header = units.rows.findIndex((r) => r[0]?.value === "Đơn vị");
    const questions = units.rows[header]!.findIndex((c) => c.value === "Câu hỏi, ý kiến tiếp nhận");
    expect(units.rows.find((r) => r[0]?.value === "Xã D'Ran")?.[questions]?.value).toBe("*");
  });
});

describe("who may", () => {
  test("an officer of a commune neither sees the province's report nor freezes it; an analyst reads and no more", async () => {
    const stranger = principalOf("duyen", "officer", reform.damRong);
    const id = (
      await asOfficer((tx) =>
        tx.selectFrom("report").select("id").where("unit_id", "=", reform.province).executeTakeFirstOrThrow(),
      )
    ).id;
    await expect(run("report.freeze", { reportId: id }, stranger)).rejects.toMatchObject({ code: "report.not-found" });
    await expect(
      run("report.create", { reportId: newId(), unitId: reform.province, period: "2023" }, stranger),
    ).rejects.toMatchObject({ code: "access.denied" });
    await expect(
      run(
        "report.create",
        { reportId: newId(), unitId: reform.province, period: "2023" },
        principalOf("phan-tich", "analyst", reform.province),
      ),
    ).rejects.toMatchObject({ code: "access.denied" });
    const seen = await inTransaction(db.database.pool, stranger, (tx) =>
      tx.selectFrom("report_figure").selectAll().execute(),
    );
    expect(seen).toEqual([]);
    // Past the policy: an analyst's hand at the tables is stopped by the database.
    const analyst = principalOf("phan-tich", "analyst", reform.province);
    await expect(
      inTransaction(db.database.pool, analyst, (tx) =>
        sql`insert into report_figure (report_id, revision, view, indicator, line, value) values (${id}, 9, 'as-is', 'talks', 'total', 1)`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});
