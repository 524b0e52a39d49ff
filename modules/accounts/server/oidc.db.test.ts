import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createSign, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";

import { useTestDatabase } from "#platform/testing/database.ts";
import { buildDoorstep, type Doorstep } from "./doorstep.ts";

/** A provider of identities as small as the standard lets it be: it knows one person at a time. */
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
let provider: Server;
let issuer: string;
let person = { sub: "1", preferred_username: "thu.ha", name: "Nguyễn Thị Thu Hà" };
let nonce: string | undefined;

function idToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: "caunoi", iat: now, exp: now + 300, ...(nonce ? { nonce } : {}), ...person };
  const content = `${base64url({ alg: "RS256", kid: "k", typ: "JWT" })}.${base64url(claims)}`;
  return `${content}.${createSign("RSA-SHA256").update(content).sign(privateKey).toString("base64url")}`;
}

const db = useTestDatabase();
let doorstep: Doorstep;
beforeAll(async () => {
  provider = createServer((request, response) => {
    const answers: Record<string, () => object> = {
      "/.well-known/openid-configuration": () => ({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/me`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ["RS256"],
      }),
      "/keys": () => ({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" }] }),
      "/token": () => ({ access_token: "a", token_type: "Bearer", expires_in: 300, id_token: idToken() }),
      "/me": () => person,
    };
    const answer = answers[new URL(request.url!, issuer).pathname]?.();
    response.writeHead(answer ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(answer ?? {}));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => provider.once("listening", resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  doorstep = await buildDoorstep(db);
});
afterAll(async () => {
  await doorstep.close();
  await new Promise((resolve) => provider.close(resolve));
});

/** Goes to the provider and comes back, as a browser would; answers where it is sent at last. */
async function throughProvider(browser: ReturnType<ReturnType<Doorstep["open"]>["browser"]>): Promise<string> {
  const away = await browser.call("GET", "/sign-in/oidc?to=/desk/talks");
  expect(away.status).toBe(302);
  const sent = new URL(away.headers.get("location")!);
  expect(sent.origin).toBe(issuer);
  expect(sent.searchParams.get("code_challenge_method")).toBe("S256");
  nonce = sent.searchParams.get("nonce") ?? undefined;
  const back = await browser.call("GET", `/auth/callback/oidc?code=c&state=${sent.searchParams.get("state")}`);
  expect(back.status).toBe(302);
  return back.headers.get("location")!;
}

test("whoever the provider names comes into the account of that user name, and nobody new comes in", async () => {
  const oidc = {
    issuer,
    clientId: "caunoi",
    clientSecret: "secret",
    label: "Cổng tỉnh",
    userNameClaim: "preferred_username",
  };
  const server = doorstep.open({ oidc });
  expect((await server.browser().call("GET", "/instance")).body).toMatchObject({ oidc: { label: "Cổng tỉnh" } });
  const browser = server.browser();
  expect(await throughProvider(browser)).toContain("/desk/talks");
  expect((await browser.call("GET", "/me")).body).toMatchObject({ userName: "thu.ha" });

  person = { sub: "2", preferred_username: "nguoi.la", name: "Người Lạ" };
  const stranger = server.browser();
  expect(await throughProvider(stranger)).toContain("sign-in=failed");
  expect((await stranger.call("GET", "/me")).status).toBe(401);

  expect((await browser.call("GET", "/sign-in/oidc?to=https://elsewhere.test")).status).toBe(400);
  expect((await browser.call("GET", "/sign-in/oidc?to=//elsewhere.test")).status).toBe(400);
});
