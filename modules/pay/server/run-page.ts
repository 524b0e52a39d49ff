import { type RawBuilder, sql } from "kysely";
import { type Principal, refusal } from "#kernel/access.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { compareNames } from "#kernel/text/name-sort.ts";
import { dongInWords } from "#kernel/text/numbers.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import type { RunException, RunPage, RunPerson, RunTask } from "../contract.ts";
import type { ExceptionDetail, RateFact } from "../facts.ts";
import { payPolicy } from "../policy.ts";
import { payProblem } from "../problems.ts";
import type { ExceptionKind } from "../rules.ts";
import { type NamedRun, namedRunColumns, presentRun } from "./list-runs.ts";
import { personNames, talkWords, unitNaming } from "./names.ts";
import { isOver, lastTask } from "./tasks.ts";

interface Joined {
  documentSymbol: string | null;
  documentFile: string | null;
  issuedOn: string | null;
  chosenBy: string | null;
  activityTitle: string | null;
  lineId: string | null;
  lineTitle: string | null;
  payees: PayeeRow[];
  exceptions: RawException[];
  task: RunTask | null;
}

/**
 * A run with who is paid what, and all that is out of the ordinary. Read by one statement, so that the run, its job, its people and
 * its exceptions are of one moment, also while the job ends. @throws pay.not-found
 */
export async function readRunPage(tx: Tx, principal: Principal, id: string): Promise<RunPage> {
  const { rows } = await sql<NamedRun & Joined>`
    select ${namedRunColumns}, coalesce(account_name(r.budget_chosen_by), r.budget_chosen_by) as "chosenBy",
           a.title as "activityTitle", a.line_id as "lineId", (select l.title from budget_line l where l.id = a.line_id) as "lineTitle", d.file_name as "documentFile", d.issued_on::text as "issuedOn", lpad(d.number::text, 2, '0') || '/' || d.symbol as "documentSymbol",
           ${listed(payeeRows(id))} as payees, ${listed(exceptionRows(id))} as exceptions, (${listed(lastTask(id))} -> 0) as task
      from pay_run r left join issued_document d on d.id = r.document_id left join budget_activity a on a.id = r.budget_activity_id where r.id = ${id}::uuid`.execute(
    tx,
  );
  const run = rows[0];
  if (run === undefined) throw payProblem("pay.not-found", { id });
  const payees = await namePayees(tx, run.payees);
  const path = await unitPath(tx, run.unitId);
  const placed = { unitPath: path, makers: run.makers, paidPersonIds: payees.map((p) => p.person.id) };
  const whyNot = refusal(payPolicy, "pay.check", principal, placed);
  return {
    ...presentRun(run, await unitNaming(tx)),
    version: run.version,
    task: isOver(run.task) ? null : run.task,
    inWords: dongInWords(run.total),
    contentHash: run.contentHash,
    computedAt: run.computedAt.toISOString(),
    submittedAt: run.submittedAt?.toISOString() ?? null,
    reason: run.reason,
    accountingReference: run.accountingReference,
    budget:
      run.budgetActivityId === null
        ? null
        : {
            activityId: run.budgetActivityId,
            lineId: run.lineId ?? "",
            activity: strike(run.activityTitle ?? ""),
            line: run.lineTitle ?? "",
            chosenBy: run.chosenBy ?? "",
          },
    postedAt: run.postedAt?.toISOString() ?? null,
    document:
      run.documentId === null
        ? null
        : {
            id: run.documentId,
            symbol: run.documentSymbol ?? "",
            issuedOn: run.issuedOn ?? "",
            fileName: run.documentFile ?? "",
          },
    payees,
    exceptions: await nameExceptions(tx, run.exceptions),
    may: { write: refusal(payPolicy, "pay.write", principal, { unitPath: path }) === null, check: whyNot === null },
    whyNotCheck: whyNot === "pay.maker-checks" ? "maker" : whyNot === "pay.checker-is-paid" ? "paid" : null,
  };
}

/** The rows of a query in its order, as one value. */
const listed = (query: RawBuilder<unknown>) => sql`(select coalesce(json_agg(q), '[]') from (${query}) q)`;

interface PayeeRow {
  personId: string;
  lines: number;
  amount: number;
  differences: number;
}

const payeeRows = (runId: string) => sql<PayeeRow>`
  select person_id as "personId", count(*)::int as lines, sum(amount)::bigint as amount, count(*) filter (where turn > 1)::int as differences
    from pay_line where run_id = ${runId}::uuid group by 1`;

/** Each person once, in the order of Vietnamese lists of names. */
export async function readPayees(tx: Tx, runId: string): Promise<RunPerson[]> {
  return namePayees(tx, (await payeeRows(runId).execute(tx)).rows);
}

async function namePayees(tx: Tx, rows: readonly PayeeRow[]): Promise<RunPerson[]> {
  const names = await personNames(
    tx,
    rows.map((r) => r.personId),
  );
  return rows
    .map(({ personId, ...r }) => ({ person: { id: personId, name: names.get(personId) ?? "" }, ...r }))
    .sort((a, b) => compareNames(a.person.name, b.person.name) || (a.person.id < b.person.id ? -1 : 1));
}

interface RawException {
  personId: string;
  claim: string;
  kind: ExceptionKind;
  month: string;
  talkId: string | null;
  detail: ExceptionDetail;
  decision: "pay" | "leave" | null;
  rateId: string | null;
  reason: string | null;
  decidedBy: string | null;
}

const exceptionRows = (runId: string) => sql<RawException>`
    select person_id as "personId", claim, kind, to_char(month, 'YYYY-MM') as month, talk_id as "talkId", detail, decision, rate_id as "rateId", reason,
           coalesce(account_name(decided_by), decided_by) as "decidedBy"
      from pay_exception where run_id = ${runId}::uuid
     order by (decision is null and kind not in ('overCap', 'inAnotherRun')) desc, kind, month, claim, person_id`;

async function nameExceptions(tx: Tx, rows: readonly RawException[]): Promise<RunException[]> {
  const names = await personNames(
    tx,
    rows.map((r) => r.personId),
  );
  const talks = await talkWords(
    tx,
    rows.flatMap((r) => [r.talkId, r.detail.talkId]),
  );
  const unit = await unitNaming(tx);
  const rateIds = [...new Set(rows.flatMap((r) => r.detail.rateIds ?? []))];
  const rates = await sql<Omit<RateFact, "from" | "to">>`
    select id, scope_unit_id as "scopeUnitId", kind, level, core_only as "coreOnly", per, amount, most_talks as "mostTalks", most_amount as "mostAmount",
           least_talks as "leastTalks", legal_basis as "legalBasis" from pay_rate where id = any (${rateIds}::uuid[])`.execute(
    tx,
  );
  const rateOf = new Map(rates.rows.map((r) => [r.id, { ...r, scope: unit(r.scopeUnitId) }]));
  return rows.map(({ personId, talkId, detail, ...r }) => ({
    ...r,
    person: { id: personId, name: names.get(personId) ?? "" },
    talk: (talkId !== null && talks.get(talkId)) || null,
    otherTalk: (detail.talkId !== undefined && talks.get(detail.talkId)) || null,
    otherRun:
      detail.runId === undefined || detail.unitId === undefined
        ? null
        : { id: detail.runId, unit: unit(detail.unitId), number: detail.number ?? 0, month: detail.month ?? "" },
    cut: detail.cut ?? null,
    choices: (detail.rateIds ?? []).flatMap((id) => rateOf.get(id) ?? []),
  }));
}
