import type { CorrectionStatus } from "./contract.ts";

export type CorrectionAct = "edit" | "approve" | "publish" | "withdraw";

/** What can be done in each state, and what comes of it. */
export const correctionStates = {
  draft: { edit: "draft", approve: "approved", withdraw: "withdrawn" },
  approved: { publish: "published", withdraw: "withdrawn" },
  published: { withdraw: "withdrawn" },
  withdrawn: {},
} as const satisfies Record<CorrectionStatus, Partial<Record<CorrectionAct, CorrectionStatus>>>;

export function nextCorrectionStatus(status: CorrectionStatus, act: CorrectionAct): CorrectionStatus | null {
  const row: Partial<Record<CorrectionAct, CorrectionStatus>> = correctionStates[status];
  return row[act] ?? null;
}

/** What is missing before it may be approved: permanent codes. */
export function missingForApproval(c: {
  truth: string;
  lawId: string | null;
  sourceText: string | null;
}): ("truth" | "source")[] {
  return [
    ...(c.truth === "" ? (["truth"] as const) : []),
    ...(c.lawId === null && c.sourceText === null ? (["source"] as const) : []),
  ];
}
