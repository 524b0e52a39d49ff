import type { Principal } from "#kernel/access.ts";
import type { CommandServices } from "#platform/command/execute.ts";
import type { Database } from "#platform/db/open.ts";

/**
 * One command of `npm run caunoi -- …`. A room exports its commands through its server door; the frame
 * (apps/server/cli) parses, opens the database, and turns problems into one line and an exit code:
 * 0 done, 1 some input was not right, 2 wrong use. Names and options are an interface that scripts rely on.
 */
export interface CliCommand {
  /** Two words: `units import`. */
  name: string;
  /** One line, in Vietnamese and in English. */
  summary: { vi: string; en: string };
  /** In order; the last may repeat when `many`. */
  arguments?: readonly CliArgument[];
  options?: Readonly<Record<string, CliOption>>;
  /** The command answers with data, so it takes --json (then nothing but the data goes to standard output). */
  json?: boolean;
  /** False for a command that only reads a file; then `database` and `services` must not be touched. */
  needsDatabase?: boolean;
  /** Resolves to 1 when some input was not right and that has been said. Throwing a Problem is exit code 1 too. */
  run(call: CliCall): Promise<0 | 1 | void>;
}

export interface CliArgument {
  name: string;
  help: { vi: string; en: string };
  optional?: boolean;
  many?: boolean;
}

export interface CliOption {
  /** `flag` takes no value. */
  type: "text" | "flag";
  /** What stands for the value in --help: DATE, CODE, FILE. */
  value?: string;
  required?: boolean;
  help: { vi: string; en: string };
}

export interface CliCall {
  /** Values of the arguments, in order. */
  args: readonly string[];
  /** Value of a text option, undefined when it was not given. */
  text(option: string): string | undefined;
  /** Value of an option that is declared required. */
  required(option: string): string;
  flag(option: string): boolean;
  /** True with --json. */
  json: boolean;
  database: Database;
  /** The data folder of this instance. */
  dataDir: string;
  /** For executeCommand; all rooms' commands are in it. */
  services: CommandServices;
  /** Whoever sits at the machine: administrator of the whole instance, `cli` in the journal. */
  principal: Principal;
  /** What the command answers: printed as JSON with --json, else by `show` (a table for lists of rows). */
  answer(data: unknown, show?: () => void): void;
  /** A line for the person, not shown with --json. */
  say(vi: string, en: string): void;
  /** One line about input that was not right, to standard error. */
  complain(vi: string, en: string): void;
  /** A bar on a terminal, nothing elsewhere. Call with done = total at the end. */
  progress(label: string, done: number, total: number): void;
  table(rows: readonly Record<string, unknown>[], columns?: readonly string[]): void;
}

/** The command was used wrongly: exit code 2. */
export class WrongUse extends Error {
  readonly vi: string;

  constructor(vi: string, en: string) {
    super(en);
    this.name = "WrongUse";
    this.vi = vi;
  }
}
