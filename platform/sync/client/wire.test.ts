import { describe, expect, test } from "vitest";
import { asPushAnswer, ask, readAnswer, type WireAnswer } from "./wire.ts";

const good = { serverTime: "2026-11-23T13:40:00.000Z", outcomes: [] };
const answer = (change: Partial<WireAnswer>): WireAnswer => ({
  status: 200,
  contentType: "application/json; charset=utf-8",
  text: JSON.stringify(good),
  ...change,
});
const read = (change: Partial<WireAnswer>) => readAnswer(answer(change), asPushAnswer);

describe("an answer that is not our server's is no answer", () => {
  test.each<[string, Partial<WireAnswer>]>([
    ["a captive portal's page with status 200", { contentType: "text/html", text: "<html>Đăng nhập Wi-Fi</html>" }],
    ["HTML that calls itself JSON", { text: "<html></html>" }],
    ["JSON that calls itself HTML", { contentType: "text/html" }],
    ["an empty body", { text: "" }],
    ["half a text", { text: JSON.stringify(good).slice(0, 20) }],
    ["204 without a body", { status: 204, contentType: "", text: "" }],
    ["a JSON text of another shape", { text: '{"ok":true}' }],
    ["a list", { text: "[]" }],
    ["outcomes of another shape", { text: JSON.stringify({ ...good, outcomes: [{ id: 1 }] }) }],
    ["a redirect", { status: 302, contentType: "text/html", text: "" }],
    ["a gateway's error page", { status: 502, contentType: "text/html", text: "Bad gateway" }],
    ["a portal that asks for a sign-in with 401", { status: 401, contentType: "text/html", text: "401" }],
    ["a portal's JSON error", { status: 511, text: '{"error":"network authentication required"}' }],
  ])("%s", (_name, change) => {
    expect(read(change)).toEqual({ kind: "nothing", because: "not-our-server" });
  });
});

test("our own answers are told apart", () => {
  const problem = (status: number, code: string, more: Partial<WireAnswer> = {}) =>
    read({ status, contentType: "application/problem+json", text: JSON.stringify({ code, status }), ...more });
  expect(read({})).toEqual({ kind: "answer", value: good });
  expect(problem(401, "auth.required")).toEqual({ kind: "signed-out" });
  expect(problem(409, "sync.other-person")).toEqual({ kind: "other-person" });
  expect(problem(429, "rate.limited", { retryAfterSeconds: 30 })).toEqual({ kind: "busy", afterMs: 30_000 });
  expect(problem(400, "input.invalid")).toMatchObject({
    kind: "problem",
    status: 400,
    problem: { code: "input.invalid" },
  });
});

test("a receipt whose hash is no hash is dropped from its outcome", () => {
  const reading = read({
    text: JSON.stringify({
      ...good,
      outcomes: [
        { id: "x", outcome: "received", receipt: { id: "x", hash: "zz", at: good.serverTime, number: "4K7-29MQ" } },
      ],
    }),
  });
  expect(reading).toMatchObject({ kind: "answer", value: { outcomes: [{ id: "x", receipt: null }] } });
});

test("no connection at all is said as such", async () => {
  expect(
    await ask(() => Promise.reject(new TypeError("Failed to fetch")), { method: "GET", path: "/" }, asPushAnswer),
  ).toEqual({
    kind: "nothing",
    because: "unreachable",
  });
});
