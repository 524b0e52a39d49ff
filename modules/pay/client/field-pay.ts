import type { OwnLine } from "../shared.ts";

/** A pulled line as the phone shows it; null when it lacks what a screen needs (a later server may send more, never less). */
export function asPhonePay(id: string, data: unknown): OwnLine | null {
  const row = typeof data === "object" && data !== null ? (data as Partial<OwnLine>) : null;
  if (row === null || typeof row.amount !== "number" || typeof row.runMonth !== "string") return null;
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    id,
    runUnit: text(row.runUnit),
    runMonth: row.runMonth,
    runNumber: typeof row.runNumber === "number" ? row.runNumber : 1,
    approvedOn: text(row.approvedOn),
    month: text(row.month) || row.runMonth,
    amount: row.amount,
    paidBefore: typeof row.paidBefore === "number" ? row.paidBefore : 0,
    talk: row.talk ?? null,
    perMonth: row.perMonth === true,
    rateAmount: typeof row.rateAmount === "number" ? row.rateAmount : null,
    legalBasis: text(row.legalBasis) || null,
    cut: typeof row.cut === "number" ? row.cut : 0,
  };
}

export interface PhoneRun {
  key: string;
  month: string;
  number: number;
  unit: string;
  approvedOn: string;
  total: number;
  lines: OwnLine[];
}

/** By the run that paid, the newest first. */
export function payByRun(lines: readonly OwnLine[]): PhoneRun[] {
  const runs = new Map<string, PhoneRun>();
  for (const line of lines) {
    const key = `${line.runMonth} ${line.runUnit} ${line.runNumber}`;
    const run = runs.get(key) ?? {
      key,
      month: line.runMonth,
      number: line.runNumber,
      unit: line.runUnit,
      approvedOn: line.approvedOn,
      total: 0,
      lines: [],
    };
    run.total += line.amount;
    run.lines.push(line);
    runs.set(key, run);
  }
  const day = (line: OwnLine) => line.talk?.heldOn ?? line.month;
  for (const run of runs.values()) run.lines.sort((a, b) => Number(day(a) > day(b)) - Number(day(a) < day(b)));
  return [...runs.values()].sort((a, b) => (a.key < b.key ? 1 : -1));
}
