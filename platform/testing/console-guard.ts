import { afterEach, beforeEach, expect } from "vitest";

/** Every test fails on a console line that it did not ask for: noise hides the line that matters. */
const methods = ["log", "info", "warn", "error", "debug"] as const;
const original = Object.fromEntries(methods.map((name) => [name, console[name]])) as Pick<
  Console,
  (typeof methods)[number]
>;
let lines: string[] = [];
let expected: RegExp[] = [];

/** This test provokes such a console line, and that is right. */
export function expectConsole(pattern: RegExp): void {
  expected.push(pattern);
}

beforeEach(() => {
  lines = [];
  expected = [];
  for (const name of methods)
    console[name] = (...parts: unknown[]) => void lines.push(`${name}: ${parts.map(String).join(" ")}`);
});

afterEach(() => {
  Object.assign(console, original);
  const unexpected = lines.filter((line) => !expected.some((pattern) => pattern.test(line)));
  expect(unexpected, "unexpected console output").toEqual([]);
});
