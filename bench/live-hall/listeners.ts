import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { connect, type Socket } from "node:net";

/**
 * Some thousands of listening phones in one process, as light as can be: raw sockets that note when a frame came. Talks
 * with main.ts over the process channel.
 */
type Ask =
  | { kind: "connect"; port: number; code: string; count: number; transport: "sse" | "ws" }
  | { kind: "expect"; needle: string }
  | { kind: "vote"; port: number; code: string; round: string; seconds: number; twice: number };

const sockets: { socket: Socket; tail: string; at: number | null }[] = [];
let needle: string | null = null;
let left = 0;
/** Wall clock in milliseconds with fractions: the same for all processes of this machine. */
const now = () => performance.timeOrigin + performance.now();
const send = (message: object) => process.send?.(message);

process.on("message", (ask: Ask) => {
  if (ask.kind === "connect") void open(ask);
  else if (ask.kind === "expect") expectFrame(ask.needle);
  else void vote(ask);
});

async function open({ port, code, count, transport }: Extract<Ask, { kind: "connect" }>): Promise<void> {
  for (const { socket } of sockets.splice(0)) socket.destroy();
  const begun = now();
  const head =
    transport === "sse"
      ? `GET /h/${code}/live HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\n\r\n`
      : `GET /ws HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`;
  // a hundred at a time, as people come into a hall
  for (let done = 0; done < count; done += 100)
    await Promise.all(Array.from({ length: Math.min(100, count - done) }, () => listen(port, head, transport)));
  send({ kind: "connected", count: sockets.length, ms: now() - begun });
}

function listen(port: number, head: string, transport: "sse" | "ws"): Promise<void> {
  return new Promise((ready, fail) => {
    const socket = connect(port, "127.0.0.1");
    const state = { socket, tail: "", at: null as number | null };
    let listening = false;
    socket.setNoDelay(true);
    socket.on("connect", () => socket.write(head));
    socket.on("error", fail);
    socket.on("data", (piece) => {
      const text = state.tail + piece.toString("latin1");
      if (!listening && text.includes(transport === "sse" ? "\ndata: " : "\r\n\r\n")) {
        listening = true;
        sockets.push(state);
        ready();
      }
      state.tail = text.slice(-80);
      if (needle === null || state.at !== null || !text.includes(needle)) return;
      state.at = now();
      left -= 1;
      if (left === 0) send({ kind: "arrived", at: sockets.map((s) => s.at) });
    });
  });
}

function expectFrame(text: string): void {
  needle = text;
  left = sockets.length;
  for (const state of sockets) {
    state.at = null;
    state.tail = "";
  }
  send({ kind: "ready" });
}

/** Each phone votes once, evenly over the seconds; some send the same vote twice, as after a lost answer. */
async function vote(ask: Extract<Ask, { kind: "vote" }>): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const took: number[] = [];
  let refused = 0;
  const one = (mark: string, choice: number) =>
    new Promise<void>((done) => {
      const sent = now();
      const body = JSON.stringify({ round: ask.round, choice, mark, turn: 1 });
      const asked = request(
        {
          port: ask.port,
          agent,
          method: "POST",
          path: `/api/halls/code/${ask.code}/votes`,
          headers: { "content-type": "application/json", "content-length": body.length },
        },
        (response) => {
          response.resume();
          response.on("end", () => {
            if (response.statusCode === 200) took.push(now() - sent);
            else refused += 1;
            done();
          });
        },
      );
      asked.on("error", () => {
        refused += 1;
        done();
      });
      asked.end(body);
    });
  const begun = now();
  await Promise.all(
    sockets.map(async (_, i) => {
      await new Promise((later) => setTimeout(later, (i / sockets.length) * ask.seconds * 1000));
      const mark = randomUUID();
      await one(mark, i % 4);
      if (i % ask.twice === 0) await one(mark, i % 4);
    }),
  );
  agent.destroy();
  send({ kind: "voted", took, refused, phones: sockets.length, ms: now() - begun });
}
