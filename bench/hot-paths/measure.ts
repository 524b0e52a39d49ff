import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Job, LoadResult } from "./load.ts";

export interface Path {
  code: "W1" | "W2" | "W3" | "W4";
  title: string;
  target: number;
  ours: Job["requests"];
  plain: Job["requests"];
  /** Answers of both as comparable rows; absent where there is nothing to compare row by row. */
  rows?: { ours: (answer: unknown) => string[]; plain: (answer: unknown) => string[] };
}

export interface Measured {
  ours: LoadResult[];
  plain: LoadResult[];
  ratios: number[];
}

export interface MeasureOptions {
  ports: { ours: number; plain: number };
  token: string;
  seconds: number;
  rounds: number;
  say: (text: string) => void;
}

/** Rounds interleaved, ours and plain in turn, so that a machine that drifts drifts for both. */
export async function measure(path: Path, options: MeasureOptions): Promise<Measured> {
  const { ports, token, seconds, rounds, say } = options;
  const headers = { authorization: `Bearer ${token}` };
  const once = async (who: "ours" | "plain", forSeconds: number) => {
    const result = await load({
      port: ports[who],
      connections: 16,
      seconds: forSeconds,
      requests: path[who],
      headers: who === "ours" ? headers : {},
    });
    if (result.errors > 0)
      throw new Error(`${path.code} ${who}: ${result.errors} errors, the first: ${result.firstError}`);
    return result;
  };
  await once("ours", 2);
  await once("plain", 2);
  const measured: Measured = { ours: [], plain: [], ratios: [] };
  for (let round = 1; round <= rounds; round++) {
    const ours = await once("ours", seconds);
    const plain = await once("plain", seconds);
    measured.ours.push(ours);
    measured.plain.push(plain);
    measured.ratios.push(ours.perSecond / plain.perSecond);
    say(
      `  round ${round}: ours ${ours.perSecond.toFixed(0)}/s, plain ${plain.perSecond.toFixed(1)}/s, ratio ${(ours.perSecond / plain.perSecond).toFixed(2)}`,
    );
  }
  return measured;
}

function load(job: Job): Promise<LoadResult> {
  return new Promise((done, fail) => {
    const child = execFile(
      process.execPath,
      [fileURLToPath(new URL("load.ts", import.meta.url))],
      { maxBuffer: 1 << 26 },
      (error, out) => (error ? fail(error) : done(JSON.parse(out) as LoadResult)),
    );
    child.stderr?.pipe(process.stderr);
    child.stdin?.end(JSON.stringify(job));
  });
}
