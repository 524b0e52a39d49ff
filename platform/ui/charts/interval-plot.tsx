import type { ReactNode } from "react";
import { useFormats } from "../../i18n/use-text.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { Mark, type MarkLink } from "./chart-mark.tsx";

export interface IntervalRow {
  key: string;
  label: string;
  /** Per cent, 0 to 100. */
  before: number;
  after: number;
  /** Of the change, in points. */
  low: number;
  high: number;
  /** "tăng 18,4 điểm", "chưa rõ" */
  verdict: string;
  /** "từ 12,1 đến 24,3 điểm" */
  range: string;
  /** Whether the change is certain: only then it is in colour. */
  sure: boolean;
  opens?: MarkLink;
}

interface Props {
  title: string;
  rows: readonly IntervalRow[];
  /** What the rows are, share before, share after, change. */
  heads: readonly [string, string, string, string];
  keys: { before: string; after: string; interval: string };
  source?: ReactNode;
  level?: 2 | 3;
}

/** Shares before and after on one scale; the band is where "after" may lie by the interval of the change. */
export function IntervalPlot({ title, rows, heads, keys, source, level = 2 }: Props) {
  const { percent } = useFormats();
  const written = (value: number) => percent(value / 100, { digits: 0 });
  const step = 84;
  const top = 24;
  return (
    <ChartFrame
      title={title}
      summary={rows
        .map(
          (r) =>
            `${r.label}: ${heads[1]} ${written(r.before)}, ${heads[2]} ${written(r.after)}, ${r.verdict}, ${r.range}`,
        )
        .join("; ")}
      {...(source === undefined ? {} : { source })}
      table={{
        columns: heads,
        rows: rows.map((r) => [r.label, written(r.before), written(r.after), `${r.verdict}, ${r.range}`]),
        links: rows.map((r) => r.opens),
      }}
      height={top + rows.length * step}
      level={level}
      interactive={rows.some((r) => r.opens !== undefined)}
      renderPlot={(width) => {
        const x = (share: number) => 10 + (Math.min(100, Math.max(0, share)) / 100) * (width - 20);
        return (
          <>
            {[0, 50, 100].map((tick) => (
              <text
                key={tick}
                x={x(tick)}
                y={12}
                textAnchor={tick === 0 ? "start" : tick === 100 ? "end" : "middle"}
                aria-hidden="true"
              >
                {written(tick)}
              </text>
            ))}
            {rows.map((r, at) => {
              const y = top + at * step;
              const line = y + 56;
              const tone = r.sure ? "var(--brand)" : "var(--edge)";
              const [left, right] = [x(r.before + r.low), x(r.before + r.high)];
              const near = Math.abs(x(r.after) - x(r.before)) < 46;
              const up = r.after >= r.before;
              return (
                <g key={r.key}>
                  <Mark opens={r.opens} title={`${r.label}: ${r.verdict}, ${r.range}`} x={0} y={y}>
                    <rect x={0} y={y} width={width} height={step} fill="transparent" />
                    <line x1={10} x2={width - 10} y1={line} y2={line} stroke="var(--line)" />
                    <rect
                      x={left}
                      y={line - 9}
                      width={Math.max(2, right - left)}
                      height={18}
                      rx={2}
                      fill={r.sure ? "var(--chart-tile)" : "var(--line)"}
                    />
                    <line x1={left} x2={left} y1={line - 9} y2={line + 9} stroke={tone} />
                    <line x1={right} x2={right} y1={line - 9} y2={line + 9} stroke={tone} />
                    <line x1={x(r.before)} x2={x(r.after)} y1={line} y2={line} stroke={tone} strokeWidth={3} />
                    <circle cx={x(r.before)} cy={line} r={6} fill="var(--paper)" stroke="var(--edge)" strokeWidth={3} />
                    <circle cx={x(r.after)} cy={line} r={7} fill={tone} />
                  </Mark>
                  <text x={0} y={y + 18} className="strong" aria-hidden="true">
                    {r.label}
                  </text>
                  <text x={width} y={y + 18} textAnchor="end" className={r.sure ? "on" : "strong"} aria-hidden="true">
                    {r.verdict}
                  </text>
                  <text
                    x={x(r.before) + (near ? (up ? -4 : 4) : 0)}
                    y={line - 14}
                    textAnchor={near ? (up ? "end" : "start") : "middle"}
                    aria-hidden="true"
                  >
                    {written(r.before)}
                  </text>
                  <text
                    x={x(r.after) + (near ? (up ? 4 : -4) : 0)}
                    y={line - 14}
                    textAnchor={near ? (up ? "start" : "end") : "middle"}
                    className={r.sure ? "on" : "strong"}
                    aria-hidden="true"
                  >
                    {written(r.after)}
                  </text>
                  <text x={width} y={line + 25} textAnchor="end" aria-hidden="true">
                    {r.range}
                  </text>
                </g>
              );
            })}
          </>
        );
      }}
      below={
        <div className="keys-line">
          <span>
            <svg width="18" height="18" aria-hidden="true">
              <circle cx="9" cy="9" r="6" fill="var(--paper)" stroke="var(--edge)" strokeWidth="3" />
            </svg>
            {keys.before}
          </span>
          <span>
            <svg width="18" height="18" aria-hidden="true">
              <circle cx="9" cy="9" r="7" fill="var(--brand)" />
            </svg>
            {keys.after}
          </span>
          <span>
            <i />
            {keys.interval}
          </span>
        </div>
      }
    />
  );
}
