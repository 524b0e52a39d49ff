import type { ReactNode } from "react";
import { ChartFrame } from "./chart-frame.tsx";

export interface Dot {
  key: string;
  label: string;
  value: number;
}

interface Props {
  title: string;
  dots: readonly Dot[];
  heads: readonly [string, string];
  /** From here on a dot is the point of the chart. */
  limit: number;
  /** At the limit's line: "30 ngày". */
  limitLabel: string;
  /** Over the dots beyond the limit: "4 thôn". */
  beyondLabel?: string;
  zeroLabel: string;
  show: (value: number) => string;
  /** Is told how many things one dot stands for: more than one where the picture would be too high. */
  source?: (per: number) => ReactNode;
  level?: 2 | 3;
}

/** As many dots as may stand on each other; how many things the reader's summary names. */
const highest = 12;
const named = 12;

/** One dot a thing (or a few) along one scale, stacked where they meet; those beyond the limit stand out by place, colour and words. */
export function DotPlot({
  title,
  dots,
  heads,
  limit,
  limitLabel,
  beyondLabel,
  zeroLabel,
  show,
  source,
  level = 2,
}: Props) {
  const far = Math.max(limit * 1.5, ...dots.map((d) => d.value));
  const sorted = [...dots].sort((a, b) => b.value - a.value);
  const per = Math.ceil(tallest(dots, far) / highest);
  const height = Math.max(4, Math.ceil(tallest(dots, far) / per));
  return (
    <ChartFrame
      title={title}
      summary={`${heads[1]}: ${sorted
        .slice(0, named)
        .map((d) => `${d.label} ${show(d.value)}`)
        .join("; ")}${sorted.length > named ? "; …" : ""}`}
      {...(source === undefined ? {} : { source: source(per) })}
      table={{ columns: heads, rows: sorted.map((d) => [d.label, show(d.value)]) }}
      height={height * 13 + 66}
      level={level}
      renderPlot={(width) => {
        const base = height * 13 + 42;
        const slots = Math.max(10, Math.floor((width - 12) / 13));
        const slot = (value: number) => Math.min(slots - 1, Math.floor((value / far) * slots));
        const x = (value: number) => 6 + slot(value) * 13 + 6.5;
        const heights = new Map<number, number>();
        const limitX = 6 + Math.ceil((limit / far) * slots) * 13 - 1;
        const beyond = dots.filter((d) => d.value >= limit);
        const ticks = [10, 20, 30, 40, 60, 90, 120, 180, 270, 365].filter(
          (n) => n !== limit && n < far * 0.97 && x(n) > 60 && Math.abs(x(n) - limitX) > 26,
        );
        const spaced = ticks.filter((n, at) => at === 0 || x(n) - x(ticks[at - 1] ?? 0) > 28);
        return (
          <>
            <line x1={limitX} x2={limitX} y1={22} y2={base} stroke="var(--edge)" strokeDasharray="2 3" />
            <text x={limitX} y={14} textAnchor="middle">
              {limitLabel}
            </text>
            {[...dots]
              .sort((a, b) => a.value - b.value)
              .map((d) => {
                const column = slot(d.value);
                const before = heights.get(column) ?? 0;
                heights.set(column, before + 1);
                if (before % per !== 0) return null;
                const level0 = before / per;
                return (
                  <circle
                    key={d.key}
                    cx={x(d.value)}
                    cy={base - 8.5 - level0 * 13}
                    r={5.5}
                    fill={d.value >= limit ? "var(--amber-mark)" : "var(--chart-context)"}
                  >
                    <title>{`${d.label}: ${show(d.value)}`}</title>
                  </circle>
                );
              })}
            <line x1={0} x2={width} y1={base + 0.5} y2={base + 0.5} stroke="var(--chart-axis)" />
            <text x={0} y={base + 18}>
              {zeroLabel}
            </text>
            {spaced.map((n) => (
              <text key={n} x={x(n)} y={base + 18} textAnchor="middle">
                {n}
              </text>
            ))}
            {beyond.length > 0 && beyondLabel !== undefined && (
              <text
                x={Math.min(
                  width - 4 - beyondLabel.length * 4,
                  Math.max(
                    limitX + 8 + beyondLabel.length * 4,
                    beyond.reduce((sum, d) => sum + x(d.value), 0) / beyond.length,
                  ),
                )}
                y={
                  base - 13 * Math.max(1, ...beyond.map((d) => Math.ceil((heights.get(slot(d.value)) ?? 1) / per))) - 11
                }
                textAnchor="middle"
                className="warn"
              >
                {beyondLabel}
              </text>
            )}
          </>
        );
      }}
    />
  );
}

/** How many things meet at one place of the scale at the narrowest width, so that the picture is as high as it must be. */
function tallest(dots: readonly Dot[], far: number): number {
  const heights = new Map<number, number>();
  for (const d of dots) {
    const column = Math.min(24, Math.floor((d.value / far) * 25));
    heights.set(column, (heights.get(column) ?? 0) + 1);
  }
  return Math.max(1, ...heights.values());
}
