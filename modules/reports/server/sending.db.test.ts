import { strFromU8, unzipSync } from "fflate";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { lintOffice } from "#platform/documents/office/lint-office.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildDocx, prepareReport } from "./build-report.ts";
import { reportChecks } from "./checks.ts";
import { lookUp } from "./look-up.ts";
import { mergedOf, passagesBelow } from "./merge.ts";
import { quotesOf } from "./quotes.ts";
import { buildReform, principalOf, type Reform, tellTalk } from "./reform-story.ts";
import { getReport } from "./report-store.ts";
import { reportPath } from "./send-report.ts";
import { reportTimeliness, senderBoard } from "./senders.ts";
import { actsOn } from "./sending-story.ts";
import { listTemplates } from "./templates.ts";
import { talksBehind } from "./talks-behind.ts";
import { reportsWaiting } from "./waiting.ts";

const db = useTestDatabase();
let now = new Date("2026-01-05T03:00:00Z");
const today = () => now.toISOString().slice(0, 10);
let reform: Reform;
let ha: Principal;
let ly: Principal;
let anh: Principal;
let khanh: Principal;
let acts: ReturnType<typeof actsOn>;
let commune: string;
let province: string;
let dutyId: number;

const as = <T>(who: Principal, work: (tx: Tx) => Promise<T>) => inTransaction(db.database.pool, who, work);
const stageOf = async (id: string, who = anh) =>
  (await as(who, async (tx) => reportPath(tx, await getReport(tx, id), who))).stage;
const waits = (who: Principal) =>
  as(who, (tx) => reportsWaiting({ tx, principal: who, under: null, today: today() as never, say: (key) => key }));

beforeAll(async () => {
  reform = await buildReform(db.owner);
  ha = principalOf("thu.ha", "officer", reform.dran);
  ly = principalOf("cong.ly", "unitHead", reform.dran);
  anh = principalOf("hoang.anh", "officer", reform.province);
  khanh = principalOf("bao.khanh", "unitHead", reform.province);
  acts = actsOn(db, () => now);
  for (const [place, on, attendance] of [
    [reform.diom, "2025-02-05", 64],
    [reform.kaDo, "2025-03-02", 30],
    [reform.quangLap, "2025-05-05", 21],
    [reform.dran, "2025-07-01", 50],
    [reform.damRong, "2025-12-31", 10],
  ] as const)
    await tellTalk(db.owner, { place, on, attendance });
});

describe("a commune's report goes up, comes back and goes up again", () => {
  test("who owes what by when is said once, and everybody is late or not by it", async () => {
    ({ dutyId } = await acts.run<{ dutyId: number }>(
      "report.set-duty",
      {
        receiverId: reform.province,
        template: "oral-communication",
        senderLevel: "commune",
        periodKind: "year",
        dueDays: 10,
        legalBasis: "Quy chế báo cáo của tỉnh",
        from: "2025-01-01",
      },
      khanh,
    ));
    const board = await as(anh, (tx) => senderBoard(tx, dutyId, "2025", today()));
    expect(board).toMatchObject({ period: "2025", dueOn: "2026-01-10" });
    // the communes of the last day of the year, not those that ended in July
    expect(board.senders.map((s) => [s.unitName, s.state])).toEqual([
      ["Xã D'Ran", "missing"],
      ["Xã Đam Rông 1", "missing"],
    ]);
    commune = await acts.begin(reform.dran, "2025", ha);
    expect((await waits(ha)).map((g) => [g.code, g.count])).toEqual([["report.to-send", 1]]);
  });

  test("only its head signs, only what is frozen; then nothing of it moves", async () => {
    await acts.run(
      "report.write",
      { reportId: commune, narrative: { strengths: "Bà con đến đông. Có 900 buổi ở thôn." }, seenVersion: 1 },
      ha,
    );
    await expect(acts.run("report.sign", { reportId: commune, signerName: "L" }, ly)).rejects.toMatchObject({
      code: "report.not-frozen",
    });
    expect(await acts.freeze(commune, ha)).toMatchObject({ revision: 1, talks: 3 });
    await expect(acts.run("report.sign", { reportId: commune, signerName: "L" }, ly)).rejects.toMatchObject({
      code: "report.checks-open",
    });
    const asked = await as(ha, async (tx) => reportChecks(tx, await getReport(tx, commune), now));
    expect(asked.map((q) => [q.code, q.level, q.members["typed"]])).toContainEqual(["typed", "ask", "900 buổi"]);
    await expect(acts.run("report.sign", { reportId: commune, signerName: "L" }, ha)).rejects.toMatchObject({
      code: "access.denied",
    });
    await expect(acts.send(commune, ha)).rejects.toMatchObject({ code: "report.not-signed" });
    await acts.sign(commune, ha, ly);
    expect(await stageOf(commune, ha)).toBe("signed");
    for (const act of [
      () => acts.run("report.write", { reportId: commune, narrative: {}, seenVersion: 3 }, ha),
      () => acts.run("report.revise", { reportId: commune, reason: "Thêm" }, ha),
    ])
      await expect(act()).rejects.toMatchObject({ code: "report.locked" });
  });

  test("the province returns it with a reason, it is mended and sent again, and the first stays as it was", async () => {
    const first = await acts.send(commune, ha);
    expect(first.number).toBe(1);
    expect((await waits(anh)).map((g) => [g.code, g.count])).toEqual([["report.received", 1]]);
    await expect(acts.run("report.return", { sendingId: first.sendingId, reason: "x" }, ha)).rejects.toMatchObject({
      code: "access.denied",
    });
    await acts.run("report.return", { sendingId: first.sendingId, reason: "Thiếu phần hạn chế" }, anh);
    expect(await stageOf(commune, ha)).toBe("returned");
    expect((await waits(ha)).map((g) => [g.code, g.items[0]?.under])).toEqual([
      ["report.returned", "Thiếu phần hạn chế"],
    ]);
    const { version } = await as(ha, (tx) => getReport(tx, commune));
    await acts.run(
      "report.write",
      {
        reportId: commune,
        narrative: { strengths: "Bà con đến đông.", limits: "Loa ở hai nhà văn hóa hỏng." },
        seenVersion: version,
      },
      ha,
    );
    await acts.sign(commune, ha, ly);
    now = new Date("2026-01-12T03:00:00Z");
    const again = await acts.send(commune, ha);
    expect(again.number).toBe(2);
    await expect(acts.send(commune, ha)).rejects.toMatchObject({ code: "report.already-sent" });
    const path = await as(anh, async (tx) => reportPath(tx, await getReport(tx, commune), anh));
    expect(path.sendings.map((s) => [s.number, s.state, s.reason, s.mayDecide])).toEqual([
      [2, "sent", null, true],
      [1, "returned", "Thiếu phần hạn chế", false],
    ]);
    const texts = await sql<{ narrative: object }>`
      select g.narrative from report_sending s join report_signing g on g.id = s.signing_id where s.report_id = ${commune} order by s.number`.execute(
      db.owner,
    );
    expect(texts.rows[0]!.narrative).toEqual({ strengths: "Bà con đến đông. Có 900 buổi ở thôn." });
    for (const change of [
      sql`update report_sending set sent_on = '2020-01-01'`,
      sql`update report_signing set narrative = '{}'`,
    ])
      await expect(change.execute(db.owner)).rejects.toThrow(/stays/);
  });

  test("who is late gets a numbered letter, who is not does not; timeliness is counted by the first sending", async () => {
    const remind = (unitIds: number[]) =>
      acts.run<{ symbol: string; reminded: number }>(
        "report.remind",
        {
          reminderId: newId(),
          dutyId,
          period: "2025",
          unitIds,
          issuedOn: "2026-01-12",
          answerBy: "2026-01-20",
          signerName: "Lê Thị Bảo Khánh",
        },
        khanh,
      );
    await expect(remind([reform.dran])).rejects.toMatchObject({ code: "report.not-late" });
    expect(await remind([reform.damRong])).toMatchObject({ symbol: "01/UBND-VHTTDL", reminded: 1 });
    const { content } = await db.owner.selectFrom("issued_document").select("content").executeTakeFirstOrThrow();
    expect(checkDocument(new Uint8Array(content)).filter((f) => f.verdict === "broken")).toEqual([]);
    const board = await as(anh, (tx) => senderBoard(tx, dutyId, "2025", today()));
    expect(board.senders.map((s) => [s.unitName, s.state, s.inTime, s.remindedOn])).toEqual([
      ["Xã D'Ran", "sent", true, null],
      ["Xã Đam Rông 1", "late", null, "2026-01-12"],
    ]);
    expect(
      await as(anh, (tx) =>
        reportTimeliness(tx, { unitId: reform.province, from: "2026-01-01", to: "2026-01-31", today: today() }),
      ),
    ).toMatchObject({ due: 2, inTime: 1, late: 0, missing: 1 });
  });
});

describe("the province merges, quotes, signs and issues", () => {
  test("its figures come from the talks; what was sent stands beside, with what has moved since", async () => {
    province = await acts.begin(reform.province, "2025", anh);
    const merged = () =>
      as(anh, async (tx) => mergedOf(tx, await getReport(tx, province), "attendance", "as-is", today()));
    expect(await merged()).toMatchObject({ total: 175, sent: 144, unsent: 31, moved: 0 });
    await tellTalk(db.owner, {
      place: reform.dran,
      on: "2025-11-11",
      attendance: 12,
      verifiedAt: "2026-01-11T00:00:00Z",
    });
    const moved = await merged();
    expect(moved).toMatchObject({ total: 187, sent: 144, unsent: 31, moved: 12 });
    expect(moved.items.find((l) => l.name === "Xã D'Ran")).toMatchObject({ now: 156, sent: 144, difference: 12 });
    expect(moved.total).toBe(moved.sent + moved.unsent + moved.moved);
  });

  test("quotes word for word with the origin, and nothing that was not said", async () => {
    const passages = await as(anh, async (tx) => passagesBelow(tx, await getReport(tx, province)));
    expect(passages.map((p) => [p.unitName, p.section, p.number, p.text])).toEqual([
      ["Xã D'Ran", "strengths", 2, "Bà con đến đông."],
      ["Xã D'Ran", "limits", 2, "Loa ở hai nhà văn hóa hỏng."],
    ]);
    const { sendingId } = passages[0]!;
    const quote = (text: string) =>
      acts.run(
        "report.add-quote",
        { quoteId: newId(), reportId: province, section: "limits", sendingId, fromSection: "limits", text },
        anh,
      );
    await expect(quote("Loa ở ba nhà văn hóa hỏng.")).rejects.toMatchObject({ code: "report.quote-differs" });
    await quote("Loa ở hai nhà văn hóa hỏng.");
    expect(await as(anh, (tx) => quotesOf(tx, province))).toMatchObject([{ unitName: "Xã D'Ran", number: 2 }]);
  });

  test("what was accepted is locked; the document carries the quote and references that lead to the talks", async () => {
    const path = await as(anh, async (tx) => reportPath(tx, await getReport(tx, commune), anh));
    await acts.run("report.accept", { sendingId: path.sendings[0]!.id }, anh);
    expect(await stageOf(commune)).toBe("accepted");
    await expect(acts.run("report.unsign", { reportId: commune, reason: "x" }, ly)).rejects.toMatchObject({
      code: "report.already-sent",
    });
    await acts.freeze(province, anh);
    await acts.sign(province, anh, khanh);
    await acts.run("report.issue", { reportId: province, issuedOn: "2026-01-12" }, khanh);
    const request = {
      unitId: reform.province,
      template: "oral-communication",
      period: "2025",
      view: "as-is" as const,
      today: today(),
      asOf: null,
    };
    const { bytes, words } = await as(anh, async (tx) => {
      const { exported } = await prepareReport(tx, anh, request);
      const made = await buildDocx(tx, exported);
      return {
        bytes: made,
        words: strFromU8(unzipSync(made)["word/document.xml"]!)
          .replace(/<[^>]+>/g, " ")
          .replaceAll("&apos;", "'"),
      };
    });
    expect(checkDocument(bytes).filter((f) => f.verdict === "broken")).toEqual([]);
    expect(lintOffice(bytes)).toEqual([]);
    expect(words).toContain("“Loa ở hai nhà văn hóa hỏng.” (Xã D'Ran, báo cáo gửi ngày 12/01/2026, lần 2)");
    const printed = [...new Set(words.match(/[0-9A-Z]{3}-[0-9A-Z]{4}\.\d+\.\d+(?:\.\d+)?/g))];
    expect(printed.length).toBeGreaterThan(40);
    for (const reference of printed) {
      const found = await as(anh, (tx) => lookUp(tx, anh, reference));
      expect(found).toMatchObject({ reportId: province, revision: 1 });
      if (found.indicator !== "talks") continue;
      const { items } = await as(anh, async (tx) =>
        talksBehind(
          tx,
          await getReport(tx, province),
          {
            indicator: "talks",
            view: found.view,
            line: found.line,
            unitId: found.unitId ?? undefined,
            revision: 1,
            limit: 50,
          },
          today(),
        ),
      );
      expect(items).toHaveLength(found.value);
    }
    await expect(as(anh, (tx) => lookUp(tx, anh, "4K7-29MQ.1.10"))).rejects.toMatchObject({
      code: "report.unknown-reference",
    });
    await expect(as(ha, (tx) => lookUp(tx, ha, printed[0]!))).rejects.toMatchObject({
      code: "report.unknown-reference",
    });
  });

  test("after a return a revision enters with its number and reason, is signed and sent anew", async () => {
    const path = await as(anh, async (tx) => reportPath(tx, await getReport(tx, commune), anh));
    await acts.run("report.return", { sendingId: path.sendings[0]!.id, reason: "Tính thêm buổi đến muộn" }, anh);
    expect(await acts.freeze(commune, ha, "Tính thêm buổi ngày 11/11")).toMatchObject({ revision: 2, talks: 4 });
    await acts.sign(commune, ha, ly);
    expect((await acts.send(commune, ha)).number).toBe(3);
    expect(
      await as(anh, async (tx) => mergedOf(tx, await getReport(tx, province), "attendance", "as-is", today())),
    ).toMatchObject({ total: 187, sent: 156, unsent: 31, moved: 0 });
  });
});

test("every template of the house, for each kind of period that it is for, passes the checker", async () => {
  const templates = await as(anh, (tx) => listTemplates(tx));
  expect(templates.length).toBeGreaterThanOrEqual(5);
  const codes = {
    month: "2025-03",
    quarter: "2025-Q1",
    half: "2025-H1",
    year: "2025",
    span: "2024-03..2026-02",
  } as Record<string, string>;
  for (const template of templates)
    for (const kind of template.periodKinds) {
      const unitId = kind === "year" ? reform.province : reform.dran;
      const request = { unitId, template: template.id, period: codes[kind]!, view: "as-is" as const };
      const bytes = await as(anh, async (tx) =>
        buildDocx(tx, (await prepareReport(tx, anh, { ...request, today: today(), asOf: null })).exported),
      );
      expect([template.id, kind, checkDocument(bytes).filter((f) => f.verdict === "broken")]).toEqual([
        template.id,
        kind,
        [],
      ]);
    }
});

describe("a unit's own template", () => {
  test("says what was chosen, is used for months of one's own choosing, and refuses what is no indicator", async () => {
    const own = {
      id: "so-ket-xa-dran",
      ownerId: reform.dran,
      nameVi: "Báo cáo sơ kết của xã",
      abstract: "Sơ kết công tác tuyên truyền {period}",
      periodKinds: ["span"],
      legalBasis: "Quy chế của xã",
      parts: [
        { kind: "part", title: "Kết quả" },
        { kind: "sentence", text: "Xã tổ chức {talks} buổi, {attendance} lượt người nghe." },
        { kind: "words", key: "models", title: "Cách làm hay" },
        { kind: "figures", indicators: ["talks", "attendance"] },
        { kind: "closing", text: "Trên đây là báo cáo của {issuer}" },
      ],
    };
    await expect(
      acts.run("report.compose", { ...own, parts: [{ kind: "sentence", text: "{no-such} buổi" }] }, ha),
    ).rejects.toMatchObject({ code: "report.unknown-indicator" });
    await expect(acts.run("report.compose", own, anh)).resolves.toMatchObject({ version: 1 });
    await expect(acts.run("report.compose", own, ha)).rejects.toMatchObject({ code: "report.template-taken" });
    await expect(acts.begin(reform.dran, "2025", ha, own.id)).rejects.toMatchObject({
      code: "report.wrong-period-kind",
    });
    const id = await acts.begin(reform.dran, "2025-01..2025-11", ha, own.id);
    await acts.run(
      "report.write",
      { reportId: id, narrative: { models: "Nói {talks} buổi bằng tiếng Chu Ru." }, seenVersion: 1 },
      ha,
    );
    await expect(
      acts.run("report.write", { reportId: id, narrative: { strengths: "x" }, seenVersion: 2 }, ha),
    ).rejects.toMatchObject({ code: "report.unknown-section" });
    const bytes = await as(ha, async (tx) =>
      buildDocx(
        tx,
        (
          await prepareReport(tx, ha, {
            unitId: reform.dran,
            template: own.id,
            period: "2025-01..2025-11",
            view: "as-is",
            today: today(),
            asOf: null,
          })
        ).exported,
      ),
    );
    expect(checkDocument(bytes).filter((f) => f.verdict === "broken")).toEqual([]);
  });
});
