import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/ids.ts";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { openPortal, type PortalWorld } from "./portal-world.ts";
import { publicPages } from "./public-pages.ts";

const db = useTestDatabase();
let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal(db);
});
afterAll(() => world.close());

/** Until the notification of the last decision has come round. */
async function heard(): Promise<void> {
  for (let i = 0; i < 1500 && world.cache.size > 0; i++) await new Promise((resolve) => setTimeout(resolve, 20));
}

const evil = '<script>alert("1")</script><img src=x onerror=alert(2)>';

test("a page is the same for everybody: no cookie, nothing from elsewhere, a policy that runs nothing", async () => {
  for (const path of ["/", "/hoi-dap", "/tai-lieu", "/buoi-gan-day", "/du-thao", "/so-lieu", "/gui-cau-hoi"]) {
    const answer = await world.get(path);
    expect(answer.status, path).toBe(200);
    expect(answer.headers.get("set-cookie")).toBeNull();
    const policy = answer.headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain(path === "/gui-cau-hoi" ? "script-src 'self'" : "script-src 'none'");
    const text = await answer.text();
    expect(text).not.toMatch(/(src|href|action)="(https?:)?\/\//);
    expect(text).not.toMatch(/ style="| on\w+="/);
    expect(text, path).toMatch(/Cơ quan phát hành:<\/strong>\s*Tỉnh Lâm Đồng/);
    expect(text, path).toMatch(/Nguồn:<\/strong>\s*\S/);
  }
});

test("it is packed, tagged, and not sent again to who has it", async () => {
  const plain = await world.html("/");
  const br = await world.get("/", { "accept-encoding": "gzip, br" });
  expect(br.headers.get("content-encoding")).toBe("br");
  expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString()).toBe(plain);
  const gz = await world.get("/", { "accept-encoding": "gzip" });
  expect(gunzipSync(Buffer.from(await gz.arrayBuffer())).toString()).toBe(plain);
  const again = await world.get("/", { "if-none-match": br.headers.get("etag")! });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  const head = await world.app.request("/", { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("what officers wrote stays text wherever it stands", async () => {
  const { answerId } = await world.answer({
    question: `Hỏi ${evil} có được không?`,
    answer: `# ${evil}\n- ${evil}\n**${evil}**`,
  });
  const { materialId } = await world.material({
    title: `Tài liệu ${evil}`,
    keyMessages: `- ${evil}`,
    body: `# ${evil}\n${evil}`,
  });
  const talkId = await world.talk(`Buổi ${evil}`, 2);
  await world.run(world.officer, "talk.set-public", { talkId, public: true });
  await heard();
  for (const path of [
    "/",
    "/hoi-dap",
    `/hoi-dap/${answerId}`,
    "/tai-lieu",
    `/tai-lieu/${materialId}`,
    "/buoi-gan-day",
    `/hoi-dap?q=${encodeURIComponent(evil)}`,
    "/hoi-dap.atom",
    "/tai-lieu.atom",
  ]) {
    const text = await world.html(path);
    expect(text, path).not.toMatch(/<script>alert|<img src=x/);
    expect(text, path).toContain("&lt;script&gt;");
  }
});

test("an answer is found however it is typed: without marks, with another placing of tones, abbreviated", async () => {
  await world.answer({
    question: "Cả nhà mua bảo hiểm y tế hộ gia đình thì người thứ hai có được giảm không?",
    answer: "Có. Người thứ hai đóng 70 % mức của người thứ nhất.",
  });
  await world.answer({ question: "Sổ hộ khẩu cũ hoà giải ở đâu?", answer: "Tại tổ hòa giải của thôn." });
  await heard();
  for (const q of ["bao hiem y te", "BHYT", "bảo hiểm y tế", "bhyt"]) {
    const text = await world.html(`/hoi-dap?q=${encodeURIComponent(q)}`);
    expect(text, q).toContain("<mark>bảo hiểm y tế</mark>");
  }
  for (const q of ["hòa giải", "hoà giải", "hoa giai"])
    expect(await world.html(`/hoi-dap?q=${encodeURIComponent(q)}`), q).toContain(
      "Tại tổ <mark>hòa giải</mark> của thôn.",
    );
  expect(await world.html("/hoi-dap?q=khong+co+gi+nhu+vay")).toContain("Chưa có câu trả lời nào có");
  const material = await world.material({ title: "Phòng cháy, chữa cháy rừng mùa khô" });
  await heard();
  for (const q of ["pccc", "phong chay chua chay", "Phòng cháy, chữa cháy"])
    expect(await world.html(`/tai-lieu?q=${encodeURIComponent(q)}`), q).toContain(material.materialId);
});

test("a recalled material says so at its old address and leads to the valid one, at once", async () => {
  const { materialId, versionId } = await world.material({ title: "Mức đóng bảo hiểm", body: "Đóng một trăm đồng." });
  await heard();
  expect(await world.html(`/tai-lieu/${materialId}`)).toContain("Đóng một trăm đồng.");
  await world.run(world.head, "material.recall", {
    versionId,
    reason: "Sai mức đóng, gọi 0912 345 678 để hỏi",
    blockedFrom: todayInVietnam(),
  });
  await heard();
  const gone = await world.html(`/tai-lieu/${materialId}?ban=1`);
  expect(gone).toContain("Bản này đã thu hồi");
  expect(gone).toContain("Sai mức đóng");
  expect(gone).not.toContain("0912 345 678");
  expect(gone).not.toContain("Đóng một trăm đồng.");
  expect(gone).toContain("Hiện chưa có bản thay thế");
  expect(await world.html("/tai-lieu")).not.toContain(materialId);
});

test("a version that was replaced leads to the one in force; what is not public is nowhere", async () => {
  const { materialId } = await world.material({ title: "Cấp đổi giấy chứng nhận", body: "Bản một." });
  const colleague = (as: string) => ({ ...world.head, userId: `cong.ly.${as}` });
  const next = newId();
  await world.run(colleague("author"), "material.revise", { materialId, versionId: next });
  await world.run(colleague("author"), "material.submit", { versionId: next, edition: 1 });
  await world.run(colleague("specialist"), "material.pass", { versionId: next, edition: 1 });
  await world.run(world.head, "material.approve", {
    versionId: next,
    edition: 1,
    validFrom: addDays(todayInVietnam(), -1),
    validTo: null,
  });
  await heard();
  const old = await world.html(`/tai-lieu/${materialId}?ban=1`);
  expect(old).toContain("đã được thay bằng bản mới");
  expect(old).toContain(`href="/tai-lieu/${materialId}"`);
  expect(await world.html(`/tai-lieu/${materialId}`)).toContain("bản 2");
  await world.run(world.head, "material.set-public", { materialId, public: false });
  await heard();
  expect((await world.get(`/tai-lieu/${materialId}`)).status).toBe(404);
});

test("an attachment is served apart from the pages' powers, in pieces where asked, and is gone with its version", async () => {
  const made = await world.material({ title: "Có bản đọc" });
  const bytes = Buffer.from(`ID3${"a".repeat(997)}`);
  const stored = await world.files.put(bytes);
  const id = newId();
  await db.owner
    .insertInto("material_attachment")
    .values({ id, version_id: made.versionId, file_name: "Bản đọc.mp3", media_type: "audio/mpeg", ...stored })
    .execute();
  const path = `/tai-lieu/tep/${id}`;
  const whole = await world.get(path);
  expect(whole.headers.get("content-security-policy")).toContain("sandbox");
  expect(whole.headers.get("x-content-type-options")).toBe("nosniff");
  expect(whole.headers.get("content-disposition")).toContain("inline");
  expect((await whole.arrayBuffer()).byteLength).toBe(1000);
  const part = await world.get(path, { range: "bytes=990-" });
  expect([part.status, part.headers.get("content-range"), (await part.arrayBuffer()).byteLength]).toEqual([
    206,
    "bytes 990-999/1000",
    10,
  ]);
  expect((await world.get(path, { range: "bytes=2000-" })).status).toBe(416);
  await db.owner
    .updateTable("material_attachment")
    .set({ media_type: "application/pdf" })
    .where("id", "=", id)
    .execute();
  expect((await world.get(path)).headers.get("content-disposition")).toContain("attachment");
  await world.run(world.head, "material.recall", {
    versionId: made.versionId,
    reason: "Thử",
    blockedFrom: todayInVietnam(),
  });
  expect((await world.get(path)).status).toBe(404);
});

test("a talk stands on the pages while an officer says so, by commune, and in the calendar also when called off", async () => {
  const talkId = await world.talk("Đối thoại đất đai, buổi chiều", 3);
  expect(await world.html("/buoi-gan-day")).not.toContain("Đối thoại đất đai");
  await world.run(world.officer, "talk.set-public", { talkId, public: true });
  await heard();
  expect(await world.html(`/buoi-gan-day?xa=${world.dran}`)).toContain("Đối thoại đất đai");
  expect((await world.get(`/buoi-gan-day?xa=${world.village}`)).status).toBe(404);
  await world.run(world.officer, "talk.cancel", { talkId, reason: "Mưa lũ" });
  world.cache.clear();
  const calendar = await world.html("/buoi-gan-day.ics");
  expect(calendar).toContain(`UID:${talkId}@caunoi`);
  expect(calendar).toContain("STATUS:CANCELLED");
  expect(calendar).toContain("SUMMARY:Đối thoại đất đai\\, buổi chiều");
  for (const line of calendar.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(await world.html("/buoi-gan-day")).toContain("Buổi này đã hủy.");
  await expect(
    world.run(world.officer, "talk.set-public", { talkId: await briefing(), public: true }),
  ).rejects.toMatchObject({ code: "talk.not-for-everybody" });
});

async function briefing(): Promise<string> {
  const talkId = newId();
  await world.run(world.officer, "talk.plan", {
    talkId,
    unitId: world.province,
    placeUnitId: world.village,
    kind: "internalBriefing",
    title: "Quán triệt nội bộ",
    startsAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  return talkId;
}

test("every page is there in English too, and a page that is not there says so in words", async () => {
  for (const page of publicPages.filter((p) => !p.path.includes(":") && p.path !== "/sitemap.xml")) {
    const answer = await world.get(page.path === "/" ? "/en" : `/en${page.path}`);
    expect(answer.status, page.path).toBe(200);
    if (answer.headers.get("content-type")!.startsWith("text/html"))
      expect(await answer.text()).toContain('<html lang="en">');
  }
  const missing = await world.get("/khong-co");
  expect([missing.status, missing.headers.get("cache-control")]).toEqual([404, "no-store"]);
  expect(await missing.text()).toContain("Không có trang này");
  expect((await world.get(`/hoi-dap/${newId()}`)).status).toBe(404);
  expect((await world.get("/sitemap.xml")).status).toBe(404);
});

test("open data says what its columns mean, hides small groups and carries no formula", async () => {
  await db.owner
    .insertInto("talk_total")
    .values([
      { commune_id: world.dran, month: lastMonth(), tier: "verified", talks: 2, attendance: 4 },
      { commune_id: world.dran, month: lastMonth(2), tier: "verified", talks: 3, attendance: 120 },
    ])
    .execute();
  await world.answer({ question: "=1+1 có được không?", answer: "@Được" });
  await heard();
  const rows = (await (await world.get("/so-lieu/buoi.json")).json()) as {
    rows: { talks: number; attendance: number | null }[];
  };
  expect(rows.rows.map((r) => [r.talks, r.attendance])).toEqual([
    [2, null],
    [3, 120],
  ]);
  const file = await world.html("/so-lieu/buoi.csv");
  expect(file.split("\r\n")[1]).toMatch(/^\d{4}-\d\d,\d+,Xã D'Ran,2,$/);
  expect(await world.html("/hoi-dap.csv")).toContain(",'=1+1 có được không?,'@Được,");
  const described = (await (await world.get("/so-lieu/mo-ta.json")).json()) as {
    resources: { path: string; schema: { fields: { name: string }[] } }[];
  };
  for (const { path, schema } of described.resources) {
    const header = (await world.html(path)).replace(/^\ufeff/, "").split("\r\n")[0];
    expect(header).toBe(schema.fields.map((f) => f.name).join(","));
  }
  expect(world.faults).toEqual([]);
});

function lastMonth(back = 1): string {
  const [year, month] = todayInVietnam().split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 10);
}
