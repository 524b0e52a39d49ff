import { type ReactNode, useId } from "react";
import { Hatch } from "./bar-chart.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { Mark, type MarkLink } from "./chart-mark.tsx";

export interface Tile {
  key: string;
  /** The unit's name. */
  label: string;
  column: number;
  row: number;
  /** Stands out, with its figure on the tile. */
  alert?: number;
  /** In words, for readers and the table: "đủ 12 tháng", "2 tháng không có buổi". */
  words: string;
  /** Framed: the unit that one looks at. */
  selected?: boolean;
  /** Between the two: hatched, told apart without colour. */
  between?: boolean;
  opens?: MarkLink;
}

interface Props {
  title: string;
  tiles: readonly Tile[];
  heads: readonly [string, string];
  source?: ReactNode;
  /** What the colours say, each with its sample. */
  keys: { rest: string; alert: string; selected?: string; between?: string };
  level?: 2 | 3;
}

/** One tile a unit, placed roughly as on the map. The finding is in the title and, in words, in the list that goes with it. */
export function TileGrid({ title, tiles, heads, source, keys, level = 2 }: Props) {
  const hatch = useId();
  const columns = Math.max(1, ...tiles.map((t) => t.column + 1));
  const rows = Math.max(1, ...tiles.map((t) => t.row + 1));
  const worst = [...tiles].sort((a, b) => (b.alert ?? 0) - (a.alert ?? 0));
  const alerts = tiles.filter((t) => t.alert !== undefined);
  return (
    <ChartFrame
      title={title}
      summary={`${tiles.length - alerts.length}: ${keys.rest}. ${alerts.map((t) => `${t.label}: ${t.words}`).join("; ")}`}
      {...(source === undefined ? {} : { source })}
      table={{
        columns: heads,
        rows: worst.map((t) => [t.label, t.words]),
        links: worst.map((t) => t.opens),
      }}
      height={(width) => rows * Math.min(25, width / columns)}
      level={level}
      interactive={tiles.some((t) => t.opens !== undefined)}
      renderPlot={(width) => {
        const step = Math.min(25, width / columns);
        const size = step - 3;
        const fillOf = (t: Tile) =>
          t.alert !== undefined ? "var(--chart-alert)" : t.between === true ? `url(#${hatch})` : "var(--chart-tile)";
        return (
          <>
            <Hatch id={hatch} />
            {tiles.map((t) => (
              <g key={t.key}>
                <Mark opens={t.opens} title={`${t.label}: ${t.words}`} x={t.column * 25} y={t.row * 25}>
                  <rect
                    x={t.column * step}
                    y={t.row * step}
                    width={size}
                    height={size}
                    rx={3}
                    fill={fillOf(t)}
                    stroke={t.selected === true ? "var(--brand)" : "none"}
                    strokeWidth={3}
                  />
                </Mark>
                {t.alert !== undefined && (
                  <text
                    aria-hidden="true"
                    className="tile"
                    x={t.column * step + size / 2}
                    y={t.row * step + size / 2 + 4.6}
                  >
                    {t.alert}
                  </text>
                )}
              </g>
            ))}
          </>
        );
      }}
      below={
        <div className="keys-line">
          <span>
            <i />
            {keys.rest}
          </span>
          <span>
            <i style={{ background: "var(--chart-alert)" }}>{alerts[0]?.alert ?? ""}</i>
            {keys.alert}
          </span>
          {keys.between !== undefined && (
            <span>
              <svg width="18" height="18" aria-hidden="true">
                <rect width="18" height="18" rx="3" fill={`url(#${hatch})`} />
              </svg>
              {keys.between}
            </span>
          )}
          {keys.selected !== undefined && (
            <span>
              <i style={{ outline: "3px solid var(--brand)", outlineOffset: -3 }} />
              {keys.selected}
            </span>
          )}
        </div>
      }
    />
  );
}
