import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { readDocx } from "#platform/documents/docx/read-docx.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import type { MergeSource } from "./merge-source.ts";
import { buildDocumentCommands } from "./commands.ts";
import { getDocumentPage } from "./document-page.ts";
import { readDocumentFile } from "./list-documents.ts";

const people: MergeSource = {
  id: "roster.people",
  titleVi: "Người",
  titleEn: "People",
  choices: async () => [{ id: "1", label: "Ma Thị Hương", note: "" }],
  merge: async (_call, ids) => ({
    role: "tuyên truyền viên cơ sở",
    place: "tại xã D'Ran",
    people: ids.map((id) => ({ name: `Người ${id}`, position: "Trưởng thôn" })),
  }),
};

export const now = new Date("2026-11-23T03:00:00Z");
export const signed = { issuedOn: "2026-11-20", signerName: "Trương Công Lý" };
export const letter = {
  subject: "Trao đổi lịch",
  addressee: ["Sở Văn hóa, Thể thao và Du lịch"],
  message: "Đề nghị trao đổi lịch tháng 12.",
};
export const wordsOf = (file: Uint8Array) =>
  readDocx(file)
    .paragraphs.map((p) => p.text)
    .join("\n");

/** D'Ran and Đam Rông 1 under Lâm Đồng, an officer of D'Ran, and what she does at her desk. */
export async function buildDocumentWorld(db: TestDatabase) {
  const commands = buildDocumentCommands([people]) as never;
  const unit = async (name: string, kind: string, parent: number | null) => {
    const { rows } = await sql<{ id: number }>`insert into unit (founded) values ('2020-01-01') returning id`.execute(
      db.owner,
    );
    const id = rows[0]!.id;
    await sql`insert into unit_version (unit_id, kind, name, parent_id, valid) values (${id}, ${kind}, ${name}, ${parent}, '[2020-01-01,)')`.execute(
      db.owner,
    );
    return id;
  };
  const province = await unit("Tỉnh Lâm Đồng", "province", null);
  const dran = await unit("Xã D'Ran", "commune", province);
  const damRong = await unit("Xã Đam Rông 1", "commune", province);
  await sql`select refresh_units(null, '2026-11-23')`.execute(db.owner);
  const ha: Principal = {
    userId: "ha",
    personId: null,
    displayName: "Hà",
    grants: [{ role: "officer", unitId: dran }],
    homeUnitId: dran,
  };
  async function run<A = Record<string, unknown>>(name: string, payload: object, who = ha): Promise<A> {
    const services = { pool: db.database.pool, commands, now: () => now };
    const receipt = await executeCommand(services, who, { id: newId(), name, payload });
    return receipt.answer as A;
  }
  const read = <T>(work: (tx: Tx) => Promise<T>, who = ha) => inTransaction(db.database.pool, who, work);
  async function draft(template: string, values: object, more: object = {}): Promise<string> {
    const draftId = newId();
    await run("document.create-draft", { draftId, unitId: dran, template, values, ...more });
    return draftId;
  }
  async function issued(template = "official-letter", values: object = letter) {
    const draftId = await draft(template, values);
    return run<{ documentId: string; symbol: string }>("document.issue-draft", { draftId, version: 1, ...signed });
  }
  return {
    dran,
    damRong,
    ha,
    run,
    read,
    draft,
    issued,
    page: (id: string) => read((tx) => getDocumentPage(tx, ha, id)),
    bytes: async (id: string) => (await read((tx) => readDocumentFile(tx, id))).bytes,
  };
}
export type DocumentWorld = Awaited<ReturnType<typeof buildDocumentWorld>>;
