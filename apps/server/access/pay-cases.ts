import { newId } from "#kernel/ids.ts";
import type { Principal } from "#kernel/access.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { finishPayTask } from "#modules/pay/server.ts";
import { anywhere, both, type Case, dran } from "./case.ts";
import { allCommands } from "../rooms.ts";
import type { World } from "./world.ts";

const rateFields = {
  kind: "grassrootsCommunicator",
  per: "talk",
  amount: 200_000,
  legalBasis: "Nghị quyết (giả định)",
  from: "2020-01-01",
};

let year = 2100;
/** A rate of its own time at D'Ran, by which nothing is paid. */
async function rate(w: World): Promise<string> {
  const rateId = newId();
  year += 1;
  await w.run("pay.add-rate", {
    rateId,
    scopeUnitId: w.dran,
    ...rateFields,
    from: `${year}-01-01`,
    until: `${year}-12-31`,
  });
  return rateId;
}

let month = 0;
interface Run {
  id: string;
  version: number;
}
/** A run of D'Ran with one line, in a month of its own; made by somebody of its own, so that anybody else may check it. */
async function made(
  w: World,
  db: TestDatabase,
  state: "draft" | "submitted" | "approved" | "undecided" = "draft",
): Promise<Run> {
  const maker: Principal = { ...w.system, userId: "pay-maker" };
  const run = async <A>(name: string, payload: unknown, by = maker): Promise<A> => {
    const services = { pool: db.database.pool, commands: allCommands };
    const { answer } = await executeCommand<A>(services, by, { id: newId(), name, payload });
    const taskId = (answer as { taskId?: string }).taskId;
    return taskId === undefined ? answer : ((await finishPayTask(db.database.pool, taskId)) as A);
  };
  month += 1;
  const day = new Date(Date.UTC(2000, month, 5, 12)).toISOString();
  const talkId = await w.make.talk("verified");
  await db.owner.updateTable("talk").set({ starts_at: day, ends_at: null }).where("id", "=", talkId).execute();
  const rateId = newId();
  await run("pay.add-rate", {
    rateId,
    scopeUnitId: w.dran,
    ...rateFields,
    kind: "collaborator",
    from: day.slice(0, 10),
    until: day.slice(0, 10),
  });
  const runId = newId();
  await run("pay.make-run", { runId, unitId: w.dran, month: day.slice(0, 7) });
  if (state === "undecided") return { id: runId, version: 1 };
  const about = [{ personId: w.speakerId, claim: `talk:${talkId}` }];
  const decided = await run<{ version: number }>("pay.decide", {
    runId,
    kind: "outsideTerm",
    about,
    decision: "pay",
    rateId,
    reason: "Đã đối chiếu",
  });
  if (state === "draft") return { id: runId, version: decided.version };
  const sent = await run<{ version: number }>("pay.submit-run", { runId, version: decided.version });
  if (state === "submitted") return { id: runId, version: sent.version };
  const checker: Principal = { ...w.system, userId: "pay-checker" };
  const { version } = await run<{ version: number }>("pay.approve-run", { runId, version: sent.version }, checker);
  return { id: runId, version };
}
const ofRun = (body?: (run: Run, w: World) => object, state: Parameters<typeof made>[2] = "draft") =>
  dran(async (w, _, db) => {
    const run = await made(w, db, state);
    return { params: { id: run.id }, ...(body === undefined ? {} : { body: body(run, w) }) };
  });

let free = 0;
/** Made and checked at the unit that pays, and above; a speaker asks for their own only. */
export const payCases: Record<string, readonly Case[]> = {
  "GET /pay/rates": anywhere(),
  "POST /pay/rates": dran((w) => {
    year += 1;
    return { body: { scopeUnitId: w.dran, ...rateFields, from: `${year}-01-01`, until: `${year}-12-31` } };
  }),
  "PUT /pay/rates/:id": dran(async (w) => {
    const id = await rate(w);
    const days = { from: `${year}-01-01`, until: `${year}-12-31` };
    return { params: { id }, body: { version: 1, scopeUnitId: w.dran, ...rateFields, ...days, amount: 210_000 } };
  }),
  "POST /pay/rates/:id/end": dran(async (w) => ({
    params: { id: await rate(w) },
    body: { version: 1, until: `${year}-06-30` },
  })),
  "GET /pay/mine": anywhere(),
  "GET /pay/open-months": anywhere(),
  "GET /pay/runs": both((w) => ({ under: w.dran })),
  "POST /pay/runs": dran((w) => {
    free += 1;
    return { body: { unitId: w.dran, month: new Date(Date.UTC(1980, free, 1)).toISOString().slice(0, 7) } };
  }),
  "GET /pay/runs/:id": ofRun(),
  "GET /pay/runs/:id/lines": ofRun(),
  "GET /pay/runs/:id/task": ofRun(),
  "GET /pay/runs/:id/budgets": ofRun(),
  "PUT /pay/runs/:id/budget": ofRun(() => ({ activityId: null })),
  "GET /pay/runs/:id/schedule": ofRun(),
  "POST /pay/runs/:id/compute": ofRun(() => ({})),
  "POST /pay/runs/:id/decisions": dran(async (w, _, db) => {
    const run = await made(w, db, "undecided");
    const open = await db.owner
      .selectFrom("pay_exception")
      .select(["person_id", "claim"])
      .where("run_id", "=", run.id)
      .execute();
    const about = open.map((e) => ({ personId: e.person_id, claim: e.claim }));
    return {
      params: { id: run.id },
      body: { kind: "outsideTerm", about, decision: "leave", reason: "Không đủ căn cứ" },
    };
  }),
  "POST /pay/runs/:id/submit": ofRun((run) => ({ version: run.version })),
  "POST /pay/runs/:id/approve": ofRun((run) => ({ version: run.version }), "submitted"),
  "POST /pay/runs/:id/return": ofRun((run) => ({ version: run.version, reason: "Xem lại" }), "submitted"),
  "POST /pay/runs/:id/discard": ofRun((run) => ({ version: run.version, reason: "Không cần" })),
  "PUT /pay/runs/:id/reference": ofRun(() => ({ reference: "PC-01" }), "approved"),
  "POST /pay/runs/:id/issue": ofRun(() => ({ issuedOn: "2026-01-05", signerName: "Trương Công Lý" }), "approved"),
};
