import { sql } from "kysely";
import { z } from "zod";
import { type Principal, refusal } from "#kernel/access.ts";
import { civilDateOf, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { unitState } from "#modules/units/server.ts";
import { RecordSponsorship, type SponsorshipRow, StrikeSponsorship } from "../contract.ts";
import { budgetPolicy } from "../policy.ts";
import { budgetProblem } from "../problems.ts";
import { namesPrivatePerson } from "../rules.ts";
import { lineEntry, mayAt, openLineRow, postEntry, refuseDays, refuseIdentities } from "./store.ts";

/** Into the public register, and its money into the unit's line of that source. A private person stays without a name. */
export const recordSponsorship = defineCommand({
  name: "budget.record-sponsorship",
  input: RecordSponsorship,
  async run({ tx, principal, now }, input) {
    const today = civilDateOf(now);
    refuseIdentities({ sponsorName: input.sponsorName, purpose: input.purpose, reference: input.reference });
    const name = input.sponsorName === null ? null : tidyLine(input.sponsorName);
    if ((input.sponsorKind === "organisation") !== (name !== null))
      throw budgetProblem("budget.sponsor-name-needed", { fields: { "/sponsorName": "budget.sponsor-name-needed" } });
    if (name !== null && namesPrivatePerson(name))
      throw budgetProblem("budget.sponsor-person", { fields: { "/sponsorName": "budget.sponsor-person" } });
    const { tree } = await unitState(tx);
    if (tree.versionOn(input.unitId, today) === undefined)
      throw budgetProblem("budget.unit-unknown", { fields: { "/unitId": "budget.unit-unknown" } });
    await mayAt(tx, principal, input.unitId, "budget.write");
    refuseDays(input.receivedOn, today, input.year);
    const { rows: sources } = await sql<{ name: string }>`
      select name_vi as name from funding_source where code = ${input.source} and nature = 'sponsorship'`.execute(tx);
    if (sources[0] === undefined)
      throw budgetProblem("budget.source-unknown", { fields: { "/source": "budget.source-unknown" } });
    const { rows } = await sql<{ id: string }>`
      select id from budget_line where unit_id = ${input.unitId} and year = ${input.year} and source = ${input.source} and parent_id is null
       order by created_at limit 1`.execute(tx);
    const lineId = rows[0]?.id ?? newId();
    if (rows[0] === undefined)
      await openLineRow(tx, {
        id: lineId,
        unitId: input.unitId,
        year: input.year,
        source: input.source,
        title: sources[0].name,
        parentId: null,
      });
    const sponsorshipId = input.sponsorshipId ?? newId();
    await sql`
      insert into sponsorship (id, unit_id, line_id, received_on, sponsor_kind, sponsor_name, amount, purpose, reference, created_at)
      values (${sponsorshipId}::uuid, ${input.unitId}, ${lineId}::uuid, ${input.receivedOn}::date, ${input.sponsorKind}, ${name}, ${input.amount},
        ${tidyLine(input.purpose)}, ${input.reference}, ${now})`.execute(tx);
    await postEntry(tx, now, today, input.year, {
      id: newId(),
      kind: "income",
      fromId: null,
      toId: lineId,
      amount: input.amount,
      onDate: input.receivedOn,
      reference: input.reference,
      sponsorshipId,
    });
    return {
      answer: { sponsorshipId, lineId },
      journal: [
        lineEntry(
          "budget.sponsorship-recorded",
          { id: lineId, unitId: input.unitId },
          {
            after: {
              sponsorshipId,
              sponsorKind: input.sponsorKind,
              sponsorName: name,
              amount: input.amount,
              purpose: input.purpose,
            },
          },
        ),
      ],
    };
  },
});

/** Entered by mistake or given back: the money goes out by a counter-entry, the register shows it no more. */
export const strikeSponsorship = defineCommand({
  name: "budget.strike-sponsorship",
  input: StrikeSponsorship,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ reason: input.reason });
    const { rows } = await sql<{
      unitId: number;
      lineId: string;
      year: number;
      amount: number;
      reference: string;
      entryId: string;
      struck: boolean;
    }>`
      select s.unit_id as "unitId", s.line_id as "lineId", l.year, s.amount, s.reference, s.struck_at is not null as struck,
             (select e.id from budget_entry e where e.sponsorship_id = s.id and e.reverses_id is null) as "entryId"
        from sponsorship s join budget_line l on l.id = s.line_id where s.id = ${input.sponsorshipId}::uuid`.execute(
      tx,
    );
    const found = rows[0];
    if (found === undefined) throw budgetProblem("budget.sponsorship-unknown", { id: input.sponsorshipId });
    await mayAt(tx, principal, found.unitId, "budget.write");
    if (found.struck) throw budgetProblem("budget.reversed-already");
    await postEntry(tx, now, civilDateOf(now), found.year, {
      id: newId(),
      kind: "income",
      fromId: null,
      toId: found.lineId,
      amount: -found.amount,
      onDate: input.onDate,
      reference: found.reference,
      sponsorshipId: input.sponsorshipId,
      reversesId: found.entryId,
      reason: input.reason,
    });
    await sql`update sponsorship set struck_at = ${now}, strike_reason = ${input.reason} where id = ${input.sponsorshipId}::uuid`.execute(
      tx,
    );
    return {
      answer: { sponsorshipId: input.sponsorshipId },
      journal: [
        lineEntry(
          "budget.sponsorship-struck",
          { id: found.lineId, unitId: found.unitId },
          {
            before: { amount: found.amount },
            after: { sponsorshipId: input.sponsorshipId, reason: input.reason },
          },
        ),
      ],
    };
  },
});

export const SponsorshipQuery = z.object({
  year: z.coerce.number().int().optional(),
  under: z.coerce.number().int().positive().optional(),
  ...pageQuery,
});
export type SponsorshipQuery = z.output<typeof SponsorshipQuery>;

export async function listSponsorships(tx: Tx, principal: Principal, query: SponsorshipQuery) {
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.uuid()]));
  const { rows } = await sql<Omit<SponsorshipRow, "unit" | "mayStrike"> & { unitId: number }>`
    select s.id, s.unit_id as "unitId", s.line_id as "lineId", s.received_on::text as "receivedOn", s.sponsor_kind as "sponsorKind",
           s.sponsor_name as "sponsorName", s.amount, s.purpose, s.reference, s.strike_reason as struck
      from sponsorship s join budget_line l on l.id = s.line_id
     where true ${query.year === undefined ? sql`` : sql`and l.year = ${query.year}`}
       ${query.under === undefined ? sql`` : sql`and s.unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under})`}
       ${after === undefined ? sql`` : sql`and (s.received_on, s.id) < (${after[0]}::date, ${after[1]}::uuid)`}
     order by s.received_on desc, s.id desc limit ${query.limit + 1}`.execute(tx);
  const { tree, paths } = await unitState(tx);
  return page(
    rows,
    query.limit,
    (r) => [r.receivedOn, r.id],
    ({ unitId, ...r }): SponsorshipRow => ({
      ...r,
      purpose: strike(r.purpose),
      unit: { id: unitId, name: tree.versionNear(unitId, todayInVietnam())?.name ?? String(unitId) },
      mayStrike:
        r.struck === null &&
        refusal(budgetPolicy, "budget.write", principal, { unitPath: paths.get(unitId) ?? [] }) === null,
    }),
  );
}
