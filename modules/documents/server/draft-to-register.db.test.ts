import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildDocumentWorld, type DocumentWorld, letter, signed, wordsOf } from "./document-world.ts";
import { getDraftPage } from "./draft-page.ts";
import { listDocuments } from "./list-documents.ts";

const db = useTestDatabase();
let w: DocumentWorld;
beforeAll(async () => {
  w = await buildDocumentWorld(db);
});

describe("from a template to the register", () => {
  test("people are merged, the words edited, handed in, issued, and then nothing changes any more", async () => {
    const draftId = await w.draft(
      "decision-recognition",
      { fromDay: "2026-12-01", role: "" },
      { source: "roster.people", sourceIds: ["1", "2", "3"] },
    );
    const first = await w.read((tx) => getDraftPage(tx, w.ha, draftId));
    expect(first).toMatchObject({ source: "roster.people", sourceCount: 3, status: "draft", type: "decision" });
    expect(first.content.decider).toBe("Chủ tịch Ủy ban nhân dân xã D'Ran");
    expect(first.content.annexes[0]?.body[0]).toMatchObject({ kind: "table", rows: [{}, {}, {}] });
    const content = { ...first.content, abstract: "Về việc công nhận lại tuyên truyền viên cơ sở" };
    await w.run("document.edit-draft", { draftId, version: 1, content });
    await expect(w.run("document.edit-draft", { draftId, version: 1, content })).rejects.toMatchObject({
      code: "documents.changed-since",
    });
    await w.run("document.submit-draft", { draftId, version: 2 });
    const made = await w.run<{ documentId: string; symbol: string }>("document.issue-draft", {
      draftId,
      version: 3,
      ...signed,
      copies: 5,
    });
    expect(made.symbol).toMatch(/^\d\d\/QĐ-UBND$/);
    const file = await w.bytes(made.documentId);
    expect(wordsOf(file)).toContain("Công nhận 3 ông (bà)");
    expect(wordsOf(file)).toContain(`Số: ${made.symbol}`);
    expect(checkDocument(file).filter((f) => f.verdict === "broken")).toEqual([]);
    expect(await w.page(made.documentId)).toMatchObject({
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
      await expect(w.run(name, { draftId, version: 4, ...payload })).rejects.toMatchObject({
        code: "documents.draft-frozen",
      });
    await expect(sql`update document_draft set abstract = 'x' where id = ${draftId}`.execute(db.owner)).rejects.toThrow(
      /never changed/,
    );
  });

  test("nothing is issued with gaps, with people's papers, or out of form; no number is taken", async () => {
    const before = (await w.read((tx) => listDocuments(tx, { limit: 200 }))).items.length;
    const gaps = await w.draft("decision-recognition", { people: ["Ma Thị Hương"] });
    await expect(w.run("document.issue-draft", { draftId: gaps, version: 1, ...signed })).rejects.toMatchObject({
      code: "documents.unfilled",
    });
    await expect(
      w.draft("official-letter", { ...letter, message: "Số căn cước 068199001234 của ông A" }),
    ).rejects.toMatchObject({
      code: "documents.identity-in-text",
    });
    const odd = await w.draft("official-letter", letter);
    const { content } = await w.read((tx) => getDraftPage(tx, w.ha, odd));
    const bad = {
      ...content,
      body: [
        { kind: "paragraph" as const, text: "a) một điểm đứng riêng" },
        { kind: "paragraph" as const, text: "g) điểm nhảy cóc" },
      ],
    };
    await w.run("document.edit-draft", { draftId: odd, version: 1, content: bad });
    await expect(w.run("document.issue-draft", { draftId: odd, version: 2, ...signed })).rejects.toMatchObject({
      code: "documents.format-broken",
    });
    await expect(
      w.run("document.issue-draft", {
        draftId: odd,
        version: 2,
        ...signed,
        issuedOn: "2026-11-24",
        despiteFindings: true,
      }),
    ).rejects.toMatchObject({
      code: "documents.future-date",
    });
    expect((await w.read((tx) => listDocuments(tx, { limit: 200 }))).items).toHaveLength(before);
    await w.run("document.issue-draft", { draftId: odd, version: 2, ...signed, despiteFindings: true });
    const { rows } = await sql<{ after: { despite?: string[] } }>`
      select after from journal where action = 'document.issued' and subject_id = ${odd}`.execute(db.owner);
    expect(rows[0]?.after.despite).toContain("point.order");
  });

  test("another commune sees neither draft nor document, and makes none here", async () => {
    const draftId = await w.draft("official-letter", letter);
    const stranger: Principal = { ...w.ha, userId: "x", grants: [{ role: "officer", unitId: w.damRong }] };
    await expect(w.read((tx) => getDraftPage(tx, stranger, draftId), stranger)).rejects.toMatchObject({
      code: "documents.draft-not-found",
    });
    await expect(
      w.run(
        "document.create-draft",
        { draftId: newId(), unitId: w.dran, template: "official-letter", values: letter },
        stranger,
      ),
    ).rejects.toMatchObject({ code: "access.denied" });
    const clerk: Principal = { ...w.ha, userId: "y", grants: [{ role: "analyst", unitId: w.dran }] };
    await expect(w.run("document.issue-draft", { draftId, version: 1, ...signed }, clerk)).rejects.toMatchObject({
      code: "access.denied",
    });
  });

  test("an abbreviation has its dates: a later one changes no symbol of before", async () => {
    const chief: Principal = { ...w.ha, userId: "boss", grants: [{ role: "administrator", unitId: null }] };
    await w.run(
      "document.set-type-form",
      { type: "notice", from: "2026-11-15", abbreviation: "TBX", legalBasis: "thử" },
      chief,
    );
    const withdrawal = await w.draft("official-letter", letter);
    expect(withdrawal).toBeTruthy();
    const { rows } = await sql<{
      a: string;
    }>`select abbreviation as a from document_type_form where type = 'notice' order by lower(valid)`.execute(db.owner);
    expect(rows.map((r) => r.a)).toEqual(["TB", "TBX"]);
    await expect(
      w.run("document.set-type-form", { type: "notice", from: "2027-01-01", abbreviation: "TB", legalBasis: "thử" }),
    ).rejects.toMatchObject({
      code: "access.denied",
    });
  });
});

describe("a mistake in what was issued", () => {
  test("of content: a document of the same form replaces it, once, linked both ways", async () => {
    const old = await w.issued();
    const draftId = newId();
    await w.run("document.create-remedy", {
      draftId,
      documentId: old.documentId,
      remedy: "replaces",
      reason: "sai ngày họp",
    });
    const begun = await w.read((tx) => getDraftPage(tx, w.ha, draftId));
    // begins with the very words of what it replaces
    expect(begun).toMatchObject({ type: "official-letter", remedy: "replaces", remedyOf: { id: old.documentId } });
    expect(JSON.stringify(begun.content.body)).toContain("Đề nghị trao đổi lịch tháng 12");
    const second = newId();
    await w.run("document.create-remedy", {
      draftId: second,
      documentId: old.documentId,
      remedy: "withdraws",
      reason: "không còn cần",
    });
    const next = await w.run<{ documentId: string }>("document.issue-draft", { draftId, version: 1, ...signed });
    expect(await w.page(old.documentId)).toMatchObject({
      state: "replaced",
      links: [{ id: next.documentId, direction: "answers", remedy: "replaces" }],
    });
    expect(await w.page(next.documentId)).toMatchObject({
      state: "standing",
      links: [{ id: old.documentId, direction: "answered", reason: "sai ngày họp" }],
    });
    await expect(w.run("document.issue-draft", { draftId: second, version: 1, ...signed })).rejects.toMatchObject({
      code: "documents.already-ended",
    });
    await expect(
      w.run("document.create-remedy", {
        draftId: newId(),
        documentId: old.documentId,
        remedy: "corrects",
        reason: "x",
      }),
    ).rejects.toMatchObject({ code: "documents.already-ended" });
  });

  test("of form: an official letter corrects it, more than once; a notice withdraws it", async () => {
    const old = await w.issued();
    for (const printed of ["tháng 11", "tháng 12"]) {
      const draftId = newId();
      await w.run("document.create-remedy", {
        draftId,
        documentId: old.documentId,
        remedy: "corrects",
        reason: "sai chính tả",
        values: {
          addressee: ["Sở Văn hóa, Thể thao và Du lịch"],
          corrections: [{ where: "Dòng 3", printed, right: "tháng 01" }],
        },
      });
      const made = await w.run<{ documentId: string; symbol: string }>("document.issue-draft", {
        draftId,
        version: 1,
        ...signed,
      });
      expect(wordsOf(await w.bytes(made.documentId))).toContain(`đã in là “${printed}”, nay sửa là “tháng 01”`);
      expect(made.symbol).toMatch(/\/UBND-VHXH$/);
    }
    expect((await w.page(old.documentId)).state).toBe("corrected");
    const draftId = newId();
    await w.run("document.create-remedy", {
      draftId,
      documentId: old.documentId,
      remedy: "withdraws",
      reason: "ban hành nhầm",
    });
    await w.run("document.issue-draft", { draftId, version: 1, ...signed });
    expect(await w.page(old.documentId)).toMatchObject({
      state: "withdrawn",
      links: expect.arrayContaining([expect.objectContaining({ remedy: "withdraws" })]),
    });
  });
});
