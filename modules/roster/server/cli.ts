import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { basename, extname, join, dirname } from "node:path";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { readTypedDate } from "#kernel/typed-date.ts";
import { type CliCall, type CliCommand, WrongUse } from "#platform/cli/command.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem } from "#platform/db/session.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { getUnitByCode } from "#modules/units/server.ts";
import type { ImportDefaults } from "../import/fill-row.ts";
import type { ImportRow } from "../import/import-row.ts";
import { loadCatalogue } from "./catalogue.ts";
import { planRosterImport, type ImportProgress, type RosterPlan } from "./import-plan.ts";
import { reasonText, writeRest } from "./import-rest.ts";
import { importRosterCommand, type RosterImported } from "./import-roster.ts";

const importFile: CliCommand = {
  name: "roster import",
  summary: {
    vi: "Nhập đội ngũ từ tệp Excel của đơn vị; xem trước bằng --dry-run",
    en: "Import the roster from a unit's own Excel file; look first with --dry-run",
  },
  arguments: [{ name: "FILE", help: { vi: "tệp XLSX", en: "XLSX file" } }],
  options: {
    unit: {
      type: "text",
      value: "CODE",
      required: true,
      help: { vi: "mã đơn vị của danh sách (hôm nay)", en: "code of the list's unit (today)" },
    },
    "dry-run": {
      type: "flag",
      help: {
        vi: "chỉ nói từng dòng sẽ ra sao, không ghi gì",
        en: "only say what each row would become, write nothing",
      },
    },
    "confirm-fonts": {
      type: "flag",
      help: {
        vi: "đã đọc các tên đổi từ phông cũ mà máy chưa chắc; không có thì các dòng ấy không nhập",
        en: "the doubtful names converted from old fonts were read; without it these rows are not imported",
      },
    },
    kind: {
      type: "text",
      value: "KIND",
      help: {
        vi: "loại cho các dòng không ghi loại: grassrootsCommunicator, rapporteur, collaborator, …",
        en: "kind of rows that name none: grassrootsCommunicator, rapporteur, collaborator, …",
      },
    },
    decision: {
      type: "text",
      value: "SYMBOL",
      help: { vi: "quyết định chung, nếu tệp không ghi", en: "the list's decision, where the file names none" },
    },
    "decision-date": {
      type: "text",
      value: "DATE",
      help: { vi: "ngày của quyết định ấy", en: "day of that decision" },
    },
    rest: {
      type: "text",
      value: "FILE",
      help: {
        vi: "nơi ghi các dòng còn lại kèm lý do (mặc định: cạnh tệp, “… - con lai.xlsx”)",
        en: "where the rows left over go, with reasons (default: beside the file, “… - con lai.xlsx”)",
      },
    },
  },
  json: true,
  async run(call) {
    const path = call.args[0] as string;
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      throw new WrongUse(
        `Không đọc được tệp ${path} (${error.code ?? error.message})`,
        `cannot read ${path} (${error.code ?? error.message})`,
      );
    });
    const progress = progressIn(call);
    progress("reading", 0, 1);
    const sheets = await readWorkbook(bytes);
    const unitId = await asSystem(call.database.pool, (tx) =>
      getUnitByCode(tx, call.required("unit"), todayInVietnam()),
    );
    const request = {
      principal: call.principal,
      unitId,
      sheets,
      fontsConfirmed: call.flag("confirm-fonts"),
      today: todayInVietnam(),
      defaults: await defaultsOf(call),
    };
    const planned = await asSystem(call.database.pool, (tx) => planRosterImport(tx, { ...request, progress }));
    const importable = planned.preview.counts.import > 0;
    const imported =
      call.flag("dry-run") || !importable
        ? null
        : await runImport(call, planned, request, basename(path), bytes, progress);
    const rest = call.flag("dry-run") && call.text("rest") === undefined ? null : await keepRest(call, planned, path);
    call.answer(planned.rows.map(plainRow), () => show(call, planned.rows));
    tell(call, planned, imported, rest);
    return planned.preview.counts.reject > 0 ? 1 : 0;
  },
};

export const rosterCliCommands: readonly CliCommand[] = [importFile];

async function defaultsOf(call: CliCall): Promise<ImportDefaults> {
  const kind = call.text("kind");
  if (kind !== undefined) {
    const { kinds } = await asSystem(call.database.pool, (tx) => loadCatalogue(tx));
    const ids = kinds.map((k) => k.id).join(", ");
    if (!kinds.some((k) => k.id === kind))
      throw new WrongUse(`--kind không có "${kind}" (${ids})`, `--kind has no "${kind}" (${ids})`);
  }
  const typed = call.text("decision-date");
  const read = typed === undefined ? undefined : readTypedDate(typed);
  if (read !== undefined && !read.ok)
    throw new WrongUse(
      `--decision-date: "${typed}" không phải là một ngày`,
      `--decision-date: "${typed}" is not a day`,
    );
  return { kind, decisionSymbol: call.text("decision"), decisionDate: read?.date };
}

async function runImport(
  call: CliCall,
  planned: RosterPlan,
  request: {
    unitId: number;
    sheets: Parameters<typeof importRosterCommand>[0];
    fontsConfirmed: boolean;
    defaults: ImportDefaults;
  },
  fileName: string,
  bytes: Uint8Array,
  progress: ImportProgress,
): Promise<RosterImported> {
  const command = importRosterCommand(request.sheets, progress);
  const services = { ...call.services, commands: { ...call.services.commands, [command.name]: command as never } };
  const fileHash = createHash("sha256").update(bytes).digest("hex");
  const payload = {
    unitId: request.unitId,
    fileName,
    fileHash,
    fontsConfirmed: request.fontsConfirmed,
    defaults: request.defaults,
    digest: planned.preview.digest,
  };
  return (await executeCommand<RosterImported>(services, call.principal, { id: newId(), name: command.name, payload }))
    .answer;
}

/** The rows that were not imported, beside the file they came from. */
async function keepRest(call: CliCall, planned: RosterPlan, path: string): Promise<string | null> {
  const catalogue = await asSystem(call.database.pool, (tx) => loadCatalogue(tx));
  const bytes = await writeRest(planned, catalogue, "vi");
  if (bytes === null) return null;
  const target = call.text("rest") ?? join(dirname(path), `${basename(path, extname(path))} - con lai.xlsx`);
  await writeFile(target, bytes);
  return target;
}

/** What scripts get: one object a row of people, as it would be stored. */
function plainRow({ knownAs: _known, ...row }: ImportRow) {
  return row;
}

function show(call: CliCall, rows: readonly ImportRow[]): void {
  const word = { import: "nhập", duplicate: "trùng", reject: "không nhập" } as const;
  call.table(
    rows.map((row) => ({
      sheet: row.sheet,
      row: row.row,
      outcome: word[row.outcome],
      written: row.font === null ? "" : row.written,
      name: row.name,
      kind: row.kind ?? "",
      workplace: row.workplace ?? row.unitName,
      reason: reasonText(row, "vi"),
    })),
  );
}

function tell(call: CliCall, { preview }: RosterPlan, imported: RosterImported | null, rest: string | null): void {
  const { counts } = preview;
  for (const column of preview.columns.filter((c) => c.use === "forbidden")) {
    call.say(
      `Cột ${column.letter} “${column.header}” (${column.sheet}) không được đọc vào: Cầu Nối không lưu mục này`,
      `column ${column.letter} “${column.header}” (${column.sheet}) was dropped: it is not kept`,
    );
  }
  for (const sheet of preview.sheets.filter((s) => s.hidden))
    call.say(`Trang ẩn “${sheet.name}” không được đọc`, `the hidden sheet “${sheet.name}” was not read`);
  const fonts = counts.tcvn3 + counts.vni;
  if (fonts > 0)
    call.say(
      `${fonts} tên đổi từ phông cũ (TCVN3 ${counts.tcvn3}, VNI ${counts.vni}); xin đọc lại`,
      `${fonts} names converted from old fonts (TCVN3 ${counts.tcvn3}, VNI ${counts.vni}); please read them`,
    );
  const [n, d, r] = [counts.import, counts.duplicate, counts.reject];
  if (imported === null)
    call.say(
      `${counts.people} người trong tệp: ${n} sẽ nhập, ${d} trùng, ${r} không nhập. Chưa ghi gì.`,
      `${counts.people} people in the file: ${n} to import, ${d} duplicates, ${r} not. Nothing was written.`,
    );
  else
    call.say(
      `Đã nhập ${imported.appointments} dòng (${imported.people} người mới); ${d} trùng, ${r} không nhập.`,
      `imported ${imported.appointments} rows (${imported.people} new people); ${d} duplicates, ${r} not.`,
    );
  if (rest !== null) call.say(`Các dòng còn lại kèm lý do: ${rest}`, `rows left over, with reasons: ${rest}`);
  if (r > 0) call.complain(`${r} dòng không nhập được`, `${r} rows could not be imported`);
}

function progressIn(call: CliCall): ImportProgress {
  const label = { reading: "Đọc tệp", checking: "Xem từng dòng", writing: "Ghi" };
  return (step, done, total) => call.progress(label[step], done, total);
}
