import { sql } from "kysely";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { issuerOf } from "#modules/documents/server.ts";
import type { KnownIssuer } from "#modules/documents/shared.ts";
import { unitPath } from "#modules/units/server.ts";
import { EndMandate, GiveMandate, type Mandate, type Signers } from "../contract-signing.ts";
import { reportPolicy, type Signable } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import type { StoredReport } from "./report-store.ts";

interface Row extends Omit<Mandate, "holds"> {}

const columns = sql`m.id, m.unit_id as "unitId", m.user_id as "userId", m.kind, m.signer_name as "signerName", m.signer_position as "signerPosition",
  m.legal_basis as "legalBasis", lower(m.valid)::text as "from", (upper(m.valid) - 1)::text as "lastDay"`;

/** The unit that answers for a report today: itself, or the one that it has become. */
async function answersFor(tx: Tx, unitId: number): Promise<number> {
  const { rows } = await sql<{
    now_id: number | null;
  }>`select now_id from unit_now where unit_id = ${unitId}::int`.execute(tx);
  return rows[0]?.now_id ?? unitId;
}

async function mandateOf(tx: Tx, userId: string, unitId: number, today: string): Promise<Row | null> {
  const { rows } = await sql<Row>`
    select ${columns} from report_mandate m where m.user_id = ${userId} and m.unit_id = ${unitId}::int and m.valid @> ${today}::date`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** The report as the policy has to see it to say who signs. */
export async function signable(tx: Tx, report: StoredReport, principal: Principal, now: Date) {
  const answeringId = await answersFor(tx, report.unitId);
  const mandate = await mandateOf(tx, principal.userId, answeringId, civilDateOf(now));
  const resource: StoredReport & Signable = { ...report, answeringId, mandated: mandate !== null };
  return { resource, mandate };
}

/** Whom a deputy signs for: "CHỦ TỊCH", also where the unit's usual form is already a deputy's. */
export function headPosition(issuer: Pick<KnownIssuer, "capacity" | "signerPosition">): string {
  return issuer.capacity === null ? issuer.signerPosition : issuer.capacity.replace(/^(KT|TL|TUQ|Q)\.?\s*/i, "");
}

/** What stands above the name: the unit's own form for its head; "KT. CHỦ TỊCH" over the deputy's office for who signs in their stead. */
export function signedAs(issuer: KnownIssuer, mandate: Pick<Mandate, "kind" | "signerPosition"> | null) {
  return mandate === null
    ? { capacity: issuer.capacity, position: issuer.signerPosition }
    : { capacity: `${mandate.kind}. ${headPosition(issuer)}`, position: mandate.signerPosition };
}

/** By order and by authority one signs without the collective: no "TM. ỦY BAN NHÂN DÂN" above (Decree 30, annex I). */
export function authorityFor(authority: string | null, capacity: string | null): { authority?: string } {
  return authority === null || /^(TL|TUQ)\./.test(capacity ?? "") ? {} : { authority };
}

/** Gives an account the right to sign the unit's reports in its head's stead, from a day on, by a record. */
export const giveMandate = defineCommand({
  name: "report.give-mandate",
  input: GiveMandate,
  async run({ tx, principal }, { mandateId, ...input }) {
    authorise(reportPolicy, "report.give-mandate", principal, { unitPath: await unitPath(tx, input.unitId) });
    if (input.userId === principal.userId)
      throw reportProblem("report.mandate-to-oneself", { fields: { "/userId": "report.mandate-to-oneself" } });
    if (findIdentities(`${input.legalBasis} ${input.signerPosition}`).length > 0)
      throw reportProblem("report.mandate-identity", { fields: { "/legalBasis": "report.mandate-identity" } });
    if (!(await candidates(tx, input.unitId)).some((c) => c.userId === input.userId))
      throw reportProblem("report.mandate-no-role", { fields: { "/userId": "report.mandate-no-role" } });
    const span = sql`daterange(${input.from}::date, ${input.lastDay ?? null}::date, '[]')`;
    const { rows } = await sql<{ id: string }>`
      select id from report_mandate where unit_id = ${input.unitId} and user_id = ${input.userId} and valid && ${span}`.execute(
      tx,
    );
    if (rows[0]) throw reportProblem("report.mandate-overlaps", { mandateId: rows[0].id });
    await sql`insert into report_mandate (id, unit_id, user_id, kind, signer_name, signer_position, legal_basis, valid)
      values (${mandateId}::uuid, ${input.unitId}, ${input.userId}, ${input.kind}, ${input.signerName}, ${input.signerPosition}, ${input.legalBasis}, ${span})`.execute(
      tx,
    );
    return {
      answer: { mandateId },
      journal: [
        {
          action: "report.mandate-given",
          subject: "report-mandate",
          subjectId: mandateId,
          unitId: input.unitId,
          after: input,
        },
      ],
    };
  },
});

export const endMandate = defineCommand({
  name: "report.end-mandate",
  input: EndMandate,
  async run({ tx, principal }, { mandateId, lastDay }) {
    const { rows } =
      await sql<Row>`select ${columns} from report_mandate m where m.id = ${mandateId}::uuid for update`.execute(tx);
    const mandate = rows[0];
    if (mandate === undefined) throw reportProblem("report.unknown-mandate", { mandateId });
    authorise(reportPolicy, "report.give-mandate", principal, { unitPath: await unitPath(tx, mandate.unitId) });
    if (lastDay < mandate.from || (mandate.lastDay !== null && lastDay > mandate.lastDay))
      throw reportProblem("report.mandate-ends-badly", { fields: { "/lastDay": "report.mandate-ends-badly" } });
    await sql`update report_mandate set valid = daterange(lower(valid), ${lastDay}::date, '[]') where id = ${mandateId}::uuid`.execute(
      tx,
    );
    return {
      answer: { mandateId },
      journal: [
        {
          action: "report.mandate-ended",
          subject: "report-mandate",
          subjectId: mandateId,
          unitId: mandate.unitId,
          before: { lastDay: mandate.lastDay },
          after: { lastDay },
        },
      ],
    };
  },
});

interface Account {
  userId: string;
  name: string;
}

/** Accounts that may write for the unit today: to sign is to write. */
async function candidates(tx: Tx, unitId: number, roles = ["unitHead", "officer", "verifier"]): Promise<Account[]> {
  const { rows } = await sql<Account>`
    select distinct g.user_id as "userId", account_name(g.user_id) as name from role_grant g
     where g.unit_id = ${unitId}::int and g.role = any (${roles}::text[]) and g.valid @> today_vn() order by 2`.execute(
    tx,
  );
  return rows;
}

/** Who signs for a unit: its heads, who was named, and who may be. */
export async function signersOf(tx: Tx, unitId: number, principal: Principal, today: string): Promise<Signers> {
  const { rows } =
    await sql<Row>`select ${columns} from report_mandate m where m.unit_id = ${unitId}::int order by lower(m.valid) desc, m.given_at desc`.execute(
      tx,
    );
  const mayGive =
    refusal(reportPolicy, "report.give-mandate", principal, { unitPath: await unitPath(tx, unitId) }) === null;
  return {
    headPosition: headPosition(await issuerOf(tx, unitId, today)),
    heads: await candidates(tx, unitId, ["unitHead"]),
    mandates: rows.map((m) => ({ ...m, holds: m.from <= today && (m.lastDay === null || m.lastDay >= today) })),
    candidates: mayGive ? (await candidates(tx, unitId)).filter((c) => c.userId !== principal.userId) : [],
    mayGive,
  };
}
