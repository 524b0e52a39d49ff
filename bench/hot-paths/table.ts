import { cpus } from "node:os";
import type { LoadResult } from "./load.ts";
import type { Measured, Path } from "./measure.ts";

/** The table for docs/measured.md; what falls short stands first. */
export function writeTable(
  results: (Measured & { path: Path; same: string })[],
  run: { talks: number; materials: number; seconds: number; rounds: number },
): string {
  const rows = results.map(({ path, ours, plain, ratios, same }) => {
    const ratio = median(ratios);
    return {
      path,
      ratio,
      reached: ratio >= path.target,
      same,
      cells: [rate(ours), at(ours, "p50"), at(ours, "p99"), rate(plain), at(plain, "p50"), at(plain, "p99")],
    };
  });
  rows.sort((a, b) => Number(a.reached) - Number(b.reached));
  const lines = [
    `${run.talks.toLocaleString("en")} talks, ${run.materials.toLocaleString("en")} materials; ${cpus().length} cores shared by database, both servers and load; 16 connections, ${run.seconds} s, ${run.rounds} interleaved rounds, medians; fsync on.`,
    "",
    "| path | ratio | to reach | ours /s | p50 ms | p99 ms | plain /s | p50 ms | p99 ms | answers |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ...rows.map(
      (r) =>
        `| ${r.path.code} ${r.path.title} | **${r.ratio.toFixed(2)}**${r.reached ? "" : " (short)"} | ${r.path.target} | ${r.cells.join(" | ")} | ${r.same} |`,
    ),
    "",
  ];
  return lines.join("\n");
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function rate(results: readonly LoadResult[]): string {
  const value = median(results.map((r) => r.perSecond));
  return value < 10 ? value.toFixed(2) : value.toFixed(0);
}

function at(results: readonly LoadResult[], which: "p50" | "p99"): string {
  return median(results.map((r) => r[which])).toFixed(1);
}
