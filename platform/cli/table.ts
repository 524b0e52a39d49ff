/** Columns side by side, numbers to the right; for a person at a terminal, never for a program. */
export function textTable(rows: readonly Record<string, unknown>[], columns?: readonly string[]): string {
  const shown = columns ?? Object.keys(rows[0] ?? {});
  const cell = (value: unknown) =>
    value === null || value === undefined ? "" : Array.isArray(value) ? value.join(", ") : String(value);
  const widths = shown.map((name) => Math.max(name.length, ...rows.map((row) => cell(row[name]).length)));
  const line = (texts: string[], right: boolean[]) =>
    texts
      .map((text, i) => (right[i] ? text.padStart(widths[i]!) : text.padEnd(widths[i]!)))
      .join("  ")
      .trimEnd();
  const numeric = shown.map((name) => rows.length > 0 && rows.every((row) => typeof row[name] === "number"));
  return [
    line([...shown], numeric),
    widths.map((width) => "-".repeat(width)).join("  "),
    ...rows.map((row) =>
      line(
        shown.map((name) => cell(row[name])),
        numeric,
      ),
    ),
  ].join("\n");
}
