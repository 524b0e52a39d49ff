import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { CancelPlan, MovePlan, PlanChannels, SetChannel } from "../contract.ts";
import { channelPolicy } from "../policy.ts";
import { channelProblem } from "../problems.ts";
import { outwardRefusal } from "../rules.ts";
import { checkChannel, findOutgoing, placeVersion } from "./store.ts";

/** Which channels an approved version goes out on: who publishes, until when. All of it or none. */
export const planChannels = defineCommand({
  name: "channel.plan",
  input: PlanChannels,
  async run({ tx, principal, now }, input) {
    const today = civilDateOf(now);
    const version = await findOutgoing(tx, input.versionId);
    // one that is valid only from a later day on may be planned for
    const refused = outwardRefusal(version, today);
    if (refused !== null && refused !== "early")
      throw channelProblem(`channel.${refused}`, {
        versionId: version.versionId,
        currentVersionId: version.currentVersionId,
      });
    for (const [i, plan] of input.plans.entries()) {
      const placed = await placeVersion(tx, principal, { issuerId: version.issuerId }, [plan.unitId]);
      authorise(channelPolicy, "channel.plan", principal, placed);
      await checkChannel(tx, plan.channel, plan.dueOn, `/plans/${i}/channel`);
      if (plan.dueOn < today)
        throw channelProblem("channel.dates", { fields: { [`/plans/${i}/dueOn`]: "channel.dates" } });
      const { rows } = await sql`
        insert into channel_plan (id, version_id, issuer_id, channel, unit_id, due_on, note, created_at)
        values (${plan.id}::uuid, ${version.versionId}::uuid, ${version.issuerId}, ${plan.channel}, ${plan.unitId}, ${plan.dueOn}::date,
          ${plan.note === null || plan.note === "" ? null : tidyLine(plan.note)}, ${now})
        on conflict (version_id, channel, unit_id) where cancelled_at is null do nothing returning id`.execute(tx);
      if (rows.length === 0)
        throw channelProblem("channel.planned-already", {
          fields: { [`/plans/${i}/channel`]: "channel.planned-already" },
        });
    }
    const [first, ...rest] = input.plans.map((plan) => ({
      action: "channel.planned",
      subject: "material",
      subjectId: version.materialId,
      unitId: plan.unitId,
      after: { planId: plan.id, versionId: version.versionId, channel: plan.channel, dueOn: plan.dueOn },
    }));
    return { answer: { planned: input.plans.length }, journal: [first!, ...rest] };
  },
});

interface StoredPlan {
  id: string;
  versionId: string;
  issuerId: number;
  channel: string;
  unitId: number;
  dueOn: string;
  cancelled: boolean;
}

export async function lockPlan(tx: Tx, principal: Principal, id: string): Promise<StoredPlan> {
  const { rows } = await sql<StoredPlan>`
    select id, version_id as "versionId", issuer_id as "issuerId", channel, unit_id as "unitId", due_on::text as "dueOn", cancelled_at is not null as cancelled
    from channel_plan where id = ${id}::uuid for update`.execute(tx);
  const plan = rows[0];
  if (plan === undefined) throw channelProblem("channel.plan-unknown", { id });
  authorise(channelPolicy, "channel.plan", principal, await placeVersion(tx, principal, plan, [plan.unitId]));
  return plan;
}

export const cancelPlan = defineCommand({
  name: "channel.cancel-plan",
  input: CancelPlan,
  async run({ tx, principal, now }, input) {
    const plan = await lockPlan(tx, principal, input.planId);
    if (plan.cancelled) throw channelProblem("channel.plan-closed");
    const reason = tidyLine(input.reason);
    await sql`update channel_plan set cancelled_at = ${now}, cancel_reason = ${reason} where id = ${plan.id}::uuid`.execute(
      tx,
    );
    return {
      answer: { planId: plan.id },
      journal: [
        {
          action: "channel.plan-cancelled",
          subject: "channel-plan",
          subjectId: plan.id,
          unitId: plan.unitId,
          before: { channel: plan.channel, dueOn: plan.dueOn },
          after: { reason },
        },
      ],
    };
  },
});

export const movePlan = defineCommand({
  name: "channel.move-plan",
  input: MovePlan,
  async run({ tx, principal }, input) {
    const plan = await lockPlan(tx, principal, input.planId);
    if (plan.cancelled) throw channelProblem("channel.plan-closed");
    const note = input.note === null || input.note === "" ? null : tidyLine(input.note);
    await sql`update channel_plan set due_on = ${input.dueOn}::date, note = ${note} where id = ${plan.id}::uuid`.execute(
      tx,
    );
    return {
      answer: { planId: plan.id },
      journal: [
        {
          action: "channel.plan-moved",
          subject: "channel-plan",
          subjectId: plan.id,
          unitId: plan.unitId,
          before: { dueOn: plan.dueOn },
          after: { dueOn: input.dueOn, note },
        },
      ],
    };
  },
});

/** A channel from a day on; what it was until then ends the day before. Configuration, so for the whole instance. */
export const setChannel = defineCommand({
  name: "channel.set",
  input: SetChannel,
  async run({ tx, principal }, input) {
    authorise(channelPolicy, "channel.configure", principal, { unitPath: [], reaches: [] });
    const { rows: later } = await sql`
      select from channel where code = ${input.code} and lower(valid) >= ${input.from}::date`.execute(tx);
    if (later.length > 0) throw channelProblem("channel.dates", { fields: { "/from": "channel.dates" } });
    await sql`update channel set valid = daterange(lower(valid), ${input.from}::date) where code = ${input.code} and valid @> ${input.from}::date`.execute(
      tx,
    );
    await sql`
      insert into channel (code, name_vi, name_en, form, longest, position, legal_basis, valid)
      values (${input.code}, ${input.nameVi}, ${input.nameEn}, ${input.form}, ${input.longest}, ${input.position}, ${input.legalBasis},
        daterange(${input.from}::date, null))`.execute(tx);
    return {
      answer: { code: input.code },
      journal: [{ action: "channel.set", subject: "channel", subjectId: input.code, unitId: null, after: input }],
    };
  },
});
