import { formatDate, formatOfficialDate, asCivilDate } from "#kernel/civil-date.ts";
import { spokenCode } from "#kernel/ids.ts";
import { compareNames } from "#kernel/text/name-sort.ts";
import { dongInWords, formatNumber } from "#kernel/text/numbers.ts";
import type { Tx } from "#platform/db/session.ts";
import type { Block, OfficialDocument, TableRow } from "#platform/documents/nd30/content.ts";
import { writeOfficialDocument } from "#platform/documents/nd30/write-document.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import { issuerOf } from "#modules/documents/server.ts";
import type { KnownIssuer } from "#modules/documents/shared.ts";
import type { RunLine } from "../contract.ts";
import { messagesVi } from "../messages.vi.ts";
import { type NamedRun } from "./list-runs.ts";
import { readRunLines } from "./run-lines.ts";

export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export interface Schedule {
  run: NamedRun;
  issuer: KnownIssuer;
  people: { name: string; lines: RunLine[]; amount: number }[];
}

/** All that a schedule says; reads once, so that the register never waits for it. */
export async function gatherSchedule(tx: Tx, run: NamedRun, today: string): Promise<Schedule> {
  const issuer = await issuerOf(tx, run.unitId, today);
  const byPerson = new Map<string, RunLine[]>();
  for (const line of await readRunLines(tx, run.id))
    byPerson.set(line.person.id, [...(byPerson.get(line.person.id) ?? []), line]);
  const people = [...byPerson.values()].map((lines) => ({
    name: lines[0]!.person.name,
    lines,
    amount: lines.reduce((sum, line) => sum + line.amount, 0),
  }));
  return { run, issuer, people: people.sort((a, b) => compareNames(a.name, b.name)) };
}

export const scheduleTitle = (run: { month: string; number: number }) =>
  `chi trả thù lao báo cáo viên, tuyên truyền viên tháng ${Number(run.month.slice(5))} năm ${run.month.slice(0, 4)} (đợt ${run.number})`;

const money = (amount: number) => formatNumber(amount, 0);

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

function bases(schedule: Schedule): string[] {
  const all = schedule.people.flatMap((p) => p.lines.map((l) => l.derivation.rate?.legalBasis));
  return [...new Set(all.filter((b) => b !== undefined))]
    .sort((a, b) => a.localeCompare(b, "vi"))
    .map((b) => (/^căn cứ/iu.test(b) ? b : `Căn cứ ${b}`));
}

export interface Signed {
  number: number | null;
  symbol: string;
  date: string | null;
  signer: { position: string; name: string };
}

/** A submission (tờ trình) with the schedule annexed, in the format of Decree 30. */
export function writeSchedule(schedule: Schedule, signed: Signed): Promise<Uint8Array> {
  const { run, issuer, people } = schedule;
  const differences = people.flatMap((p) => p.lines).filter((l) => l.turn > 1).length;
  const named = new Set(issuer.addressees);
  const facts = [
    `Số người nhận: ${formatNumber(people.length)} người; số khoản: ${formatNumber(run.lines)}${differences === 0 ? "" : `, trong đó ${formatNumber(differences)} khoản chênh lệch của các đợt trước`}.`,
    `Tổng số tiền: ${money(run.total)} đồng. Bằng chữ: ${dongInWords(run.total)}.`,
    ...(run.checkedAt === null
      ? ["Đợt chi này chưa được kiểm tra; số liệu còn có thể thay đổi."]
      : [
          `Người lập: ${run.madeName ?? run.madeBy}; người kiểm tra: ${run.checkedName ?? run.checkedBy ?? ""}, ${formatOfficialDate(asCivilDate(run.checkedAt.toISOString().slice(0, 10)))}.`,
        ]),
    ...(run.accountingReference === null ? [] : [`Số tham chiếu kế toán: ${run.accountingReference}.`]),
    `Chi tiết từng người, từng buổi theo bảng kê kèm theo. Mã đợt chi trên phần mềm: ${spokenCode(run.id)}; mỗi khoản mở được tới buổi tuyên truyền theo mã buổi ở bảng kê.`,
  ];
  const content: OfficialDocument = {
    ...(issuer.governing ? { governing: issuer.governing } : {}),
    issuer: issuer.issuer,
    number: signed.number,
    symbol: signed.symbol,
    place: issuer.place,
    date: signed.date,
    kind: { type: "named", name: "Tờ trình", abstract: `Về việc ${scheduleTitle(run)}` },
    addressees: named.size > 0 ? [...named] : [issuer.issuer],
    bases: bases(schedule),
    body: [
      { kind: "paragraph", text: `${issuer.issuer} trình ${scheduleTitle(run)} như sau:` },
      ...facts.map((text, i): Block => ({ kind: "clause", number: i + 1, text })),
      { kind: "paragraph", text: "Kính trình xem xét, quyết định." },
    ],
    signature: {
      ...(issuer.authority ? { authority: issuer.authority } : {}),
      ...(issuer.capacity ? { capacity: issuer.capacity } : {}),
      ...signed.signer,
    },
    recipients: issuer.recipients,
    ...(issuer.filing ? { filing: issuer.filing } : {}),
    annexes: [{ title: "Bảng kê chi trả thù lao", body: [table(schedule), words(run.total)] }],
  };
  return writeOfficialDocument(content);
}

function table({ people, run }: Schedule): Block {
  const rows: TableRow[] = [];
  for (const [i, person] of people.entries()) {
    rows.push({ cells: [String(i + 1), person.name, "", money(person.amount)], bold: true });
    for (const line of person.lines) rows.push({ cells: ["", lineWords(line), reference(line), money(line.amount)] });
  }
  rows.push({ cells: ["", "Tổng cộng", "", money(run.total)], bold: true });
  return {
    kind: "table",
    columns: [
      { header: "STT", share: 0.08, align: "center" },
      { header: "Họ và tên, nội dung", share: 0.54 },
      { header: "Mã buổi", share: 0.18, align: "center" },
      { header: "Số tiền (đồng)", share: 0.2, align: "right" },
    ],
    rows,
  };
}

const words = (total: number): Block => ({ kind: "paragraph", text: `Bằng chữ: ${dongInWords(total)}.`, italic: true });

/** The same in a workbook, a line a row. */
export function writeScheduleWorkbook({ run, issuer, people }: Schedule): Promise<Uint8Array> {
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
        `Bảng kê ${title}`,
        issuer.issuer,
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
