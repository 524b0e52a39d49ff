import { sql } from "kysely";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildReform, principalOf, type Reform, tellTalk } from "./reform-story.ts";
import { readReportPage } from "./report-page.ts";
import { getReport } from "./report-store.ts";
import { reopeningsOf, revisedBelow } from "./reopenings.ts";
import { reportPath } from "./send-report.ts";
import { actsOn } from "./sending-story.ts";
import { signersOf } from "./mandates.ts";
import { reportsWaiting } from "./waiting.ts";

/** Who signs a report and as what; and how an accepted one is opened again, revised and seen to have moved above. */
const db = useTestDatabase();
let now = new Date("2026-01-05T03:00:00Z");
const today = () => now.toISOString().slice(0, 10);
let reform: Reform;
let ha: Principal;
let ly: Principal;
let binh: Principal;
let anh: Principal;
let khanh: Principal;
let acts: ReturnType<typeof actsOn>;
let commune: string;
let province: string;

const as = <T>(who: Principal, work: (tx: Tx) => Promise<T>) => inTransaction(db.database.pool, who, work);
const account = async (who: Principal, role: string, unitId: number) => {
  await sql`insert into account_user (id, name, user_name, email) values (${who.userId}, ${who.displayName}, ${who.userId}, ${`${who.userId}@x.invalid`})`.execute(
    db.owner,
  );
  await sql`insert into role_grant (user_id, role, unit_id, valid) values (${who.userId}, ${role}, ${unitId}, '[2024-01-01,)')`.execute(
    db.owner,
  );
};
const sign = (reportId: string, who: Principal) =>
  acts.run("report.sign", { reportId, signerName: who.displayName }, who);
const signed = (reportId: string) => acts.sign(reportId, ha, ly);
const paper = async (reportId: string) => {
  const { rows } = await sql<{ content: Buffer }>`
    select content from issued_document where subject_id = ${reportId} order by number desc limit 1`.execute(db.owner);
  return new Uint8Array(rows[0]!.content);
};
const wordsOf = (bytes: Uint8Array) =>
  strFromU8(unzipSync(bytes)["word/document.xml"]!)
    .replaceAll("</w:p>", "\n")
    .replace(/<[^>]+>/g, "");
const page = (who: Principal, id: string) =>
  as(who, async (tx) => readReportPage(tx, await getReport(tx, id), who, today()));
const mandate = (over: object = {}) => ({
  mandateId: newId() as string,
  unitId: reform.dran,
  userId: binh.userId,
  kind: "KT",
  signerName: "Nguyễn Văn Bình",
  signerPosition: "PHÓ CHỦ TỊCH",
  legalBasis: "Quyết định số 12/QĐ-UBND ngày 02 tháng 01 năm 2026",
  from: "2026-01-02",
  ...over,
});

beforeAll(async () => {
  reform = await buildReform(db.owner);
  ha = principalOf("thu.ha", "officer", reform.dran);
  ly = principalOf("cong.ly", "unitHead", reform.dran);
  binh = principalOf("van.binh", "officer", reform.dran);
  anh = principalOf("hoang.anh", "officer", reform.province);
  khanh = principalOf("bao.khanh", "unitHead", reform.province);
  await account(binh, "officer", reform.dran);
  await account(ly, "unitHead", reform.dran);
  acts = actsOn(db, () => now);
  for (const on of ["2025-02-05", "2025-07-01", "2025-09-03"]) await tellTalk(db.owner, { place: reform.dran, on });
  commune = await acts.begin(reform.dran, "2025", ha);
  await acts.freeze(commune, ha);
  province = await acts.begin(reform.province, "2025", anh);
  await acts.freeze(province, anh);
});

test("a head above does not sign for the unit, nor does its officer; its own head does", async () => {
  for (const other of [
    khanh,
    ha,
    principalOf("dung", "administrator", null),
    principalOf("ht", "unitHead", reform.damRong),
  ])
    await expect(sign(commune, other)).rejects.toMatchObject({
      status: expect.any(Number),
      code: expect.stringMatching(/report.not-own-head|access.denied|report.not-found/),
    });
  expect((await page(khanh, commune)).allowed).not.toContain("report.sign");
  expect((await page(ly, commune)).allowed).toContain("report.sign");
  await signed(commune);
  await expect(acts.run("report.unsign", { reportId: commune, reason: "Từ trên" }, khanh)).rejects.toMatchObject({
    code: "report.not-own-head",
  });
  await acts.run("report.unsign", { reportId: commune, reason: "Để cấp phó ký" }, ly);
});

test("a report of a unit that has ended is signed by the head of what it became", async () => {
  const old = await acts.begin(reform.kaDo, "2024", anh);
  await acts.freeze(old, anh);
  expect(
    (await page({ ...ly, grants: [...ly.grants, { role: "officer", unitId: reform.province }] }, old)).allowed,
  ).toContain("report.sign");
});

test("a deputy signs by a record, from its day on, as the record says; nobody names themselves", async () => {
  await expect(acts.run("report.give-mandate", mandate({ userId: ly.userId }), ly)).rejects.toMatchObject({
    code: "report.mandate-to-oneself",
  });
  await expect(acts.run("report.give-mandate", mandate(), ha)).rejects.toMatchObject({ code: "access.denied" });
  await expect(acts.run("report.give-mandate", mandate({ userId: "hoang.anh" }), ly)).rejects.toMatchObject({
    code: "report.mandate-no-role",
  });
  await expect(sign(commune, binh)).rejects.toMatchObject({ code: "access.denied" });
  const given = mandate();
  await acts.run("report.give-mandate", given, ly);
  await expect(acts.run("report.give-mandate", mandate({ kind: "TL" }), ly)).rejects.toMatchObject({
    code: "report.mandate-overlaps",
  });
  expect(await as(ly, (tx) => signersOf(tx, reform.dran, ly, today()))).toMatchObject({
    headPosition: "CHỦ TỊCH",
    heads: [{ userId: "cong.ly" }],
    mandates: [{ kind: "KT", signerPosition: "PHÓ CHỦ TỊCH", holds: true }],
  });
  expect((await page(binh, commune)).allowed).toContain("report.sign");
  await sign(commune, binh);
  const path = await as(ha, async (tx) => reportPath(tx, await getReport(tx, commune), ha));
  expect(path.signings.find((g) => g.endedAt === null)).toMatchObject({
    signerName: "Nguyễn Văn Bình",
    capacity: "KT. CHỦ TỊCH",
    signerPosition: "PHÓ CHỦ TỊCH",
    byMandate: true,
  });
  await expect(
    acts.run("report.issue", { reportId: commune, issuedOn: today(), signerName: "Trương Công Lý" }, ha),
  ).rejects.toMatchObject({ code: "report.signer-differs" });
  // what is typed into the issue cannot change as what somebody signed
  await acts.run(
    "report.issue",
    { reportId: commune, issuedOn: today(), capacity: "Q. CHỦ TỊCH", signerPosition: "CHỦ TỊCH" },
    ha,
  );
  const bytes = await paper(commune);
  expect(checkDocument(bytes).filter((f) => f.verdict === "broken")).toEqual([]);
  expect(wordsOf(bytes)).toMatch(/TM\. ỦY BAN NHÂN DÂN\nKT\. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\s*Nguyễn Văn Bình/);
  // a record stays as it was given; only its last day may be said
  await expect(sql`update report_mandate set kind = 'TL'`.execute(db.owner)).rejects.toThrow(/stays as it was given/);
  await expect(sql`delete from report_mandate`.execute(db.owner)).rejects.toThrow(/report_mandate|never/);
});

test("by order and by authority one signs without the collective above", async () => {
  await acts.run("report.unsign", { reportId: commune, reason: "Đổi người ký" }, binh);
  const { rows } = await sql<{ id: string }>`select id from report_mandate`.execute(db.owner);
  await acts.run("report.end-mandate", { mandateId: rows[0]!.id, lastDay: "2026-01-04" }, ly);
  await expect(sign(commune, binh)).rejects.toMatchObject({ code: "access.denied" });
  await acts.run(
    "report.give-mandate",
    mandate({ kind: "TUQ", from: "2026-01-05", signerPosition: "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI" }),
    ly,
  );
  await sign(commune, binh);
  await acts.run("report.issue", { reportId: commune, issuedOn: today() }, ha);
  const bytes = await paper(commune);
  expect(checkDocument(bytes).filter((f) => f.verdict === "broken")).toEqual([]);
  expect(wordsOf(bytes)).toMatch(/\nTUQ\. CHỦ TỊCH\nTRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI\n/);
  expect(wordsOf(bytes)).not.toContain("TM. ỦY BAN");
});

test("an accepted report is asked back, opened, revised by number and reason, and the level above sees what moved", async () => {
  const { sendingId } = await acts.send(commune, ha, reform.province);
  await acts.run("report.accept", { sendingId }, anh);
  now = new Date("2026-01-08T03:00:00Z");
  await tellTalk(db.owner, { place: reform.dran, on: "2025-12-30", verifiedAt: "2026-01-07T01:00:00Z" });
  await expect(acts.freeze(commune, ha, "Sót một buổi")).rejects.toMatchObject({ code: "report.locked" });

  const first = newId() as string;
  await acts.run("report.ask-reopening", { reopeningId: first, reportId: commune, reason: "Sót buổi 30/12" }, ha);
  await expect(
    acts.run("report.ask-reopening", { reopeningId: newId(), reportId: commune, reason: "Lần nữa" }, ha),
  ).rejects.toMatchObject({ code: "report.already-asked" });
  expect(
    (
      await as(anh, (tx) =>
        reportsWaiting({ tx, principal: anh, under: null, today: today() as never, say: (key) => key }),
      )
    ).map((g) => g.code),
  ).toContain("report.asked-back");
  await expect(acts.run("report.answer-reopening", { reopeningId: first, agree: true }, ha)).rejects.toMatchObject({
    code: "report.unknown-reopening",
  });
  await expect(acts.run("report.answer-reopening", { reopeningId: first, agree: false }, anh)).rejects.toMatchObject({
    code: "report.answer-missing",
  });
  await acts.run("report.answer-reopening", { reopeningId: first, agree: false, answer: "Để kỳ sau" }, anh);
  expect((await page(ha, commune)).stage).toBe("accepted");

  const second = newId() as string;
  await acts.run("report.ask-reopening", { reopeningId: second, reportId: commune, reason: "Thiếu một buổi" }, ha);
  await acts.run("report.answer-reopening", { reopeningId: second, agree: true }, anh);
  await expect(acts.run("report.answer-reopening", { reopeningId: second, agree: true }, anh)).rejects.toMatchObject({
    code: "report.reopening-answered",
  });
  expect((await page(ha, commune)).stage).toBe("returned");
  expect((await as(ha, (tx) => reopeningsOf(tx, commune, ha))).map((r) => r.state)).toEqual(["agreed", "declined"]);
  const moved = () => as(anh, async (tx) => revisedBelow(tx, await getReport(tx, province), "talks", "as-is"));
  expect(await moved()).toMatchObject([
    {
      reportId: commune,
      number: 1,
      before: 3,
      now: null,
      reason: "Theo đề nghị của đơn vị: Thiếu một buổi",
      afterFreeze: true,
    },
  ]);

  expect(await acts.freeze(commune, ha, "Thêm buổi 30/12/2025")).toMatchObject({ revision: 2, talks: 4 });
  await signed(commune);
  expect((await acts.send(commune, ha, reform.province)).number).toBe(2);
  expect(await moved()).toMatchObject([
    { number: 2, before: 3, now: 4, revision: { number: 2, reason: "Thêm buổi 30/12/2025" }, afterFreeze: true },
  ]);
  // the former state stays whole, and so does what was asked
  expect((await page(ha, commune)).revisions.map((r) => [r.number, r.talks])).toEqual([
    [2, 4],
    [1, 3],
  ]);
  await expect(sql`update report_reopening set reason = 'khác'`.execute(db.owner)).rejects.toThrow(/stays/);
});

test("returned by the level above itself, a revision may be made although no talk came late", async () => {
  const { rows } = await sql<{ id: string }>`select id from report_sending where state = 'sent'`.execute(db.owner);
  await acts.run("report.ask-reopening", { reopeningId: newId(), reportId: commune, reason: "Xem lại lời văn" }, ha);
  await acts.run("report.return", { sendingId: rows[0]!.id, reason: "Viết lại phần hạn chế" }, anh);
  // what was asked is answered by the return
  expect((await as(ha, (tx) => reopeningsOf(tx, commune, ha)))[0]!.state).toBe("agreed");
  expect(await acts.freeze(commune, ha, "Rà lại số liệu theo yêu cầu")).toMatchObject({ revision: 3, talks: 4 });
});
