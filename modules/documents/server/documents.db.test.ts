import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { Tx } from "#platform/db/session.ts";
import { inTransaction } from "#platform/db/session.ts";
import { readDocx } from "#platform/documents/docx/read-docx.ts";
import { checkEdxml } from "#platform/documents/edxml/check-edxml.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { openFileStore } from "#platform/files/file-store.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MergeSource } from "../merge-source.ts";
import { buildDocumentCommands } from "./commands.ts";
import { getDocumentPage } from "./document-page.ts";
import { getDraftPage } from "./draft-page.ts";
import { requirePdf } from "./file-signed.ts";
import { getIncomingPage, IncomingQuery, listIncoming } from "./list-incoming.ts";
import { listDocuments, readDocumentFile } from "./list-documents.ts";
import { packageDocument } from "./package-document.ts";

const db = useTestDatabase();
let dran: number;
let damRong: number;
let ha: Principal;
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
const commands = buildDocumentCommands([people]) as never;

beforeAll(async () => {
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
  dran = await unit("Xã D'Ran", "commune", province);
  damRong = await unit("Xã Đam Rông 1", "commune", province);
  await sql`select refresh_units(null, '2026-11-23')`.execute(db.owner);
  ha = {
    userId: "ha",
    personId: null,
    displayName: "Hà",
    grants: [{ role: "officer", unitId: dran }],
    homeUnitId: dran,
  };
});

const now = new Date("2026-11-23T03:00:00Z");
async function run<A = Record<string, unknown>>(name: string, payload: object, who = ha): Promise<A> {
  const receipt = await executeCommand({ pool: db.database.pool, commands, now: () => now }, who, {
    id: newId(),
    name,
    payload,
  });
  return receipt.answer as A;
}
const read = <T>(work: (tx: Tx) => Promise<T>, who = ha) => inTransaction(db.database.pool, who, work);
const letter = {
  subject: "Trao đổi lịch",
  addressee: ["Sở Văn hóa, Thể thao và Du lịch"],
  message: "Đề nghị trao đổi lịch tháng 12.",
};
const signed = { issuedOn: "2026-11-20", signerName: "Trương Công Lý" };

async function draft(template: string, values: object, more: object = {}): Promise<string> {
  const draftId = newId();
  await run("document.create-draft", { draftId, unitId: dran, template, values, ...more });
  return draftId;
}
async function issued(
  template = "official-letter",
  values: object = letter,
): Promise<{ documentId: string; symbol: string }> {
  const draftId = await draft(template, values);
  return run("document.issue-draft", { draftId, version: 1, ...signed });
}
const page = (id: string) => read((tx) => getDocumentPage(tx, ha, id));
const bytes = async (id: string) => (await read((tx) => readDocumentFile(tx, id))).bytes;
const wordsOf = (file: Uint8Array) =>
  readDocx(file)
    .paragraphs.map((p) => p.text)
    .join("\n");

describe("from a template to the register", () => {
  test("people are merged, the words edited, handed in, issued, and then nothing changes any more", async () => {
    const draftId = await draft(
      "decision-recognition",
      { fromDay: "2026-12-01", role: "" },
      { source: "roster.people", sourceIds: ["1", "2", "3"] },
    );
    const first = await read((tx) => getDraftPage(tx, ha, draftId));
    expect(first).toMatchObject({ source: "roster.people", sourceCount: 3, status: "draft", type: "decision" });
    expect(first.content.decider).toBe("Chủ tịch Ủy ban nhân dân xã D'Ran");
    expect(first.content.annexes[0]?.body[0]).toMatchObject({ kind: "table", rows: [{}, {}, {}] });
    const content = { ...first.content, abstract: "Về việc công nhận lại tuyên truyền viên cơ sở" };
    await run("document.edit-draft", { draftId, version: 1, content });
    await expect(run("document.edit-draft", { draftId, version: 1, content })).rejects.toMatchObject({
      code: "documents.changed-since",
    });
    await run("document.submit-draft", { draftId, version: 2 });
    const made = await run<{ documentId: string; symbol: string }>("document.issue-draft", {
      draftId,
      version: 3,
      ...signed,
      copies: 5,
    });
    expect(made.symbol).toMatch(/^\d\d\/QĐ-UBND$/);
    const file = await bytes(made.documentId);
    expect(wordsOf(file)).toContain("Công nhận 3 ông (bà)");
    expect(wordsOf(file)).toContain(`Số: ${made.symbol}`);
    expect(checkDocument(file).filter((f) => f.verdict === "broken")).toEqual([]);
    expect(await page(made.documentId)).toMatchObject({
      abstract: content.abstract,
      copiesMade: 5,
      state: "standing",
      subjectId: draftId,
    });
    for (const [name, payload] of [
      ["document.edit-draft", { content }],
      ["document.submit-draft", {}],
      ["document.drop-draft", { reason: "nhầm" }],
      ["document.issue-draft", signed],
    ] as const)
      await expect(run(name, { draftId, version: 4, ...payload })).rejects.toMatchObject({
        code: "documents.draft-frozen",
      });
    await expect(sql`update document_draft set abstract = 'x' where id = ${draftId}`.execute(db.owner)).rejects.toThrow(
      /never changed/,
    );
  });

  test("nothing is issued with gaps, with people's papers, or out of form; no number is taken", async () => {
    const before = (await read((tx) => listDocuments(tx, { limit: 200 }))).items.length;
    const gaps = await draft("decision-recognition", { people: ["Ma Thị Hương"] });
    await expect(run("document.issue-draft", { draftId: gaps, version: 1, ...signed })).rejects.toMatchObject({
      code: "documents.unfilled",
    });
    await expect(
      draft("official-letter", { ...letter, message: "Số căn cước 068199001234 của ông A" }),
    ).rejects.toMatchObject({
      code: "documents.identity-in-text",
    });
    const odd = await draft("official-letter", letter);
    const { content } = await read((tx) => getDraftPage(tx, ha, odd));
    const bad = {
      ...content,
      body: [
        { kind: "paragraph" as const, text: "a) một điểm đứng riêng" },
        { kind: "paragraph" as const, text: "g) điểm nhảy cóc" },
      ],
    };
    await run("document.edit-draft", { draftId: odd, version: 1, content: bad });
    await expect(run("document.issue-draft", { draftId: odd, version: 2, ...signed })).rejects.toMatchObject({
      code: "documents.format-broken",
    });
    await expect(
      run("document.issue-draft", {
        draftId: odd,
        version: 2,
        ...signed,
        issuedOn: "2026-11-24",
        despiteFindings: true,
      }),
    ).rejects.toMatchObject({
      code: "documents.future-date",
    });
    expect((await read((tx) => listDocuments(tx, { limit: 200 }))).items).toHaveLength(before);
    await run("document.issue-draft", { draftId: odd, version: 2, ...signed, despiteFindings: true });
    const { rows } = await sql<{ after: { despite?: string[] } }>`
      select after from journal where action = 'document.issued' and subject_id = ${odd}`.execute(db.owner);
    expect(rows[0]?.after.despite).toContain("point.order");
  });

  test("another commune sees neither draft nor document, and makes none here", async () => {
    const draftId = await draft("official-letter", letter);
    const stranger: Principal = { ...ha, userId: "x", grants: [{ role: "officer", unitId: damRong }] };
    await expect(read((tx) => getDraftPage(tx, stranger, draftId), stranger)).rejects.toMatchObject({
      code: "documents.draft-not-found",
    });
    await expect(
      run(
        "document.create-draft",
        { draftId: newId(), unitId: dran, template: "official-letter", values: letter },
        stranger,
      ),
    ).rejects.toMatchObject({ code: "access.denied" });
    const clerk: Principal = { ...ha, userId: "y", grants: [{ role: "analyst", unitId: dran }] };
    await expect(run("document.issue-draft", { draftId, version: 1, ...signed }, clerk)).rejects.toMatchObject({
      code: "access.denied",
    });
  });

  test("an abbreviation has its dates: a later one changes no symbol of before", async () => {
    const chief: Principal = { ...ha, userId: "boss", grants: [{ role: "administrator", unitId: null }] };
    await run(
      "document.set-type-form",
      { type: "notice", from: "2026-11-15", abbreviation: "TBX", legalBasis: "thử" },
      chief,
    );
    const withdrawal = await draft("official-letter", letter);
    expect(withdrawal).toBeTruthy();
    const { rows } = await sql<{
      a: string;
    }>`select abbreviation as a from document_type_form where type = 'notice' order by lower(valid)`.execute(db.owner);
    expect(rows.map((r) => r.a)).toEqual(["TB", "TBX"]);
    await expect(
      run("document.set-type-form", { type: "notice", from: "2027-01-01", abbreviation: "TB", legalBasis: "thử" }),
    ).rejects.toMatchObject({
      code: "access.denied",
    });
  });
});

describe("a mistake in what was issued", () => {
  test("of content: a document of the same form replaces it, once, linked both ways", async () => {
    const old = await issued();
    const draftId = newId();
    await run("document.create-remedy", {
      draftId,
      documentId: old.documentId,
      remedy: "replaces",
      reason: "sai ngày họp",
    });
    const begun = await read((tx) => getDraftPage(tx, ha, draftId));
    // begins with the very words of what it replaces
    expect(begun).toMatchObject({ type: "official-letter", remedy: "replaces", remedyOf: { id: old.documentId } });
    expect(JSON.stringify(begun.content.body)).toContain("Đề nghị trao đổi lịch tháng 12");
    const second = newId();
    await run("document.create-remedy", {
      draftId: second,
      documentId: old.documentId,
      remedy: "withdraws",
      reason: "không còn cần",
    });
    const next = await run<{ documentId: string }>("document.issue-draft", { draftId, version: 1, ...signed });
    expect(await page(old.documentId)).toMatchObject({
      state: "replaced",
      links: [{ id: next.documentId, direction: "answers", remedy: "replaces" }],
    });
    expect(await page(next.documentId)).toMatchObject({
      state: "standing",
      links: [{ id: old.documentId, direction: "answered", reason: "sai ngày họp" }],
    });
    await expect(run("document.issue-draft", { draftId: second, version: 1, ...signed })).rejects.toMatchObject({
      code: "documents.already-ended",
    });
    await expect(
      run("document.create-remedy", { draftId: newId(), documentId: old.documentId, remedy: "corrects", reason: "x" }),
    ).rejects.toMatchObject({ code: "documents.already-ended" });
  });

  test("of form: an official letter corrects it, more than once; a notice withdraws it", async () => {
    const old = await issued();
    for (const printed of ["tháng 11", "tháng 12"]) {
      const draftId = newId();
      await run("document.create-remedy", {
        draftId,
        documentId: old.documentId,
        remedy: "corrects",
        reason: "sai chính tả",
        values: {
          addressee: ["Sở Văn hóa, Thể thao và Du lịch"],
          corrections: [{ where: "Dòng 3", printed, right: "tháng 01" }],
        },
      });
      const made = await run<{ documentId: string; symbol: string }>("document.issue-draft", {
        draftId,
        version: 1,
        ...signed,
      });
      expect(wordsOf(await bytes(made.documentId))).toContain(`đã in là “${printed}”, nay sửa là “tháng 01”`);
      expect(made.symbol).toMatch(/\/UBND-VHXH$/);
    }
    expect((await page(old.documentId)).state).toBe("corrected");
    const draftId = newId();
    await run("document.create-remedy", {
      draftId,
      documentId: old.documentId,
      remedy: "withdraws",
      reason: "ban hành nhầm",
    });
    await run("document.issue-draft", { draftId, version: 1, ...signed });
    expect(await page(old.documentId)).toMatchObject({
      state: "withdrawn",
      links: expect.arrayContaining([expect.objectContaining({ remedy: "withdraws" })]),
    });
  });
});

describe("certified copies", () => {
  const copy = (form: string, of: object, more: object = {}) =>
    run<{ documentId: string; symbol: string }>("document.certify-copy", {
      form,
      unitId: dran,
      ...of,
      issuedOn: "2026-11-21",
      signerName: "Trương Công Lý",
      recipients: ["Công an xã"],
      copies: 3,
      ...more,
    });

  test("sao y, sao lục and trích sao share one series; the form stands under the original, which keeps its own", async () => {
    const of = await issued();
    const sy = await copy("certified-copy", { documentId: of.documentId });
    const sl = await copy("copy-of-copy", { documentId: sy.documentId });
    const all = (await page(of.documentId)).paragraphs;
    const trs = await copy(
      "certified-extract",
      { documentId: of.documentId },
      { keep: [all.findIndex((p) => p.includes("trao đổi lịch"))] },
    );
    expect([sy.symbol, sl.symbol, trs.symbol]).toEqual(["01/SY-UBND", "02/SL-UBND", "03/TrS-UBND"]);
    const words = wordsOf(await bytes(sy.documentId));
    expect(words.indexOf(`Số: ${of.symbol}`)).toBeLessThan(words.indexOf("SAO Y"));
    expect(words.indexOf("SAO Y")).toBeLessThan(words.indexOf("Số: 01/SY-UBND"));
    expect(checkDocument(await bytes(sy.documentId)).filter((f) => f.verdict === "broken")).toEqual([]);
    expect(checkDocument(await bytes(trs.documentId)).filter((f) => f.verdict === "broken")).toEqual([]);
    const extract = wordsOf(await bytes(trs.documentId));
    expect(extract).toContain("Đề nghị trao đổi lịch tháng 12");
    expect(extract).not.toContain("trân trọng đề nghị quý cơ quan");
    expect(await page(sy.documentId)).toMatchObject({
      series: "copies",
      copyOf: { kind: "issued", id: of.documentId },
      copies: [{ id: sl.documentId }],
    });
    expect((await page(of.documentId)).copies).toHaveLength(2);
    // the original itself is as it was
    expect(wordsOf(await bytes(of.documentId))).not.toContain("SAO Y");
  });

  test("are refused of the wrong original", async () => {
    const of = await issued();
    await expect(copy("copy-of-copy", { documentId: of.documentId })).rejects.toMatchObject({
      code: "documents.wrong-original",
    });
    await expect(copy("certified-extract", { documentId: of.documentId })).rejects.toMatchObject({
      code: "documents.wrong-original",
    });
    await expect(copy("certified-copy", {})).rejects.toMatchObject({ code: "documents.wrong-original" });
  });
});

const pdf = (text: string) => new TextEncoder().encode(`%PDF-1.7\n${text}\nstartxref\n9\n%%EOF\n`);

describe("what comes back signed, and what goes to the exchange", () => {
  test("a PDF is filed with its hash; what is no PDF is refused with why", async () => {
    const of = await issued();
    const files = openFileStore(await mkdtemp(join(tmpdir(), "caunoi-files-")));
    const bytesOf = pdf("/ByteRange [0 10 20 30] /Sig");
    const stored = await files.put(bytesOf);
    const facts = requirePdf(bytesOf);
    expect(facts).toEqual({ version: "1.7", signatureFields: 1 });
    const file = {
      fileId: newId(),
      documentId: of.documentId,
      fileName: "da-ky.pdf",
      ...stored,
      pdfVersion: facts.version,
      signatureFields: facts.signatureFields,
    };
    await run("document.file-signed", file);
    await expect(run("document.file-signed", { ...file, fileId: newId() })).rejects.toMatchObject({
      constraint: "document_signed_file_document_id_sha256_key",
    });
    expect((await page(of.documentId)).signed).toMatchObject([{ sha256: stored.sha256, signatureFields: 1 }]);
    for (const [wrong, found] of [
      [new TextEncoder().encode("PK\u0003\u0004"), "not-pdf"],
      [pdf("x").subarray(0, 12), "cut-off"],
      [pdf("/Encrypt 5 0 R"), "locked"],
      [new TextEncoder().encode("%PDF-1.3\nstartxref\n9\n%%EOF\n"), "too-old"],
    ] as const)
      expect(() => requirePdf(wrong)).toThrow(
        expect.objectContaining({ code: "documents.not-a-signed-pdf", detail: { found } }),
      );

    const pack = () =>
      read((tx) =>
        packageDocument({
          tx,
          principal: ha,
          files,
          documentId: of.documentId,
          to: [{ organId: "H36", name: "Ủy ban nhân dân tỉnh Lâm Đồng" }],
          now,
        }),
      );
    await expect(pack()).rejects.toMatchObject({ code: "documents.no-organ" });
    await run("document.set-organ", {
      unitId: dran,
      organId: "H36.99",
      name: "Ủy ban nhân dân xã D'Ran",
      inCharge: null,
      address: null,
      email: null,
      telephone: null,
    });
    const made = await pack();
    expect(checkEdxml(made.bytes).filter((f) => f.verdict === "broken" || f.verdict === "unjudged")).toEqual([]);
    const text = new TextDecoder().decode(made.bytes);
    expect(text).toContain(Buffer.from(bytesOf).toString("base64"));
    expect(text).toContain(`H36.99,2026/11/20,${of.symbol}`);
  });
});

describe("what arrives", () => {
  const arrival = (more: object = {}) => ({
    incomingId: newId(),
    unitId: dran,
    arrivedOn: "2026-11-02",
    sender: "Sở Văn hóa, Thể thao và Du lịch",
    symbol: "123 / SVHTTDL - TTCS",
    issuedOn: "2026-10-30",
    type: "official-letter",
    abstract: "V/v rà soát đội ngũ tuyên truyền viên",
    urgency: null,
    isCopy: false,
    dueOn: "2026-11-10",
    ...more,
  });

  test("is numbered, handed on, overdue, answered by a document of ours and then done", async () => {
    const one = arrival();
    expect(await run("document.register-incoming", one)).toMatchObject({ number: 1, year: 2026 });
    expect(await run("document.register-incoming", arrival({ dueOn: null }))).toMatchObject({ number: 2 });
    expect(
      await run(
        "document.register-incoming",
        arrival({ arrivedOn: "2025-12-30", issuedOn: "2025-12-29", dueOn: "2027-01-01" }),
      ),
    ).toMatchObject({ number: 1, year: 2025 });
    await run("document.hand-over", {
      handoverId: newId(),
      incomingId: one.incomingId,
      toWhom: "Phòng Văn hóa - Xã hội",
      role: "lead",
      handedOn: "2026-11-03",
    });
    const overdue = await read((tx) => listIncoming(tx, IncomingQuery.parse({ view: "overdue" })));
    expect(overdue.items).toMatchObject([
      { id: one.incomingId, heldBy: "Phòng Văn hóa - Xã hội", overdue: true, symbol: "123/SVHTTDL-TTCS" },
    ]);
    expect(
      (await read((tx) => listIncoming(tx, IncomingQuery.parse({ q: "ra soat doi ngu", year: 2025 })))).items,
    ).toHaveLength(1);
    const draftId = await draft(
      "official-letter",
      { ...letter, subject: "Kết quả rà soát" },
      { answers: one.incomingId },
    );
    expect(JSON.stringify((await read((tx) => getDraftPage(tx, ha, draftId))).content.body)).toContain(
      "Công văn số 123/SVHTTDL-TTCS ngày 30/10/2026 của Sở Văn hóa, Thể thao và Du lịch",
    );
    const made = await run<{ documentId: string }>("document.issue-draft", { draftId, version: 1, ...signed });
    expect(await read((tx) => getIncomingPage(tx, ha, one.incomingId))).toMatchObject({
      status: "done",
      doneOn: "2026-11-20",
      answeredBy: { id: made.documentId },
    });
  });

  test("keeps its number when it was registered by mistake, and in the database whatever happens", async () => {
    const wrong = arrival();
    const { number } = await run<{ number: number }>("document.register-incoming", wrong);
    await run("document.close-incoming", {
      incomingId: wrong.incomingId,
      version: 1,
      to: "cancelled",
      on: "2026-11-20",
      note: "trùng",
    });
    await expect(
      run("document.hand-over", {
        handoverId: newId(),
        incomingId: wrong.incomingId,
        toWhom: "A",
        role: "lead",
        handedOn: "2026-11-20",
      }),
    ).rejects.toMatchObject({
      code: "documents.incoming-closed",
    });
    expect(await run("document.register-incoming", arrival())).toMatchObject({ number: number + 1 });
    await expect(
      sql`update incoming_document set number = 99 where id = ${wrong.incomingId}`.execute(db.owner),
    ).rejects.toThrow(/never changed/);
    await expect(sql`delete from incoming_document where id = ${wrong.incomingId}`.execute(db.owner)).rejects.toThrow(
      /never deleted/,
    );
    await run("document.close-incoming", { incomingId: wrong.incomingId, version: 2, to: "open", on: "2026-11-20" });
  });

  test("holds nobody's papers and no day that cannot be", async () => {
    await expect(
      run("document.register-incoming", arrival({ abstract: "Đơn của người có CCCD 068199001234" })),
    ).rejects.toMatchObject({ code: "documents.identity-in-text" });
    await expect(run("document.register-incoming", arrival({ arrivedOn: "2026-11-24" }))).rejects.toMatchObject({
      code: "documents.impossible-day",
    });
    await expect(run("document.register-incoming", arrival({ issuedOn: "2026-11-05" }))).rejects.toMatchObject({
      code: "documents.impossible-day",
    });
  });
});
