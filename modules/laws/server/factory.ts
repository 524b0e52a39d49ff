import type { Pool } from "pg";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { AddLaw } from "../contract.ts";
import { lawCommands } from "./commands.ts";

/** Through the real command; what a test does not care about is filled in. */
export async function buildLaw(
  pool: Pool,
  by: Principal,
  law: Partial<AddLaw> & { unitId: number; kind: AddLaw["kind"] },
): Promise<string> {
  const id = newId<"Law">();
  await executeCommand({ pool, commands: lawCommands }, by, {
    id: newId(),
    name: "law.add",
    payload: { id, source: "Công báo", ...law },
  });
  return id;
}
