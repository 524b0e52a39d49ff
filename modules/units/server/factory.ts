import type { Principal } from "#kernel/access.ts";
import { asCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { Pool } from "pg";
import type { OperationResult } from "../contract.ts";
import { unitCommands } from "./commands.ts";

/** For tests and seeds: someone who may do anything to the tree. */
export const administrator: Principal = {
  userId: "administrator",
  personId: null,
  displayName: "Quản trị",
  homeUnitId: null,
  grants: [{ role: "administrator", unitId: null }],
};

/** Founds one unit through the real command; whatever a test does not care about is filled in. */
export async function buildUnit(
  pool: Pool,
  unit: { name: string; kind?: string; code?: string | null; parentId?: number | null; on?: CivilDate },
): Promise<number> {
  const { name, kind = "province", code = null, parentId = null, on = asCivilDate("2000-01-01") } = unit;
  const receipt = await executeCommand<OperationResult>({ pool, commands: unitCommands }, administrator, {
    id: newId(),
    name: "unit.operate",
    payload: { kind: "found", on, legalBasis: "Dữ liệu ban đầu", unit: { name, kind, code, parentId } },
  });
  return receipt.answer.unitIds[0]!;
}
