import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

/** What one step of `npm run check` or `npm test` came to. */
export interface Outcome {
  name: string;
  passed: number;
  failed: number;
  seconds: number;
  output: string;
}

export interface Step {
  name: string;
  run(): Promise<Pick<Outcome, "passed" | "failed" | "output">>;
}

/** A program of a package in node_modules, by the name of its file in the package. */
function programOf(packageName: string, file: string): string {
  for (const base of require.resolve.paths(packageName) ?? []) {
    const path = join(base, packageName, file);
    try {
      return require.resolve(path);
    } catch {
      // not in this one
    }
  }
  throw new Error(`${packageName} is not installed`);
}

function run(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...environment, FORCE_COLOR: "0", NO_COLOR: "1" },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", (error) => resolve({ code: 1, output: String(error) }));
    child.on("exit", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A check that is right or not: counts as one. */
export function program(name: string, packageName: string, file: string, args: string[]): Step {
  return {
    name,
    async run() {
      const { code, output } = await run([programOf(packageName, file), ...args]);
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
    },
  };
}

export function script(name: string, path: string, args: string[] = []): Step {
  return {
    name,
    async run() {
      const { code, output } = await run([join(root, path), ...args]);
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
    },
  };
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numFailedTestSuites: number;
  numTotalTests: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[];
  }[];
}

/** One line a test that did not pass, before everything else: who reads only the top of a long log knows which. */
function unpassed({ testResults }: VitestReport): string {
  const firstLine = (text: string | undefined) => (text ?? "").split("\n", 1)[0]!.slice(0, 160);
  return testResults
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative(root, name);
      const wrong = assertionResults.filter(({ status }) => status !== "passed");
      if (wrong.length === 0) return message ? [`  ${file}: ${firstLine(message)}`] : [];
      return wrong.map((one) => `  ${file}: ${one.fullName}: ${firstLine(one.failureMessages?.[0]) || one.status}`);
    })
    .join("\n");
}

/** Each test counts; so does a file that did not load, a test that was skipped, and finding no test at all. */
export function tests(name: string, projects: string[]): Step {
  return {
    name,
    async run() {
      const folder = mkdtempSync(join(tmpdir(), "caunoi-report-"));
      const report = join(folder, "report.json");
      const args = ["run", ...projects.flatMap((project) => ["--project", project])];
      const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
      const { code, output } = await run([programOf("vitest", "vitest.mjs"), ...args, ...reporters]);
      try {
        const read = JSON.parse(readFileSync(report, "utf8")) as VitestReport;
        const unrun = read.numPendingTests + read.numTodoTests;
        let failed = read.numFailedTests + unrun;
        // a broken file or an error between tests has no failed test of its own
        if (failed === 0 && (code !== 0 || read.numTotalTests === 0)) failed = Math.max(1, read.numFailedTestSuites);
        return { passed: read.numPassedTests, failed, output: `${unpassed(read)}\n${output}` };
      } catch {
        return { passed: 0, failed: 1, output };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Runs lanes beside each other, the steps of a lane one after the other, and tells of each as it ends. */
export async function runLanes(lanes: Step[][]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await Promise.all(
    lanes.map(async (lane) => {
      for (const step of lane) {
        const began = performance.now();
        const result = await step.run();
        const outcome = { name: step.name, seconds: (performance.now() - began) / 1000, ...result };
        outcomes.push(outcome);
        tell(outcome);
      }
    }),
  );
  return outcomes;
}

function tell({ name, passed, failed, seconds, output }: Outcome): void {
  const mark = failed > 0 ? "FAILED" : "ok";
  process.stdout.write(
    `${mark.padEnd(7)}${name.padEnd(28)}${String(passed).padStart(6)} passed  ${seconds.toFixed(1)} s\n`,
  );
  if (failed > 0) process.stdout.write(`${output.trimEnd()}\n`);
}

/** The last line, exactly `N passed, N failed`, and the exit code. */
export function close(outcomes: Outcome[]): void {
  const sum = (of: "passed" | "failed") => outcomes.reduce((total, outcome) => total + outcome[of], 0);
  process.stdout.write(`${sum("passed")} passed, ${sum("failed")} failed\n`);
  process.exitCode = sum("failed") > 0 || outcomes.length === 0 ? 1 : 0;
}

export const staticChecks: Step[][] = [
  [program("types", "typescript", "bin/tsc", ["-p", ".", "--noEmit"]), script("boundaries", "tools/boundaries.ts")],
  [
    program("lint", "oxlint", "bin/oxlint", ["--quiet"]),
    program("format", "oxfmt", "bin/oxfmt", ["--check"]),
    program("dead code", "knip", "bin/knip.js", ["--no-progress"]),
  ],
];
