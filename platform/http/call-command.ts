import { type Principal, publicCaller } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { Problem } from "#kernel/problem.ts";
import type { Command, CommandMap } from "#platform/command/define.ts";
import { type CommandServices, executeCommand } from "#platform/command/execute.ts";
import type { ExecuteOptions, Route } from "./room-routes.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Runs a handler's command as the caller, under the id by which a repeat is known (see `Call.execute`). */
export function execute<I, A>(
  services: CommandServices,
  signedIn: Principal | null,
  route: Route,
  request: Request,
  body: unknown,
  command: Command<I, A>,
  payload: I,
  execution: ExecuteOptions = {},
) {
  const principal = signedIn ?? (route.access === "public" ? publicCaller : null);
  if (principal === null) throw new Problem("access.sign-in", 401);
  const id = execution.id ?? commandIdOf(route, request, body) ?? newId<"Command">();
  // A command made for one request (it holds a file, tells its progress) is in no map: the one that was handed over runs.
  const mapped = (services.commands[command.name] as unknown) === command;
  const commands = mapped ? services.commands : { [command.name]: command as unknown as CommandMap[string] };
  return executeCommand<A>({ pool: services.pool, commands }, principal, {
    id,
    name: command.name,
    payload,
    deviceAt: execution.deviceAt,
    deviceId: execution.deviceId,
  });
}

function commandIdOf(route: Route, request: Request, body: unknown): string | undefined {
  const key = request.headers.get("idempotency-key");
  if (key !== null) {
    const plain = key.replace(/^"(.*)"$/, "$1");
    if (!uuid.test(plain)) throw new Problem("request.idempotency-key", 400);
    return plain.toLowerCase();
  }
  const { commandId, id } = (body ?? {}) as { commandId?: unknown; id?: unknown };
  const own = commandId ?? (route.method === "post" && route.params === undefined ? id : undefined);
  return typeof own === "string" && uuid.test(own) ? own.toLowerCase() : undefined;
}
