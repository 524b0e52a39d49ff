import type { ReactNode } from "react";
import { Link, type Search } from "../link.tsx";

/** Where a tile, bar or point leads: the data behind it, in words that stand by themselves. */
export interface MarkLink {
  to: string;
  search?: Search;
  /** "Xã D'Ran: 12 buổi, mở danh sách" */
  label: string;
}

/**
 * One mark of a chart, shapes only: what is written stands beside it. With `opens` it is a link: one stop of the Tab key a
 * chart, arrow keys from mark to mark; `title` is what the pointer is told where it is none.
 */
export function Mark({
  opens,
  title,
  x,
  y,
  children,
}: {
  opens?: MarkLink | undefined;
  title: string;
  /** Where it stands, for the arrow keys. */
  x: number;
  y: number;
  children: ReactNode;
}) {
  if (opens === undefined)
    return (
      <g>
        <title>{title}</title>
        {children}
      </g>
    );
  return (
    <Link
      to={opens.to}
      {...(opens.search === undefined ? {} : { search: opens.search })}
      className="mark"
      aria-label={opens.label}
      data-mark=""
      data-x={Math.round(x)}
      data-y={Math.round(y)}
    >
      <title>{opens.label}</title>
      {children}
    </Link>
  );
}

const marksOf = (root: Element) => [...root.querySelectorAll<SVGAElement>("[data-mark]")];
const at = (mark: Element) => ({ x: Number(mark.getAttribute("data-x")), y: Number(mark.getAttribute("data-y")) });

/** One mark is reached by Tab: the one that had the focus last, else the first. */
export function keepOneStop(root: Element | null): void {
  if (root === null) return;
  const marks = marksOf(root);
  const kept = marks.find((m) => m.getAttribute("tabindex") === "0") ?? marks[0];
  for (const mark of marks) mark.setAttribute("tabindex", mark === kept ? "0" : "-1");
}

const directions: Record<string, readonly [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** To the nearest mark in that direction; sideways counts double, so that a row is followed before another is entered. */
export function walkMarks(event: KeyboardEvent): void {
  const way = directions[event.key];
  const from = (event.target as Element).closest("[data-mark]");
  if (way === undefined || from === null) return;
  const here = at(from);
  const ahead = marksOf(event.currentTarget as Element)
    .map((mark) => {
      const there = at(mark);
      const [dx, dy] = [there.x - here.x, there.y - here.y];
      const along = dx * way[0] + dy * way[1];
      return { mark, along, far: along + 2 * Math.abs(dx * way[1]) + 2 * Math.abs(dy * way[0]) };
    })
    .filter((m) => m.along > 0)
    .toSorted((a, b) => a.far - b.far)[0];
  if (ahead === undefined) return;
  event.preventDefault();
  from.setAttribute("tabindex", "-1");
  ahead.mark.setAttribute("tabindex", "0");
  ahead.mark.focus();
}
