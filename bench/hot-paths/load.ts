import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";

/**
 * The load, in a process of its own and as light as can be, so that it costs both servers the same
 * little: raw sockets, one request under way on each. A job comes on standard input as JSON, the result leaves as a line of it.
 */
export interface Job {
  port: number;
  connections: number;
  seconds: number;
  /** Whole requests after the method line and path; a `{uuid}` in a body becomes a new one. */
  requests: { method: string; path: string; body?: string }[];
  headers: Record<string, string>;
}
export interface LoadResult {
  count: number;
  errors: number;
  firstError: string | null;
  perSecond: number;
  p50: number;
  p99: number;
}

const job = JSON.parse(readFileSync(0, "utf8")) as Job;
const latencies: number[] = [];
let errors = 0;
let firstError: string | null = null;
let next = 0;
const until = performance.now() + job.seconds * 1000;
const started = performance.now();

await Promise.all(Array.from({ length: job.connections }, () => run()));
const took = (performance.now() - started) / 1000;
latencies.sort((a, b) => a - b);
const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
const result: LoadResult = {
  count: latencies.length,
  errors,
  firstError,
  perSecond: latencies.length / took,
  p50: at(0.5),
  p99: at(0.99),
};
process.stdout.write(`${JSON.stringify(result)}\n`);

function run(): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(job.port, "127.0.0.1");
    socket.setNoDelay(true);
    let sentAt = 0;
    let waiting = Buffer.alloc(0);
    const ask = () => {
      if (performance.now() >= until) return void socket.end(() => done());
      sentAt = performance.now();
      send(socket);
    };
    socket.on("connect", ask);
    socket.on("error", fail);
    socket.on("data", (piece) => {
      waiting = waiting.length === 0 ? piece : Buffer.concat([waiting, piece]);
      const head = waiting.indexOf("\r\n\r\n");
      if (head < 0) return;
      const text = waiting.toString("latin1", 0, head);
      const length = /content-length: (\d+)/i.exec(text);
      const end = length ? head + 4 + Number(length[1]) : chunkedEnd(waiting, head + 4);
      if (end < 0 || waiting.length < end) return;
      latencies.push(performance.now() - sentAt);
      if (!text.startsWith("HTTP/1.1 2")) {
        errors++;
        firstError ??= waiting.toString("utf8", 0, Math.min(waiting.length, 800));
      }
      waiting = waiting.subarray(end);
      ask();
    });
  });
}

function chunkedEnd(bytes: Buffer, from: number): number {
  const end = bytes.indexOf("0\r\n\r\n", from);
  return end < 0 ? -1 : end + 5;
}

function send(socket: Socket): void {
  const request = job.requests[next++ % job.requests.length]!;
  const body = request.body?.replace("{uuid}", () => crypto.randomUUID());
  const headers = {
    host: "127.0.0.1",
    connection: "keep-alive",
    ...job.headers,
    ...(body === undefined
      ? {}
      : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) }),
  };
  socket.write(
    `${request.method} ${request.path} HTTP/1.1\r\n${Object.entries(headers)
      .map(([k, v]) => `${k}: ${v}\r\n`)
      .join("")}\r\n${body ?? ""}`,
  );
}
