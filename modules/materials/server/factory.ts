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

/** Somebody else who holds the same roles: nobody takes two steps of one version. */
const colleague = (of: Principal, as: string): Principal => ({ ...of, userId: `${of.userId}.${as}` });

/** Handed in by a colleague, passed by another, approved by `by`: the chain as configured at first. */
export async function approveThrough(
  pool: Pool,
  by: Principal,
  versionId: string,
  {
    edition = 1,
    validFrom = asCivilDate("2025-01-01"),
    validTo = null,
    until = "approve",
    now,
  }: {
    edition?: number;
    validFrom?: CivilDate;
    validTo?: CivilDate | null;
    /** Where to stop: before the specialist's step, before the last one, or not at all. */
    until?: "pass" | "decide" | "approve";
    now?: Date | undefined;
  } = {},
): Promise<void> {
  const services = { pool, commands: materialCommands, ...(now ? { now: () => now } : {}) };
  const run = (who: Principal, name: string, payload: object) =>
    executeCommand(services, who, { id: newId(), name, payload: { versionId, edition, ...payload } });
  await run(colleague(by, "author"), "material.submit", {});
  if (until === "pass") return;
  await run(colleague(by, "specialist"), "material.pass", {});
  if (until === "decide") return;
  await run(by, "material.approve", { validFrom, validTo });
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
  await executeCommand(services, colleague(by, "author"), {
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
  if (approve) await approveThrough(pool, by, versionId, { validFrom, validTo, now });
  return { materialId, versionId };
}
