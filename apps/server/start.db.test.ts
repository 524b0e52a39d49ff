import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "#platform/testing/database.ts";

const db = useTestDatabase();
const main = fileURLToPath(new URL("./start.ts", import.meta.url));
let dataDir: string;
let running: ChildProcess | undefined;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "caunoi-start-"));
});
afterEach(async () => {
  if (running?.exitCode === null) {
    const ended = new Promise((resolve) => running!.once("exit", resolve));
    running.kill("SIGKILL");
    await ended;
  }
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function start(environment: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: db.url, DEMO: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running = child;
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once("exit", (code) => resolve({ code, out, err })),
  );
  const announced = new Promise<string>((resolve) =>
    child.stdout.on("data", () => out.includes("Ctrl-C") && resolve(out)),
  );
  return { child, ended, announced };
}

function listening(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () =>
      resolve({ server, port: (server.address() as { port: number }).port }),
    );
  });
}

test.each([
  [{ PORT: "eighty" }, /PORT="eighty"/],
  [{ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, /DATABASE_URL/],
  [{ OIDC_ISSUER: "https://id.example" }, /OIDC_CLIENT_ID/],
])("a wrong setting ends the start with one line: %j", async (environment, message) => {
  const { code, err } = await start(environment).ended;
  expect(code).toBe(1);
  expect(err.trim().split("\n")).toHaveLength(1);
  expect(err).toMatch(message);
});

test("a port in use ends the start with one line", async () => {
  const { server, port } = await listening();
  const { code, err } = await start({ PORT: String(port) }).ended;
  server.close();
  expect(code).toBe(1);
  expect(err.trim().split("\n")).toEqual([expect.stringContaining(`port ${port} is in use`)]);
});

test("a real instance asks for its first administrator, knows no demo account, and stops cleanly", async () => {
  const { child, ended, announced } = start({ PORT: "0" });
  const said = await announced;
  const address = /http:\/\/localhost:\d+/.exec(said)![0];
  expect(said).toMatch(/no administrator yet/);
  const answer = await fetch(`${address}/api/instance`);
  expect(await answer.json()).toMatchObject({ demo: false, needsSetup: true, demoAccounts: [], demoPassword: null });
  const signIn = await fetch(`${address}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address },
    body: JSON.stringify({ userName: "thu.ha", password: "cau-noi-demo" }),
  });
  expect(signIn.status).toBe(401);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  expect((await fetch(`${address}/api/talks`)).status).toBe(401);
  expect(await (await fetch(`${address}/metrics`)).text()).toContain("caunoi_http_request_seconds");
  child.kill("SIGTERM");
  expect((await ended).code).toBe(0);
});
