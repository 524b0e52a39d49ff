/** A field of several lines: one entry a line, empty ones gone. */
export const toLines = (typed: string): string[] =>
  typed
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

export const orNull = (typed: string): string | null => (typed.trim() === "" ? null : typed.trim());
