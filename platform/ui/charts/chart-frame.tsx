import { createContext, type ReactNode, useContext, useEffect, useId, useRef, useState } from "react";
import { useText } from "../../i18n/use-text.ts";
import { Link, type Search } from "../link.tsx";
import { uiText } from "../ui-text.ts";
import { useShortcut } from "../use-shortcut.ts";
import { keepOneStop, walkMarks } from "./chart-mark.tsx";

export interface FigureTable {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** Where each row leads, as its mark does. */
  links?: readonly ({ to: string; search?: Search } | undefined)[];
}

interface Props {
  /** The finding, as a sentence: "Tháng 11 còn một tuần mà số lượt nghe đã hơn tháng 10". */
  title: string;
  /** What a reader hears instead of the picture. */
  summary: string;
  /** Where the figures come from, what is left out. */
  source?: ReactNode;
  /** The same figures as a table, one key (B) or a press away, and under the chart in print. */
  table: FigureTable;
  /** Fixed, or by the true width. */
  height: number | ((width: number) => number);
  level?: 2 | 3;
  renderPlot: (width: number) => ReactNode;
  below?: ReactNode;
  /** Its marks are links (chart-mark.tsx). */
  interactive?: boolean;
}

const TABLES = "caunoi.tables";

/** What stands quietly under the heading of each chart within: where its figures can be read in full. Not on paper. */
export const ChartAside = createContext<ReactNode>(null);

/** The frame of every chart. It draws at the true width, so that letters keep their size. */
export function ChartFrame({
  title,
  summary,
  source,
  table,
  height,
  level = 2,
  renderPlot,
  below,
  interactive = false,
}: Props) {
  const t = useText(uiText);
  const aside = useContext(ChartAside);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(344);
  const [open, setOpen] = useState(false);
  // the first chart that hears the key answers for all on the page
  useShortcut("b", () => {
    const some = document.querySelector('.chart .as-table[aria-expanded="true"]') !== null;
    window.dispatchEvent(new CustomEvent(TABLES, { detail: !some }));
  });
  useEffect(() => {
    const told = (event: Event) => setOpen((event as CustomEvent<boolean>).detail);
    window.addEventListener(TABLES, told);
    return () => window.removeEventListener(TABLES, told);
  }, []);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measured = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    measured.observe(element);
    return () => measured.disconnect();
  }, []);
  useEffect(() => {
    if (interactive) keepOneStop(box.current);
  });
  useEffect(() => {
    const element = box.current;
    if (element === null || !interactive) return;
    element.addEventListener("keydown", walkMarks);
    return () => element.removeEventListener("keydown", walkMarks);
  }, [interactive]);
  const tall = typeof height === "number" ? height : height(width);
  const Title = level === 2 ? "h2" : "h3";
  return (
    <figure className="chart" aria-labelledby={id}>
      <Title id={id}>{title}</Title>
      {aside !== null && <p className="chart-aside s no-print">{aside}</p>}
      <div ref={box}>
        <svg
          className="plot"
          viewBox={`0 0 ${width} ${tall}`}
          height={tall}
          role={interactive ? "group" : "img"}
          aria-label={interactive ? `${title}. ${t("chart.marks")}` : summary}
        >
          {renderPlot(width)}
        </svg>
      </div>
      {below}
      {source !== undefined && <figcaption>{source}</figcaption>}
      <button
        type="button"
        className="linklike as-table no-print"
        aria-expanded={open}
        aria-keyshortcuts="B"
        onClick={() => setOpen(!open)}
      >
        {open ? t("chart.picture") : t("chart.table")}
      </button>
      <table className={open ? undefined : "only-print"} aria-label={title}>
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={column} scope="col" className={at === 0 ? undefined : "num"}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, n) => (
            <tr key={`${n}|${row.join("|")}`}>
              {row.map((cell, at) =>
                at === 0 ? (
                  <th key={at} scope="row">
                    <RowHead link={table.links?.[n]}>{cell}</RowHead>
                  </th>
                ) : (
                  <td key={at} className="num">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function RowHead({ link, children }: { link: { to: string; search?: Search } | undefined; children: string }) {
  if (link === undefined) return children;
  return (
    <Link to={link.to} search={link.search ?? {}}>
      {children}
    </Link>
  );
}
