import { sql } from "kysely";
import { civilDateOf } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import type { OwnLine, PayDerivation, RunLine } from "../contract.ts";
import { personNames, talkWords, unitNaming } from "./names.ts";

interface RawLine {
  id: string;
  personId: string;
  claim: string;
  turn: number;
  amount: number;
  entitled: number;
  paidBefore: number;
  month: string;
  talkId: string | null;
  talkVersion: number | null;
  talkNow: number | null;
  derivation: PayDerivation;
  earlier: { runId: string; month: string; number: number; unitId: number; amount: number }[];
}

/** Lines of a run with all that opens from them; of one person where one is named. */
export async function readRunLines(tx: Tx, runId: string, personId?: string): Promise<RunLine[]> {
  const { rows } = await sql<RawLine>`
    select l.id, l.person_id as "personId", l.claim, l.turn, l.amount, l.entitled, l.paid_before as "paidBefore", to_char(l.month, 'YYYY-MM') as month,
           l.talk_id as "talkId", l.talk_version as "talkVersion", t.version as "talkNow", l.derivation,
           coalesce((select jsonb_agg(jsonb_build_object('runId', r.id, 'month', to_char(r.month, 'YYYY-MM'), 'number', r.number, 'unitId', r.unit_id,
               'amount', b.amount) order by b.turn)
             from pay_line b join pay_run r on r.id = b.run_id where b.person_id = l.person_id and b.claim = l.claim and b.turn < l.turn), '[]') as earlier
      from pay_line l left join talk t on t.id = l.talk_id
     where l.run_id = ${runId}::uuid ${personId === undefined ? sql`` : sql`and l.person_id = ${personId}::uuid`}
     order by l.person_id, l.month, t.starts_at nulls last, l.claim`.execute(tx);
  const talks = await talkWords(
    tx,
    rows.flatMap((r) => [r.talkId, ...(r.derivation.talkIds ?? [])]),
  );
  const names = await personNames(
    tx,
    rows.map((r) => r.personId),
  );
  const unit = await unitNaming(tx);
  return rows.map(({ personId: of, talkId, talkVersion, talkNow, earlier, ...r }) => ({
    ...r,
    person: { id: of, name: names.get(of) ?? "" },
    talk: (talkId !== null && talks.get(talkId)) || null,
    talkChangedSince: talkVersion !== null && talkNow !== null && talkNow !== talkVersion,
    rateScope: r.derivation.rate === undefined ? null : unit(r.derivation.rate.scopeUnitId, r.month),
    talks: (r.derivation.talkIds ?? []).flatMap((id) => talks.get(id) ?? []),
    earlier: earlier.map(({ unitId, ...e }) => ({ ...e, unit: unit(unitId, e.month).name })),
  }));
}

/** A person's own lines of approved runs, the newest first. */
export async function readOwnLines(
  tx: Tx,
  personId: string,
  only: { ids?: readonly string[]; limit: number },
): Promise<OwnLine[]> {
  const { rows } = await sql<RawLine & { unitId: number; runMonth: string; number: number; checkedAt: Date }>`
    with own as (
      select l.* from pay_line l where l.person_id = ${personId}::uuid ${only.ids === undefined ? sql`` : sql`and l.id = any (${only.ids as string[]}::uuid[])`})
    select l.id, l.claim, l.amount, l.paid_before as "paidBefore", to_char(l.month, 'YYYY-MM') as month, l.talk_id as "talkId", l.derivation,
           p.unit_id as "unitId", to_char(p.month, 'YYYY-MM') as "runMonth", p.number, p.checked_at as "checkedAt"
      from own l join pay_of_person(array(select id from own)) p on p.line_id = l.id
     order by p.checked_at desc, l.month desc, l.claim limit ${only.limit}`.execute(tx);
  const talks = await talkWords(
    tx,
    rows.map((r) => r.talkId),
  );
  const unit = await unitNaming(tx);
  return rows.map((r) => ({
    id: r.id,
    runUnit: unit(r.unitId, r.runMonth).name,
    runMonth: r.runMonth,
    runNumber: r.number,
    approvedOn: civilDateOf(r.checkedAt),
    month: r.month,
    amount: r.amount,
    paidBefore: r.paidBefore,
    talk: (r.talkId !== null && talks.get(r.talkId)) || null,
    perMonth: r.claim.startsWith("month:"),
    rateAmount: r.derivation.rate?.amount ?? null,
    legalBasis: r.derivation.rate?.legalBasis ?? null,
    cut: r.derivation.cut ?? 0,
  }));
}
