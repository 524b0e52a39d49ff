import { ArrowDown, ArrowUp, Columns3 } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useText } from "../i18n/use-text.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { useKept } from "./kept.ts";
import { Link, type Search } from "./link.tsx";
import { Menu } from "./menu.tsx";
import { uiText } from "./ui-text.ts";
import { useNarrow } from "./use-media.ts";
import { useShortcut } from "./use-shortcut.ts";

export interface Column<R> {
  key: string;
  label: string;
  cell: (row: R) => ReactNode;
  /** Right-aligned, tabular figures. */
  numeric?: boolean;
  width?: number;
  /** May not be hidden. The first column never may. */
  fixed?: boolean;
  /** Hidden until a person chooses it. */
  extra?: boolean;
  /** In the short rows of a phone: beside the title, on its own line (a number then says what it counts), or not at all. */
  phone?: "aside" | "line" | "hide";
  sortable?: boolean;
}

interface Props<R> {
  /** What the table is, for readers: "Buổi tuyên truyền". */
  label: string;
  /** Under which name the chosen columns are kept. */
  name: string;
  rows: readonly R[];
  columns: readonly Column<R>[];
  rowKey: (row: R) => string;
  /** The row's own name: the link that Enter opens, and the title of the short row. */
  title: (row: R) => ReactNode;
  /** Which column shows the title above its own cell. Default: the first. */
  titleColumn?: string;
  href?: (row: R) => { to: string; search?: Search };
  onOpen?: (row: R) => void;
  /** The row whose details stand beside the table. */
  current?: string | null;
  /** Rows that J and K pass over select themselves where this is given. */
  onCurrent?: (row: R) => void;
  sort?: { key: string; descending: boolean };
  onSort?: (key: string) => void;
  tools?: ReactNode;
}

/**
 * Tabular data with a sticky header, columns that a person may choose, J and K to fly through it.
 * Under 640 px it is a list of short rows, not a shrunken table.
 */
export function DataTable<R>(props: Props<R>) {
  const { rows, rowKey, onCurrent } = props;
  const box = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();

  const step = (by: number) => {
    const links = [...(box.current?.querySelectorAll<HTMLElement>("[data-row-link]") ?? [])];
    if (links.length === 0) return;
    const at = links.findIndex((link) => link === document.activeElement);
    const from = at >= 0 ? at : rows.findIndex((row) => rowKey(row) === props.current);
    const next = Math.min(Math.max(from + by, 0), links.length - 1);
    links[next]?.focus();
    links[next]?.scrollIntoView({ block: "nearest" });
    const row = rows[next];
    if (row !== undefined) onCurrent?.(row);
  };
  useShortcut("j", () => step(1));
  useShortcut("k", () => step(-1));

  return (
    <div ref={box} className="data-table">
      {narrow ? <ShortRows {...props} /> : <FullTable {...props} />}
    </div>
  );
}

function RowLink<R>({ row, props }: { row: R; props: Props<R> }) {
  const { href, onOpen, title } = props;
  const target = href?.(row);
  if (target !== undefined && onOpen === undefined) {
    return (
      <Link
        className="t"
        data-row-link
        to={target.to}
        {...(target.search === undefined ? {} : { search: target.search })}
      >
        {title(row)}
      </Link>
    );
  }
  if (onOpen !== undefined) {
    return (
      <button
        type="button"
        className="t linklike"
        style={{ color: "inherit", textDecoration: "none", textAlign: "left" }}
        data-row-link
        onClick={() => onOpen(row)}
      >
        {title(row)}
      </button>
    );
  }
  return (
    <span className="t" data-row-link tabIndex={-1}>
      {title(row)}
    </span>
  );
}

function FullTable<R>(props: Props<R>) {
  const t = useText(uiText);
  const { rows, columns, rowKey, sort, onSort, tools } = props;
  const [chosen, keep] = useKept<Record<string, boolean>>(`columns.${props.name}`, {});
  const titleColumn = props.titleColumn ?? columns[0]?.key;
  const shown = columns.filter(
    (c, at) => c.fixed === true || at === 0 || c.key === titleColumn || (chosen[c.key] ?? c.extra !== true),
  );
  const choosable = columns.filter((c, at) => c.fixed !== true && at > 0 && c.key !== titleColumn);
  return (
    <>
      {(choosable.length > 1 || tools !== undefined) && (
        <div className="table-tools no-print">
          {tools}
          {choosable.length > 1 && (
            <Menu
              trigger={
                <Button look="quiet" tight icon={Columns3}>
                  {t("table.columns")}
                </Button>
              }
              items={choosable.map((c) => {
                const on = chosen[c.key] ?? c.extra !== true;
                return { key: c.key, label: c.label, checked: on, onSelect: () => keep({ ...chosen, [c.key]: !on }) };
              })}
            />
          )}
        </div>
      )}
      <table aria-label={props.label}>
        <thead>
          <tr>
            {shown.map((c) => {
              const sorted = sort?.key === c.key;
              return (
                <th
                  key={c.key}
                  scope="col"
                  className={c.numeric === true ? "num" : undefined}
                  style={c.width === undefined ? undefined : { width: c.width }}
                  aria-sort={sorted ? (sort.descending ? "descending" : "ascending") : undefined}
                >
                  {c.sortable === true && onSort !== undefined ? (
                    <button type="button" onClick={() => onSort(c.key)} title={t("table.sort", { label: c.label })}>
                      {c.label}
                      {sorted && <Icon of={sort.descending ? ArrowDown : ArrowUp} size={16} />}
                    </button>
                  ) : (
                    c.label
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} aria-current={props.current === rowKey(row) ? "true" : undefined}>
              {shown.map((c) => (
                <td key={c.key} className={c.numeric === true ? "num" : undefined}>
                  {c.key === titleColumn && <RowLink row={row} props={props} />}
                  {c.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function ShortRows<R>(props: Props<R>) {
  const { rows, columns, rowKey } = props;
  const aside = columns.filter((c) => c.phone === "aside");
  const lines = columns.filter((c) => (c.phone ?? "line") === "line");
  return (
    <ul className="short-rows" aria-label={props.label}>
      {rows.map((row) => (
        <li key={rowKey(row)} aria-current={props.current === rowKey(row) ? "true" : undefined}>
          <div>
            <RowLink row={row} props={props} />
          </div>
          <div className="aside">
            {aside.map((c) => (
              <div key={c.key}>{c.cell(row)}</div>
            ))}
          </div>
          {lines.map((c) => {
            const content = c.cell(row);
            return content === null || content === undefined || content === "" ? null : (
              <div className="line" key={c.key}>
                {c.numeric === true && `${c.label}: `}
                {content}
              </div>
            );
          })}
        </li>
      ))}
    </ul>
  );
}
