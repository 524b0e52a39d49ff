import { sql } from "kysely";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { addDays, asCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import { AddRate, CorrectRate, EndRate, type PayRate, type RateList } from "../contract.ts";
import { payPolicy } from "../policy.ts";
import { payProblem } from "../problems.ts";
import { refuseIdentities } from "./store.ts";

async function checkRate(tx: Tx, principal: Principal, rate: AddRate): Promise<void> {
  const { tree } = await unitState(tx);
  if (!tree.units.has(rate.scopeUnitId))
    throw payProblem("pay.unknown-unit", { fields: { "/scopeUnitId": "pay.unknown-unit" } });
  authorise(payPolicy, "pay.set-rate", principal, { unitPath: await unitPath(tx, rate.scopeUnitId) });
  const kind = await tx
    .selectFrom("appointment_kind")
    .select(["has_level"])
    .where("id", "=", rate.kind)
    .executeTakeFirst();
  if (kind === undefined || (rate.level !== null && !kind.has_level))
    throw payProblem("pay.rate-incomplete", { fields: { "/kind": "pay.rate-incomplete" } });
  if (rate.level !== null) {
    const level = await tx.selectFrom("appointment_level").select("id").where("id", "=", rate.level).executeTakeFirst();
    if (level === undefined) throw payProblem("pay.rate-incomplete", { fields: { "/level": "pay.rate-incomplete" } });
  }
  const monthly = rate.per === "month";
  if (monthly !== (rate.leastTalks !== null) || (monthly && (rate.mostTalks !== null || rate.mostAmount !== null)))
    throw payProblem("pay.rate-incomplete", { fields: { "/per": "pay.rate-incomplete" } });
  if (rate.until !== null && rate.until < rate.from)
    throw payProblem("pay.rate-period", { fields: { "/until": "pay.rate-period" } });
  refuseIdentities(rate.legalBasis.replace(/\d+\/\d{4}\/\S+/gu, ""), "/legalBasis");
}

const rateJournal = (action: string, rate: { id: string; unitId: number }, change: object) => ({
  action,
  subject: "pay-rate",
  subjectId: rate.id,
  unitId: rate.unitId,
  ...change,
});

/** What a resolution grants from a day on. */
export const addRate = defineCommand({
  name: "pay.add-rate",
  input: AddRate,
  async run({ tx, principal }, rate) {
    await checkRate(tx, principal, rate);
    await sql`
      insert into pay_rate (id, scope_unit_id, kind, level, core_only, per, amount, most_talks, most_amount, least_talks, legal_basis, valid)
      values (${rate.rateId}, ${rate.scopeUnitId}, ${rate.kind}, ${rate.level}, ${rate.coreOnly}, ${rate.per}, ${rate.amount}, ${rate.mostTalks},
        ${rate.mostAmount}, ${rate.leastTalks}, ${rate.legalBasis}, daterange(${rate.from}::date, ${rate.until}::date, '[]'))`.execute(
      tx,
    );
    return {
      answer: { rateId: rate.rateId, version: 1 },
      journal: [rateJournal("pay.rate-added", { id: rate.rateId, unitId: rate.scopeUnitId }, { after: rate })],
    };
  },
});

async function lockRate(tx: Tx, principal: Principal, id: string, version: number) {
  const { rows } = await sql<{
    scopeUnitId: number;
    version: number;
    used: boolean;
    amount: number;
    until: string | null;
  }>`
    select scope_unit_id as "scopeUnitId", version, amount, (upper(valid) - 1)::text as until,
           exists (select from pay_line l where l.rate_id = pay_rate.id) as used
      from pay_rate where id = ${id}::uuid for update`.execute(tx);
  const rate = rows[0];
  if (rate === undefined) throw payProblem("pay.rate-not-found", { id });
  authorise(payPolicy, "pay.set-rate", principal, { unitPath: await unitPath(tx, rate.scopeUnitId) });
  if (rate.version !== version) throw payProblem("pay.changed-since", { version: rate.version });
  return rate;
}

/** A slip of the pen, while nothing was paid by it. */
export const correctRate = defineCommand({
  name: "pay.correct-rate",
  input: CorrectRate,
  async run({ tx, principal }, rate) {
    const before = await lockRate(tx, principal, rate.rateId, rate.version);
    await checkRate(tx, principal, rate);
    // `used` counts the lines that one sees; the trigger counts all of them
    if (before.used) throw payProblem("pay.rate-used", { id: rate.rateId });
    await sql`
      update pay_rate set scope_unit_id = ${rate.scopeUnitId}, kind = ${rate.kind}, level = ${rate.level}, core_only = ${rate.coreOnly}, per = ${rate.per},
          amount = ${rate.amount}, most_talks = ${rate.mostTalks}, most_amount = ${rate.mostAmount}, least_talks = ${rate.leastTalks},
          legal_basis = ${rate.legalBasis}, valid = daterange(${rate.from}::date, ${rate.until}::date, '[]'), version = version + 1
       where id = ${rate.rateId}::uuid`.execute(tx);
    return {
      answer: { rateId: rate.rateId, version: rate.version + 1 },
      journal: [
        rateJournal("pay.rate-corrected", { id: rate.rateId, unitId: rate.scopeUnitId }, { before, after: rate }),
      ],
    };
  },
});

/** Its last day; what was paid for days after it comes back as differences in the next run. */
export const endRate = defineCommand({
  name: "pay.end-rate",
  input: EndRate,
  async run({ tx, principal }, { rateId, version, until }) {
    const before = await lockRate(tx, principal, rateId, version);
    const { rows } = await sql<{
      from: CivilDate;
    }>`select lower(valid)::text as from from pay_rate where id = ${rateId}::uuid`.execute(tx);
    if (until !== null && until < rows[0]!.from)
      throw payProblem("pay.rate-period", { fields: { "/until": "pay.rate-period" } });
    const end = until === null ? null : addDays(asCivilDate(until), 1);
    await sql`update pay_rate set valid = daterange(lower(valid), ${end}::date), version = version + 1 where id = ${rateId}::uuid`.execute(
      tx,
    );
    return {
      answer: { rateId, version: version + 1 },
      journal: [
        rateJournal(
          "pay.rate-ended",
          { id: rateId, unitId: before.scopeUnitId },
          { before: { until: before.until }, after: { until } },
        ),
      ],
    };
  },
});

/** All rates, those of several provinces side by side: resolutions are public. */
export async function listRates(tx: Tx, principal: Principal, language: "vi" | "en"): Promise<RateList> {
  const label = sql.raw(language === "vi" ? "label_vi" : "label_en");
  const { rows } = await sql<Omit<PayRate, "scope" | "mine" | "scopeEndedOn">>`
    select r.id, r.scope_unit_id as "scopeUnitId", r.kind, k.${label} as "kindLabel", r.level, v.${label} as "levelLabel", r.core_only as "coreOnly", r.per, r.amount,
           r.most_talks as "mostTalks", r.most_amount as "mostAmount", r.least_talks as "leastTalks", r.legal_basis as "legalBasis",
           lower(r.valid)::text as "from", (upper(r.valid) - 1)::text as "until", r.version,
           exists (select from pay_line l where l.rate_id = r.id) as used
      from pay_rate r join appointment_kind k on k.id = r.kind left join appointment_level v on v.id = r.level
     order by r.scope_unit_id, k.position, r.core_only desc, r.per, lower(r.valid) desc, r.id`.execute(tx);
  const { tree } = await unitState(tx);
  const items: PayRate[] = [];
  for (const row of rows) {
    const path = await unitPath(tx, row.scopeUnitId);
    items.push({
      ...row,
      scope: { id: row.scopeUnitId, name: tree.versionNear(row.scopeUnitId, row.from as CivilDate)?.name ?? "" },
      scopeEndedOn: tree.units.get(row.scopeUnitId)?.dissolved ?? null,
      mine: refusal(payPolicy, "pay.set-rate", principal, { unitPath: path }) === null,
    });
  }
  const kinds = await sql<RateList["kinds"][number]>`
    select id, ${label} as label, has_level as "hasLevel", may_be_core as "mayBeCore" from appointment_kind order by position`.execute(
    tx,
  );
  const levels = await sql<RateList["levels"][number]>`
    select id, ${label} as label from appointment_level order by position`.execute(tx);
  return { items, kinds: kinds.rows, levels: levels.rows };
}
