import { newId } from "#kernel/ids.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { anywhere, both, type Case, dran, everything } from "./case.ts";
import type { World } from "./world.ts";

const words = (w: World) => ({
  topic: "local-affairs",
  claim: `Có tin ${w.secret}`,
  truth: "Không có.",
  lawId: null,
  lawPassage: null,
  sourceText: "Thông báo của xã",
  statedOn: "2026-11-02",
  nextUpdateOn: null,
});
/** A correction of D'Ran in that state, with the version to go on from. */
async function correction(
  w: World,
  steps: readonly ("approve" | "publish")[] = [],
): Promise<{ id: string; version: number }> {
  const id = newId();
  await w.run("correction.add", { id, unitId: w.dran, ...words(w) });
  let version = 1;
  for (const step of steps)
    ({ version } = await w.run<{ version: number }>(`correction.${step}`, { id, seenVersion: version }));
  return { id, version };
}

const kitEvent = (w: World) => ({
  unitId: w.dran,
  placeUnitId: w.dran,
  title: `Ngày hội ${w.secret}`,
  topic: "local-affairs",
  happensOn: "2027-11-09",
  yearly: true,
  leadDays: 20,
  legalBasis: "Kế hoạch của tỉnh",
});

/** Corrections. */
export const voiceCases: Record<string, readonly Case[]> = {
  "GET /corrections": both((w) => ({ under: w.dran })),
  "GET /corrections/export": both((w) => ({ under: w.dran })),
  "GET /corrections/:id": dran(async (w) => ({ params: { id: (await correction(w)).id } })),
  "POST /corrections": dran((w) => ({ body: { unitId: w.dran, ...words(w) } })),
  "PUT /corrections/:id": dran(async (w) => ({
    params: { id: (await correction(w)).id },
    body: { seenVersion: 1, ...words(w) },
  })),
  "POST /corrections/:id/approve": dran(async (w) => ({
    params: { id: (await correction(w)).id },
    body: { seenVersion: 1 },
  })),
  "POST /corrections/:id/publish": dran(async (w) => {
    const { id, version } = await correction(w, ["approve"]);
    return { params: { id }, body: { seenVersion: version } };
  }),
  "POST /corrections/:id/withdraw": dran(async (w) => {
    const { id, version } = await correction(w, ["approve"]);
    return { params: { id }, body: { seenVersion: version, reason: "Có quyết định mới" } };
  }),
};

/** A spokesperson of D'Ran, appointed for the whole of the test's time. */
async function spokesperson(w: World): Promise<string> {
  const { appointmentId } = await w.run<{ appointmentId: string }>("roster.add-person", {
    personId: newId(),
    fullName: `Người Phát Ngôn ${w.secret}`,
    unitId: w.dran,
    appointment: {
      appointmentId: newId(),
      kind: "spokesperson",
      unitId: w.dran,
      decisionSymbol: "9/QĐ-UBND",
      termFrom: "2025-07-01",
    },
  });
  return appointmentId;
}
const said = async (w: World) => ({
  topic: "local-affairs",
  text: `Xã đã trả lời ${w.secret}`,
  statedOn: "2026-10-02",
  occasion: "interview",
  outlet: "Báo Lâm Đồng",
  appointmentId: await spokesperson(w),
  versionIds: [(await w.make.material(true)).versionId],
});
async function statement(w: World): Promise<string> {
  const id = newId();
  await w.run("statement.add", { id, unitId: w.dran, ...(await said(w)) });
  return id;
}
const matter = (w: World) => ({
  unitId: w.dran,
  placeUnitId: w.village,
  trigger: "project",
  title: `Mở đường ${w.secret}`,
  topic: "local-projects",
  happenedOn: "2026-10-02",
  languages: ["cje"],
});
async function kit(w: World): Promise<string> {
  const id = newId();
  await w.run("kit.open", { id, ...matter(w) });
  return id;
}
const itemOf = async (db: TestDatabase, kitId: string) =>
  (
    await db.owner
      .selectFrom("kit_item")
      .select("id")
      .where("kit_id", "=", kitId)
      .where("kind", "=", "factSheet")
      .executeTakeFirstOrThrow()
  ).id;
let days = 0;

/** Statements and rapid kits. */
export const kitCases: Record<string, readonly Case[]> = {
  "GET /statements": both((w) => ({ under: w.dran })),
  "GET /statements/export": both((w) => ({ under: w.dran })),
  "GET /statements/spokespersons": dran((w) => ({ query: { unitId: w.dran } })),
  "GET /statements/:id": dran(async (w) => ({ params: { id: await statement(w) } })),
  "POST /statements": dran(async (w) => ({ body: { unitId: w.dran, ...(await said(w)) } })),
  "PUT /statements/:id": dran(async (w) => ({
    params: { id: await statement(w) },
    body: { seenVersion: 1, ...(await said(w)) },
  })),
  "GET /kits": both((w) => ({ under: w.dran })),
  "GET /kits/timeliness": both((w) => ({ under: w.dran })),
  "GET /kits/timeliness/export": both((w) => ({ under: w.dran })),
  "GET /kits/deadlines": anywhere(),
  "GET /kits/events": anywhere(),
  "POST /kits/events": dran((w) => ({ body: kitEvent(w) })),
  "POST /kits/events/:id/stop": dran(async (w) => {
    const id = newId();
    await w.run("kit.add-event", { id, ...kitEvent(w) });
    return { params: { id }, body: { reason: "Đã gộp" } };
  }),
  "GET /kits/:id": dran(async (w) => ({ params: { id: await kit(w) } })),
  "POST /kits": dran((w) => ({ body: matter(w) })),
  "POST /kits/deadlines": everything(() => ({
    body: {
      trigger: "project",
      days: 8,
      from: new Date(Date.UTC(2027, 0, (days += 1))).toISOString().slice(0, 10),
      legalBasis: "Kế hoạch của tỉnh",
    },
  })),
  "PUT /kits/:id": dran(async (w) => ({
    params: { id: await kit(w) },
    body: { seenVersion: 1, title: `Mở đường ${w.secret}`, topic: "local-projects", matter: "", nextUpdateOn: null },
  })),
  "PUT /kits/:id/items/:itemId": dran(async (w, _who, db) => {
    const id = await kit(w);
    return {
      params: { id, itemId: await itemOf(db, id) },
      body: { materialId: (await w.make.material(true)).materialId },
    };
  }),
  "POST /kits/:id/close": dran(async (w) => ({ params: { id: await kit(w) }, body: { seenVersion: 1 } })),
};
