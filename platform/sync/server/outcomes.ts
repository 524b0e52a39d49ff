/** How often each outcome was answered to a phone since the process started; for /metrics. */
const counted = new Map<string, number>();

export function countOutcomes(outcomes: readonly { outcome: string }[]): void {
  for (const { outcome } of outcomes) counted.set(outcome, (counted.get(outcome) ?? 0) + 1);
}

export function countedOutcomes(): ReadonlyMap<string, number> {
  return counted;
}
