import { createHash } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "#platform/testing/database.ts";
import { floodLimits } from "./ask/flood.ts";
import { openPortal, type PortalWorld } from "./portal-world.ts";

const db = useTestDatabase();
let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal(db, {
    quietBits: 8,
    slowAddressMost: 1000,
    addressStep: 1000,
    everywhereStep: 1000,
    addressMost: 30,
  });
});
afterAll(() => world.close());

const asked = () =>
  sql<{ n: number }>`select count(*)::int as n from question where origin = 'public'`.execute(db.owner);
const count = async () => (await asked()).rows[0]!.n;
const codeIn = (text: string) => /id="ma-cua-toi">([^<]+)</.exec(text)?.[1];

/** What the script of the form does. */
function solve(mark: string, bits = 8): string {
  for (let n = 0; ; n++)
    if (Math.clz32(createHash("sha256").update(`${mark}.${n}`).digest().readUInt32BE(0)) >= bits) return String(n);
}

/** An opened form, filled in, its task solved. */
async function solved(cau: string): Promise<Record<string, string>> {
  const mark = await world.mark("/gui-cau-hoi");
  return { mark, nonce: solve(mark), cau, xa: String(world.dran), chude: "" };
}

test("a question that was solved for is one question with one code, however often it is sent", async () => {
  const form = await solved("Bao giờ làm đường vào thôn?");
  const first = await (await world.post("/gui-cau-hoi", form)).text();
  const second = await (await world.post("/gui-cau-hoi", form)).text();
  expect(codeIn(first)).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{4}$/);
  expect(codeIn(second)).toBe(codeIn(first));
  expect(await count()).toBe(1);
  const other = await world.post("/gui-cau-hoi", { ...form, cau: "Một câu khác hẳn?" });
  expect(other.status).toBe(409);
  expect(await other.text()).toContain("Một câu khác hẳn?");
  expect(await count()).toBe(1);

  const found = await (await world.post("/tra-cuu", { ma: codeIn(first)!.toLowerCase().replace("-", " ") })).text();
  expect(found).toContain("đang chuẩn bị trả lời");
  expect((await world.post("/tra-cuu", { ma: "0000000" })).status).toBe(404);
});

test("without a script it goes through after a wait, with the same form and the text kept", async () => {
  const before = await count();
  const form = {
    mark: await world.mark("/gui-cau-hoi"),
    nonce: "",
    cau: "Nước sạch\nbao giờ có?",
    xa: String(world.dran),
  };
  const early = await world.post("/gui-cau-hoi", form);
  const text = await early.text();
  expect(text).toMatch(/đợi thêm \d+ giây/);
  expect(text).toContain(">\nNước sạch\nbao giờ có?</textarea>");
  expect(text).toContain(form.mark);
  expect(await count()).toBe(before);
  world.later(floodLimits.waitMs + 1);
  expect(codeIn(await (await world.post("/gui-cau-hoi", form)).text())).toBeDefined();
  expect(await count()).toBe(before + 1);
});

test("a mark of somebody else's, of another form, of yesterday, or not solved opens nothing", async () => {
  const before = await count();
  const good = await solved("Có được không?");
  for (const [mark, nonce] of [
    ["", ""],
    [`${good.mark}x`, good.nonce],
    [good.mark!.replace(/\.8\./, ".1."), good.nonce],
    [good.mark, "12"],
    [good.mark, "x".repeat(500)],
  ] as const) {
    const answer = await world.post("/gui-cau-hoi", { ...good, mark: mark!, nonce: nonce! });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("Có được không?");
  }
  world.later(25 * 3_600_000);
  expect((await world.post("/gui-cau-hoi", good)).status).toBe(422);
  expect(await count()).toBe(before);
});

test("what names a person is not taken; it is shown, and struck out where the writer agrees", async () => {
  const before = await count();
  const form = await solved("Gọi tôi số 0912 345 678, căn cước 079203001234, được không?");
  const refused = await world.post("/gui-cau-hoi", form);
  const text = await refused.text();
  expect(refused.status).toBe(422);
  expect(text).toMatch(/số điện thoại: <strong dir="auto">0912 345 678<\/strong>/);
  expect(text).toContain("079203001234");
  expect(await count()).toBe(before);
  const taken = await (await world.post("/gui-cau-hoi", { ...form, gach: "1" })).text();
  expect(codeIn(taken)).toBeDefined();
  expect(taken).not.toContain("0912 345 678");
  const { rows } = await sql<{ text: string }>`select text from question where struck`.execute(db.owner);
  expect(rows).toHaveLength(1);
  expect(rows[0]!.text).toContain("[đã gạch: số điện thoại]");
  expect(rows[0]!.text).not.toMatch(/\d/);
});

test("long, decomposed, turned and stormy texts are handled", async () => {
  const nfd = "Đường vào thôn bao giờ làm?".normalize("NFD");
  const texts = {
    long: "Hỏi ".repeat(2500).trim(),
    decomposed: nfd,
    turned: "Đường \u202e gnouđ vào thôn\u2066 nào?",
    stormy: `Sao lâu thế ${"😀".repeat(3000)}?`,
  };
  for (const [name, cau] of Object.entries(texts)) {
    const answer = await world.post("/gui-cau-hoi", await solved(cau));
    expect(codeIn(await answer.text()), name).toBeDefined();
  }
  const { rows } = await sql<{ text: string }>`select text from question order by received_at desc limit 4`.execute(
    db.owner,
  );
  const kept = rows.map((r) => r.text).join("\n");
  expect(kept).toContain("Đường vào thôn bao giờ làm?");
  expect(kept).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect(kept).not.toContain("😀😀😀😀");
  expect((await world.post("/gui-cau-hoi", await solved("Hỏi ".repeat(6000)))).status).toBe(422);
  expect((await world.post("/gui-cau-hoi", await solved("   \n "))).status).toBe(422);
  const noPlace = await world.post("/gui-cau-hoi", { ...(await solved("Hỏi gì?")), xa: "999999" });
  expect(await noPlace.text()).toContain("Xin chọn xã, phường, đặc khu.");
});

test("a form of another site, or no form at all, is refused", async () => {
  const before = await count();
  const form = await solved("Từ trang khác?");
  const foreign = await world.post("/gui-cau-hoi", form, { origin: "https://example.org", host: "localhost" });
  expect(foreign.status).toBe(403);
  const json = await world.app.request("/gui-cau-hoi", {
    method: "POST",
    body: "{}",
    headers: { "content-type": "application/json" },
  });
  expect(json.status).toBe(415);
  const huge = await world.post("/gui-cau-hoi", { ...form, cau: "a".repeat(700_000) });
  expect(huge.status).toBe(413);
  expect(await count()).toBe(before);
});

test("a comment on an article is taken without a name; a closed draft takes none", async () => {
  const draft = await world.draft("Hỗ trợ tưới tiết kiệm");
  world.cache.clear();
  const path = `/du-thao/${draft}/gop-y`;
  expect(await world.html(`/du-thao/${draft}`)).toContain(`${path}?dieu=2`);
  const mark = await world.mark(`${path}?dieu=2`);
  const form = { mark, nonce: solve(mark), cau: "Mức hỗ trợ nên cao hơn.", dieu: "2", xa: "" };
  expect(await (await world.post(path, { ...form, cau: "Gọi 0912345678" })).text()).toContain("thông tin riêng");
  expect(await (await world.post(path, form)).text()).toContain("Đã nhận ý kiến");
  await world.post(path, form);
  const stored = () =>
    sql<{ body: string; article: string }>`select body, article from policy_draft_comment`.execute(db.owner);
  expect((await stored()).rows).toEqual([{ body: "Mức hỗ trợ nên cao hơn.", article: "2" }]);
  // a mark for one draft opens no other, and none for questions
  expect((await world.post("/gui-cau-hoi", { ...form, xa: String(world.dran) })).status).toBe(422);
  expect((await world.post(path.replace(draft, "0198a000-0000-7000-8000-000000000000"), form)).status).toBe(404);
});

test("a flood from one network meets the limit, is told so, and keeps its text", async () => {
  const before = await count();
  let refused = 0;
  for (let i = 0; i < 40; i++) {
    const form = await solved(`Câu hỏi thứ ${i} của cùng một mạng?`);
    const answer = await world.post("/gui-cau-hoi", form);
    if (answer.status === 429) refused += 1;
  }
  expect(refused).toBeGreaterThan(8);
  expect((await count()) - before).toBeLessThanOrEqual(30);
  world.later(floodLimits.windowMs);
  expect((await world.post("/gui-cau-hoi", await solved("Mười phút sau?"))).status).toBe(200);
  expect(world.faults).toEqual([]);
});
