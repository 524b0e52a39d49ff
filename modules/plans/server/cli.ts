import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { type CliCommand, WrongUse } from "#platform/cli/command.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem } from "#platform/db/session.ts";
import { getUnitByCode } from "#modules/units/server.ts";
import type { PlanReading } from "../reading/reading.ts";
import { importPlanCommand, type PlanImported } from "./import-plan.ts";
import { presentReading } from "./present-reading.ts";
import { readPlanFile } from "./read-plan-file.ts";
import { planDifferences, type Recounted } from "./recount.ts";

const importFile: CliCommand = {
  name: "plan import",
  summary: {
    vi: "Đọc một kế hoạch (DOCX, PDF có chữ hoặc văn bản thuần) thành mục, nhiệm vụ, cơ quan, thời hạn; xem trước bằng --dry-run",
    en: "Read a plan (DOCX, PDF with text, or plain text) into parts, tasks, actors, days; look first with --dry-run",
  },
  arguments: [{ name: "FILE", help: { vi: "tệp DOCX, PDF hoặc TXT", en: "DOCX, PDF or TXT file" } }],
  options: {
    unit: {
      type: "text",
      value: "CODE",
      help: {
        vi: "mã đơn vị (hôm nay) giữ bản kế hoạch; cần khi không có --dry-run",
        en: "code of the unit (today) that keeps the plan; needed without --dry-run",
      },
    },
    "dry-run": {
      type: "flag",
      help: { vi: "chỉ nói đọc được gì, không ghi", en: "only say what was read, write nothing" },
    },
  },
  json: true,
  async run(call) {
    const path = call.args[0] as string;
    const code = call.text("unit");
    if (code === undefined && !call.flag("dry-run"))
      throw new WrongUse(
        "Cần --unit CODE để ghi, hoặc --dry-run để chỉ xem",
        "--unit CODE is needed to write, or --dry-run to look only",
      );
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      throw new WrongUse(
        `Không đọc được tệp ${path} (${error.code ?? error.message})`,
        `cannot read ${path} (${error.code ?? error.message})`,
      );
    });
    const reading = await readPlanFile(bytes);
    let kept: PlanImported | null = null;
    if (!call.flag("dry-run")) {
      const unitId = await asSystem(call.database.pool, (tx) => getUnitByCode(tx, code!, todayInVietnam()));
      const command = importPlanCommand(reading);
      const services = { ...call.services, commands: { ...call.services.commands, [command.name]: command as never } };
      const payload = {
        planId: newId(),
        unitId,
        fileName: basename(path),
        fileHash: createHash("sha256").update(bytes).digest("hex"),
      };
      kept = (
        await executeCommand<PlanImported>(services, call.principal, { id: newId(), name: command.name, payload })
      ).answer;
    }
    call.answer({ ...presentReading(reading), planId: kept?.planId ?? null }, () => call.table(rowsOf(reading)));
    tell(call, reading, kept);
    return 0;
  },
};

function rowsOf(reading: PlanReading): Record<string, unknown>[] {
  return reading.tasks.map((t, i) => ({
    n: i + 1,
    clause: path(reading, t.clause),
    lead: t.actors
      .filter((a) => a.role === "lead")
      .map((a) => a.name)
      .join("; "),
    with: t.actors
      .filter((a) => a.role === "coordinate")
      .map((a) => a.name)
      .join("; "),
    when: t.times.map((x) => x.due ?? x.quote).join("; "),
    text: t.text.length > 80 ? `${t.text.slice(0, 78)}…` : t.text,
  }));
}

function path(reading: PlanReading, index: number): string {
  const marks: string[] = [];
  for (let at: number | null = index; at !== null; at = reading.clauses[at]!.parent)
    marks.unshift(reading.clauses[at]!.marker);
  return marks.filter((m) => m !== "").join(" ");
}

function tell(call: Parameters<CliCommand["run"]>[0], reading: PlanReading, kept: PlanImported | null): void {
  const [n, w, b] = [reading.tasks.length, reading.withoutTask.length, reading.bases.length];
  call.say(
    `${n} nhiệm vụ, ${w} mục không có nhiệm vụ, ${b} văn bản được dẫn.`,
    `${n} tasks, ${w} clauses without a task, ${b} documents named.`,
  );
  for (const i of reading.withoutTask) {
    const words = reading.text.slice(reading.clauses[i]!.start, reading.clauses[i]!.end);
    call.say(`  không có nhiệm vụ: ${words.slice(0, 90)}`, `  without a task: ${words.slice(0, 90)}`);
  }
  if (kept === null) call.say("Chưa ghi gì.", "Nothing was written.");
  else
    call.say(
      `Đã ghi bản nháp ${kept.planId}; hãy xem và sửa ở bàn làm việc.`,
      `kept as draft ${kept.planId}; look at it and correct it at the desk.`,
    );
}

const recount: CliCommand = {
  name: "plan recount",
  summary: {
    vi: "Đếm lại từ đầu mọi số dồn của kế hoạch, so với số đang giữ và sửa chỗ lệch; chỉ so bằng --dry-run",
    en: "Count all kept totals of plans from scratch, compare, and set right what differs; only compare with --dry-run",
  },
  options: {
    "dry-run": { type: "flag", help: { vi: "chỉ so, không sửa", en: "only compare, change nothing" } },
  },
  json: true,
  async run(call) {
    const look = await asSystem(call.database.pool, planDifferences);
    const differ = look.totals.length + look.ties.length > 0;
    const repair = differ && !call.flag("dry-run");
    const found = repair
      ? (
          await executeCommand<Recounted>(call.services, call.principal, {
            id: newId(),
            name: "plan.recount",
            payload: {},
          })
        ).answer
      : look;
    call.answer({ ...found, repaired: repair }, () => call.table(found.totals as unknown as Record<string, unknown>[]));
    if (!differ) call.say("Mọi số đang giữ đều đúng.", "Every kept total is right.");
    else {
      const [n, m] = [found.totals.length, found.ties.length];
      call.say(`${n} số dồn và ${m} liên kết buổi với việc bị lệch.`, `${n} totals and ${m} ties of talks differ.`);
      if (repair) call.say("Đã sửa; nhật ký giữ cả số cũ và số đúng.", "set right; the journal keeps both figures.");
      else call.say("Chưa sửa gì.", "Nothing was changed.");
    }
    return differ && !repair ? 1 : 0;
  },
};

export const planCliCommands: readonly CliCommand[] = [importFile, recount];
