import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import pino from "pino";
import { buildApp } from "#apps/server/app.ts";
import { allCommands } from "#apps/server/rooms.ts";
import { readSettings } from "#apps/server/settings.ts";
import { openAuth } from "#platform/auth/auth.ts";
import { migrate } from "#platform/db/migrate.ts";
import { openDatabase } from "#platform/db/open.ts";
import { buildHall } from "#modules/live/server.ts";

/**
 * The product's own app in one process, and beside it, on the same sockets, a bare loop that does nothing but write: what
 * a frame costs when nobody has to decide, store or read anything. `node server.ts DATABASE_URL PORT`
 */
const [url, port] = [process.argv[2]!, Number(process.argv[3])];
await migrate(url);
const database = openDatabase({ url });
const root = fileURLToPath(new URL("../..", import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), "caunoi-bench-hall-"));
const settings = readSettings({ DATA_DIR: dataDir, LOG_LEVEL: "silent", DEMO: "0" }, root);
const auth = openAuth({
  databaseUrl: url,
  secret: "a secret of the bench, long enough",
  publicUrl: "http://localhost",
  demo: false,
});
const app = buildApp({ settings, database, auth, log: pino({ level: "silent" }) });
const hall = await buildHall(database.pool, allCommands);
const product = getRequestListener(app.fetch, { overrideGlobalObjects: false });

/** Every socket that listens, whoever writes to it. */
const listeners = new Set<Socket>();
const hear = (socket: Socket) => {
  listeners.add(socket);
  socket.once("close", () => listeners.delete(socket));
};

const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  const path = request.url ?? "";
  if (path.startsWith("/bare")) {
    // as many bytes as the product's own frame
    const size = Number(new URL(path, "http://x").searchParams.get("bytes"));
    const text = `event: bare\ndata: ${"x".repeat(Math.max(0, size - 22))}\n\n`;
    const frame = path.startsWith("/bare-ws") ? webSocketFrame(text) : Buffer.from(text);
    for (const socket of listeners) socket.write(frame);
    return void response.end(String(listeners.size));
  }
  if (path === "/rss") return void response.end(String(process.memoryUsage().rss));
  if (path.endsWith("/live")) hear(request.socket);
  void product(request, response);
});
/** The same listeners over WebSocket, to choose by measuring: the handshake and unmasked text frames of RFC 6455. */
server.on("upgrade", (request: IncomingMessage, socket: Socket) => {
  const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash("sha1").update(key).digest("base64");
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
  );
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  hear(socket);
});
function webSocketFrame(text: string): Buffer {
  const body = Buffer.from(text);
  const head =
    body.length < 126
      ? Buffer.from([0x81, body.length])
      : Buffer.from([0x81, 126, body.length >> 8, body.length & 255]);
  return Buffer.concat([head, body]);
}
server.listen({ port, backlog: 4096 }, () =>
  process.stdout.write(
    `${JSON.stringify({ hallId: hall.hallId, code: hall.code, token: hall.token, pollIds: hall.pollIds })}\n`,
  ),
);
process.on("SIGTERM", () => process.exit(0));
