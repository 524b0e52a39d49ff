import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "#platform/testing/database.ts";
import { allCliCommands } from "../rooms.ts";

const db = useTestDatabase();
const main = fileURLToPath(new URL("./main.ts", import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "caunoi cli "));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function caunoi(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...words], {
      env: { ...process.env, DATABASE_URL: db.url, DATA_DIR: folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    child.on("exit", (code) => resolve({ code, out, err }));
  });
}

test("the names that scripts rely on are there", () => {
  expect(allCliCommands.map((command) => command.name)).toEqual(
    expect.arrayContaining([
      "units import",
      "units reorganise",
      "units list",
      "roster import",
      "reports build",
      "documents check",
      "tokens create",
      "journal verify",
    ]),
  );
});

test("each command says what it is in both languages and has an explanation for all that it takes", () => {
  for (const command of allCliCommands) {
    expect(command.summary.vi && command.summary.en, command.name).toBeTruthy();
    for (const part of [...(command.arguments ?? []), ...Object.values(command.options ?? {})])
      expect(part.help.vi && part.help.en, command.name).toBeTruthy();
  }
});

test("--help opens no database; a command that is not there and wrong use are exit code 2", async () => {
  const help = await caunoi("units", "import", "--help");
  expect([help.code, help.err]).toEqual([0, ""]);
  expect(help.out).toContain("--valid-from DATE");
  for (const words of [["units", "imports"], ["units", "import"], ["units", "list", "--colour", "red"], []])
    expect((await caunoi(...words)).code, words.join(" ")).toBe(2);
});

test("data goes to standard output and nothing else does; input that is not right is exit code 1 and one line", async () => {
  const file = join(folder, "đơn vị.csv");
  writeFileSync(file, "code,name,kind,parent_code,level\n68,Tỉnh Lâm Đồng,province,,1\n24934,Xã D'Ran,commune,68,2\n");
  const imported = await caunoi("units", "import", file, "--valid-from", "2025-07-01", "--json");
  expect(imported.code).toBe(0);
  expect(JSON.parse(imported.out)).toMatchObject({ founded: 2 });
  const list = await caunoi("units", "list", "--on", "2025-07-01", "--under", "68", "--json");
  expect(JSON.parse(list.out)).toMatchObject([{ code: "24934", name: "Xã D'Ran" }]);
  const missing = await caunoi("units", "import", join(folder, "no such file.csv"), "--valid-from", "2025-07-01");
  expect(missing.code).toBe(1);
  expect(missing.err.trim().split("\n")).toHaveLength(1);
});

test("an account and its token are made, and the journal of it all is whole", async () => {
  expect(
    (
      await caunoi(
        "accounts",
        "create",
        "--user",
        "thu.ha",
        "--name",
        "Nguyễn Thị Thu Hà",
        "--role",
        "officer",
        "--unit",
        "24934",
      )
    ).code,
  ).toBe(0);
  const token = JSON.parse((await caunoi("tokens", "create", "--user", "thu.ha", "--json")).out) as { token: string };
  expect(token.token).toMatch(/^cn_/);
  expect((await caunoi("tokens", "create", "--user", "nobody", "--json")).code).toBe(1);
  expect((await caunoi("journal", "verify")).code).toBe(0);
});
