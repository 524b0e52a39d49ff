/// <reference lib="webworker" />
/**
 * Keeps the app itself on the phone, so that it opens without a network. Of /api it touches nothing but
 * recordings that a person chose to keep (screens/material-parts.tsx), and never the database: what is unsent is no business of an update. A new version waits until the
 * person agrees or the app starts anew (app-update.ts); only then it takes over.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;
// Filled in by the build: path below /field/ -> SHA-256 of its content.
const files = JSON.parse("__FILES__") as Record<string, string>;
const cacheName = "caunoi-field-__VERSION__";
const base = "/field/";
const sound = /^\/api\/materials\/versions\/[0-9a-f-]+\/languages\/[a-zA-Z0-9-]+\/audio$/;

worker.addEventListener("install", (event) => event.waitUntil(keepAll()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("message", (event) => {
  if (event.data === "take-over") void worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && url.origin === location.origin && sound.test(url.pathname)) {
    event.respondWith(keptSound(event.request));
    return;
  }
  if (event.request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(base)) return;
  const name = event.request.mode === "navigate" ? "index.html" : url.pathname.slice(base.length);
  if (name in files) event.respondWith(fromCache(name, event.request));
});

/** All or nothing: a version with one wrong file is not installed, the old one goes on. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all(
    Object.keys(files).map(async (name) => {
      const response = await fetch(base + name, { cache: "no-cache", redirect: "error", credentials: "same-origin" });
      const body = await response.arrayBuffer();
      if (!response.ok || (await sha256(body)) !== files[name])
        throw new Error(`${name} is not the file that was built`);
      const headers = new Headers({ "content-type": response.headers.get("content-type") ?? "" });
      for (const policy of [
        "content-security-policy",
        "x-content-type-options",
        "referrer-policy",
        "permissions-policy",
      ]) {
        const value = response.headers.get(policy);
        if (value) headers.set(policy, value);
      }
      await cache.put(base + name, new Response(body, { headers }));
    }),
  );
}

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith("caunoi-field-") && name !== cacheName) await caches.delete(name);
  }
  await worker.clients.claim();
}

async function fromCache(name: string, request: Request): Promise<Response> {
  const kept = await (await caches.open(cacheName)).match(base + name);
  return kept ?? fetch(request);
}

/** A recording that was kept, else the network's. */
async function keptSound(request: Request): Promise<Response> {
  const kept = await (await caches.open("caunoi-sound")).match(request.url);
  return kept ?? fetch(request);
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
