import { authorise } from "#kernel/access.ts";
import { defineCommand, type CommandContext, type Decision } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { HeldDecision, TalkAmend, TalkRecord } from "../contract.ts";
import { talkPolicy } from "../policy.ts";
import { talkProblem } from "../problems.ts";
import { applyAmendment } from "./amend-talk.ts";
import { applyRecord } from "./record-talk.ts";
import { findTalkForUpdate, getTalkForUpdate } from "./talk-store.ts";

/**
 * An officer settles what the server holds: a record whose authority was in doubt, or two versions of
 * one field. Accepting applies the command as its writer sent it, in the writer's name and with the
 * officer's decision in the journal; dismissing keeps its content and says why.
 */
export const settleHeld = defineCommand({
  name: "held.settle",
  input: HeldDecision,
  async run(context, { heldId, decision, take, reason }) {
    const { tx, principal, now } = context;
    const held = await tx.selectFrom("command").selectAll().where("id", "=", heldId).forUpdate().executeTakeFirst();
    if (held === undefined) throw talkProblem("held.not-found", { heldId });
    authorise(talkPolicy, "held.settle", principal, {
      unitPath: held.unit_id === null ? [] : await unitPath(tx, held.unit_id),
    });
    if (held.outcome !== "held" && held.outcome !== "conflict")
      throw talkProblem("held.decided", { heldId, outcome: held.outcome });

    const applied: Decision<unknown> | null =
      decision === "accept"
        ? await applyHeld({ ...context, deviceAt: new Date(held.device_at ?? held.received_at) }, held, take)
        : null;
    const outcome = applied === null ? "dismissed" : "settled";
    const answer = { heldId, outcome, ...(applied === null ? {} : { applied: applied.answer }) };
    await tx
      .updateTable("command")
      .set({ outcome, settled_by: principal.userId, settled_at: now, answer: JSON.stringify(answer) })
      .where("id", "=", heldId)
      .execute();
    return {
      answer,
      writes: applied?.writes ?? [],
      journal: [
        {
          action: `held.${outcome}`,
          subject: "command",
          subjectId: heldId,
          unitId: held.unit_id,
          before: { outcome: held.outcome },
          after: { outcome, take, note: reason },
        },
        ...(applied?.journal ?? []),
      ],
      feed: [{ audience: `user:${held.user_id}`, entity: "command", entityId: heldId }, ...(applied?.feed ?? [])],
    };
  },
});

async function applyHeld(
  context: CommandContext & { tx: Tx },
  held: { name: string; payload: unknown; user_id: string },
  take: readonly string[],
): Promise<Decision<unknown>> {
  if (held.name === "talk.record") {
    const input = TalkRecord.parse(held.payload);
    const stored = await findTalkForUpdate(context.tx, input.talkId);
    return applyRecord(context, input, stored, { recordedBy: held.user_id, take });
  }
  if (held.name === "talk.amend") {
    const input = TalkAmend.parse(held.payload);
    return applyAmendment(context, input, await getTalkForUpdate(context.tx, input.talkId), {
      sentBy: held.user_id,
      take,
    });
  }
  throw talkProblem("held.only-dismiss", { name: held.name });
}
