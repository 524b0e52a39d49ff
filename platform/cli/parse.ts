import { parseArgs } from "node:util";
import { type CliCommand, WrongUse } from "./command.ts";

export interface Parsed {
  args: string[];
  values: Record<string, string | boolean | undefined>;
  json: boolean;
  help: boolean;
}

/** @throws WrongUse on an unknown option, a missing or an extra argument */
export function parseCommandLine(command: CliCommand, words: readonly string[]): Parsed {
  const declared = command.options ?? {};
  const options: Record<string, { type: "string" | "boolean" }> = { help: { type: "boolean" } };
  if (command.json) options.json = { type: "boolean" };
  for (const [name, option] of Object.entries(declared))
    options[name] = { type: option.type === "flag" ? "boolean" : "string" };
  let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...words],
      options: { ...options, h: { type: "boolean", short: "h" } },
      allowPositionals: true,
      strict: true,
    }) as typeof parsed;
  } catch (error) {
    const why = (error as Error).message.split(". ")[0]!;
    throw new WrongUse(`Dùng sai lệnh: ${why}`, why);
  }
  const { values, positionals } = parsed;
  const help = values.help === true || values.h === true;
  if (!help) {
    checkArguments(command, positionals);
    for (const [name, option] of Object.entries(declared)) {
      if (option.required && values[name] === undefined) throw new WrongUse(`Thiếu --${name}`, `--${name} is missing`);
    }
  }
  return { args: positionals, values, json: values.json === true, help };
}

function checkArguments(command: CliCommand, given: readonly string[]): void {
  const declared = command.arguments ?? [];
  const missing = declared.find((argument, i) => !argument.optional && given[i] === undefined);
  if (missing) throw new WrongUse(`Thiếu ${missing.name}`, `${missing.name} is missing`);
  const extra = declared.at(-1)?.many ? undefined : given[declared.length];
  if (extra !== undefined) throw new WrongUse(`Thừa "${extra}"`, `"${extra}" is one argument too many`);
}

export function usageOf(command: CliCommand): string {
  const args = (command.arguments ?? []).map((a) => (a.optional ? `[${a.name}]` : a.name) + (a.many ? " …" : ""));
  const options = Object.entries(command.options ?? {}).map(([name, option]) => {
    const text = option.type === "flag" ? `--${name}` : `--${name} ${option.value ?? "VALUE"}`;
    return option.required ? text : `[${text}]`;
  });
  return [command.name, ...args, ...options, ...(command.json ? ["[--json]"] : [])].join(" ");
}

export function helpOf(command: CliCommand): string {
  const rows: [string, { vi: string; en: string }][] = [
    ...(command.arguments ?? []).map((a): [string, { vi: string; en: string }] => [a.name, a.help]),
    ...Object.entries(command.options ?? {}).map(([name, o]): [string, { vi: string; en: string }] => [
      o.type === "flag" ? `--${name}` : `--${name} ${o.value ?? "VALUE"}`,
      o.help,
    ]),
  ];
  if (command.json) rows.push(["--json", { vi: "trả lời bằng JSON", en: "answer as JSON" }]);
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return [
    `npm run caunoi -- ${usageOf(command)}`,
    "",
    `  ${command.summary.vi}`,
    `  ${command.summary.en}`,
    ...(rows.length > 0 ? [""] : []),
    ...rows.flatMap(([name, help]) => [`  ${name.padEnd(width)}  ${help.vi}`, `  ${" ".repeat(width)}  ${help.en}`]),
    "",
  ].join("\n");
}
