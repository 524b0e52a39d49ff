import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "#kernel/ids.ts";
import { checkEdxml } from "#platform/documents/edxml/check-edxml.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { openFileStore } from "#platform/files/file-store.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildDocumentWorld, type DocumentWorld, letter, now, signed, wordsOf } from "./document-world.ts";
import { getDraftPage } from "./draft-page.ts";
import { requirePdf } from "./file-signed.ts";
import { getIncomingPage, IncomingQuery, listIncoming } from "./list-incoming.ts";
import { packageDocument } from "./package-document.ts";

const db = useTestDatabase();
let w: DocumentWorld;
beforeAll(async () => {
  w = await buildDocumentWorld(db);
});

describe("certified copies", () => {
  const copy = (form: string, of: object, more: object = {}) =>
    w.run<{ documentId: string; symbol: string }>("document.certify-copy", {
      form,
      unitId: w.dran,
      ...of,
      issuedOn: "2026-11-21",
      signerName: "Trương Công Lý",
      recipients: ["Công an xã"],
      copies: 3,
      ...more,
    });

  test("sao y, sao lục and trích sao share one series; the form stands under the original, which keeps its own", async () => {
    const of = await w.issued();
    const sy = await copy("certified-copy", { documentId: of.documentId });
    const sl = await copy("copy-of-copy", { documentId: sy.documentId });
    const all = (await w.page(of.documentId)).paragraphs;
    const trs = await copy(
      "certified-extract",
      { documentId: of.documentId },
      { keep: [all.findIndex((p) => p.includes("trao đổi lịch"))] },
    );
    expect([sy.symbol, sl.symbol, trs.symbol]).toEqual(["01/SY-UBND", "02/SL-UBND", "03/TrS-UBND"]);
    const words = wordsOf(await w.bytes(sy.documentId));
    expect(words.indexOf(`Số: ${of.symbol}`)).toBeLessThan(words.indexOf("SAO Y"));
    expect(words.indexOf("SAO Y")).toBeLessThan(words.indexOf("Số: 01/SY-UBND"));
    expect(checkDocument(await w.bytes(sy.documentId)).filter((f) => f.verdict === "broken")).toEqual([]);
    expect(checkDocument(await w.bytes(trs.documentId)).filter((f) => f.verdict === "broken")).toEqual([]);
    const extract = wordsOf(await w.bytes(trs.documentId));
    expect(extract).toContain("Đề nghị trao đổi lịch tháng 12");
    expect(extract).not.toContain("trân trọng đề nghị quý cơ quan");
    expect(await w.page(sy.documentId)).toMatchObject({
      series: "copies",
      copyOf: { kind: "issued", id: of.documentId },
      copies: [{ id: sl.documentId }],
    });
    expect((await w.page(of.documentId)).copies).toHaveLength(2);
    // the original itself is as it was
    expect(wordsOf(await w.bytes(of.documentId))).not.toContain("SAO Y");
  });

  test("are refused of the wrong original", async () => {
    const of = await w.issued();
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
    const of = await w.issued();
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
    await w.run("document.file-signed", file);
    await expect(w.run("document.file-signed", { ...file, fileId: newId() })).rejects.toMatchObject({
      constraint: "document_signed_file_document_id_sha256_key",
    });
    expect((await w.page(of.documentId)).signed).toMatchObject([{ sha256: stored.sha256, signatureFields: 1 }]);
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
      w.read((tx) =>
        packageDocument({
          tx,
          principal: w.ha,
          files,
          documentId: of.documentId,
          to: [{ organId: "H36", name: "Ủy ban nhân dân tỉnh Lâm Đồng" }],
          now,
        }),
      );
    await expect(pack()).rejects.toMatchObject({ code: "documents.no-organ" });
    await w.run("document.set-organ", {
      unitId: w.dran,
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
    unitId: w.dran,
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
    expect(await w.run("document.register-incoming", one)).toMatchObject({ number: 1, year: 2026 });
    expect(await w.run("document.register-incoming", arrival({ dueOn: null }))).toMatchObject({ number: 2 });
    expect(
      await w.run(
        "document.register-incoming",
        arrival({ arrivedOn: "2025-12-30", issuedOn: "2025-12-29", dueOn: "2027-01-01" }),
      ),
    ).toMatchObject({ number: 1, year: 2025 });
    await w.run("document.hand-over", {
      handoverId: newId(),
      incomingId: one.incomingId,
      toWhom: "Phòng Văn hóa - Xã hội",
      role: "lead",
      handedOn: "2026-11-03",
    });
    const overdue = await w.read((tx) => listIncoming(tx, IncomingQuery.parse({ view: "overdue" })));
    expect(overdue.items).toMatchObject([
      { id: one.incomingId, heldBy: "Phòng Văn hóa - Xã hội", overdue: true, symbol: "123/SVHTTDL-TTCS" },
    ]);
    expect(
      (await w.read((tx) => listIncoming(tx, IncomingQuery.parse({ q: "ra soat doi ngu", year: 2025 })))).items,
    ).toHaveLength(1);
    expect(
      (await w.read((tx) => listIncoming(tx, IncomingQuery.parse({ q: "svhttdl ttcs đội-ngũ", view: "all" })))).items
        .length,
    ).toBeGreaterThan(0);
    const draftId = await w.draft(
      "official-letter",
      { ...letter, subject: "Kết quả rà soát" },
      { answers: one.incomingId },
    );
    expect(JSON.stringify((await w.read((tx) => getDraftPage(tx, w.ha, draftId))).content.body)).toContain(
      "Công văn số 123/SVHTTDL-TTCS ngày 30/10/2026 của Sở Văn hóa, Thể thao và Du lịch",
    );
    const made = await w.run<{ documentId: string }>("document.issue-draft", { draftId, version: 1, ...signed });
    expect(await w.read((tx) => getIncomingPage(tx, w.ha, one.incomingId))).toMatchObject({
      status: "done",
      doneOn: "2026-11-20",
      answeredBy: { id: made.documentId },
    });
  });

  test("keeps its number when it was registered by mistake, and in the database whatever happens", async () => {
    const wrong = arrival();
    const { number } = await w.run<{ number: number }>("document.register-incoming", wrong);
    await w.run("document.close-incoming", {
      incomingId: wrong.incomingId,
      version: 1,
      to: "cancelled",
      on: "2026-11-20",
      note: "trùng",
    });
    await expect(
      w.run("document.hand-over", {
        handoverId: newId(),
        incomingId: wrong.incomingId,
        toWhom: "A",
        role: "lead",
        handedOn: "2026-11-20",
      }),
    ).rejects.toMatchObject({
      code: "documents.incoming-closed",
    });
    expect(await w.run("document.register-incoming", arrival())).toMatchObject({ number: number + 1 });
    await expect(
      sql`update incoming_document set number = 99 where id = ${wrong.incomingId}`.execute(db.owner),
    ).rejects.toThrow(/never changed/);
    await expect(sql`delete from incoming_document where id = ${wrong.incomingId}`.execute(db.owner)).rejects.toThrow(
      /never deleted/,
    );
    await w.run("document.close-incoming", { incomingId: wrong.incomingId, version: 2, to: "open", on: "2026-11-20" });
  });

  test("holds nobody's papers and no day that cannot be", async () => {
    await expect(
      w.run("document.register-incoming", arrival({ abstract: "Đơn của người có CCCD 068199001234" })),
    ).rejects.toMatchObject({ code: "documents.identity-in-text" });
    await expect(w.run("document.register-incoming", arrival({ arrivedOn: "2026-11-24" }))).rejects.toMatchObject({
      code: "documents.impossible-day",
    });
    await expect(w.run("document.register-incoming", arrival({ issuedOn: "2026-11-05" }))).rejects.toMatchObject({
      code: "documents.impossible-day",
    });
  });
});
