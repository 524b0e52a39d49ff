import type { Pool } from "pg";
import type { Principal } from "#kernel/access.ts";
import type { Leased } from "#platform/jobs/lease.ts";
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
export interface Work extends Leased {
  pool: Pool;
  task: Task;
  now: () => Date;
}
