import { fileURLToPath } from "node:url";
import { openAuth } from "#platform/auth/auth.ts";
import { instanceSecret } from "#platform/auth/secret.ts";
import { progressBar } from "#platform/cli/progress.ts";
import { hallsOf } from "#modules/live/server.ts";
import { watchUnits } from "#modules/units/server.ts";
import { StartRefused } from "#platform/config/start-refused.ts";
import { asSystem } from "#platform/db/session.ts";
import { servedAt } from "#platform/db/embedded/launcher.ts";
import { runJobs } from "#platform/jobs/run.ts";
import { startSealing } from "#platform/journal/seal.ts";
import { buildApp } from "./app.ts";
import { announce } from "./announce.ts";
import { fillDemo } from "./fill-demo.ts";
import { type Instance, openInstance } from "./instance.ts";
import { listen, refuseTakenPort } from "./listen.ts";
import { type Log, openLog } from "./log.ts";
import { explain } from "./refusal.ts";
import { allJobs } from "./rooms.ts";
import { PageCache } from "#apps/portal/page-cache.ts";
import { watchedLife } from "#apps/portal/portal.ts";
import { readSettings, type Settings } from "./settings.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What has to be closed, newest first. */
const closers: (() => Promise<unknown> | void)[] = [];
let stopping: Promise<void> | undefined;

async function start(): Promise<void> {
  const settings = readSettings(process.env, root);
  await refuseSecondStart(settings);
  const log = openLog(settings);
  onEnd(log);
  const instance = await openDatabaseOf(settings, log);
  closers.unshift(() => instance.close());
  const { database } = instance;
  if (settings.DEMO && !(await fillDemo(instance, progressBar()))) settings.DEMO = false;
  if (stopping) return;

  const publicUrl = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId = "", OIDC_CLIENT_SECRET: clientSecret = "" } = settings;
  const oidc = issuer
    ? { issuer, clientId, clientSecret, label: settings.OIDC_LABEL ?? "OIDC", userNameClaim: settings.OIDC_USER_CLAIM }
    : undefined;
  const secret = await instanceSecret(settings.DATA_DIR);
  const auth = openAuth({ databaseUrl: database.url, secret, publicUrl, demo: settings.DEMO, oidc });
  closers.unshift(() => auth.close());

  const units = await watchUnits({
    listen: (channel, heard) => database.listen(channel, heard),
    inTransaction: (work) => asSystem(database.pool, work),
    onError: (err) => log.error({ err }, "units"),
  });
  closers.unshift(() => units.end());
  const publicPages = new PageCache({ life: watchedLife, maxBytes: 64 * 1024 * 1024 });
  const changes = await database.listen("public_changed", () => publicPages.clear());
  closers.unshift(() => changes.end());
  const app = buildApp({ settings, database, auth, log, secret, publicPages });
  const sealing = startSealing({
    pool: database.jobPool,
    dataDir: settings.DATA_DIR,
    onError: (err) => log.error({ err }, "sealing failed"),
  });
  closers.unshift(() => sealing.stop());
  const jobs = await runJobs(
    database,
    allJobs,
    { dataDir: settings.DATA_DIR, now: () => new Date(), log: (message, fields) => log.info({ ...fields }, message) },
    (level, message) => log[level === "warning" ? "warn" : level](message),
  );
  closers.unshift(() => jobs.stop());
  const listening = await listen(app.fetch, settings.PORT, settings.HOST);
  closers.unshift(() => listening.close(5));
  closers.unshift(() => hallsOf(database).end());
  log.info({ port: listening.port }, "listening");
  await announce({ settings, port: listening.port, instance, auth });
}

async function refuseSecondStart(settings: Settings): Promise<void> {
  const other = settings.DATABASE_URL ? null : servedAt(settings.DATA_DIR);
  if (other)
    throw new StartRefused(
      `Cầu Nối đang chạy trên thư mục dữ liệu ${settings.DATA_DIR} (${other}); hãy dừng nó hoặc đặt DATA_DIR khác`,
      `Cầu Nối is already running on the data folder ${settings.DATA_DIR} (${other}); stop it or set another DATA_DIR`,
    );
  await refuseTakenPort(settings.PORT, settings.HOST);
}

function openDatabaseOf(settings: Settings, log: Log): Promise<Instance> {
  return openInstance({
    settings,
    address: settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`,
    onDatabaseEvent: ({ kind, error }) => log.warn({ kind, ...(error ? { err: error } : {}) }, "database"),
  });
}

function onEnd(log: Log): void {
  const end = (why: string, code: number) => {
    stopping ??= stop(log, why).then(() => process.exit(code));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end(signal, 0));
  // the program that started us is gone: nobody could stop us any more
  process.on("disconnect", () => end("disconnect", 0));
  process.channel?.unref();
  process.on("uncaughtException", (err) => {
    log.fatal({ err }, "unexpected");
    process.stderr.write(`${explain(err)}\n`);
    end("unexpected", 1);
  });
}

async function stop(log: Log, why: string): Promise<void> {
  process.stderr.write("\nĐang dừng / stopping …\n");
  log.info({ why }, "stopping");
  setTimeout(() => process.exit(1), 25_000).unref();
  for (const close of closers.splice(0)) {
    try {
      await close();
    } catch (err) {
      log.error({ err }, "while stopping");
    }
  }
  log.info("stopped");
}

try {
  await start();
} catch (error) {
  if (!stopping) {
    process.stderr.write(`${explain(error)}\n`);
    for (const close of closers.splice(0)) await Promise.resolve(close()).catch(() => {});
    process.exit(1);
  }
}
