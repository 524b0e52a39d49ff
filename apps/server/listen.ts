import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { StartRefused } from "#platform/config/start-refused.ts";

type Fetch = Parameters<typeof getRequestListener>[0];

export interface Listening {
  port: number;
  /** Takes no new request, lets those under way finish for `seconds`, then ends their connections. */
  close(seconds: number): Promise<void>;
}

/** @throws StartRefused when the port is taken or not ours to take */
export function listen(fetch: Fetch, port: number, host: string | undefined): Promise<Listening> {
  const server: Server = createServer(
    // a phone on a bad line may need minutes for a photo; a body that stands still is given up
    { requestTimeout: 300_000, headersTimeout: 20_000, keepAliveTimeout: 65_000 },
    // its own light Response in place of the global one: an answer that is a text leaves in one write
    getRequestListener(fetch, { overrideGlobalObjects: true }),
  );
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(refused(error, port, host)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve({
        port: typeof address === "object" && address ? address.port : port,
        close: (seconds) => closeServer(server, seconds),
      });
    });
  });
}

/** Asked before anything long is begun; `listen` itself has the last word. */
export async function refuseTakenPort(port: number, host: string | undefined): Promise<void> {
  if (port === 0) return;
  const taken = await new Promise<boolean>((resolve) => {
    const socket = connect({ port, host: host ?? "localhost", timeout: 1000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once("connect", () => end(true))
      .once("error", () => end(false))
      .once("timeout", () => end(false));
  });
  if (taken) throw refused({ code: "EADDRINUSE" } as NodeJS.ErrnoException, port, host);
}

function refused(error: NodeJS.ErrnoException, port: number, host: string | undefined): Error {
  if (error.code === "EADDRINUSE")
    return new StartRefused(
      `Cổng ${port} đang có chương trình khác dùng; hãy đặt PORT khác, ví dụ PORT=${port + 1}`,
      `port ${port} is in use by another program; set another PORT, such as PORT=${port + 1}`,
    );
  if (error.code === "EACCES")
    return new StartRefused(
      `Không được phép mở cổng ${port}; hãy đặt PORT từ 1024 trở lên`,
      `not allowed to open port ${port}; set a PORT of 1024 or above`,
    );
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new StartRefused(
      `HOST=${host} không phải địa chỉ của máy này`,
      `HOST=${host} is no address of this machine`,
    );
  return error;
}

function closeServer(server: Server, seconds: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), seconds * 1000);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
