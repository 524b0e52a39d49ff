import { fileURLToPath } from "node:url";
import { type CliCommand, WrongUse } from "#platform/cli/command.ts";
import { helpOf, type Parsed, parseCommandLine, usageOf } from "#platform/cli/parse.ts";
import { asProblem, problemDocument } from "#platform/http/problem-answer.ts";
import { type Instance, openInstance } from "../instance.ts";
import { explain } from "../refusal.ts";
import { allCliCommands, allMessages } from "../rooms.ts";
import { readSettings } from "../settings.ts";
import { buildCall } from "./call.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const complain = (vi: string, en: string) => void process.stderr.write(vi === en ? `${vi}\n` : `${vi} / ${en}\n`);

async function main(words: string[]): Promise<number> {
  // npm runs scripts in the project's folder; file names are meant from where the person stands
  if (process.env.npm_lifecycle_event && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  const commands = allCliCommands;
  if (words.length === 0 || words[0] === "--help" || words[0] === "help" || words[0] === "-h") {
    process.stdout.write(overview(commands));
    return words.length === 0 ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === words.slice(0, 2).join(" "));
  if (!command) {
    const room = commands.filter((candidate) => candidate.name.startsWith(`${words[0]} `));
    if (room.length > 0 && (words[1] === undefined || words[1] === "--help" || words[1] === "-h")) {
      process.stdout.write(overview(room));
      return words[1] === undefined ? 2 : 0;
    }
    complain(`Không có lệnh "${words.slice(0, 2).join(" ")}"; xem --help`, `there is no such command; see --help`);
    return 2;
  }
  let parsed: Parsed;
  try {
    parsed = parseCommandLine(command, words.slice(2));
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    complain(error.vi, `${error.message}. Usage: npm run caunoi -- ${usageOf(command)}`);
    return 2;
  }
  if (parsed.help) {
    process.stdout.write(helpOf(command));
    return 0;
  }
  return perform(command, parsed);
}

async function perform(command: CliCommand, parsed: Parsed): Promise<number> {
  let instance: Instance | undefined;
  const onSignal = () => void (instance?.close() ?? Promise.resolve()).finally(() => process.exit(1));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, onSignal);
  try {
    if (command.needsDatabase !== false) {
      const settings = readSettings(process.env, root);
      instance = await openInstance({ settings });
    }
    return (await command.run(buildCall(command, parsed, instance))) ?? 0;
  } catch (error) {
    return tell(error, command);
  } finally {
    await instance?.close();
  }
}

/** A problem is one line in both languages and exit code 1; anything else is a fault and shown whole. */
function tell(error: unknown, command: CliCommand): number {
  if (error instanceof WrongUse) {
    complain(error.vi, `${error.message}. Usage: npm run caunoi -- ${usageOf(command)}`);
    return 2;
  }
  const file = error as NodeJS.ErrnoException;
  if (file.syscall === "open" || file.syscall === "read" || file.syscall === "stat") {
    complain(
      `Không đọc hoặc ghi được tệp ${file.path ?? ""} (${file.code})`,
      `cannot read or write ${file.path ?? "a file"} (${file.code})`,
    );
    return 1;
  }
  const { problem, fault } = asProblem(error);
  if (fault) {
    process.stderr.write(`${explain(error)}\n`);
    return 1;
  }
  const [vi, en] = (["vi", "en"] as const).map((language) => {
    const { title, detail } = problemDocument(problem, language, allMessages, "cli");
    return detail ? `${title} ${detail}` : title;
  });
  const fields = Object.entries(problem.detail.fields ?? {}).map(([at, code]) => `${at}: ${code}`);
  complain(`${vi}${fields.length > 0 ? ` (${fields.join(", ")})` : ""}`, `${en} [${problem.code}]`);
  return 1;
}

function overview(commands: readonly CliCommand[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = [...commands]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((command) => `  ${command.name.padEnd(width)}  ${command.summary.vi} / ${command.summary.en}`);
  return `npm run caunoi -- COMMAND …   (COMMAND --help)\n\n${lines.join("\n")}\n`;
}

// no process.exit here: what was written to a pipe must still arrive
process.exitCode = await main(process.argv.slice(2));
process.disconnect?.();
