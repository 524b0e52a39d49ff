import { sql } from "kysely";
import { asCivilDate, type CivilDate, civilDateOf, formatDate, formatOfficialDate } from "#kernel/civil-date.ts";
import { spokenCode } from "#kernel/ids.ts";
import { compareNames } from "#kernel/text/name-sort.ts";
import { dongInWords, formatNumber } from "#kernel/text/numbers.ts";
import type { Tx } from "#platform/db/session.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import { type MergedDocument, mergeDocument } from "#modules/documents/server.ts";
import type { KnownIssuer, MergeValues } from "#modules/documents/shared.ts";
import type { RunLine } from "../contract.ts";
import { messagesVi } from "../messages.vi.ts";
import { type NamedRun } from "./list-runs.ts";
import { readRunLines } from "./run-lines.ts";

export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export interface Schedule {
  run: NamedRun;
  people: { name: string; lines: RunLine[]; amount: number }[];
  /** What it is paid from, in words. */
  budget: string | null;
}

/** The template whose document is a run's own schedule; others only speak of the run. */
export const scheduleTemplate = "payment-schedule";

/** All that a schedule says; reads once, so that the register never waits for it. */
export async function gatherSchedule(tx: Tx, run: NamedRun): Promise<Schedule> {
  const byPerson = new Map<string, RunLine[]>();
  for (const line of await readRunLines(tx, run.id))
    byPerson.set(line.person.id, [...(byPerson.get(line.person.id) ?? []), line]);
  const people = [...byPerson.values()].map((lines) => ({
    name: lines[0]!.person.name,
    lines,
    amount: lines.reduce((sum, line) => sum + line.amount, 0),
  }));
  const { rows } = await sql<{ line: string; source: string }>`
    select l.title as line, s.name_vi as source from budget_activity a join budget_line l on l.id = a.line_id
      join lateral (select f.name_vi from funding_source f where f.code = l.source
         and f.valid && daterange(make_date(l.year, 1, 1), make_date(l.year + 1, 1, 1)) order by f.valid desc limit 1) s on true
     where a.id = ${run.budgetActivityId}::uuid`.execute(tx);
  const budget = rows[0] === undefined ? null : `${rows[0].source} (${rows[0].line})`;
  return { run, budget, people: people.sort((a, b) => compareNames(a.name, b.name)) };
}

export const scheduleTitle = (run: { month: string; number: number }) =>
  `thù lao báo cáo viên, tuyên truyền viên tháng ${Number(run.month.slice(5))} năm ${run.month.slice(0, 4)} (đợt ${run.number})`;

/** What a line is for, in the words of the schedule; always Vietnamese, as official texts are. */
function lineWords(line: RunLine): string {
  const parts: string[] = [];
  if (line.turn > 1 || line.derivation.what === "gone") parts.push(messagesVi["pay.difference"]);
  if (line.talk !== null)
    parts.push(`${line.talk.title}, ngày ${formatDate(asCivilDate(line.talk.heldOn))}, ${line.talk.place}`);
  else if (line.derivation.what === "month") parts.push(`Theo tháng ${monthWords(line.month)}`);
  else parts.push(`Tháng ${monthWords(line.month)}`);
  return parts.join(": ");
}

const monthWords = (month: string) => `${Number(month.slice(5))}/${month.slice(0, 4)}`;

/** The reference that finds the talks in the app again: their number, or those of the month. */
function reference(line: RunLine): string {
  return line.talk?.number ?? line.talks.map((t) => t.number).join(" ");
}

function bases(people: Schedule["people"]): string[] {
  const all = people.flatMap((p) => p.lines.map((l) => l.derivation.rate?.legalBasis));
  return [...new Set(all.filter((b) => b !== undefined))]
    .sort((a, b) => a.localeCompare(b, "vi"))
    .map((b) => b.replace(/^căn cứ\s+/iu, ""));
}

/** What fills the template "payment-schedule", and so every document about a run: always Vietnamese, as official texts are. */
export function scheduleValues({ run, people, budget }: Schedule, issuer: KnownIssuer): MergeValues {
  const lines = people.flatMap((p) => p.lines.map((line) => lineValues(p.name, line)));
  const differences = people.flatMap((p) => p.lines).filter((l) => l.turn > 1).length;
  const addressees = [...new Set(issuer.addressees)];
  const matter = scheduleTitle(run);
  const sum = `${formatNumber(run.total)} đồng (bằng chữ: ${lowerFirst(dongInWords(run.total))})`;
  return {
    matter,
    addressee: addressees.length > 0 ? addressees : [issuer.issuer],
    basis: bases(people),
    ...(budget === null ? {} : { source: budget }),
    people: formatNumber(people.length),
    ...(differences === 0 ? {} : { differences: formatNumber(differences) }),
    checked:
      run.checkedAt === null
        ? "Đợt chi này chưa được kiểm tra; số liệu còn có thể thay đổi"
        : `Người lập: ${run.madeName ?? run.madeBy}; người kiểm tra: ${run.checkedName ?? run.checkedBy ?? ""}, ${formatOfficialDate(civilDateOf(run.checkedAt))}`,
    ...(run.accountingReference === null ? {} : { accounting: run.accountingReference }),
    code: spokenCode(run.id),
    lines,
    need: `Thù lao của ${formatNumber(people.length)} người trong ${matter.replace(/^thù lao /u, "")} đã được tính từ các buổi tuyên truyền đã xác minh, gồm ${formatNumber(run.lines)} khoản.`,
    proposal: `Xem xét, thanh toán ${sum} theo đợt chi mã ${spokenCode(run.id)}.`,
  };
}

function lineValues(name: string, line: RunLine): Record<string, string> {
  const { rate, cut } = line.derivation;
  const codes = reference(line);
  // a rate is shown where the amount is the rate; a difference or what a cap cut stands for itself
  const whole = line.turn === 1 && rate !== undefined && (cut ?? 0) === 0 && line.amount === rate.amount;
  return {
    name,
    what: `${lineWords(line)}${codes === "" ? "" : `, mã buổi ${codes}`}`,
    count: line.turn === 1 && rate?.per === "talk" ? "1" : "",
    rate: whole && rate.per === "talk" ? String(rate.amount) : "",
    amount: String(line.amount),
  };
}

const lowerFirst = (words: string) => words.charAt(0).toLocaleLowerCase("vi") + words.slice(1);

/** The run as the document "payment-schedule". */
export function scheduleDocument(tx: Tx, schedule: Schedule, today: CivilDate): Promise<MergedDocument> {
  const values = (issuer: KnownIssuer) => scheduleValues(schedule, issuer);
  return mergeDocument(tx, { template: scheduleTemplate, unitId: schedule.run.unitId, today, values });
}

/** The same in a workbook, a line a row. */
export function writeScheduleWorkbook({ run, people }: Schedule, unitName: string): Promise<Uint8Array> {
  const rows: WriteCell[][] = [];
  let n = 0;
  for (const person of people) {
    for (const line of person.lines) {
      n += 1;
      rows.push([
        n,
        person.name,
        lineWords(line),
        line.talk === null ? null : { day: line.talk.heldOn },
        reference(line),
        line.derivation.rate?.legalBasis ?? "",
        line.derivation.rate?.amount ?? null,
        line.entitled,
        line.paidBefore,
        line.amount,
      ]);
    }
  }
  rows.push([null, "Tổng cộng", "", null, "", "", null, null, null, run.total]);
  const title = scheduleTitle(run);
  return writeWorkbook([
    {
      name: "Bảng kê",
      titles: [
        `Bảng kê chi trả ${title}`,
        unitName,
        `Bằng chữ: ${dongInWords(run.total)}`,
        `Mã đợt chi: ${spokenCode(run.id)}${run.accountingReference === null ? "" : `; tham chiếu kế toán: ${run.accountingReference}`}${run.status === "approved" ? "" : "; chưa được kiểm tra"}`,
      ],
      columns: [
        { header: "STT", width: 6, number: "plain" },
        { header: "Họ và tên", width: 28 },
        { header: "Nội dung", width: 48 },
        { header: "Ngày", width: 12 },
        { header: "Mã buổi", width: 14 },
        { header: "Căn cứ", width: 36 },
        { header: "Mức chi", width: 14 },
        { header: "Được hưởng", width: 14 },
        { header: "Đã chi trước", width: 14 },
        { header: "Số tiền (đồng)", width: 16 },
      ],
      rows,
      boldRows: new Set([rows.length - 1]),
    },
  ]);
}
