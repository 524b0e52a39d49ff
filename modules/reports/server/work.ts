import type { Pool } from "pg";
import type { Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import type { ReportTask } from "../contract.ts";

export interface Task {
  id: string;
  reportId: string;
  kind: ReportTask["kind"];
  revision: number;
  view: "as-was" | "as-is" | null;
  format: "docx" | "xlsx" | null;
  reason: string | null;
  /** Who asked, with the roles held then. */
  caller: Principal;
}

/** One attempt at a task, under a lease that is renewed while it lasts. */
export interface Work {
  pool: Pool;
  task: Task;
  now: () => Date;
  /** Tells how far it is. @throws LeaseLost when somebody else has taken the task over */
  step(step: ReportTask["step"], done: number, total: number): Promise<void>;
  /** Marks the task done in the transaction of its effect. @throws LeaseLost */
  finishIn(tx: Tx, answer: unknown): Promise<void>;
}
