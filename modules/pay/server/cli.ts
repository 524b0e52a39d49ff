import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { dongInWords } from "#kernel/text/numbers.ts";
import { type CliCommand, WrongUse } from "#platform/cli/command.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem } from "#platform/db/session.ts";
import { getUnitByCode } from "#modules/units/server.ts";
import { Month } from "../contract.ts";
import { readPayees } from "./run-page.ts";
import type { Asked } from "./tasks.ts";
import { finishPayTask } from "./work-task.ts";

const run: CliCommand = {
  name: "pay run",
  summary: {
    vi: "Lập đợt chi thù lao của một đơn vị trong một tháng (bản nháp, còn phải quyết định ngoại lệ và kiểm tra)",
    en: "Make a pay run of a unit and a month (a draft: exceptions are still to be decided, another person checks it)",
  },
  options: {
    unit: { type: "text", value: "CODE", help: { vi: "mã đơn vị hôm nay", en: "code of the unit today" } },
    month: { type: "text", value: "YYYY-MM", help: { vi: "tháng", en: "month" } },
  },
  json: true,
  async run(call) {
    const code = call.text("unit");
    const month = call.text("month");
    if (code === undefined || month === undefined || !Month.safeParse(month).success)
      throw new WrongUse("Cần --unit CODE và --month YYYY-MM", "--unit CODE and --month YYYY-MM are needed");
    const unitId = await asSystem(call.database.pool, (tx) => getUnitByCode(tx, code, todayInVietnam()));
    const { answer: asked } = await executeCommand<Asked>(call.services, call.principal, {
      id: newId(),
      name: "pay.make-run",
      payload: { runId: newId(), unitId, month },
    });
    const answer = await finishPayTask(call.database.pool, asked.taskId);
    const payees = await asSystem(call.database.pool, (tx) => readPayees(tx, answer.runId));
    call.answer({ ...answer, inWords: dongInWords(answer.total), payees }, () =>
      call.table(payees.map((p) => ({ name: p.person.name, lines: p.lines, amount: p.amount }))),
    );
    call.say(
      `Đợt chi ${answer.runId}: ${answer.people} người, ${answer.lines} khoản, ${answer.undecided} ngoại lệ chờ quyết định. ${dongInWords(answer.total)}.`,
      `run ${answer.runId}: ${answer.people} people, ${answer.lines} lines, ${answer.undecided} exceptions to decide, ${answer.total} đồng`,
    );
    return 0;
  },
};

export const payCliCommands: readonly CliCommand[] = [run];
