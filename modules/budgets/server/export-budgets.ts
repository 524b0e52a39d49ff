import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Principal } from "#kernel/access.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import type { SponsorshipRow, Sums } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { activitiesOf } from "./merge-budgets.ts";
import { listSources } from "./line-page.ts";
import { readYear, type YearQuery } from "./read-year.ts";
import { listSponsorships } from "./sponsorships.ts";

const columns = ["income", "taken", "given", "planned", "spent", "lapsed", "carried", "handed", "available"] as const;
export const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const csvType = "text/csv";

/** A year as it is shown, line by line, with what it was for and who gave; as a workbook, or its lines as CSV. */
export async function exportBudgets(
  tx: Tx,
  principal: Principal,
  query: YearQuery & { format: "xlsx" | "csv" },
  language: "vi" | "en",
): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const year = await readYear(tx, principal, query);
  const sources = new Map(
    (
      await listSources(tx, year.year < Number(todayInVietnam().slice(0, 4)) ? `${year.year}-12-31` : todayInVietnam())
    ).map((s) => [s.code, language === "vi" ? s.nameVi : s.nameEn]),
  );
  const money = (sums: Sums) => columns.map((c) => sums[c]);
  const rows: WriteCell[][] = year.rows.flatMap((row) =>
    row.lines.map((line) => [
      row.unit.name,
      line.unit.name,
      sources.get(line.source) ?? line.source,
      line.title,
      ...money(line),
    ]),
  );
  const headers = [
    text["budget.column.unit"],
    text["budget.column.held-by"],
    text["budget.column.source"],
    text["budget.column.title"],
    ...columns.map((c) => text[`budget.sum.${c}`]),
  ];
  if (query.format === "csv") {
    const lines = [headers, ...rows].map((row) => row.map((cell) => csvCell(cell as string | number)).join(","));
    return new FileAnswer({
      bytes: new TextEncoder().encode(`\ufeff${lines.join("\r\n")}\r\n`),
      mediaType: csvType,
      fileName: text["budget.file"].replace(".xlsx", `-${year.year}.csv`),
    });
  }
  const given: SponsorshipRow[] = [];
  let cursor: string | undefined;
  do {
    const part = await listSponsorships(tx, principal, { year: year.year, under: query.under, limit: 200, cursor });
    given.push(...part.items);
    cursor = part.nextCursor ?? undefined;
  } while (cursor !== undefined && given.length < 20_000);
  const titles = new Map(year.rows.flatMap((row) => row.lines.map((line) => [line.id, line] as const)));
  const activities = await activitiesOf(tx, year);
  const bytes = await writeWorkbook([
    {
      name: text["budget.title"],
      titles: [
        `${text["budget.title"]} ${year.year}`,
        `${text[`budget.view.${year.view}`]}. ${text["budget.unit-of-money"]}`,
        `${text["budget.funds"]}: ${year.total.funds.toLocaleString("vi-VN")}`,
      ],
      columns: headers.map((header, i) => ({ header, width: i < 4 ? 28 : 18 })),
      rows,
    },
    {
      name: text["budget.activities"],
      columns: [
        { header: text["budget.column.unit"], width: 28 },
        { header: text["budget.column.title"], width: 36 },
        { header: text["budget.column.activity"], width: 44 },
        { header: text["budget.sum.planned"], width: 18 },
        { header: text["budget.sum.spent"], width: 18 },
        { header: text["budget.column.difference"], width: 18 },
      ],
      rows: activities.map(({ lineId, title, planned, spent }) => {
        const line = titles.get(lineId)!;
        return [line.unit.name, line.title, title, planned, spent, planned - spent];
      }),
    },
    {
      name: text["budget.uses"],
      columns: [
        { header: text["budget.column.activity"], width: 36 },
        { header: text["budget.column.activities"], width: 14 },
        { header: text["budget.sum.planned"], width: 18 },
        { header: text["budget.sum.spent"], width: 18 },
      ],
      rows: year.uses.map((u) => [text[`budget.kind.${u.kind}`], u.activities, u.planned, u.spent]),
    },
    {
      name: text["budget.sponsorships"],
      columns: [
        { header: text["budget.column.received"], width: 14 },
        { header: text["budget.column.sponsor"], width: 40 },
        { header: text["budget.column.unit"], width: 28 },
        { header: text["budget.column.amount"], width: 18 },
        { header: text["budget.column.purpose"], width: 50 },
        { header: text["budget.column.reference"], width: 24 },
        { header: text["budget.column.struck"], width: 30 },
      ],
      rows: given.map((s) => [
        { day: s.receivedOn },
        s.sponsorName ?? text["budget.sponsor.individual"],
        s.unit.name,
        s.amount,
        s.purpose,
        s.reference,
        s.struck,
      ]),
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: xlsx,
    fileName: text["budget.file"].replace(".xlsx", `-${year.year}.xlsx`),
  });
}

/** RFC 4180; a cell that a spreadsheet would run is text, as it stands. A figure is a figure, also below nothing. */
function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
