import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext } from "playwright-core";

/** What lies between the phone and the server: a plain way, a captive portal, a lost answer, or a newer release of the app. */
export interface FieldProxy {
  address: string;
  /** `portal`: every address answers 200 with a sign-in page. `deaf`: requests arrive, answers are lost. */
  mood: "plain" | "portal" | "deaf" | "cut";
  /** From now on the server has another release of the app: its service worker differs. */
  release: number;
  /** Bodies of /api/sync/push that passed. */
  pushes: number;
  close(): Promise<void>;
}

export async function openFieldProxy(target: string): Promise<FieldProxy> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    if (proxy.mood === "cut") return void incoming.socket.destroy();
    if (proxy.mood === "portal") {
      outgoing
        .writeHead(200, { "content-type": "text/html; charset=utf-8" })
        .end("<html><title>Wi-Fi quán</title><h1>Bấm để vào mạng</h1></html>");
      return;
    }
    if (incoming.url === "/api/sync/push") proxy.pushes++;
    const onward = request(
      { hostname, port, path: incoming.url, method: incoming.method, headers: asked(incoming) },
      (answer) => pass(answer, incoming, outgoing),
    );
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  const pass = (answer: IncomingMessage, incoming: IncomingMessage, outgoing: ServerResponse) => {
    const parts: Buffer[] = [];
    answer.on("data", (part: Buffer) => parts.push(part));
    answer.on("end", () => {
      if (proxy.mood === "deaf" && incoming.url?.startsWith("/api/")) return outgoing.destroy();
      let body = Buffer.concat(parts);
      const headers = { ...answer.headers };
      if (incoming.url === "/field/sw.js" && proxy.release > 1) {
        body = Buffer.from(body.toString().replace(/caunoi-field-/, `caunoi-field-release${proxy.release}-`));
        delete headers["content-length"];
        delete headers.etag;
      }
      outgoing.writeHead(answer.statusCode ?? 500, headers).end(body);
    });
    answer.on("error", () => outgoing.destroy());
  };
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const proxy: FieldProxy = {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    mood: "plain",
    release: 1,
    pushes: 0,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}

/**
 * Out of reach of any mast: the phone knows that it is offline, and nothing comes through either. The browser's own
 * switch alone lets a page that was just opened send its first request on a busy machine.
 */
export async function loseSignal(context: BrowserContext, proxy: FieldProxy): Promise<void> {
  proxy.mood = "cut";
  await context.setOffline(true);
}

export async function findSignal(context: BrowserContext, proxy: FieldProxy): Promise<void> {
  proxy.mood = "plain";
  await context.setOffline(false);
}

function asked({ headers }: IncomingMessage): IncomingMessage["headers"] {
  const plain = { ...headers };
  delete plain["accept-encoding"];
  // the other release must not be taken for the one that the browser has
  delete plain["if-none-match"];
  return plain;
}
