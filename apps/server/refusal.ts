import { StartRefused } from "#platform/config/start-refused.ts";

/** One line to standard error for what its operator can mend; the whole error for what only we can. */
export function explain(error: unknown): string {
  if (error instanceof StartRefused) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
