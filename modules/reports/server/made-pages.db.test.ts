import { sql } from "kysely";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { lintOffice } from "#platform/documents/office/lint-office.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildDocx, buildXlsx, prepareReport } from "./build-report.ts";
import { buildReform, principalOf, type Reform, tellTalk } from "./reform-story.ts";
import { allLines } from "./report-page.ts";

/** What a report looks like on paper and in a sheet, for every template that there is. */
const db = useTestDatabase();
const today = "2026-11-23";
let reform: Reform;
let officer: Principal;

beforeAll(async () => {
  reform = await buildReform(db.owner);
  officer = principalOf("dung", "officer", reform.province);
  for (const [place, on, attendance] of [
    [reform.kaDo, "2025-03-10", 40],
    [reform.quangLap, "2025-05-10", 25],
    [reform.dran, "2025-09-10", 90_000],
    [reform.diom, "2025-10-10", 31],
    [reform.dran, "2025-10-11", 1],
  ] as const)
    await tellTalk(db.owner, { place, on, attendance, questions: 3 });
});

const as = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db.database.pool, officer, work);
const prepared = (tx: Tx, unitId: number, template: string, period: string, view: "as-is" | "as-was" = "as-is") =>
  prepareReport(tx, officer, { unitId, template, period, view, today, asOf: null });
const textOf = (bytes: Uint8Array) =>
  strFromU8(unzipSync(bytes)["word/document.xml"]!)
    .replaceAll("</w:p>", "\n")
    .replace(/<[^>]+>/g, "")
    .replaceAll("&apos;", "'");

const periods: Record<string, string> = {
  month: "2025-10",
  quarter: "2025-Q4",
  half: "2025-H2",
  year: "2025",
  span: "2025-01..2026-10",
};

describe("every template of every kind of period", () => {
  test("gives a document that keeps the format, opens without a word, and reads as a person would write it", async () => {
    const templates = await as(
      async (tx) =>
        (
          await sql<{
            id: string;
            kinds: string[];
          }>`select id, period_kinds as kinds from report_template order by position`.execute(tx)
        ).rows,
    );
    expect(templates.length).toBeGreaterThan(4);
    for (const { id, kinds } of templates)
      for (const kind of kinds)
        for (const [unitId, view] of [
          [reform.province, "as-is"],
          [reform.dran, "as-is"],
          ...(kind === kinds[0] ? [[reform.province, "as-was"] as const, [reform.department, "as-is"] as const] : []),
        ] as const) {
          const name = `${id} ${kind} ${unitId} ${view}`;
          const [docx, xlsx] = await as(async (tx) => {
            const { exported } = await prepared(tx, unitId, id, periods[kind]!, view);
            return [await buildDocx(tx, exported), await buildXlsx(tx, exported)];
          });
          expect(
            checkDocument(docx).filter((f) => f.verdict === "broken"),
            name,
          ).toEqual([]);
          expect(lintOffice(docx), name).toEqual([]);
          expect(lintOffice(xlsx), name).toEqual([]);
          const words = textOf(docx);
          // a brace not filled in, a value that is none, an English code, a word twice, a blank before a mark, "Trong đó" of nothing
          expect(words, name).not.toMatch(/[{}]|undefined|NaN|\bnull\b|\b[a-z]+\.[a-z]+[A-Z]/);
          expect(words, name).not.toMatch(/(?<!\p{L})(\p{L}{2,}) \1(?!\p{L})/iu);
          expect(words, name).not.toMatch(/ [,.;:](?!\/)|\.\.(?!\.)|^Trong đó/m);
          expect(words, name).toMatch(/Nơi nhận:/);
          expect(words, name).toMatch(/\.\/\.\n/);
        }
  }, 120_000);
});

test("a hamlet that nobody has placed since its commune was split is no line beside the communes", async () => {
  const hamlet = await sql<{ id: number }>`insert into unit (founded) values ('2020-01-01') returning id`.execute(
    db.owner,
  );
  const id = hamlet.rows[0]!.id;
  await sql`insert into unit_version (unit_id, kind, name, parent_id, valid) values
    (${id}, 'hamlet', 'Thôn 1', ${reform.quangLap}, '[2020-01-01,2025-07-01)'), (${id}, 'hamlet', 'Thôn 1', ${reform.province}, '[2025-07-01,)')`.execute(
    db.owner,
  );
  await sql`select refresh_units(null, '2026-11-23')`.execute(db.owner);
  await tellTalk(db.owner, { place: id, on: "2025-11-26", attendance: 84 });
  const told = async (view: "as-is" | "as-was") =>
    as(async (tx) => {
      const { exported } = await prepared(tx, reform.province, "oral-communication", "2025", view);
      const lines = (await allLines(tx, exported.figures, today)).get("attendance")!;
      return { total: exported.figures.find((f) => f.indicator === "attendance" && f.line === "total")!.value, lines };
    });
  for (const view of ["as-is", "as-was"] as const) {
    const { total, lines } = await told(view);
    expect(lines.map((l) => l.name)).not.toContain("Thôn 1");
    // as it was: only the hamlet; as it is: with what its split commune held
    expect(lines.find((l) => l.line === "unattributable")!.value).toBe(view === "as-was" ? 84 : 84 + 25);
    expect(lines.reduce((sum, l) => sum + l.value, 0)).toBe(total);
  }

  // a hamlet in no commune hides no commune's questions, and is not told apart itself
  for (let i = 0; i < 3; i++) {
    await tellTalk(db.owner, { place: reform.dran, on: "2025-11-02", questions: 9 });
    await tellTalk(db.owner, { place: reform.damRong, on: "2025-11-03", questions: i === 0 ? 2 : 1 });
    await tellTalk(db.owner, { place: id, on: "2025-11-04", questions: 1 });
  }
  const paper = await as(async (tx) =>
    buildDocx(tx, (await prepared(tx, reform.province, "oral-communication", "2025")).exported),
  );
  expect(textOf(paper)).toMatch(/Xã D'Ran\n\d+\n[\d.]+\n3\d\n/);
  expect(textOf(paper)).toMatch(/Xã Đam Rông 1\n\d+\n[\d.]+\n\*\n/);
});
