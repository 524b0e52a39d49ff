import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type StaticFiles, staticFiles } from "./static-files.ts";

let folder: string;
let files: StaticFiles;
const script = `console.log("${"cầu nối ".repeat(400)}")`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "static files "));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Bàn làm việc</title>");
  writeFileSync(join(folder, "assets/main-Abc123_x.js"), script);
  writeFileSync(join(folder, "sw.js"), "// service worker");
  writeFileSync(join(folder, ".stamp"), "secret");
  files = staticFiles(folder, "/desk/");
});
afterAll(() => rmSync(folder, { recursive: true }));

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  files.answer(new Request(`http://localhost${path}`, { headers, method }), path);

test("addresses of the app are its page, asked for again each time", async () => {
  for (const path of ["/desk/", "/desk/talks", "/desk/talks/0198/edit"]) {
    const answer = (await get(path))!;
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("Bàn làm việc");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    expect(answer.headers.get("content-security-policy")).toContain("script-src 'self'");
  }
});

test("the face without its slash leads to it; other addresses are not its business", async () => {
  const answer = (await get("/desk"))!;
  expect([answer.status, answer.headers.get("location")]).toEqual([308, "/desk/"]);
  expect(await get("/deskx")).toBeNull();
  expect(await get("/field/")).toBeNull();
});

test("a hashed file is kept for a year and comes compressed as asked", async () => {
  const brotli = (await get("/desk/assets/main-Abc123_x.js", { "accept-encoding": "gzip, br" }))!;
  expect(brotli.headers.get("cache-control")).toContain("immutable");
  expect(brotliDecompressSync(new Uint8Array(await brotli.arrayBuffer())).toString()).toBe(script);
  const gzip = (await get("/desk/assets/main-Abc123_x.js", { "accept-encoding": "gzip" }))!;
  expect(gunzipSync(new Uint8Array(await gzip.arrayBuffer())).toString()).toBe(script);
  const plain = (await get("/desk/assets/main-Abc123_x.js"))!;
  expect(await plain.text()).toBe(script);
});

test("what did not change is not sent again", async () => {
  const etag = (await get("/desk/sw.js"))!.headers.get("etag")!;
  expect((await get("/desk/sw.js", { "if-none-match": etag }))!.status).toBe(304);
});

test("a missing file, a hidden one and a step out of the folder are not found; a write is refused", async () => {
  for (const path of [
    "/desk/assets/gone.js",
    "/desk/../package.json",
    "/desk/%2e%2e/package.json",
    "/desk/%E0%A4%A.js",
  ])
    expect((await get(path))?.status ?? 404).toBe(404);
  expect(await (await get("/desk/.stamp"))!.text()).not.toContain("secret");
  expect((await get("/desk/", {}, "POST"))!.status).toBe(405);
});
