import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { type IssuedAs, issueDocument } from "#modules/documents/server.ts";
import { IssueSchedule } from "../contract.ts";
import { payProblem } from "../problems.ts";
import { type NamedRun, namedRunColumns } from "./list-runs.ts";
import { DOCX, gatherSchedule, scheduleDocument } from "./schedule.ts";
import { lockRun, runEntry, type StoredRun } from "./store.ts";

/** @throws pay.not-found */
export async function getNamedRun(tx: Tx, id: string): Promise<NamedRun> {
  const { rows } = await sql<NamedRun>`select ${namedRunColumns} from pay_run r where r.id = ${id}::uuid`.execute(tx);
  if (rows[0] === undefined) throw payProblem("pay.not-found", { id });
  return rows[0];
}

/** The run held for its one document, whoever issues it: here or under Documents. @throws pay.already-issued */
export async function lockForIssue(tx: Tx, principal: Principal, runId: string): Promise<StoredRun> {
  const run = await lockRun(tx, principal, "pay.write", { runId, status: ["approved"] });
  if (run.documentId !== null) throw payProblem("pay.already-issued", { documentId: run.documentId });
  return run;
}

/** The run knows its document from now on. */
export async function noteIssued(tx: Tx, run: StoredRun, { id, symbol, sha256 }: IssuedAs): Promise<JournalEntry> {
  await sql`update pay_run set document_id = ${id}, version = version + 1 where id = ${run.id}::uuid`.execute(tx);
  return runEntry("pay.schedule-issued", run, { after: { symbol, documentId: id, sha256 } });
}

/** The approved run's schedule under the next number of the unit's register, once. */
export const issueSchedule = defineCommand({
  name: "pay.issue-schedule",
  input: IssueSchedule,
  async run({ tx, principal, now }, { runId, issuedOn, signerName, signerPosition }) {
    const run = await lockForIssue(tx, principal, runId);
    const today = civilDateOf(now);
    const document = await scheduleDocument(tx, await gatherSchedule(tx, await getNamedRun(tx, runId)), today);
    const { content } = document;
    const signer = { name: signerName, position: signerPosition ?? content.signature.position };
    const source = { ...content, signature: { ...content.signature, ...signer } };
    const issued = await issueDocument(tx, {
      unitId: run.unitId,
      type: document.type,
      issuerSymbol: document.issuerSymbol,
      abstract: content.abstract,
      issuedOn,
      today,
      at: now,
      signer,
      file: { name: `bang-ke-thu-lao-${run.month}-dot-${run.number}.docx`, mediaType: DOCX },
      subject: { kind: "pay-run", id: run.id },
      ruleSet: "nd30-2020",
      recipients: [...content.addressees, ...content.recipients],
      source,
      write: ({ number, symbol }) => document.write({ number, symbol, date: issuedOn, signer }),
    });
    const symbol = `${String(issued.number).padStart(2, "0")}/${issued.symbol}`;
    const noted = await noteIssued(tx, run, { id: issued.id, symbol, sha256: issued.sha256 });
    return {
      answer: { runId, version: run.version + 1, documentId: issued.id, symbol },
      journal: [noted],
    };
  },
});
