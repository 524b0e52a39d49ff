import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Entry {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

const read = <T>(path: string) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8")) as T;
const { packages } = read<{ packages: Record<string, Entry> }>("package-lock.json");

/** Where npm would look for `name` from the package at `path`, innermost first. */
function places(path: string, name: string): string[] {
  const found = [];
  for (let at = path; ; at = at.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    found.push(`${at === "" ? "" : `${at}/`}node_modules/${name}`);
    if (at === "") return found;
  }
}

test("the lockfile names the optional packages of every platform, so that npm ci works on all of them", () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !places(path, name).some((place) => place in packages)),
  );
  expect(missing).toEqual([]);
});

test("versions in package.json are exact", () => {
  const { dependencies, devDependencies, optionalDependencies } =
    read<Record<string, Record<string, string>>>("package.json");
  const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    ([, version]) => !/^\d/.test(version),
  );
  expect(loose).toEqual([]);
});
