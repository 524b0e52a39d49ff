import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { anywhere, both, type Case, dran, everything } from "./case.ts";
import type { World } from "./world.ts";

let n = 0;
const today = todayInVietnam();
const version = async (w: World) => (await w.make.material(true)).versionId;

async function planned(w: World): Promise<string> {
  const planId = newId();
  await w.run("channel.plan", {
    versionId: await version(w),
    plans: [{ id: planId, channel: "commune-radio", unitId: w.dran, dueOn: addDays(today, 3) }],
  });
  return planId;
}
const entry = async (w: World) => ({
  versionId: await version(w),
  channel: "commune-radio",
  unitId: w.dran,
  publishedOn: today,
  place: `Đài truyền thanh ${w.secret}`,
  reference: "Sổ phát thanh số 1",
});
async function published(w: World): Promise<string> {
  const publicationId = newId();
  await w.run("channel.record", { publicationId, ...(await entry(w)) });
  return publicationId;
}
const span = { from: addDays(today, -30), to: today };

/** Ways out of a material, plans and the register. */
export const channelCases: Record<string, readonly Case[]> = {
  "GET /channels": anywhere(),
  "GET /channels/settings": anywhere(),
  "GET /channels/plans": both((w) => ({ under: w.dran })),
  "GET /channels/publications": both((w) => ({ under: w.dran })),
  "GET /channels/export": both((w) => ({ under: w.dran })),
  "GET /channels/mix": [...dran((w) => ({ query: { ...span, under: w.dran } })), ...anywhere(() => ({ query: span }))],
  "GET /channels/versions/:id": dran(async (w) => ({ params: { id: await version(w) } })),
  "GET /channels/versions/:id/package": dran(async (w) => ({ params: { id: await version(w) } })),
  "POST /channels/versions/:id/plans": dran(async (w) => ({
    params: { id: await version(w) },
    body: { plans: [{ id: newId(), channel: "website", unitId: w.dran, dueOn: addDays(today, 3) }] },
  })),
  "POST /channels/plans/:id/move": dran(async (w) => ({
    params: { id: await planned(w) },
    body: { dueOn: addDays(today, 9) },
  })),
  "POST /channels/plans/:id/cancel": dran(async (w) => ({
    params: { id: await planned(w) },
    body: { reason: "Loa hỏng" },
  })),
  "POST /channels/publications": dran(async (w) => ({ body: await entry(w) })),
  "POST /channels/publications/:id/take-down": dran(async (w) => ({
    params: { id: await published(w) },
    body: { on: today },
  })),
  "POST /channels/publications/:id/strike": dran(async (w) => ({
    params: { id: await published(w) },
    body: { reason: "Ghi nhầm" },
  })),
  "POST /channels": everything(() => ({
    body: {
      code: "sms",
      nameVi: "Tin nhắn viễn thông",
      nameEn: "SMS",
      form: "short",
      longest: 300,
      position: 80,
      legalBasis: "Kế hoạch",
      from: addDays(today, (n += 1)),
    },
  })),
};
