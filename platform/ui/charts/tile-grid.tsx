import type { ReactNode } from "react";
import { ChartFrame } from "./chart-frame.tsx";

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
}

interface Props {
  title: string;
  tiles: readonly Tile[];
  heads: readonly [string, string];
  source?: ReactNode;
  /** What the colours say, each with its sample. */
  keys: { rest: string; alert: string; selected?: string };
  onTile?: (key: string) => void;
  level?: 2 | 3;
}

/** One tile a unit, placed roughly as on the map. The finding is in the title and, in words, in the list that goes with it. */
export function TileGrid({ title, tiles, heads, source, keys, onTile, level = 2 }: Props) {
  const columns = Math.max(1, ...tiles.map((t) => t.column + 1));
  const rows = Math.max(1, ...tiles.map((t) => t.row + 1));
  const alerts = tiles.filter((t) => t.alert !== undefined);
  return (
    <ChartFrame
      title={title}
      summary={`${tiles.length - alerts.length}: ${keys.rest}. ${alerts.map((t) => `${t.label}: ${t.words}`).join("; ")}`}
      {...(source === undefined ? {} : { source })}
      table={{
        columns: heads,
        rows: [...tiles].sort((a, b) => (b.alert ?? 0) - (a.alert ?? 0)).map((t) => [t.label, t.words]),
      }}
      height={rows * 25}
      level={level}
      renderPlot={(width) => {
        const step = Math.min(25, width / columns);
        const size = step - 3;
        return tiles.map((t) => (
          <g
            key={t.key}
            onClick={onTile === undefined ? undefined : () => onTile(t.key)}
            style={onTile === undefined ? undefined : { cursor: "pointer" }}
          >
            <title>{`${t.label}: ${t.words}`}</title>
            <rect
              x={t.column * step}
              y={t.row * step}
              width={size}
              height={size}
              rx={3}
              fill={t.alert === undefined ? "var(--chart-tile)" : "var(--chart-alert)"}
              stroke={t.selected === true ? "var(--brand)" : "none"}
              strokeWidth={3}
            />
            {t.alert !== undefined && (
              <text className="tile" x={t.column * step + size / 2} y={t.row * step + size / 2 + 4.6}>
                {t.alert}
              </text>
            )}
          </g>
        ));
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
