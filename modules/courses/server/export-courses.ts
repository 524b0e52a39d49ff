import type { Principal } from "#kernel/access.ts";
import { type CivilDate, formatDate } from "#kernel/civil-date.ts";
import { type WriteCell, type WriteColumn, writeWorkbook } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { readCoursePage } from "./course-page.ts";
import { type CourseQuery, listCourses } from "./list-courses.ts";
import { type HoursQuery, listHours, listUnitHours } from "./training-hours.ts";

export const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const csv = "text/csv";
export type FileFormat = "xlsx" | "csv";
const mostRows = 20_000;
type Text = Record<keyof typeof messagesVi, string>;
const textOf = (language: "vi" | "en"): Text => (language === "vi" ? messagesVi : messagesEn);

interface Sheet {
  name: string;
  titles?: readonly string[];
  columns: readonly WriteColumn[];
  rows: readonly WriteCell[][];
}

/** The same rows as a workbook, or the first sheet of them as CSV (UTF-8 with its mark, as Excel opens it). */
async function fileOf(sheets: readonly Sheet[], name: string, format: FileFormat): Promise<FileAnswer> {
  if (format === "xlsx")
    return new FileAnswer({ bytes: await writeWorkbook(sheets), mediaType: xlsx, fileName: `${name}.xlsx` });
  const { columns, rows } = sheets[0]!;
  const lines = [columns.map((c) => c.header), ...rows].map((cells) => cells.map(csvCell).join(","));
  const bytes = new TextEncoder().encode(`\ufeff${lines.join("\r\n")}\r\n`);
  return new FileAnswer({ bytes, mediaType: csv, fileName: `${name}.csv` });
}

/** Text that a table program would take for a formula is kept as text. */
function csvCell(cell: WriteCell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  if (typeof cell === "object") return "day" in cell ? cell.day : cell.moment.toISOString();
  const safe = /^[\s]*[=+\-@\t\r|%]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function all<R>(read: (cursor?: string) => Promise<{ items: R[]; nextCursor: string | null }>): Promise<R[]> {
  const rows: R[] = [];
  let cursor: string | undefined;
  do {
    const part = await read(cursor);
    rows.push(...part.items);
    cursor = part.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < mostRows);
  return rows;
}

/** The list with the same filters as on the screen. */
export async function exportCourses(
  tx: Tx,
  query: Omit<CourseQuery, "cursor" | "limit">,
  language: "vi" | "en",
  format: FileFormat,
): Promise<FileAnswer> {
  const text = textOf(language);
  const courses = await all((cursor) => listCourses(tx, { ...query, limit: 200, cursor }));
  const head = (key: keyof Text, width: number) => ({ header: text[key], width });
  return fileOf(
    [
      {
        name: text["course.title"],
        columns: [
          head("course.column.code", 12),
          head("course.column.title", 50),
          head("course.column.unit", 28),
          head("course.column.form", 14),
          head("course.column.from", 12),
          head("course.column.to", 12),
          head("course.column.hours", 10),
          head("course.column.status", 18),
          head("course.column.seats", 12),
          head("course.column.participants", 12),
          head("course.column.present", 12),
        ],
        rows: courses.map((c) => [
          c.code,
          c.title,
          c.unit.name,
          text[`course.form.${c.form}`],
          { day: c.startsOn },
          { day: c.endsOn },
          c.hours,
          text[`course.status.${c.status}`],
          c.seats,
          c.participants,
          c.present,
        ]),
      },
    ],
    text["course.file"],
    format,
  );
}

/** Who was on the list of one course, with hours and certificate numbers. */
export async function exportParticipants(
  tx: Tx,
  principal: Principal,
  courseId: string,
  language: "vi" | "en",
  format: FileFormat,
): Promise<FileAnswer> {
  const text = textOf(language);
  const course = await readCoursePage(tx, principal, courseId);
  const byDay = course.days.length > 0;
  const head = (key: keyof Text, width: number) => ({ header: text[key], width });
  return fileOf(
    [
      {
        name: text["course.people"],
        titles: [course.title, `${course.unit.name} · ${course.startsOn} – ${course.endsOn}`],
        columns: [
          head("course.column.name", 30),
          head("course.column.position", 30),
          head("course.column.of", 28),
          head("course.column.part", 14),
          ...(byDay ? [head("course.column.days-there", 24)] : []),
          head("course.column.credited", 12),
          head("course.column.certificate", 20),
        ],
        rows: course.people.map((p) => [
          p.name,
          p.position,
          p.unit.name,
          text[`course.part.${p.status}`],
          ...(byDay ? [p.days.flatMap((d) => (d.present ? [formatDate(d.day)] : [])).join("; ")] : []),
          p.hours,
          p.certificate,
        ]),
      },
    ],
    text["course.people-file"],
    format,
  );
}

/** Hours of a year by person, and by unit on a second sheet. */
export async function exportHours(
  tx: Tx,
  query: Omit<HoursQuery, "cursor" | "limit">,
  today: CivilDate,
  language: "vi" | "en",
  format: FileFormat,
): Promise<FileAnswer> {
  const text = textOf(language);
  const people = await all((cursor) => listHours(tx, { ...query, limit: 200, cursor }, today));
  const { year, under, view } = query;
  const units = await listUnitHours(tx, { year, under, view }, today);
  const head = (key: keyof Text, width: number) => ({ header: text[key], width });
  return fileOf(
    [
      {
        name: text["course.hours"],
        columns: [
          head("course.column.name", 30),
          head("course.column.of", 28),
          head("course.column.courses", 10),
          head("course.column.credited", 12),
          head("course.column.wanted", 12),
          head("course.column.missing", 12),
          head("course.column.basis", 40),
        ],
        rows: people.map((p) => [p.name, p.unit.name, p.courses, p.hours, p.wanted, p.missing, p.basis]),
      },
      {
        name: text["course.hours-units"],
        columns: [
          head("course.column.of", 30),
          head("course.column.people", 12),
          head("course.column.trained", 14),
          head("course.column.credited", 12),
          head("course.column.short", 14),
        ],
        rows: units.items.map((u) => [u.unit.name, u.people, u.trained, u.hours, u.short]),
      },
    ],
    text["course.hours-file"],
    format,
  );
}
