import type { Principal } from "#kernel/access.ts";
import { type CliCall, type CliCommand, WrongUse } from "#platform/cli/command.ts";
import type { Parsed } from "#platform/cli/parse.ts";
import { progressBar } from "#platform/cli/progress.ts";
import { textTable } from "#platform/cli/table.ts";
import type { Instance } from "../instance.ts";
import { allCommands } from "../rooms.ts";

/** Whoever may read the data folder holds the whole instance anyway; the journal names it `cli`. */
const atTheMachine: Principal = {
  userId: "cli",
  personId: null,
  displayName: "Dòng lệnh",
  grants: [{ role: "administrator", unitId: null }],
  homeUnitId: null,
};

export function buildCall(command: CliCommand, parsed: Parsed, instance: Instance | undefined): CliCall {
  const opened = () => {
    if (!instance) throw new Error(`${command.name} says that it needs no database`);
    return instance;
  };
  const text = (option: string) => {
    const value = parsed.values[option];
    return typeof value === "string" ? value : undefined;
  };
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const bar = progressBar();
  return {
    args: parsed.args,
    text,
    required(option) {
      const value = text(option);
      if (value === undefined) throw new WrongUse(`Thiếu --${option}`, `--${option} is missing`);
      return value;
    },
    flag: (option) => parsed.values[option] === true,
    json: parsed.json,
    get database() {
      return opened().database;
    },
    get dataDir() {
      return opened().dataDir;
    },
    get services() {
      return { pool: opened().database.pool, commands: allCommands };
    },
    principal: atTheMachine,
    answer(data, show) {
      if (parsed.json) print(JSON.stringify(data, null, 2));
      else if (show) show();
      else if (Array.isArray(data))
        print(data.length === 0 ? "(không có gì / nothing)" : textTable(data as Record<string, unknown>[]));
      else print(JSON.stringify(data, null, 2));
    },
    say: (vi, en) => {
      if (!parsed.json) print(`${vi} / ${en}`);
    },
    complain: (vi, en) => void process.stderr.write(`${vi} / ${en}\n`),
    progress: bar,
    table: (rows, columns) => {
      if (!parsed.json) print(textTable(rows, columns));
    },
  };
}
