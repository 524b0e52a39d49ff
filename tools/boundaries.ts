/** Runs .dependency-cruiser.cjs; fails on any broken wall, any cycle, and when it saw fewer modules than there are. */
import { globSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
const folders = ["kernel", "platform", "modules", "apps", "db", "bench", "tools"];
const options = await extractDepcruiseOptions(createRequire(import.meta.url).resolve("../.dependency-cruiser.cjs"));
const { output } = await cruise(folders, options);
const { summary, modules } = output as ICruiseResult;

const files = folders
  .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`))
  .filter((path) => !path.includes("node_modules"));
const seen = modules.filter((module) => files.includes(module.source));
const broken = summary.violations.map(({ rule, from, to, cycle }) => {
  const path = cycle ? ` (${cycle.map((step) => step.name).join(" -> ")})` : "";
  return `${rule.name}: ${from} -> ${to}${path}`;
});
if (seen.length < files.length) broken.push(`only ${seen.length} of ${files.length} modules were seen`);
const links = seen.reduce((sum, module) => sum + module.dependencies.length, 0);
if (links < seen.length) broken.push(`only ${links} imports were seen in ${seen.length} modules`);
for (const line of broken) process.stdout.write(`${line}\n`);
process.stdout.write(`${seen.length} modules, ${links} imports, ${broken.length} walls broken\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
