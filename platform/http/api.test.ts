import { describe, expect, it } from "vitest";
import { z } from "zod";

import type { PolicyTable, Principal } from "#kernel/access.ts";
import { Problem } from "#kernel/problem.ts";
import { buildApi, type ApiOptions } from "./api.ts";
import { FileAnswer } from "./file-answer.ts";
import { messagesEn } from "./messages.en.ts";
import { messagesVi } from "./messages.vi.ts";
import { roomRoutes } from "./room-routes.ts";

const hoa: Principal = {
  userId: "hoa",
  personId: null,
  displayName: "Hoa",
  grants: [{ role: "officer", unitId: 1 }],
  homeUnitId: 1,
};
const policy = {
  "talk.read": { roles: ["officer", "verifier"] },
  "unit.reorganise": { roles: ["administrator"] },
} satisfies PolicyTable;

const Echo = z.object({
  text: z.string().min(2),
  kinds: z.array(z.enum(["a", "b"])).optional(),
  id: z.uuid().optional(),
});
const rooms = [
  roomRoutes((r) => {
    r.post(
      {
        path: "/echo/:number",
        access: "public",
        summary: "Echo",
        params: z.object({ number: z.coerce.number().int() }),
        body: Echo.strict(),
        answer: z.object({ text: z.string(), number: z.number() }),
        status: 201,
      },
      ({ input }) => ({ text: input.text, number: input.number }),
    );
    r.get(
      {
        path: "/open",
        access: "public",
        summary: "Open",
        query: z.object({ kind: z.array(z.string()).optional(), n: z.coerce.number().default(3) }),
        answer: z.object({ kind: z.array(z.string()), n: z.number(), long: z.string().optional() }),
      },
      ({ input }) => ({ kind: input.kind ?? [], n: input.n, ...(input.n > 100 ? { long: "x".repeat(input.n) } : {}) }),
    );
    r.post({ path: "/write", access: "signed-in", summary: "Write" }, () => undefined);
    r.post({ path: "/reorganise", verb: "unit.reorganise", summary: "Reorganise" }, () => undefined);
    r.put(
      { path: "/bytes", access: "public", summary: "Bytes", bytes: { maxBytes: 10 }, produces: ["text/plain"] },
      ({ bytes }) => new FileAnswer({ bytes, mediaType: "text/plain", fileName: "Đề cương số 1.txt" }),
    );
    r.get({ path: "/lost", access: "public", summary: "Lost" }, () => {
      throw new Problem("talk.not-found", 404, { id: "7" });
    });
    r.get({ path: "/broken", access: "public", summary: "Broken" }, () => {
      throw new Error("secret of the inside");
    });
    r.get({ path: "/clash", access: "public", summary: "Clash" }, () => {
      throw Object.assign(new Error("duplicate key"), { code: "23505", constraint: "talk_pkey" });
    });
  }),
];

function api(changed: Partial<ApiOptions> = {}) {
  return buildApi({
    rooms,
    policies: [policy],
    pool: null as never,
    commands: {},
    version: "0.0.0",
    messages: {
      vi: { ...messagesVi, "problem.talk.not-found": "Không có buổi {id}." },
      en: { ...messagesEn, "problem.talk.not-found": "There is no talk {id}." },
    },
    authenticate: () => null,
    ...changed,
  });
}
const send = (body: unknown, headers: Record<string, string> = {}) => ({
  method: "POST",
  body: JSON.stringify(body),
  headers: { "content-type": "application/json", ...headers },
});

describe("routes", () => {
  it("validates body and parameters and answers with the declared status", async () => {
    const response = await api().request("/api/echo/5", send({ text: "xin chào" }));
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ text: "xin chào", number: 5 });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("names each wrong field by a pointer and a code", async () => {
    const response = await api().request("/api/echo/5", send({ text: "x", kinds: ["a", "c"], who: 1 }));
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      code: "request.invalid",
      status: 400,
      title: messagesVi["problem.request.invalid"],
      fields: { "/text": "field.too-small", "/kinds/1": "field.choice", "/who": "field.unknown" },
    });
    expect(((await (await api().request("/api/echo/5", send({}))).json()) as { fields: unknown }).fields).toEqual({
      "/text": "field.required",
    });
  });

  it("reads repeated query members as an array and defaults the rest", async () => {
    expect(await (await api().request("/api/open?kind=a&kind=b")).json()).toEqual({ kind: ["a", "b"], n: 3 });
    expect(await (await api().request("/api/open?kind=a&n=4")).json()).toEqual({ kind: ["a"], n: 4 });
  });

  it("compresses a long answer for who takes it", async () => {
    const response = await api().request("/api/open?n=5000", { headers: { "accept-encoding": "gzip, br" } });
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect((await response.arrayBuffer()).byteLength).toBeLessThan(200);
  });

  it("takes raw bytes up to the limit and gives files with a Vietnamese name", async () => {
    const response = await api().request("/api/bytes", { method: "PUT", body: "0123456789" });
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="De cuong so 1.txt"; filename*=UTF-8''${encodeURIComponent("Đề cương số 1.txt")}`,
    );
    expect(await response.text()).toBe("0123456789");
    expect((await api().request("/api/bytes", { method: "PUT", body: "01234567890" })).status).toBe(413);
  });
});

describe("problems", () => {
  it("speaks Vietnamese first and English when asked, with the details filled in", async () => {
    const vi = await api().request("/api/lost", { headers: { "x-request-id": "request-12345678" } });
    expect(await vi.json()).toEqual({
      type: "urn:caunoi:problem:talk.not-found",
      title: "Không có buổi 7.",
      status: 404,
      code: "talk.not-found",
      params: { id: "7" },
      instance: "urn:caunoi:request:request-12345678",
    });
    const en = await api().request("/api/lost", { headers: { "accept-language": "fr, en-GB;q=0.9, vi;q=0.4" } });
    expect(((await en.json()) as { title: string }).title).toBe("There is no talk 7.");
  });

  it("tells malformed JSON, wrong media types, unknown addresses and wrong methods apart", async () => {
    const code = async (path: string, init?: RequestInit) =>
      ((await (await api().request(path, init)).json()) as { code: string }).code;
    expect(
      await code("/api/echo/1", { method: "POST", body: "{", headers: { "content-type": "application/json" } }),
    ).toBe("request.malformed-json");
    expect(
      await code("/api/echo/1", {
        method: "POST",
        body: "text=1",
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }),
    ).toBe("request.media-type");
    expect(await code("/api/nowhere")).toBe("route.not-found");
    expect(await code("/api/write")).toBe("route.method");
  });

  it("translates the database's refusals and hides what nobody expected", async () => {
    expect(await (await api().request("/api/clash")).json()).toMatchObject({ code: "database.duplicate", status: 409 });
    const seen: unknown[] = [];
    const broken = await api({ observe: (record) => seen.push(record.error) }).request("/api/broken");
    expect(broken.status).toBe(500);
    expect(await broken.text()).not.toContain("secret");
    expect(seen).toEqual([expect.objectContaining({ message: "secret of the inside" })]);
  });
});

describe("who may", () => {
  it("answers 401 to nobody and 403 to who holds no role for the verb anywhere", async () => {
    expect((await api().request("/api/write", { method: "POST" })).status).toBe(401);
    const asHoa = api({ authenticate: () => ({ principal: hoa, byCookie: false }) });
    expect((await asHoa.request("/api/write", { method: "POST" })).status).toBe(204);
    expect((await asHoa.request("/api/reorganise", { method: "POST" })).status).toBe(403);
  });

  it("refuses a write by cookie that names no origin or another one", async () => {
    const byCookie = api({ authenticate: () => ({ principal: hoa, byCookie: true }) });
    const status = async (headers: Record<string, string>) =>
      (await byCookie.request("/api/write", { method: "POST", headers: { host: "caunoi.test", ...headers } })).status;
    expect(await status({})).toBe(403);
    expect(await status({ origin: "https://elsewhere.test" })).toBe(403);
    expect(await status({ origin: "null" })).toBe(403);
    expect(await status({ origin: "https://caunoi.test" })).toBe(204);
    expect(await status({ "sec-fetch-site": "same-origin" })).toBe(204);
  });

  it("does not start with a verb that no policy knows", () => {
    expect(() => api({ policies: [] })).toThrow("unit.reorganise");
  });
});

describe("the OpenAPI document", () => {
  it("describes every route from its own declaration", async () => {
    const document = (await (await api().request("/api/openapi.json")).json()) as {
      openapi: string;
      paths: Record<string, Record<string, Record<string, unknown>>>;
    };
    expect(document.openapi).toBe("3.1.1");
    expect(Object.values(document.paths).flatMap((p) => Object.keys(p))).toHaveLength(rooms[0]!.length);
    const echo = document.paths["/api/echo/{number}"]!.post!;
    expect(echo["x-caunoi-access"]).toBe("public");
    expect(echo.parameters).toContainEqual(expect.objectContaining({ name: "number", in: "path", required: true }));
    expect(document.paths["/api/reorganise"]!.post).toMatchObject({
      "x-caunoi-verb": "unit.reorganise",
      "x-caunoi-roles": ["administrator"],
    });
    expect(await (await api().request("/api")).text()).toContain("/api/reorganise");
  });
});
