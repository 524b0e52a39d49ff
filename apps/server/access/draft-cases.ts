import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { anywhere, both, type Case, dran, everything, utf8 } from "./case.ts";
import type { World } from "./world.ts";

let n = 0;
const today = todayInVietnam();

/** A draft of D'Ran, not published: nobody outside may know of it. */
async function draft(w: World, published = false): Promise<string> {
  const draftId = newId();
  n += 1;
  await w.run("draft.create", {
    draftId,
    unitId: w.dran,
    title: published ? `Dự thảo ${n}` : `Dự thảo ${n} ${w.secret}`,
    topic: "local-affairs",
    stage: "consultation",
    enteredOn: addDays(today, -3),
    commentsFrom: addDays(today, -2),
    commentsUntil: addDays(today, 30),
  });
  await w.run("draft.write-text", {
    draftId,
    hash: null,
    articles: [{ key: "1", heading: "Phạm vi", body: "Toàn xã." }],
  });
  if (published) await w.run("draft.publish", { draftId, edition: 1 });
  return draftId;
}

async function comment(w: World): Promise<{ draftId: string; commentId: string }> {
  const [draftId, commentId] = [await draft(w, true), newId()];
  await w.run("draft.comment", { commentId, draftId, origin: "officer", text: `Nên làm sớm ${w.secret}` });
  return { draftId, commentId };
}

async function group(w: World): Promise<string> {
  const { draftId, commentId } = await comment(w);
  const groupId = newId();
  await w.run("draft.group-comments", { draftId, groupId, title: `Làm sớm ${w.secret}`, commentIds: [commentId] });
  await w.run("draft.answer-group", {
    groupId,
    edition: 1,
    title: `Làm sớm ${w.secret}`,
    summary: "",
    responseKind: "accepted",
    response: "Tiếp thu.",
  });
  return groupId;
}

const facts = { title: "Dự thảo sửa", topic: "local-affairs" };

/** Draft policies, comments on them and answers. */
export const draftCases: Record<string, readonly Case[]> = {
  "GET /drafts": both((w) => ({ under: w.dran })),
  "GET /drafts/rules": anywhere(),
  "GET /drafts/settings": anywhere(),
  "GET /drafts/criteria": anywhere(),
  "POST /drafts/criteria": everything(() => ({
    body: {
      code: "wide-impact",
      nameVi: "Tác động lớn đến xã hội",
      nameEn: "Wide impact on society",
      position: 20,
      legalBasis: "Kế hoạch",
      from: addDays(today, (n += 1)),
    },
  })),
  "GET /drafts/export": both((w) => ({ under: w.dran })),
  "GET /drafts/:id": dran(async (w) => ({ params: { id: await draft(w) } })),
  "GET /drafts/:id/comments": dran(async (w) => ({ params: { id: (await comment(w)).draftId } })),
  "GET /drafts/:id/answers/export": dran(async (w) => ({ params: { id: (await comment(w)).draftId } })),
  "POST /drafts": dran((w) => ({ body: { unitId: w.dran, enteredOn: "2026-01-05", ...facts } })),
  "PUT /drafts/:id": dran(async (w) => ({ params: { id: await draft(w) }, body: { edition: 1, ...facts } })),
  "POST /drafts/read-text": anywhere(() => ({ bytes: utf8("Điều 1. Phạm vi\nToàn xã.") })),
  "PUT /drafts/:id/text": [
    {
      where: "dran",
      ask: async (w) => ({
        params: { id: await draft(w) },
        body: { hash: null, articles: [{ key: "1", heading: "Phạm vi", body: "Toàn xã." }] },
      }),
      instead: [409],
    },
  ],
  "POST /drafts/:id/publish": dran(async (w) => ({ params: { id: await draft(w) }, body: { edition: 1 } })),
  "POST /drafts/:id/withdraw": dran(async (w) => ({
    params: { id: await draft(w, true) },
    body: { reason: "Rà lại" },
  })),
  "POST /drafts/:id/stages": dran(async (w) => ({
    params: { id: await draft(w) },
    body: { stage: "appraisal", enteredOn: today },
  })),
  "POST /drafts/:id/end": dran(async (w) => ({
    params: { id: await draft(w) },
    body: { outcome: "passed", endedOn: today, note: "1/2026/QĐ-UBND" },
  })),
  "POST /drafts/:id/links": dran(async (w) => ({
    params: { id: await draft(w) },
    body: { talkId: await w.make.talk() },
  })),
  "POST /drafts/:id/links/remove": dran(async (w) => ({
    params: { id: await draft(w) },
    body: { talkId: await w.make.talk() },
  })),
  "POST /drafts/:id/comments": dran(async (w) => ({
    params: { id: await draft(w, true) },
    body: { origin: "officer", text: "Bà con đề nghị làm sớm", placeUnitId: w.dran },
  })),
  "POST /drafts/:id/groups": dran(async (w) => {
    const { draftId, commentId } = await comment(w);
    return { params: { id: draftId }, body: { groupId: newId(), title: "Làm sớm", commentIds: [commentId] } };
  }),
  "POST /drafts/comments/:id/set-aside": dran(async (w) => ({
    params: { id: (await comment(w)).commentId },
    body: { reason: "Không thuộc dự thảo" },
  })),
  "PUT /drafts/groups/:id": dran(async (w) => ({
    params: { id: await group(w) },
    body: { edition: 2, title: "Làm sớm", summary: "", responseKind: "accepted", response: "Tiếp thu." },
  })),
  "POST /drafts/groups/:id/publish": dran(async (w) => ({ params: { id: await group(w) }, body: { edition: 2 } })),
  "POST /drafts/stages": everything(() => ({
    body: {
      code: "appraisal",
      nameVi: "Thẩm định",
      nameEn: "Appraisal",
      takesComments: false,
      commentDays: null,
      position: 30,
      legalBasis: "Kế hoạch",
      from: addDays(today, (n += 1)),
    },
  })),
};
