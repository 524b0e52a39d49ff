/**
 * Builds the two faces into dist/desk and dist/field, each only when something that goes into it has changed.
 * A finished build takes the place of the last one at once, so a server never serves half of one.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const sources = ["kernel/**/*", "platform/**/*", "modules/**/*", "package-lock.json", "tsconfig.json"];

async function build(face: string): Promise<void> {
  const stamp = contentStamp([...sources, `apps/${face}/**/*`]);
  const folder = join(root, "dist", face);
  const note = join(folder, ".stamp");
  if (existsSync(note) && readFileSync(note, "utf8") === stamp) return;
  const fresh = join(root, "dist", `.${face}-${process.pid}`);
  await vite([
    "build",
    "--config",
    `apps/${face}/vite.config.ts`,
    "--outDir",
    fresh,
    "--emptyOutDir",
    "--logLevel",
    "error",
  ]);
  writeFileSync(join(fresh, ".stamp"), stamp);
  const old = join(root, "dist", `.${face}-old-${process.pid}`);
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(fresh, folder);
  rmSync(old, { recursive: true, force: true });
}

/** Of all that may go into a build; tests do not. */
function contentStamp(patterns: string[]): string {
  const hash = createHash("sha256");
  const paths = globSync(patterns, { cwd: root, withFileTypes: true })
    .filter((found) => found.isFile() && !/\.(test|journey)\.tsx?$/.test(found.name))
    .map((found) => join(found.parentPath, found.name))
    .sort();
  for (const path of paths) hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

function vite(args: string[]): Promise<void> {
  const bin = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  return new Promise((resolve, reject) => {
    // what the build says goes to standard error: standard output may be JSON for a program
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: root,
      stdio: ["ignore", 2, 2],
      env: { ...process.env, NODE_ENV: "production" },
    });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`vite ${args.join(" ")}: ${code}`))));
  });
}

/** @throws when a face does not build */
export async function buildFaces(): Promise<void> {
  mkdirSync(join(root, "dist"), { recursive: true });
  const faces = ["desk", "field"];
  const stale = faces.filter((face) => !existsSync(join(root, "dist", face, ".stamp")));
  if (stale.length > 0) process.stderr.write("Đang dựng giao diện / building the screens …\n");
  await Promise.all(faces.map(build));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await buildFaces();
  } catch (error) {
    process.stderr.write(`Không dựng được giao diện / the screens could not be built: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
