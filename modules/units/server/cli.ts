import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { readTypedDate } from "#kernel/typed-date.ts";
import { type CliCall, type CliCommand, WrongUse } from "#platform/cli/command.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem, type Tx } from "#platform/db/session.ts";
import { type ImportResult, type UnitImport, unitLevels, type UnitReorganisation } from "../contract.ts";
import { messagesVi } from "../messages.vi.ts";
import { messagesEn } from "../messages.en.ts";
import type { UnitLevel } from "../tree.ts";
import type { Progress } from "./apply-plan.ts";
import { getUnitByCode, listUnits } from "./doors.ts";
import { importUnitsCommand, reorganiseUnitsCommand } from "./import-units.ts";
import { readSuccessionRows, readUnitRows } from "./read-unit-file.ts";
import { getUnitHistory } from "./unit-page.ts";
import { unitState } from "./unit-state.ts";

const steps = { reading: 1, planning: 2, writing: 3, refreshing: 7, done: 8 };

const importFile: CliCommand = {
  name: "units import",
  summary: { vi: "Nhập danh sách đơn vị tồn tại từ một ngày", en: "Import a list of units that exist from a day on" },
  arguments: [
    {
      name: "FILE",
      help: {
        vi: "CSV hoặc XLSX: code, name, kind, parent_code, level",
        en: "CSV or XLSX: code, name, kind, parent_code, level",
      },
    },
  ],
  options: {
    "valid-from": {
      type: "text",
      value: "DATE",
      required: true,
      help: { vi: "ngày đầu tiên (2000-01-01 hoặc 01/01/2000)", en: "first day (2000-01-01 or 01/01/2000)" },
    },
    "valid-until": {
      type: "text",
      value: "DATE",
      help: { vi: "ngày cuối cùng, nếu đã hết", en: "last day, if it has passed" },
    },
  },
  json: true,
  async run(call) {
    const payload: UnitImport = {
      fileName: basename(call.args[0]!),
      validFrom: day(call.required("valid-from"), "valid-from"),
      validUntil: call.text("valid-until") === undefined ? null : day(call.required("valid-until"), "valid-until"),
      rows: await readUnitRows(await readFile(call.args[0]!)),
    };
    return runList(call, importUnitsCommand(progressIn(call)), payload);
  },
};

const reorganise: CliCommand = {
  name: "units reorganise",
  summary: {
    vi: "Sắp xếp lại đơn vị theo danh sách mới và bảng kế thừa",
    en: "Reorganise units by a new list and a list of successions",
  },
  options: {
    units: {
      type: "text",
      value: "FILE",
      required: true,
      help: { vi: "danh sách đơn vị từ ngày ấy", en: "the units from that day on" },
    },
    successions: {
      type: "text",
      value: "FILE",
      required: true,
      help: { vi: "CSV: old_level, old_code, new_code, extent", en: "CSV: old_level, old_code, new_code, extent" },
    },
    on: {
      type: "text",
      value: "DATE",
      required: true,
      help: { vi: "ngày có hiệu lực", en: "day on which it takes effect" },
    },
    "legal-basis": { type: "text", value: "TEXT", help: { vi: "căn cứ pháp lý", en: "legal basis" } },
  },
  json: true,
  async run(call) {
    const [unitsFile, successionsFile] = [call.required("units"), call.required("successions")];
    const payload: UnitReorganisation = {
      on: day(call.required("on"), "on"),
      legalBasis: call.text("legal-basis") ?? null,
      unitsFile: basename(unitsFile),
      successionsFile: basename(successionsFile),
      units: await readUnitRows(await readFile(unitsFile)),
      successions: await readSuccessionRows(await readFile(successionsFile)),
    };
    return runList(call, reorganiseUnitsCommand(progressIn(call)), payload);
  },
};

const list: CliCommand = {
  name: "units list",
  summary: { vi: "Liệt kê đơn vị hành chính của một ngày", en: "List the administrative units of a day" },
  options: {
    on: { type: "text", value: "DATE", help: { vi: "ngày, mặc định hôm nay", en: "the day, today unless told" } },
    under: {
      type: "text",
      value: "CODE[,CODE]",
      help: { vi: "chỉ các đơn vị nằm dưới (mã của ngày ấy)", en: "only units strictly below (codes of that day)" },
    },
    kind: {
      type: "text",
      value: "KIND[,KIND]",
      help: { vi: "loại: commune, ward, special-zone, …", en: "kind: commune, ward, special-zone, …" },
    },
    all: {
      type: "flag",
      help: { vi: "cả thôn, tổ dân phố và cơ quan, tổ chức", en: "villages, bodies and organisations too" },
    },
    level: {
      type: "text",
      value: "LEVEL",
      help: {
        vi: "cấp: province, district, commune, group, body",
        en: "level: province, district, commune, group, body",
      },
    },
  },
  json: true,
  async run(call) {
    const on = call.text("on") === undefined ? todayInVietnam() : day(call.required("on"), "on");
    const kinds = listed(call.text("kind"));
    const level = call.text("level");
    if (level !== undefined && !unitLevels.includes(level as UnitLevel))
      throw new WrongUse(`--level không có "${level}"`, `--level has no "${level}"`);
    const items = await asSystem(call.database.pool, async (tx) => {
      await checkKinds(tx, kinds);
      const codes = listed(call.text("under"));
      const under = codes && (await inOrder(codes, (code) => getUnitByCode(tx, code, on)));
      const found = await listUnits(tx, {
        on,
        ...(under ? { under } : {}),
        ...(kinds ? { kinds } : {}),
        ...(level ? { level: level as UnitLevel } : {}),
      });
      // official lists are of administrative units; what hangs below or beside them is asked for
      return call.flag("all") || kinds || level
        ? found
        : found.filter((u) => u.level !== "group" && u.level !== "body");
    });
    const rows = items.map(({ id, code, name, kind, level: at, parentCode, parentName, validFrom, validTo }) => ({
      id,
      code,
      name,
      kind,
      level: at,
      parentCode,
      parentName,
      validFrom,
      validTo,
    }));
    call.answer(rows);
    call.say(`${rows.length} đơn vị`, `${rows.length} units`);
  },
};

const history: CliCommand = {
  name: "units history",
  summary: { vi: "Các thời kỳ của những đơn vị từng mang một mã", en: "The history of the units that ever had a code" },
  arguments: [{ name: "CODE", help: { vi: "mã đơn vị", en: "code" } }],
  json: true,
  async run(call) {
    const code = call.args[0]!;
    const found = await asSystem(call.database.pool, async (tx) => {
      const { tree } = await unitState(tx);
      const ids = [...new Set(tree.versionsWithCode(code).map((v) => v.unitId))];
      if (ids.length === 0) await getUnitByCode(tx, code, todayInVietnam());
      return inOrder(ids, (id) => getUnitHistory(tx, id, todayInVietnam()));
    });
    call.answer(found, () => {
      for (const unit of found) {
        call.say(
          `Đơn vị #${unit.id}: từ ${unit.founded}${unit.dissolvedOn ? ` đến trước ${unit.dissolvedOn}` : ""}; nay là ${unit.now?.name ?? `(không xác định, trong ${unit.within?.name ?? "?"})`}`,
          `unit #${unit.id}; now ${unit.now?.name ?? `not certain, within ${unit.within?.name ?? "?"}`}`,
        );
        call.table(
          unit.versions.map((v) => ({
            from: v.validFrom,
            to: v.validTo ?? "",
            code: v.code,
            name: v.name,
            kind: v.kind,
            parent: v.parent?.name ?? "",
            basis: v.legalBasis ?? "",
          })),
        );
        const edges = [
          ...unit.predecessors.map((e) => ({ from: e.unit.name, to: "←", extent: e.extent, on: e.on })),
          ...unit.successors.map((e) => ({ from: "→", to: e.unit.name, extent: e.extent, on: e.on })),
        ];
        if (edges.length > 0) call.table(edges);
      }
    });
  },
};

export const unitCliCommands: readonly CliCommand[] = [importFile, reorganise, list, history];

/** 1 when some rows could not be placed: the rest is stored, and each such row is told. */
async function runList<Input>(
  call: CliCall,
  command: ReturnType<typeof importUnitsCommand | typeof reorganiseUnitsCommand>,
  payload: Input,
): Promise<0 | 1> {
  const services = { ...call.services, commands: { ...call.services.commands, [command.name]: command as never } };
  const { answer } = await executeCommand<ImportResult>(services, call.principal, {
    id: newId(),
    name: command.name,
    payload,
  });
  call.answer(answer, () => {
    if (answer.remarks.length > 0) {
      call.table(
        answer.remarks.map((r) => ({
          file: r.file,
          line: r.line ?? "",
          code: r.code ?? "",
          name: r.name ?? "",
          outcome: r.outcome,
          reason: messagesVi[`problem.${r.reason}` as keyof typeof messagesVi] ?? r.reason,
        })),
      );
    }
    call.say(
      `Lập ${answer.founded}, thay đổi ${answer.continued}, đã có ${answer.already}, kết thúc ${answer.dissolved}, kế thừa ${answer.successions}; không đặt được ${answer.unplaced}`,
      `founded ${answer.founded}, changed ${answer.continued}, already there ${answer.already}, ended ${answer.dissolved}, successions ${answer.successions}; not placed ${answer.unplaced}`,
    );
  });
  if (answer.unplaced === 0) return 0;
  call.complain(
    `${answer.unplaced} dòng không đặt được; phần còn lại đã ghi`,
    `${answer.unplaced} rows could not be placed; the rest is stored`,
  );
  if (call.json) return 1;
  const reasons = new Map<string, number>();
  for (const r of answer.remarks) if (r.outcome === "unplaced") reasons.set(r.reason, (reasons.get(r.reason) ?? 0) + 1);
  for (const [reason, n] of reasons)
    call.complain(`  ${n} × ${reason}`, messagesEn[`problem.${reason}` as keyof typeof messagesEn] ?? reason);
  return 1;
}

function progressIn(call: CliCall): Progress {
  return (step, done) => call.progress("units", step === "writing" ? steps.writing + done : steps[step], steps.done);
}

function day(typed: string, option: string): CivilDate {
  const read = readTypedDate(typed);
  if (!read.ok)
    throw new WrongUse(`--${option}: "${typed}" không phải là một ngày`, `--${option}: "${typed}" is not a day`);
  return read.date;
}

async function checkKinds(tx: Tx, kinds: readonly string[] | undefined): Promise<void> {
  const known = [...(await unitState(tx)).tree.kinds.values()];
  const wrong = kinds?.find((word) => !known.some((k) => k.id === word || k.fileName === word));
  if (wrong !== undefined)
    throw new WrongUse(
      `Không có loại "${wrong}"; có: ${known.map((k) => k.id).join(", ")}`,
      `there is no kind "${wrong}"`,
    );
}

const listed = (text: string | undefined) =>
  text
    ?.split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

async function inOrder<A, B>(list: readonly A[], each: (item: A) => Promise<B>): Promise<B[]> {
  const done: B[] = [];
  for (const item of list) done.push(await each(item));
  return done;
}
