import { newId } from "#kernel/ids.ts";
import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import { anywhere, both, type Case, dran, everything, utf8 } from "./case.ts";
import { photo, type World } from "./world.ts";

const roster = () =>
  writeWorkbook([
    {
      name: "Danh sách",
      columns: [{ header: "Họ và tên" }, { header: "Loại" }],
      rows: [["Nguyễn Văn Thử", "Tuyên truyền viên cơ sở"]],
    },
  ]);
const evening = (w: World) => ({
  unitId: w.dran,
  placeUnitId: w.village,
  kind: "residentMeeting",
  title: "Bảo hiểm y tế",
  startsAt: "2026-05-02T12:00:00.000Z",
});
const issuer = {
  governing: null,
  issuer: "ỦY BAN NHÂN DÂN XÃ D'RAN",
  abbreviation: "UBND",
  place: "D'Ran",
  authority: null,
  capacity: null,
  signerPosition: "CHỦ TỊCH",
  signerName: "Trương Công Lý",
  filing: null,
  recipients: ["Như trên"],
  addressees: [],
};
const phone = { deviceId: newId() };
/** Roster, materials, talks, documents, reports, sync. */
export const roomCases: Record<string, readonly Case[]> = {
  "GET /people": both((w) => ({ under: w.dran })),
  "GET /people/export": both((w) => ({ under: w.dran })),
  "GET /people/rules": anywhere(),
  "GET /people/endings": both((w) => ({ under: w.dran })),
  "GET /people/quotas": dran((w) => ({ query: { under: w.dran } })),
  "GET /people/speakers": dran((w) => ({ query: { place: w.dran } })),
  "GET /people/import/progress/:id": anywhere(() => ({ params: { id: newId() } })),
  "GET /people/:id": dran((w) => ({ params: { id: w.speakerId } })),
  "POST /people": dran((w) => ({
    body: {
      fullName: "Người Mới",
      unitId: w.dran,
      appointment: {
        kind: "grassrootsCommunicator",
        unitId: w.dran,
        decisionSymbol: "1/QĐ-UBND",
        termFrom: "2025-07-01",
      },
    },
  })),
  "PATCH /people/:id": dran(async (w) => ({
    params: { id: (await w.make.person()).personId },
    body: { version: 1, changes: { position: "Trưởng thôn" } },
  })),
  "POST /people/:id/appointments": dran(async (w) => ({
    params: { id: (await w.make.person()).personId },
    body: { kind: "collaborator", unitId: w.dran, decisionSymbol: "2/QĐ-UBND", termFrom: "2025-08-01" },
  })),
  "PATCH /appointments/:id": dran(async (w) => ({
    params: { id: (await w.make.person()).appointmentId },
    body: { version: 1, changes: { decisionSymbol: "3/QĐ-UBND" } },
  })),
  "POST /appointments/:id/end": dran(async (w) => ({
    params: { id: (await w.make.person()).appointmentId },
    body: { lastDay: "2026-10-31", reason: "moved" },
  })),
  "POST /appointments/:id/attestations": dran(async (w) => ({
    params: { id: (await w.make.person()).appointmentId },
    body: { attestedOn: "2026-01-05", items: [{ standardId: w.standardId, met: true }] },
  })),
  "POST /people/quotas": everything(() => ({
    body: {
      unitKind: "commune",
      kind: "grassrootsCommunicator",
      minimum: 3,
      from: "2026-01-01",
      legalBasis: "Kế hoạch",
    },
  })),
  "POST /people/standards": everything(() => ({
    body: {
      kind: "grassrootsCommunicator",
      textVi: "Có uy tín",
      textEn: "Trusted",
      from: "2026-01-01",
      legalBasis: "Kế hoạch",
    },
  })),
  "POST /people/import/preview": dran(async (w) => ({ query: { unitId: w.dran }, bytes: await roster() })),
  "POST /people/import": [
    {
      where: "dran",
      ask: async (w) => ({ query: { unitId: w.dran, digest: "of another preview" }, bytes: await roster() }),
      instead: [409, 422],
    },
  ],
  "POST /people/import/rest": dran(async (w) => ({ query: { unitId: w.dran }, bytes: await roster() })),

  "GET /materials": both((w) => ({ under: w.dran })),
  "GET /materials/topics": anywhere(),
  "GET /materials/export": both((w) => ({ under: w.dran })),
  "GET /materials/files/:id": [{ where: "dran", ask: (w) => ({ params: { id: w.attachmentId } }) }],
  "GET /materials/:id": dran(async (w) => ({ params: { id: (await w.make.material(true)).materialId } })),
  "POST /materials": dran((w) => ({ body: { unitId: w.dran, topic: "local-affairs", title: "Đề cương mới" } })),
  "POST /materials/:id/versions": dran(async (w) => ({
    params: { id: (await w.make.material(true)).materialId },
    body: {},
  })),
  "PUT /materials/versions/:id": dran(async (w) => ({
    params: { id: (await w.make.material(false)).versionId },
    body: {
      edition: 1,
      topic: "local-affairs",
      title: "Đề cương",
      keyMessages: "",
      body: "",
      qa: [],
      source: null,
      legalBasis: null,
    },
  })),
  "POST /materials/versions/:id/recall": dran(async (w) => ({
    params: { id: (await w.make.material(true)).versionId },
    body: { reason: "Số liệu cũ", blockedFrom: "2026-12-01" },
  })),
  "POST /materials/versions/:id/files": dran(async (w) => ({
    params: { id: (await w.make.material(false)).versionId },
    query: { fileName: "ghi-chu.txt" },
    bytes: utf8("xin chào"),
  })),
  "DELETE /materials/files/:id": [
    { where: "dran", ask: (w) => ({ params: { id: w.attachmentId } }), instead: [409, 422] },
  ],

  "GET /talks": both((w) => ({ under: w.dran })),
  "GET /talks/totals": both((w) => ({ under: w.dran })),
  "GET /talks/quiet-places": dran((w) => ({ query: { under: w.dran } })),
  "GET /talks/export": both((w) => ({ under: w.dran })),
  "GET /talks/:id": dran(async (w) => ({ params: { id: await w.make.talk() } })),
  "POST /talks": dran((w) => ({ body: { ...evening(w), attendance: 30 } })),
  "POST /talks/:id/assign": dran(async (w) => ({
    params: { id: await w.make.talk("assigned") },
    body: { speakerIds: [w.speakerId] },
  })),
  "POST /talks/:id/accept": dran(async (w) => ({ params: { id: await w.make.talk("assigned") } })),
  "POST /talks/:id/decline": dran(async (w) => ({
    params: { id: await w.make.talk("assigned") },
    body: { reason: "Trùng lịch" },
  })),
  "POST /talks/:id/record": dran(async (w) => ({
    params: { id: await w.make.talk("assigned") },
    body: { ...evening(w), speakerIds: [w.speakerId], attendance: 30 },
  })),
  "POST /talks/:id/amend": dran(async (w) => ({
    params: { id: await w.make.talk() },
    body: { changes: { attendance: { base: 40, value: 41 } } },
  })),
  "POST /talks/:id/cancel": dran(async (w) => ({
    params: { id: await w.make.talk("assigned") },
    body: { reason: "Mưa lũ" },
  })),
  "POST /talks/:id/verify": dran(async (w) => ({ params: { id: await w.make.talk() }, body: {} })),
  "POST /talks/:id/return": dran(async (w) => ({ params: { id: await w.make.talk() }, body: { reason: "Thiếu ảnh" } })),
  "POST /talks/:id/corrections": dran(async (w) => ({
    params: { id: await w.make.talk("verified") },
    body: { correctionId: newId(), reason: "Nhầm", changes: { attendance: 39 } },
  })),
  "POST /talks/:id/corrections/:correctionId/decision": dran(async (w) => {
    const { talkId, correctionId } = await w.make.correction();
    return { params: { id: talkId, correctionId }, body: { confirm: true } };
  }),
  "GET /held": anywhere(),
  "POST /held/:id/decision": dran(async (w) => ({
    params: { id: await w.make.held() },
    body: { decision: "dismiss", reason: "Đã hỏi lại" },
  })),
  "POST /photos": dran(async (w) => ({
    body: { id: newId(), talkId: await w.make.talk(), sha256: photo.sha256, size: photo.size, mediaType: "image/jpeg" },
  })),
  "PUT /photos/:id": [
    {
      where: "dran",
      ask: async (w) => ({ params: { id: await w.make.photo() }, query: { offset: 0 }, bytes: photo.bytes }),
      instead: [404, 422],
    },
  ],
  "GET /photos/:id": dran(async (w) => ({ params: { id: await w.make.photo(true) } })),

  "GET /documents": both((w) => ({ unitId: w.dran })),
  "GET /documents/export": both((w) => ({ unitId: w.dran })),
  "GET /documents/types": anywhere(),
  "GET /documents/types/settings": anywhere(),
  "GET /documents/issuers/:unitId": dran((w) => ({ params: { unitId: w.dran } })),
  "PUT /documents/issuers/:unitId": [
    {
      where: "dran",
      ask: (w) => ({ params: { unitId: w.dran }, body: { ...issuer, seenVersion: 0 } }),
      instead: [409],
    },
  ],
  "POST /documents/check": [{ where: "anywhere", ask: () => ({ bytes: utf8("no docx") }), instead: [422] }],
  "GET /documents/:id/file": dran(async (w) => ({ params: { id: await w.make.document() } })),

  "GET /reports": [...anywhere((w) => ({ query: { unitId: w.dran } })), ...anywhere()],
  "GET /reports/export": [...anywhere((w) => ({ query: { unitId: w.dran } })), ...anywhere()],
  "GET /reports/:id": dran((w) => ({ params: { id: w.reportId } })),
  "GET /reports/:id/figures": dran((w) => ({ params: { id: w.reportId } })),
  "GET /reports/:id/lines": dran((w) => ({ params: { id: w.reportId }, query: { indicator: "talks" } })),
  "GET /reports/:id/talks": dran((w) => ({ params: { id: w.reportId }, query: { indicator: "talks" } })),
  "GET /reports/:id/late": dran((w) => ({ params: { id: w.reportId } })),
  "GET /reports/:id/check": dran((w) => ({ params: { id: w.reportId } })),
  "GET /reports/:id/docx": dran((w) => ({ params: { id: w.reportId } })),
  "GET /reports/:id/xlsx": dran((w) => ({ params: { id: w.reportId } })),
  "POST /reports": dran((w) => ({ body: { unitId: w.dran, period: w.make.period() } })),
  "PATCH /reports/:id": dran(async (w) => ({
    params: { id: await w.make.report() },
    body: { narrative: { leadership: "Đã chỉ đạo." }, seenVersion: 1 },
  })),
  "POST /reports/:id/freeze": dran(async (w) => ({ params: { id: await w.make.report() } })),
  "POST /reports/:id/revisions": [
    {
      where: "dran",
      ask: async (w) => ({ params: { id: await w.make.report(true) }, body: { reason: "Bổ sung" } }),
      instead: [409, 422],
    },
  ],
  "POST /reports/:id/issue": dran(async (w) => ({
    params: { id: await w.make.signed() },
    body: { issuedOn: "2026-11-02", signerName: "Trương Công Lý" },
  })),

  "POST /sync/outbox-file/preview": [
    { where: "anywhere", ask: () => ({ bytes: utf8("no outbox") }), instead: [403, 422] },
  ],
  "POST /sync/outbox-file": [
    {
      where: "anywhere",
      ask: () => ({ query: { digest: "0".repeat(64) }, bytes: utf8("no outbox") }),
      instead: [403, 422],
    },
  ],
  "POST /sync/push": anywhere(() => ({ body: { ...phone, clock: new Date().toISOString(), commands: [] } })),
  "POST /sync/pull": anywhere(() => ({ body: { deviceId: newId(), cursor: null, limit: 200 } })),
};
