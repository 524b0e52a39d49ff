import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { allCommands } from "#apps/server/rooms.ts";
import { newId } from "#kernel/ids.ts";
import { publicCaller } from "#kernel/access.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildHall, type BuiltHall } from "./factory.ts";
import { buildHallPages } from "./hall-pages.ts";

const db = useTestDatabase();
let hall: BuiltHall;
let app: ReturnType<typeof buildHallPages>;
const roundId = newId();

beforeAll(async () => {
  hall = await buildHall(db.database.pool, allCommands);
  app = buildHallPages({ database: db.database, publicUrl: "https://caunoi.example", trustProxy: false });
  await hall.run("hall.open-round", { hallId: hall.hallId, roundId, pollId: hall.pollIds[0], phase: "before" });
  // a full evening: forty questions of some length
  for (let i = 0; i < 40; i++) {
    const id = newId();
    const text = `Câu số ${i + 1}: ${"băng cản lửa quanh rẫy cần rộng bao nhiêu và ai đi kiểm tra ".repeat(2)}?`;
    await hall.run("hall.ask", { hallId: hall.hallId, id, ticket: newId(), text }, publicCaller);
    await hall.run("hall.judge", { hallId: hall.hallId, questionId: id, verdict: "accept" });
  }
}, 120_000);

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const form = (fields: Record<string, string>) => {
  const body = new URLSearchParams(fields).toString();
  return app.request(`/${hall.code}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "content-length": String(body.length) },
    body,
  });
};

describe("the audience's page", () => {
  test("is at most 15 KB gzipped in all, with forty questions in it, and asks for nothing more", async () => {
    const answer = await get(`/${hall.code}`, { "accept-encoding": "gzip" });
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.length).toBeLessThanOrEqual(15 * 1024);
    const page = gunzipSync(bytes).toString();
    expect(page).toContain("Câu số 40");
    // what a browser would fetch besides: stylesheets, scripts, pictures, fonts
    expect(page).not.toMatch(/<link|<img|src=|@import|url\(/);
  });

  test("knows nobody: no cookie, nothing from elsewhere, nothing newer than ES2017", async () => {
    const answer = await get(`/${hall.code}`);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'none'; script-src 'sha256-/);
    const policy = answer.headers.get("content-security-policy");
    const script = /<\/script>\s*<script>([^]*)<\/script>/.exec(await answer.text())![1]!;
    // the one script that its own policy lets run
    expect(policy).toContain(createHash("sha256").update(script).digest("base64"));
    // spread in objects, optional chaining and the rest of ES2018 and later are what an old phone stumbles over
    expect(script).not.toMatch(/\?\.|\?\?|\{\s*\.\.\.|\.flatMap\(|\.replaceAll\(|\.at\(|async function\*|catch \{/);
    expect(gzipSync(script).length).toBeLessThan(6 * 1024);
  });

  test("speaks English where that is chosen, and HTML in a question stays text", async () => {
    const id = newId();
    await hall.run(
      "hall.ask",
      { hallId: hall.hallId, id, ticket: newId(), text: "</script><script>alert(1)</script>" },
      publicCaller,
    );
    await hall.run("hall.judge", { hallId: hall.hallId, questionId: id, verdict: "accept" });
    await new Promise((done) => setTimeout(done, 1100));
    const page = await (await get(`/${hall.code}?lang=en`)).text();
    expect(page).toContain("What would you like to ask?");
    expect(page).not.toContain("<script>alert");
  });

  test("a code that is not there is said in words, with the box to type it again", async () => {
    for (const path of ["/ZZZZ", "/%F0%9F%98%80", "/a", "/<script>"]) {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("Không có hội trường nào với mã này");
    }
    expect((await get("/?code=" + hall.code.toLowerCase())).headers.get("location")).toBe(`/h/${hall.code}`);
  });
});

describe("without a script", () => {
  test("the same vote by a plain form, once for the mark in it", async () => {
    const mark = `form-${newId()}`;
    for (const choice of ["1", "1"]) {
      const sent = await form({ what: "vote", round: roundId, choice, mark });
      expect(sent.status).toBe(303);
      expect(sent.headers.get("location")).toContain(`m=${mark}`);
    }
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from hall_vote`.execute(db.owner);
    expect(rows[0]!.n).toBe(1);
    expect(await (await get(`/${hall.code}?m=${mark}&done=vote`)).text()).toContain("Đã nhận phiếu.");
  });

  test("a question gets its code; one with a phone number is refused in words", async () => {
    const mark = `form-${newId()}`;
    const asked = await form({ what: "ask", text: "Ai trực gác đêm nay?", mark });
    expect(asked.headers.get("location")).toMatch(/done=ask&asked=[0-9A-Z]{3}-[0-9A-Z]{4}/);
    const refused = await form({ what: "ask", text: "Gọi tôi số 0912345678", mark });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("chưa gửi đi và không được lưu");
  });

  test("nonsense is answered, never a fault", async () => {
    for (const fields of [
      {},
      { what: "vote" },
      { what: "vote", round: "x", choice: "9", mark: "y" },
      { what: "ask", text: "\u0000\u202E" },
    ])
      expect((await form(fields as Record<string, string>)).status).toBeLessThan(500);
  });
});

test("the projector's page carries the code as a picture, and nothing from elsewhere", async () => {
  const page = await (await get(`/${hall.code}/screen`)).text();
  expect(page).toContain("<svg");
  expect(page).toContain("caunoi.example");
  expect(page).not.toMatch(/<link|<img|@import/);
});
