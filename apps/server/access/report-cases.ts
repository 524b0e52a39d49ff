import { sql } from "kysely";
import { newId } from "#kernel/ids.ts";
import { asSystem } from "#platform/db/session.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { openQuestions } from "#modules/reports/server.ts";
import { anywhere, type Case, dran } from "./case.ts";
import type { World } from "./world.ts";

let n = 0;
/** Communes under D'Ran there are none: its villages send to it. */
const duty = (w: World) =>
  w.run<{ dutyId: number }>("report.set-duty", {
    receiverId: w.dran,
    template: "oral-communication",
    senderLevel: "group",
    periodKind: "year",
    dueDays: (n += 1) % 100,
    legalBasis: "Quy chế báo cáo của xã",
    from: "2024-01-01",
  });

const answered = async (w: World, pool: TestDatabase["database"]["pool"]) => {
  const id = await w.make.report(true);
  for (const question of await asSystem(pool, (tx) => openQuestions(tx, id, new Date())))
    await w.run("report.answer-check", { reportId: id, question, answer: "Đã đối chiếu." });
  return id;
};

const asked = async (w: World) => {
  const { reportId } = await w.make.sent();
  const reopeningId = newId() as string;
  await w.run("report.ask-reopening", { reopeningId, reportId, reason: "Sót một buổi" });
  return reopeningId;
};

/** To an account of its own that writes for D'Ran. */
const mandate = async (w: World, { owner }: TestDatabase) => {
  const { userId } = await w.make.account();
  await sql`insert into role_grant (user_id, role, unit_id, valid) values (${userId}, 'officer', ${w.dran}, '[2024-01-01,)')`.execute(
    owner,
  );
  return {
    unitId: w.dran,
    userId,
    kind: "KT",
    signerName: "Nguyễn Văn Bình",
    signerPosition: "PHÓ CHỦ TỊCH",
    legalBasis: "Quyết định số 12/QĐ-UBND",
    from: "2031-01-01",
    lastDay: "2031-12-31",
  };
};

const parts = [{ kind: "words", key: "content", title: "Kết quả" }];

/** Reports of D'Ran on their way to the province; what D'Ran receives comes from its villages. */
export const reportCases: Record<string, readonly Case[]> = {
  "GET /reports/look-up": [
    { where: "anywhere", ask: () => ({ query: { reference: "4K7-29MQ.1.10" } }), instead: [404] },
  ],
  "GET /reports/indicators": anywhere(),
  "GET /reports/templates": anywhere(),
  "POST /reports/templates": dran((w) => ({
    body: {
      id: `mau-${newId().slice(-12)}`,
      ownerId: w.dran,
      nameVi: "Mẫu của xã",
      abstract: "Kết quả {period}",
      periodKinds: ["month"],
      legalBasis: "Quy chế của xã",
      parts,
    },
  })),
  "GET /reports/duties": anywhere(),
  "POST /reports/duties": dran((w) => ({
    body: {
      receiverId: w.dran,
      template: "oral-communication",
      senderLevel: "group",
      periodKind: "month",
      dueDays: 5,
      legalBasis: "Quy chế của xã",
      from: "2026-01-01",
    },
  })),
  "POST /reports/duties/:dutyId/end": dran(async (w) => ({
    params: { dutyId: (await duty(w)).dutyId },
    body: { lastDay: "2026-06-30" },
  })),
  "GET /reports/duties/:dutyId/senders": dran(async (w) => ({ params: { dutyId: (await duty(w)).dutyId } })),
  "POST /reports/duties/:dutyId/reminders": dran(async (w) => ({
    params: { dutyId: (await duty(w)).dutyId },
    body: {
      period: "2025",
      unitIds: [w.village],
      issuedOn: "2026-11-02",
      answerBy: "2026-11-30",
      signerName: "Trương Công Lý",
    },
  })),
  "GET /reports/:id/tasks": dran((w) => ({ params: { id: w.reportId } })),
  "POST /reports/:id/reckonings": dran((w) => ({ params: { id: w.reportId } })),
  "POST /reports/:id/files": dran((w) => ({ params: { id: w.reportId }, body: { format: "docx" } })),
  "GET /reports/:id/files/:taskId": [
    { where: "dran", ask: (w) => ({ params: { id: w.reportId, taskId: newId() } }), instead: [404] },
  ],
  "GET /reports/:id/path": dran((w) => ({ params: { id: w.reportId } })),
  "GET /reports/:id/questions": dran((w) => ({ params: { id: w.reportId } })),
  "POST /reports/:id/questions": dran(async (w) => ({
    params: { id: await w.make.report() },
    body: { question: "jump:talks:1:9", answer: "Đã đối chiếu." },
  })),
  "POST /reports/:id/sign": dran(async (w, _, db) => ({
    params: { id: await answered(w, db.database.pool) },
    body: { signerName: "Trương Công Lý" },
  })),
  "POST /reports/:id/unsign": dran(async (w) => ({
    params: { id: await w.make.signed() },
    body: { reason: "Còn thiếu một buổi" },
  })),
  "POST /reports/:id/sendings": dran(async (w) => ({
    params: { id: await w.make.signed() },
    body: { receiverId: w.province },
  })),
  // received at the province: a role of D'Ran may not
  "POST /reports/sendings/:id/return": [
    {
      where: "dran",
      ask: async (w) => ({ params: { id: (await w.make.sent()).sendingId }, body: { reason: "Thiếu phần kiến nghị" } }),
      instead: [403],
    },
  ],
  "POST /reports/sendings/:id/accept": [
    { where: "dran", ask: async (w) => ({ params: { id: (await w.make.sent()).sendingId } }), instead: [403] },
  ],
  "GET /reports/signers": dran((w) => ({ query: { unitId: w.dran } })),
  "POST /reports/mandates": dran(async (w, _, db) => ({ body: await mandate(w, db) })),
  "POST /reports/mandates/:id/end": dran(async (w, _, db) => ({
    params: {
      id: (await w.run<{ mandateId: string }>("report.give-mandate", { mandateId: newId(), ...(await mandate(w, db)) }))
        .mandateId,
    },
    body: { lastDay: "2031-06-30" },
  })),
  "GET /reports/:id/reopenings": dran((w) => ({ params: { id: w.reportId } })),
  "POST /reports/:id/reopenings": dran(async (w) => ({
    params: { id: (await w.make.sent()).reportId },
    body: { reason: "Sót một buổi" },
  })),
  // answered at the province
  "POST /reports/reopenings/:id/answer": [
    {
      where: "dran",
      ask: async (w) => ({ params: { id: await asked(w) }, body: { agree: true } }),
      instead: [403],
    },
  ],
  "GET /reports/:id/revised-below": dran((w) => ({ params: { id: w.reportId } })),
  "GET /reports/:id/merged": dran((w) => ({ params: { id: w.reportId } })),
  "GET /reports/:id/passages": dran((w) => ({ params: { id: w.reportId } })),
  "GET /reports/:id/quotes": dran((w) => ({ params: { id: w.reportId } })),
  "POST /reports/:id/quotes": [
    {
      where: "dran",
      ask: async (w) => ({
        params: { id: w.reportId },
        body: { section: "content", sendingId: (await w.make.sent()).sendingId, fromSection: "content", text: "Lời" },
      }),
      // the sending went to the province, not to D'Ran
      instead: [404, 422],
    },
  ],
  "DELETE /reports/:id/quotes/:quoteId": dran((w) => ({ params: { id: w.reportId, quoteId: newId() } })),
};
