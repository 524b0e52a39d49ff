import type { Role } from "#kernel/access.ts";

/** One step of the approval chain, at the unit where its role must be held. */
export interface ChainStep {
  position: number;
  kind: "write" | "review" | "decide";
  role: StepRole;
  unitId: number;
  labelVi: string;
  labelEn: string;
  legalBasis: string;
}
export const stepRoles = ["verifier", "officer", "unitHead", "administrator"] as const satisfies readonly Role[];
export type StepRole = (typeof stepRoles)[number];

export const chainActs = [
  "submitted",
  "passed",
  "returned",
  "withdrawn",
  "waived",
  "approved",
  "madeUp",
  "objected",
] as const;
export type ChainActKind = (typeof chainActs)[number];

/** What happened at a step, oldest first. */
export interface ChainAct {
  round: number;
  position: number;
  act: ChainActKind;
  by: string;
}

/** A step asks for a role; whoever holds a higher one may take it. */
export function rolesAtLeast(role: StepRole): readonly StepRole[] {
  return stepRoles.slice(stepRoles.indexOf(role));
}

/** The step after this one, or null after the last. */
export function stepAfter<S extends Pick<ChainStep, "position">>(steps: readonly S[], position: number): S | null {
  return steps.find((step) => step.position > position) ?? null;
}

export const deciding = <S extends Pick<ChainStep, "kind">>(steps: readonly S[]): S | undefined =>
  steps.findLast((step) => step.kind === "decide");

/** Steps that nobody has passed yet in this round, before the one that decides: what a rush would waive. */
export function openSteps<S extends Pick<ChainStep, "position" | "kind">>(
  steps: readonly S[],
  acts: readonly ChainAct[],
  round: number,
): S[] {
  const passed = new Set(acts.filter((a) => a.round === round && a.act === "passed").map((a) => a.position));
  return steps.filter((step) => step.kind === "review" && !passed.has(step.position));
}

/**
 * Why this person may not take this step although their role would allow it: it is their own text, or they
 * have taken another step of the same version. Null when nothing stands against it.
 */
export function personalBar(
  acts: readonly ChainAct[],
  authors: readonly string[],
  userId: string,
  position: number,
): "material.own-text" | "material.step-twice" | null {
  if (authors.includes(userId)) return "material.own-text";
  const took = acts.some(
    (a) =>
      a.by === userId &&
      a.position !== position &&
      (a.act === "passed" || a.act === "approved" || a.act === "madeUp" || a.act === "objected"),
  );
  return took ? "material.step-twice" : null;
}

/** Steps that were waived and that nobody has made up for since. */
export function waivedSteps<A extends ChainAct>(acts: readonly A[]): A[] {
  return acts.filter(
    (a, at) =>
      a.act === "waived" &&
      !acts.slice(at + 1).some((b) => b.position === a.position && (b.act === "madeUp" || b.act === "objected")),
  );
}

/** A chain that can be worked with: written first, decided last, once each, at least two steps. */
export function chainFault(
  steps: readonly Pick<ChainStep, "kind">[],
): "material.chain-ends" | "material.chain-short" | null {
  if (steps.length < 2) return "material.chain-short";
  const ends = steps[0]!.kind === "write" && steps.at(-1)!.kind === "decide";
  const between = steps.slice(1, -1).every((step) => step.kind === "review");
  return ends && between ? null : "material.chain-ends";
}
