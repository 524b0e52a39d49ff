import { newId } from "#kernel/ids.ts";
import { anywhere, both, type Case, dran, everything, utf8 } from "./case.ts";
import type { World } from "./world.ts";

const pdf = utf8("%PDF-1.7\n/ByteRange [0 1 2 3]\nstartxref\n9\n%%EOF\n");
const signed = { issuedOn: "2026-11-02", signerName: "Trương Công Lý" };

/** A letter of D'Ran that nobody has issued yet. */
async function draft(w: World): Promise<string> {
  const draftId = newId();
  await w.run("document.create-draft", {
    draftId,
    unitId: w.dran,
    template: "official-letter",
    values: { subject: `Trao đổi ${w.secret}`, addressee: ["Sở Văn hóa"], message: `Nội dung ${w.secret}` },
  });
  return draftId;
}
async function issued(w: World): Promise<string> {
  const made = await w.run<{ documentId: string }>("document.issue-draft", {
    draftId: await draft(w),
    version: 1,
    ...signed,
  });
  return made.documentId;
}
const facts = {
  sender: "Sở Văn hóa, Thể thao và Du lịch",
  symbol: "12/SVHTTDL",
  issuedOn: "2026-10-01",
  type: "official-letter",
  urgency: null,
  isCopy: false,
  dueOn: "2026-10-20",
};
async function arrival(w: World): Promise<string> {
  const incomingId = newId();
  await w.run("document.register-incoming", {
    incomingId,
    unitId: w.dran,
    arrivedOn: "2026-10-05",
    ...facts,
    abstract: `V/v ${w.secret}`,
  });
  return incomingId;
}
const file = { fileName: "a.pdf", sha256: "a".repeat(64), size: 3 };
const ofDraft = (body?: object) =>
  dran(async (w) => ({ params: { id: await draft(w) }, ...(body === undefined ? {} : { body }) }));
const ofArrival = (body?: object) =>
  dran(async (w) => ({ params: { id: await arrival(w) }, ...(body === undefined ? {} : { body }) }));
const gone = (ask: Case["ask"], instead: readonly number[]): Case[] => [{ where: "dran", ask, instead }];

/** Each asking is about a later year than the one before. */
let year = 2029;

/** Written, issued and registered at the unit and above; outside nobody sees that anything is there. */
export const documentCases: Record<string, readonly Case[]> = {
  "GET /documents/templates": anywhere(),
  "GET /documents/sources/:source/choices": dran((w) => ({
    params: { source: "roster.people" },
    query: { unitId: w.dran },
  })),
  "GET /documents/sources/:source/values": dran((w) => ({
    params: { source: "roster.people" },
    query: { unitId: w.dran, template: "submission", ids: newId() },
  })),
  "GET /documents/drafts": both((w) => ({ unitId: w.dran })),
  "POST /documents/drafts": dran((w) => ({
    body: {
      unitId: w.dran,
      template: "official-letter",
      values: { subject: "Trao đổi", addressee: ["Sở"], message: "Lịch" },
    },
  })),
  "GET /documents/drafts/:id": ofDraft(),
  "PUT /documents/drafts/:id": ofDraft({
    version: 1,
    content: {
      abstract: "trao đổi lịch",
      decider: null,
      addressees: ["Sở Văn hóa"],
      bases: [],
      body: [{ kind: "paragraph", text: "Đề nghị trao đổi lịch." }],
      annexes: [],
      signature: { authority: null, capacity: null, position: "CHỦ TỊCH", name: "Trương Công Lý" },
      secretary: null,
      recipients: [],
      filing: null,
    },
  }),
  "GET /documents/drafts/:id/file": ofDraft(),
  "GET /documents/drafts/:id/check": ofDraft(),
  "POST /documents/drafts/:id/submit": ofDraft({ version: 1 }),
  "POST /documents/drafts/:id/drop": ofDraft({ version: 1, reason: "không cần nữa" }),
  "POST /documents/drafts/:id/issue": ofDraft({ version: 1, ...signed }),
  "POST /documents/:id/remedies": dran(async (w) => ({
    params: { id: await issued(w) },
    body: { remedy: "withdraws", reason: "ban hành nhầm" },
  })),

  "GET /documents/incoming": both((w) => ({ unitId: w.dran })),
  "GET /documents/incoming/export": both((w) => ({ unitId: w.dran })),
  "POST /documents/incoming": dran((w) => ({
    body: { unitId: w.dran, arrivedOn: "2026-10-05", ...facts, abstract: "V/v đăng ký" },
  })),
  "GET /documents/incoming/:id": ofArrival(),
  "PATCH /documents/incoming/:id": ofArrival({ version: 1, ...facts, abstract: "V/v đã sửa" }),
  "POST /documents/incoming/:id/handovers": ofArrival({
    toWhom: "Phòng Văn hóa - Xã hội",
    role: "lead",
    handedOn: "2026-10-06",
  }),
  "POST /documents/incoming/:id/state": ofArrival({ version: 1, to: "done", on: "2026-10-10" }),
  "POST /documents/incoming/:id/files": dran(async (w) => ({
    params: { id: await arrival(w) },
    query: { fileName: "ban-quet.pdf" },
    bytes: pdf,
  })),
  // the row is there, its bytes are not: seen by who may, and only by them
  "GET /documents/incoming/files/:id": gone(
    async (w) => {
      const fileId = newId();
      await w.run("document.add-incoming-file", {
        fileId,
        incomingId: await arrival(w),
        mediaType: "application/pdf",
        ...file,
      });
      return { params: { id: fileId } };
    },
    [422],
  ),

  "POST /documents/copies": dran(async (w) => ({
    body: {
      form: "certified-copy",
      unitId: w.dran,
      documentId: await issued(w),
      ...signed,
      recipients: ["Công an xã"],
      copies: 1,
    },
  })),
  "PUT /documents/types/:type": everything(() => ({
    params: { type: "telegram" },
    body: { from: `${(year += 1)}-01-01`, abbreviation: "CĐ", legalBasis: "thử" },
  })),
  "GET /documents/organs": anywhere(),
  "GET /documents/organs/:unitId": dran((w) => ({ params: { unitId: w.dran } })),
  "PUT /documents/organs/:unitId": dran((w) => ({
    params: { unitId: w.dran },
    body: {
      organId: "H36.99",
      name: "Ủy ban nhân dân xã D'Ran",
      inCharge: null,
      address: null,
      email: null,
      telephone: null,
    },
  })),
  "POST /documents/edxml/check": anywhere(() => ({ bytes: utf8("<edXML/>") })),
  "GET /documents/signed/:id": gone(
    async (w) => {
      const fileId = newId();
      await w.run("document.file-signed", {
        fileId,
        documentId: await issued(w),
        pdfVersion: "1.7",
        signatureFields: 1,
        ...file,
      });
      return { params: { id: fileId } };
    },
    [422],
  ),
  "GET /documents/:id": dran(async (w) => ({ params: { id: await issued(w) } })),
  "POST /documents/:id/signed": dran(async (w) => ({
    params: { id: await issued(w) },
    query: { fileName: "da-ky.pdf" },
    bytes: pdf,
  })),
  "POST /documents/:id/edxml": dran(async (w) => {
    const id = await issued(w);
    await w.run("document.set-organ", {
      unitId: w.dran,
      organId: "H36.99",
      name: "Ủy ban nhân dân xã D'Ran",
      inCharge: null,
      address: null,
      email: null,
      telephone: null,
    });
    return { params: { id }, body: { to: [{ organId: "H36", name: "Ủy ban nhân dân tỉnh" }] } };
  }),
};
