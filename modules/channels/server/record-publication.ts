import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { unitState } from "#modules/units/server.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { RecordPublication, StrikePublication, TakeDown } from "../contract.ts";
import { channelPolicy } from "../policy.ts";
import { channelProblem } from "../problems.ts";
import { lockPlan } from "./plan-channels.ts";
import { checkChannel, findOutgoing, placeVersion } from "./store.ts";

/** A person enters that they published it: where, when, and where it can be seen. Nothing is posted by this. */
export const recordPublication = defineCommand({
  name: "channel.record",
  input: RecordPublication,
  async run({ tx, principal, now }, input) {
    const version = await findOutgoing(tx, input.versionId);
    const placed = await placeVersion(tx, principal, { issuerId: version.issuerId }, [input.unitId]);
    authorise(channelPolicy, "channel.record", principal, placed);
    const { paths } = await unitState(tx);
    if (!paths.has(input.unitId))
      throw channelProblem("channel.unit-unknown", { fields: { "/unitId": "channel.unit-unknown" } });
    if (version.status === "draft") throw channelProblem("channel.draft");
    if (input.publishedOn > civilDateOf(now))
      throw channelProblem("channel.dates", { fields: { "/publishedOn": "channel.dates" } });
    // what went out before the recall is entered, to be taken down; after it nothing may have gone out
    if (version.recalledOn !== null && input.publishedOn > version.recalledOn)
      throw channelProblem("channel.recalled", {
        recalledOn: version.recalledOn,
        currentVersionId: version.currentVersionId,
      });
    if (version.validFrom !== null && input.publishedOn < version.validFrom)
      throw channelProblem("channel.early", { fields: { "/publishedOn": "channel.early" } });
    if (version.validTo !== null && input.publishedOn > version.validTo)
      throw channelProblem("channel.expired", { fields: { "/publishedOn": "channel.expired" } });
    await checkChannel(tx, input.channel, input.publishedOn, "/channel");
    const reference = input.reference === null || input.reference === "" ? null : tidyLine(input.reference);
    if (input.link === null && reference === null)
      throw channelProblem("channel.no-proof", { fields: { "/link": "channel.no-proof" } });
    const place = tidyLine(input.place);
    refuseIdentities({ "/place": place, "/reference": reference });
    if (input.planId !== null) {
      const plan = await lockPlan(tx, principal, input.planId);
      if (plan.versionId !== version.versionId || plan.channel !== input.channel || plan.unitId !== input.unitId)
        throw channelProblem("channel.plan-other");
    }
    await sql`
      insert into channel_publication (id, plan_id, version_id, issuer_id, channel, unit_id, published_on, place, link, reference, language, created_at)
      values (${input.publicationId}::uuid, ${input.planId}::uuid, ${version.versionId}::uuid, ${version.issuerId}, ${input.channel}, ${input.unitId},
        ${input.publishedOn}::date, ${place}, ${input.link}, ${reference}, ${input.language}, ${now})`.execute(tx);
    return {
      answer: { publicationId: input.publicationId },
      journal: [
        {
          action: "channel.published",
          subject: "material",
          subjectId: version.materialId,
          unitId: input.unitId,
          after: { ...input, reference, place },
        },
      ],
    };
  },
});

interface StoredPublication {
  id: string;
  unitId: number;
  issuerId: number;
  publishedOn: CivilDate;
  takenDownOn: CivilDate | null;
  struck: boolean;
}

async function lockPublication(tx: Tx, principal: Principal, id: string): Promise<StoredPublication> {
  const { rows } = await sql<StoredPublication>`
    select id, unit_id as "unitId", issuer_id as "issuerId", published_on::text as "publishedOn", taken_down_on::text as "takenDownOn", struck_at is not null as struck
    from channel_publication where id = ${id}::uuid for update`.execute(tx);
  const found = rows[0];
  if (found === undefined) throw channelProblem("channel.publication-unknown", { id });
  authorise(channelPolicy, "channel.record", principal, await placeVersion(tx, principal, found, [found.unitId]));
  return found;
}

/** It was taken off again: after a recall, or because its time was over. */
export const takeDown = defineCommand({
  name: "channel.take-down",
  input: TakeDown,
  async run({ tx, principal, now }, input) {
    const found = await lockPublication(tx, principal, input.publicationId);
    if (found.struck || found.takenDownOn !== null) throw channelProblem("channel.plan-closed");
    if (input.on < found.publishedOn || input.on > civilDateOf(now))
      throw channelProblem("channel.dates", { fields: { "/on": "channel.dates" } });
    const note = input.note === null || input.note === "" ? null : tidyLine(input.note);
    await sql`update channel_publication set taken_down_on = ${input.on}::date, taken_down_note = ${note} where id = ${found.id}::uuid`.execute(
      tx,
    );
    return {
      answer: { publicationId: found.id },
      journal: [
        {
          action: "channel.taken-down",
          subject: "channel-publication",
          subjectId: found.id,
          unitId: found.unitId,
          after: { on: input.on, note },
        },
      ],
    };
  },
});

/** Entered by mistake: it stays in the register, struck out, and its plan is open again. */
export const strikePublication = defineCommand({
  name: "channel.strike",
  input: StrikePublication,
  async run({ tx, principal, now }, input) {
    const found = await lockPublication(tx, principal, input.publicationId);
    if (found.struck) throw channelProblem("channel.plan-closed");
    const reason = tidyLine(input.reason);
    await sql`update channel_publication set struck_at = ${now}, strike_reason = ${reason} where id = ${found.id}::uuid`.execute(
      tx,
    );
    return {
      answer: { publicationId: found.id },
      journal: [
        {
          action: "channel.publication-struck",
          subject: "channel-publication",
          subjectId: found.id,
          unitId: found.unitId,
          after: { reason },
        },
      ],
    };
  },
});

function refuseIdentities(written: Record<string, string | null>): void {
  const fields = Object.fromEntries(
    Object.entries(written)
      .filter(([, text]) => text !== null && findIdentities(text).some((span) => span.certain))
      .map(([path]) => [path, "channel.identity-in-text"]),
  );
  if (Object.keys(fields).length > 0) throw channelProblem("channel.identity-in-text", { fields });
}
