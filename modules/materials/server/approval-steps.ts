import { authorise, type Principal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { Problem } from "#kernel/problem.ts";
import { tidyText } from "#kernel/text/nfc.ts";
import { defineCommand, type JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { type ChainStep, deciding, openSteps, personalBar, stepAfter, waivedSteps } from "../chain.ts";
import { MakeUpStep, PassMaterial, ReturnMaterial, SubmitMaterial, WithdrawMaterial } from "../contract-chain.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { actsOf, addAct, approvalOf, authorsOf, chainFor, holdsStep, setWaiting } from "./approval-store.ts";
import { lockVersion, placeMaterial, type StoredVersion } from "./store.ts";

const entry = (version: StoredVersion, action: string, after: Record<string, unknown>): JournalEntry => ({
  action: `material.${action}`,
  subject: "material",
  subjectId: version.materialId,
  unitId: version.unitId,
  after: { versionId: version.id, number: version.number, edition: version.edition, ...after },
});

/** A draft is handed in as it was read; from then on its text stands still until it is returned or taken back. */
export const submitMaterial = defineCommand({
  name: "material.submit",
  input: SubmitMaterial,
  async run({ tx, principal, now }, input) {
    const version = await lockVersion(tx, input.versionId);
    authorise(materialPolicy, "material.submit", principal, await placeMaterial(tx, principal, version));
    if (version.status !== "draft") throw materialProblem("material.not-a-draft", { status: version.status });
    if (version.edition !== input.edition)
      throw materialProblem("material.edited-elsewhere", { edition: version.edition });
    refuseIncomplete(version);
    const approval = await approvalOf(tx, version.id);
    if (approval.waiting !== null) throw materialProblem("material.in-approval");
    const chainDay = civilDateOf(now);
    const steps = await chainFor(tx, version.unitId, chainDay);
    const [first] = steps;
    if (first === undefined) throw materialProblem("material.chain-short");
    const next = stepAfter(steps, first.position);
    const round = approval.round + 1;
    await addAct(tx, version, { round, step: first, act: "submitted", note: noteOf(input.note), at: now });
    await setWaiting(tx, version, { round, waiting: next?.position ?? null, chainDay });
    return {
      answer: { versionId: version.id, status: version.status, waiting: next?.position ?? null },
      journal: [entry(version, "submitted", { round, waiting: next?.labelVi ?? null, note: noteOf(input.note) })],
    };
  },
});

/** One step has looked and agrees; the last step is the approval itself. */
export const passMaterial = defineCommand({
  name: "material.pass",
  input: PassMaterial,
  async run({ tx, principal, now }, input) {
    const version = await lockVersion(tx, input.versionId);
    const { approval, steps, step } = await takeStep(tx, principal, version);
    if (version.edition !== input.edition)
      throw materialProblem("material.edited-elsewhere", { edition: version.edition });
    if (step.kind !== "review") throw materialProblem("material.not-waiting");
    const next = stepAfter(steps, step.position);
    const note = noteOf(input.note);
    await addAct(tx, version, { round: approval.round, step, act: "passed", note, at: now });
    await setWaiting(tx, version, { ...approval, waiting: next?.position ?? null });
    return {
      answer: { versionId: version.id, status: version.status, waiting: next?.position ?? null },
      journal: [entry(version, "step-passed", { step: step.labelVi, note, waiting: next?.labelVi ?? null })],
    };
  },
});

/** Back to its authors, with the reason; the next handing-in begins at the first step again. */
export const returnMaterial = defineCommand({
  name: "material.return",
  input: ReturnMaterial,
  async run({ tx, principal, now }, input) {
    const version = await lockVersion(tx, input.versionId);
    const { approval, step } = await takeStep(tx, principal, version);
    const note = tidyText(input.reason);
    await addAct(tx, version, { round: approval.round, step, act: "returned", note, at: now });
    await setWaiting(tx, version, { ...approval, waiting: null });
    return {
      answer: { versionId: version.id, status: version.status, waiting: null },
      journal: [entry(version, "returned", { step: step.labelVi, reason: note })],
    };
  },
});

/** Taken back by those who write, to go on writing. */
export const withdrawMaterial = defineCommand({
  name: "material.withdraw",
  input: WithdrawMaterial,
  async run({ tx, principal, now }, { versionId }) {
    const version = await lockVersion(tx, versionId);
    authorise(materialPolicy, "material.submit", principal, await placeMaterial(tx, principal, version));
    const approval = await approvalOf(tx, version.id);
    if (version.status !== "draft" || approval.waiting === null) throw materialProblem("material.not-waiting");
    const steps = await chainFor(tx, version.unitId, approval.chainDay);
    await addAct(tx, version, { round: approval.round, step: steps[0]!, act: "withdrawn", at: now });
    await setWaiting(tx, version, { ...approval, waiting: null });
    return {
      answer: { versionId: version.id, status: version.status, waiting: null },
      journal: [entry(version, "withdrawn", { round: approval.round })],
    };
  },
});

/** What a step that was waived for urgency says afterwards; an objection stands for those who may recall to see. */
export const makeUpStep = defineCommand({
  name: "material.make-up",
  input: MakeUpStep,
  async run({ tx, principal, now }, input) {
    const version = await lockVersion(tx, input.versionId);
    const authors = await authorsOf(tx, version.id);
    authorise(materialPolicy, "material.step", principal, {
      ...(await placeMaterial(tx, principal, version)),
      authors,
    });
    const acts = await actsOf(tx, version.id);
    const owed = waivedSteps(acts).find((a) => a.position === input.position);
    const approval = await approvalOf(tx, version.id);
    const step = (await chainFor(tx, version.unitId, approval.chainDay)).find((s) => s.position === input.position);
    if (owed === undefined || step === undefined) throw materialProblem("material.not-waiting");
    await refuseWrongHands(tx, principal, step, personalBar(acts, authors, principal.userId, step.position));
    const note = noteOf(input.note);
    if (!input.agree && note === null)
      throw materialProblem("material.note-missing", { fields: { "/note": "material.note-missing" } });
    const act = input.agree ? "madeUp" : "objected";
    await addAct(tx, version, { round: owed.round, step, act, note, at: now });
    return {
      answer: { versionId: version.id, status: version.status, waiting: null },
      journal: [entry(version, input.agree ? "step-made-up" : "step-objected", { step: step.labelVi, note })],
    };
  },
});

export function refuseIncomplete(version: StoredVersion): void {
  if (version.keyMessages === "" || (version.source === null && version.legalBasis === null))
    throw materialProblem("material.incomplete");
}

/**
 * The last step: right when all others have been passed, or when what is still open is waived with a reason.
 * Records both, and gives what was waived.
 */
export async function decideChain(
  tx: Tx,
  principal: Principal,
  version: StoredVersion,
  rush: string | null,
  now: Date,
): Promise<ChainStep[]> {
  const approval = await approvalOf(tx, version.id);
  const chainDay = approval.round === 0 ? civilDateOf(now) : approval.chainDay;
  const steps = await chainFor(tx, version.unitId, chainDay);
  const last = deciding(steps);
  if (last === undefined) throw materialProblem("material.chain-short");
  const acts = await actsOf(tx, version.id);
  await refuseWrongHands(
    tx,
    principal,
    last,
    personalBar(acts, await authorsOf(tx, version.id), principal.userId, last.position),
  );
  const round = Math.max(1, approval.round);
  const open = approval.waiting === last.position ? [] : openSteps(steps, acts, approval.round);
  if (approval.waiting !== last.position && rush === null) {
    const waiting = steps.find((s) => s.position === (approval.waiting ?? steps[0]!.position));
    throw materialProblem("material.chain-open", { step: waiting?.labelVi, stepEn: waiting?.labelEn });
  }
  for (const step of open) await addAct(tx, version, { round, step, act: "waived", note: rush, at: now });
  await addAct(tx, version, { round, step: last, act: "approved", at: now });
  await setWaiting(tx, version, { round, waiting: null, chainDay });
  return open;
}

async function takeStep(tx: Tx, principal: Principal, version: StoredVersion) {
  const authors = await authorsOf(tx, version.id);
  authorise(materialPolicy, "material.step", principal, { ...(await placeMaterial(tx, principal, version)), authors });
  const approval = await approvalOf(tx, version.id);
  if (version.status !== "draft" || approval.waiting === null) throw materialProblem("material.not-waiting");
  const steps = await chainFor(tx, version.unitId, approval.chainDay);
  const step = steps.find((s) => s.position === approval.waiting);
  if (step === undefined) throw materialProblem("material.not-waiting");
  const acts = await actsOf(tx, version.id);
  await refuseWrongHands(tx, principal, step, personalBar(acts, authors, principal.userId, step.position));
  return { approval, steps, step };
}

async function refuseWrongHands(
  tx: Tx,
  principal: Principal,
  step: ChainStep,
  bar: ReturnType<typeof personalBar>,
): Promise<void> {
  if (bar !== null) throw materialProblem(bar);
  if (!(await holdsStep(tx, principal, step))) throw new Problem("access.denied", 403, { step: step.labelVi });
}

const noteOf = (note: string | null): string | null => (note === null || note.trim() === "" ? null : tidyText(note));
