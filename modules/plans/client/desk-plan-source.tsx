import { useEffect, useRef } from "react";
import "./desk-plans.css";

interface Stretch {
  start: number;
  end: number;
}

/** The source as it was read: what became a task is washed, the chosen one is marked and scrolled to. */
export function SourceText({
  source,
  tasks,
  chosen,
  label,
}: {
  source: string;
  tasks: readonly Stretch[];
  chosen: Stretch | null;
  label: string;
}) {
  const box = useRef<HTMLElement>(null);
  const mark = useRef<HTMLElement>(null);
  const from = chosen?.start ?? null;
  useEffect(() => {
    if (from !== null && box.current !== null && mark.current !== null)
      box.current.scrollTo({ top: mark.current.offsetTop - box.current.offsetTop - box.current.clientHeight / 3 });
  }, [from]);
  const pieces: { text: string; kind: "plain" | "task" | "chosen"; at: number }[] = [];
  let at = 0;
  const marks = [...tasks, ...(chosen === null ? [] : [chosen])].flatMap((s) => [s.start, s.end]);
  for (const edge of [...new Set([...marks, source.length])].toSorted((a, b) => a - b)) {
    if (edge > at) {
      const inside = (s: Stretch) => s.start <= at && edge <= s.end;
      pieces.push({
        text: source.slice(at, edge),
        at,
        kind: chosen !== null && inside(chosen) ? "chosen" : tasks.some(inside) ? "task" : "plain",
      });
      at = edge;
    }
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by the keyboard
    <section className="plan-source" ref={box} tabIndex={0} aria-label={label}>
      {pieces.map((p) =>
        p.kind === "chosen" ? (
          <mark key={p.at} ref={mark}>
            {p.text}
          </mark>
        ) : (
          <span key={p.at} className={p.kind === "task" ? "in-task" : undefined}>
            {p.text}
          </span>
        ),
      )}
    </section>
  );
}
