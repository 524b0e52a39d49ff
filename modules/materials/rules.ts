import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import type { MaterialStatus } from "./contract.ts";

export type MaterialAct = "edit" | "approve" | "supersede" | "recall" | "revise";

/** What can be done in each state, and what comes of it. `revise` leaves a version as it is and makes a new draft beside it. */
export const materialStates = {
  draft: { edit: "draft", approve: "approved" },
  approved: { supersede: "superseded", recall: "recalled", revise: "approved" },
  recalled: { revise: "recalled" },
  superseded: { recall: "recalled" },
} as const satisfies Record<MaterialStatus, Partial<Record<MaterialAct, MaterialStatus>>>;

/** The next state, or null when the act means nothing in this one. */
export function nextMaterialStatus(status: MaterialStatus, act: MaterialAct): MaterialStatus | null {
  const row: Partial<Record<MaterialAct, MaterialStatus>> = materialStates[status];
  return row[act] ?? null;
}

/** The last day on which a version may be opened at all, or null while that has no end. */
export function lastUsableDay(version: { validTo: CivilDate | null; blockedFrom: CivilDate | null }): CivilDate | null {
  const beforeBlock = version.blockedFrom === null ? null : addDays(version.blockedFrom, -1);
  if (beforeBlock === null) return version.validTo;
  return version.validTo === null || beforeBlock < version.validTo ? beforeBlock : version.validTo;
}

export interface Usable {
  status: MaterialStatus;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
}

/** May a talk of that day be planned with it? */
export function isUsableOn(version: Usable, day: CivilDate): boolean {
  return (
    version.status === "approved" &&
    (version.validFrom === null || version.validFrom <= day) &&
    (version.validTo === null || day <= version.validTo)
  );
}
