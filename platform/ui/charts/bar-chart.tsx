import { type ReactNode, useId } from "react";
import { useFormats } from "../../i18n/use-text.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { Mark, type MarkLink } from "./chart-mark.tsx";

export interface Bar {
  key: string;
  label: string;
  value: number;
  /** The point of the chart: one bar, seldom two. */
  point?: boolean;
  /** Past a limit: amber and hatched. */
  alert?: boolean;
  opens?: MarkLink;
}

interface Props {
  title: string;
  bars: readonly Bar[];
  /** Heads of the table: what the bars are, what is counted. */
  heads: readonly [string, string];
  source?: ReactNode;
  /** How a value is written; grouped digits by default. */
  show?: (value: number) => string;
  /** Lying bars, for long names. */
  lying?: boolean;
  level?: 2 | 3;
}

/** Bars from zero, the value on each, grey for context and one colour for the point. */
export function BarChart({ title, bars, heads, source, show, lying = false, level = 2 }: Props) {
  const { number } = useFormats();
  const written = show ?? number;
  const hatch = useId();
  const fillOf = (b: Bar) =>
    b.alert === true ? `url(#${hatch})` : b.point === true ? "var(--chart-point)" : "var(--chart-context)";
  const most = Math.max(1, ...bars.map((b) => b.value));
  const common = {
    title,
    summary: `${heads[1]}: ${bars.map((b) => `${b.label} ${written(b.value)}`).join("; ")}`,
    ...(source === undefined ? {} : { source }),
    table: {
      columns: heads,
      rows: bars.map((b) => [b.label, written(b.value)]),
      links: bars.map((b) => b.opens),
    },
    interactive: bars.some((b) => b.opens !== undefined),
    level,
  };
  if (lying) {
    const step = 32;
    return (
      <ChartFrame
        {...common}
        height={bars.length * step}
        renderPlot={(width) => {
          const name = Math.min(width * 0.45, 220);
          const room = width - name - 70;
          const drawn = bars.map((b, at) => {
            const y = at * step;
            const long = Math.max(b.value === 0 ? 0 : 1, (b.value / most) * room);
            return (
              <g key={b.key}>
                <Mark opens={b.opens} title={`${b.label}: ${written(b.value)}`} x={0} y={y}>
                  <rect x={0} y={y + 2} width={width} height={26} fill="transparent" />
                  <rect x={name} y={y + 5} width={long} height={20} fill={fillOf(b)} />
                </Mark>
                <text aria-hidden="true" x={0} y={y + 20} className={b.point === true ? "on" : undefined}>
                  {clip(b.label, name)}
                </text>
                <text aria-hidden="true" x={name + long + 7} y={y + 20} className={b.point === true ? "on" : undefined}>
                  {written(b.value)}
                </text>
              </g>
            );
          });
          return (
            <>
              <Hatch id={hatch} />
              {drawn}
            </>
          );
        }}
      />
    );
  }
  return (
    <ChartFrame
      {...common}
      height={168}
      renderPlot={(width) => {
        const base = 134;
        const slot = width / Math.max(1, bars.length);
        const thick = Math.min(64, slot * (bars.length > 8 ? 0.72 : 0.66));
        const inset = bars.length < 2 ? 0 : (slot - thick) / (bars.length - 1);
        // Twelve months in a narrow column: every value would touch its neighbour, so only the ends and the point are written.
        const crowded = slot < 42;
        return (
          <>
            <Hatch id={hatch} />
            {bars.map((b, at) => {
              const x = at * (slot + inset);
              const tall = (b.value / most) * 108;
              const middle = x + thick / 2;
              const kind = b.point === true ? "on" : undefined;
              const written1 = !crowded || b.point === true || at === 0 || b.value === most;
              return (
                <g key={b.key}>
                  <Mark opens={b.opens} title={`${b.label}: ${written(b.value)}`} x={x} y={0}>
                    <rect x={x} y={10} width={Math.max(24, thick)} height={base - 10} fill="transparent" />
                    <rect x={x} y={base - tall} width={thick} height={tall} fill={fillOf(b)} />
                  </Mark>
                  {written1 && (
                    <text aria-hidden="true" x={middle} y={base - tall - 7} textAnchor="middle" className={kind}>
                      {written(b.value)}
                    </text>
                  )}
                  <text
                    aria-hidden="true"
                    x={at === 0 ? x : middle}
                    y={base + 20}
                    textAnchor={at === 0 ? "start" : "middle"}
                    className={kind}
                  >
                    {b.label}
                  </text>
                </g>
              );
            })}
            <line x1={0} x2={width} y1={base + 0.5} y2={base + 0.5} stroke="var(--chart-axis)" />
          </>
        );
      }}
    />
  );
}

/** Told apart without colour: amber with lines across. */
export function Hatch({ id }: { id: string }) {
  return (
    <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={6} height={6} fill="var(--amber-wash)" />
      <rect width={3} height={6} fill="var(--amber-mark)" />
    </pattern>
  );
}

/** About 7.2 px a letter in 13 px Be Vietnam Pro; the whole name is in the title and the table. */
function clip(text: string, width: number): string {
  const room = Math.floor(width / 7.2);
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}
