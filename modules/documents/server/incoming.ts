import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { tidySymbol } from "#kernel/text/document-symbol.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { type Command, defineCommand, type JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { AddIncomingFile, CloseIncoming, EditIncoming, HandOver, RegisterIncoming } from "../incoming-contract.ts";
import { documentPolicy } from "../policy.ts";
import { documentsProblem } from "../problems.ts";
import { getIssued, refuseIdentities } from "./draft-store.ts";

interface StoredIncoming {
  id: string;
  unitId: number;
  number: number;
  year: number;
  arrivedOn: string;
  status: "open" | "done" | "cancelled";
  version: number;
}

async function lockIncoming(tx: Tx, principal: Principal, id: string, version?: number): Promise<StoredIncoming> {
  const read = async (lock: boolean) => {
    const { rows } = await sql<StoredIncoming>`
      select id, unit_id as "unitId", number, year, arrived_on::text as "arrivedOn", status, version
        from incoming_document where id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(tx);
    if (!rows[0]) throw documentsProblem("documents.incoming-not-found", { id });
    return rows[0];
  };
  authorise(documentPolicy, "document.receive", principal, {
    unitPath: await unitPath(tx, (await read(false)).unitId),
  });
  const found = await read(true);
  if (version !== undefined && found.version !== version)
    throw documentsProblem("documents.changed-since", { version: found.version });
  return found;
}

function line(
  action: string,
  of: { id: string; unitId: number },
  change: Partial<Pick<JournalEntry, "before" | "after">>,
): JournalEntry {
  return { action, subject: "incoming_document", subjectId: of.id, unitId: of.unitId, ...change };
}

const symbolOf = (typed: string | null) => (typed === null || typed.trim() === "" ? null : tidySymbol(typed));

function refuseImpossible(facts: { issuedOn: string | null; dueOn: string | null }, arrivedOn: string): void {
  const fields: Record<string, string> = {};
  if (facts.issuedOn !== null && facts.issuedOn > arrivedOn) fields["/issuedOn"] = "documents.impossible-day";
  if (facts.dueOn !== null && facts.issuedOn !== null && facts.dueOn < facts.issuedOn)
    fields["/dueOn"] = "documents.impossible-day";
  if (Object.keys(fields).length > 0) throw documentsProblem("documents.impossible-day", { fields });
}

/** The next arrival number of the unit's year, in the transaction that registers: a rollback leaves no gap. */
export const registerIncoming: Command<RegisterIncoming, { incomingId: string; number: number; year: number }> =
  defineCommand({
    name: "document.register-incoming",
    input: RegisterIncoming,
    async run({ tx, principal, now }, input: RegisterIncoming) {
      authorise(documentPolicy, "document.receive", principal, { unitPath: await unitPath(tx, input.unitId) });
      refuseIdentities({ "/sender": input.sender, "/abstract": input.abstract });
      if (input.arrivedOn > civilDateOf(now))
        throw documentsProblem("documents.impossible-day", { fields: { "/arrivedOn": "documents.impossible-day" } });
      refuseImpossible(input, input.arrivedOn);
      const year = Number(input.arrivedOn.slice(0, 4));
      const { rows } = await sql<{ n: number }>`
        insert into incoming_register as r (unit_id, year, last_number) values (${input.unitId}, ${year}, 1)
        on conflict (unit_id, year) do update set last_number = r.last_number + 1 returning last_number as n`.execute(
        tx,
      );
      const number = rows[0]!.n;
      await sql`insert into incoming_document (id, unit_id, year, number, arrived_on, sender, symbol, issued_on, type, abstract, urgency, is_copy, due_on, registered_at)
        values (${input.incomingId}, ${input.unitId}, ${year}, ${number}, ${input.arrivedOn}::date, ${tidyLine(input.sender)}, ${symbolOf(input.symbol)},
          ${input.issuedOn}::date, ${input.type}, ${tidyLine(input.abstract)}, ${input.urgency}, ${input.isCopy}, ${input.dueOn}::date, ${now})`.execute(
        tx,
      );
      return {
        answer: { incomingId: input.incomingId, number, year },
        journal: [
          line(
            "document.received",
            { id: input.incomingId, unitId: input.unitId },
            { after: { number, year, symbol: input.symbol, dueOn: input.dueOn } },
          ),
        ],
      };
    },
  });

export const editIncoming: Command<EditIncoming, { incomingId: string; version: number }> = defineCommand({
  name: "document.edit-incoming",
  input: EditIncoming,
  async run({ tx, principal }, input: EditIncoming) {
    const found = await lockIncoming(tx, principal, input.incomingId, input.version);
    if (found.status !== "open") throw documentsProblem("documents.incoming-closed", { status: found.status });
    refuseIdentities({ "/sender": input.sender, "/abstract": input.abstract });
    refuseImpossible(input, found.arrivedOn);
    const before =
      await sql`select sender, symbol, issued_on::text, type, abstract, urgency, is_copy, due_on::text from incoming_document where id = ${found.id}::uuid`.execute(
        tx,
      );
    await sql`update incoming_document set sender = ${tidyLine(input.sender)}, symbol = ${symbolOf(input.symbol)}, issued_on = ${input.issuedOn}::date, type = ${input.type},
      abstract = ${tidyLine(input.abstract)}, urgency = ${input.urgency}, is_copy = ${input.isCopy}, due_on = ${input.dueOn}::date, version = version + 1 where id = ${found.id}::uuid`.execute(
      tx,
    );
    const { incomingId: _id, version: _version, ...after } = input;
    return {
      answer: { incomingId: found.id, version: found.version + 1 },
      journal: [line("document.received-edited", found, { before: before.rows[0], after })],
    };
  },
});

export const handOver: Command<HandOver, { incomingId: string; handoverId: string }> = defineCommand({
  name: "document.hand-over",
  input: HandOver,
  async run({ tx, principal, now }, input: HandOver) {
    const found = await lockIncoming(tx, principal, input.incomingId);
    if (found.status !== "open") throw documentsProblem("documents.incoming-closed", { status: found.status });
    refuseIdentities({ "/toWhom": input.toWhom, "/note": input.note });
    if (input.handedOn < found.arrivedOn || input.handedOn > civilDateOf(now))
      throw documentsProblem("documents.impossible-day", { fields: { "/handedOn": "documents.impossible-day" } });
    await sql`insert into incoming_handover (id, incoming_id, to_whom, role, note, handed_on, recorded_at)
      values (${input.handoverId}, ${found.id}, ${tidyLine(input.toWhom)}, ${input.role}, ${input.note || null}, ${input.handedOn}::date, ${now})`.execute(
      tx,
    );
    return {
      answer: { incomingId: found.id, handoverId: input.handoverId },
      journal: [
        line("document.handed-over", found, {
          after: { toWhom: input.toWhom, role: input.role, handedOn: input.handedOn },
        }),
      ],
    };
  },
});

/** Done, cancelled (it keeps its number), or opened again. */
export const closeIncoming: Command<CloseIncoming, { incomingId: string; version: number }> = defineCommand({
  name: "document.close-incoming",
  input: CloseIncoming,
  async run({ tx, principal, now }, input: CloseIncoming) {
    const found = await lockIncoming(tx, principal, input.incomingId, input.version);
    if ((found.status === "open") === (input.to === "open"))
      throw documentsProblem("documents.incoming-closed", { status: found.status });
    refuseIdentities({ "/note": input.note });
    if (input.on < found.arrivedOn || input.on > civilDateOf(now))
      throw documentsProblem("documents.impossible-day", { fields: { "/on": "documents.impossible-day" } });
    const answer = input.answeredBy === null ? null : (await getIssued(tx, input.answeredBy)).id;
    const open = input.to === "open";
    await sql`update incoming_document set status = ${input.to}, done_on = ${open ? null : input.on}::date, done_note = ${open ? null : input.note || null},
      answered_by = ${open ? null : answer}::uuid, version = version + 1 where id = ${found.id}::uuid`.execute(tx);
    return {
      answer: { incomingId: found.id, version: found.version + 1 },
      journal: [
        line(`document.received-${open ? "reopened" : input.to}`, found, {
          before: { status: found.status },
          after: { status: input.to, on: input.on, note: input.note, answeredBy: answer },
        }),
      ],
    };
  },
});

/** The scan or the file as it came. The bytes are in the file store already, under their hash. */
export const addIncomingFile: Command<AddIncomingFile, { fileId: string; sha256: string }> = defineCommand({
  name: "document.add-incoming-file",
  input: AddIncomingFile,
  async run({ tx, principal, now }, input: AddIncomingFile) {
    const found = await lockIncoming(tx, principal, input.incomingId);
    await sql`insert into incoming_file (id, incoming_id, file_name, media_type, sha256, size, added_at)
      values (${input.fileId}, ${found.id}, ${input.fileName}, ${input.mediaType}, ${input.sha256}, ${input.size}, ${now})`.execute(
      tx,
    );
    return {
      answer: { fileId: input.fileId, sha256: input.sha256 },
      journal: [
        line("document.received-file", found, {
          after: { fileName: input.fileName, sha256: input.sha256, size: input.size },
        }),
      ],
    };
  },
});
