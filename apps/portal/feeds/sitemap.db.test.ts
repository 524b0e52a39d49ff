import { expect, test } from "vitest";
import { useTestDatabase } from "#platform/testing/database.ts";
import { openPortal } from "../portal-world.ts";

const db = useTestDatabase();

test("search engines get every page in both languages, and only where the server knows its own address", async () => {
  const whole = await openPortal(db, {}, { publicUrl: "https://caunoi.example" });
  const { answerId } = await whole.answer({ question: "Nước sạch bao giờ có?", answer: "Tháng sau." });
  const { materialId } = await whole.material({ title: "Nước sạch & vệ sinh" });
  const map = await whole.html("/sitemap.xml");
  for (const path of ["/", "/en", "/so-lieu", `/hoi-dap/${answerId}`, `/en/tai-lieu/${materialId}`])
    expect(map).toContain(`<loc>https://caunoi.example${path}</loc>`);
  expect(map.match(/<url>/g)!.length).toBe(map.match(/hreflang="en"/g)!.length);
  expect(await whole.html("/robots.txt")).toContain("Sitemap: https://caunoi.example/sitemap.xml");
  for (const [, path] of map.matchAll(/<loc>https:\/\/caunoi\.example([^<]*)<\/loc>/g))
    expect((await whole.get(path === "" ? "/" : path!)).status, path).toBe(200);
  expect((await whole.get("/en/sitemap.xml")).status).toBe(404);
  await whole.close();
});
