import type { Pool } from "pg";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { materialCommands } from "./commands.ts";

export interface MaterialToBuild {
  title: string;
  unitId: number;
  reachUnitId?: number | null;
  topic?: string;
  keyMessages?: string;
  body?: string;
  qa?: { question: string; answer: string }[];
  source?: string;
  legalBasis?: string | null;
  /** False leaves it a draft. */
  approve?: boolean;
  validFrom?: CivilDate;
  validTo?: CivilDate | null;
}

/** Through the real commands, approved unless told; what a test or a seed does not care about is filled in. */
export async function buildMaterial(
  pool: Pool,
  by: Principal,
  material: MaterialToBuild,
  now?: Date,
): Promise<{ materialId: string; versionId: string }> {
  const { approve = true, validFrom = asCivilDate("2025-01-01"), validTo = null } = material;
  const services = { pool, commands: materialCommands, ...(now ? { now: () => now } : {}) };
  const [materialId, versionId] = [newId<"Material">(), newId<"MaterialVersion">()];
  await executeCommand(services, by, {
    id: newId(),
    name: "material.create",
    payload: {
      materialId,
      versionId,
      unitId: material.unitId,
      reachUnitId: material.reachUnitId ?? null,
      topic: material.topic ?? "local-affairs",
      title: material.title,
      keyMessages: material.keyMessages ?? "Thông điệp chính.",
      body: material.body ?? "",
      qa: material.qa ?? [],
      source: material.source ?? "Văn phòng UBND tỉnh",
      legalBasis: material.legalBasis ?? null,
    },
  });
  if (approve)
    await executeCommand(services, by, {
      id: newId(),
      name: "material.approve",
      payload: { versionId, edition: 1, validFrom, validTo },
    });
  return { materialId, versionId };
}
