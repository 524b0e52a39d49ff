import type { ReactNode } from "react";
import { useFormats } from "../../i18n/use-text.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { Mark, type MarkLink } from "./chart-mark.tsx";

export interface Line {
  key: string;
  /** Written at the end of its line: no legend to look up. */
  label: string;
  /** One for each of `along`; null where there is none (the line breaks, it is not bridged). */
  values: readonly (number | null)[];
  point?: boolean;
  /** One for each value. */
  opens?: readonly (MarkLink | undefined)[];
}

interface Props {
  title: string;
  along: readonly string[];
  lines: readonly Line[];
  heads: string;
  source?: ReactNode;
  show?: (value: number) => string;
  level?: 2 | 3;
}

/** Lines from zero with their names at their ends. */
export function LineChart({ title, along, lines, heads, source, show, level = 2 }: Props) {
  const { number } = useFormats();
  const written = show ?? number;
  const most = Math.max(1, ...lines.flatMap((l) => l.values.map((v) => v ?? 0)));
  const lastOf = (l: Line) => l.values.findLast((v) => v !== null) ?? 0;
  const longest = Math.max(0, ...lines.map((l) => `${written(lastOf(l))} ${l.label}`.length));
  return (
    <ChartFrame
      title={title}
      summary={lines
        .map(
          (l) =>
            `${l.label}: ${l.values.map((v, at) => `${along[at] ?? ""} ${v === null ? "–" : written(v)}`).join("; ")}`,
        )
        .join(". ")}
      {...(source === undefined ? {} : { source })}
      table={{
        columns: [heads, ...lines.map((l) => l.label)],
        rows: along.map((at, i) => [
          at,
          ...lines.map((l) => {
            const v = l.values[i];
            return v === null || v === undefined ? "–" : written(v);
          }),
        ]),
        links: along.map((_, i) => lines.find((l) => l.point === true)?.opens?.[i]),
      }}
      height={190}
      level={level}
      interactive={lines.some((l) => l.opens !== undefined)}
      renderPlot={(width) => {
        const base = 154;
        const right = Math.min(width * 0.45, longest * 7.4 + 16);
        const room = width - right - 8;
        const x = (i: number) => 8 + (along.length < 2 ? room / 2 : (i / (along.length - 1)) * room);
        const y = (v: number) => base - (v / most) * 128;
        const every = Math.max(1, Math.ceil(along.length / Math.max(1, Math.floor(room / 56))));
        const ends = spread(lines.map((l) => y(lastOf(l))));
        return (
          <>
            <line x1={0} x2={width - right} y1={base + 0.5} y2={base + 0.5} stroke="var(--chart-axis)" />
            {along.map(
              (label, i) =>
                i % every === 0 && (
                  <text
                    aria-hidden="true"
                    key={label}
                    x={i === 0 ? 0 : x(i)}
                    y={base + 20}
                    textAnchor={i === 0 ? "start" : "middle"}
                  >
                    {label}
                  </text>
                ),
            )}
            {lines.map((l, n) => {
              const colour = l.point === true ? "var(--chart-point)" : "var(--edge)";
              const lastAt = l.values.findLastIndex((v) => v !== null);
              const last = l.values[lastAt];
              return (
                <g key={l.key}>
                  <path
                    d={path(l.values, x, y)}
                    fill="none"
                    stroke={colour}
                    strokeWidth={l.point === true ? 2.5 : 1.75}
                    strokeDasharray={l.point === true ? undefined : "5 3"}
                  />
                  {(l.point === true || l.opens !== undefined) &&
                    l.values.map(
                      (v, i) =>
                        v !== null && (
                          <Mark
                            key={i}
                            opens={l.opens?.[i]}
                            title={`${along[i] ?? ""}: ${written(v)}`}
                            x={x(i)}
                            y={y(v)}
                          >
                            {l.opens !== undefined && <circle cx={x(i)} cy={y(v)} r={12} fill="transparent" />}
                            <circle
                              cx={x(i)}
                              cy={y(v)}
                              r={l.point === true ? 3.5 : 2.5}
                              fill="var(--surface)"
                              stroke={colour}
                              strokeWidth={l.point === true ? 2 : 1.5}
                            ></circle>
                          </Mark>
                        ),
                    )}
                  {last !== null && last !== undefined && (
                    <text
                      aria-hidden="true"
                      x={x(lastAt) + 9}
                      y={(ends[n] ?? 0) + 4}
                      className={l.point === true ? "on" : undefined}
                    >{`${written(last)} ${l.label}`}</text>
                  )}
                </g>
              );
            })}
          </>
        );
      }}
    />
  );
}

function path(values: readonly (number | null)[], x: (i: number) => number, y: (v: number) => number): string {
  let open = false;
  return values
    .map((v, i) => {
      if (v === null) {
        open = false;
        return "";
      }
      const command = `${open ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
      open = true;
      return command;
    })
    .join("");
}

/** Labels at least 16 px apart, in the order of their lines. */
function spread(tops: number[]): number[] {
  const order = tops.map((top, at) => ({ top, at })).sort((a, b) => a.top - b.top);
  for (let i = 1; i < order.length; i++) {
    const before = order[i - 1];
    const here = order[i];
    if (before !== undefined && here !== undefined && here.top - before.top < 16) here.top = before.top + 16;
  }
  const placed = [...tops];
  for (const { top, at } of order) placed[at] = top;
  return placed;
}
