import { sql } from "kysely";
import { newId } from "#kernel/ids.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { anywhere, both, type Case, dran, utf8 } from "./case.ts";
import type { World } from "./world.ts";

let n = 0;
const entered = async (w: World) => {
  const id = newId();
  n += 1;
  await w.run("law.add", {
    id,
    unitId: w.dran,
    kind: "decision",
    symbol: `${n}/QĐ-UBND`,
    issuedOn: "2026-01-05",
    source: "Công báo",
  });
  return id;
};
const list = utf8(
  "Số ký hiệu,Trích yếu,Ngày ban hành\n49/2024/NĐ-CP,Quy định về hoạt động thông tin cơ sở,10/5/2024\n",
);

/** The register of legal documents: read by everybody, kept where it was entered. */
export const lawCases: Record<string, readonly Case[]> = {
  "GET /laws": anywhere(),
  "GET /laws/export": anywhere(),
  "GET /laws/:id": anywhere(async (w) => ({ params: { id: await entered(w) } })),
  "POST /laws/remarks": anywhere(() => ({ body: { text: "Theo Nghị định số 49/2024/NĐ-CP" } })),
  "POST /laws": dran((w) => ({
    body: {
      unitId: w.dran,
      kind: "decision",
      symbol: `${(n += 1)}/QĐ-UBND`,
      issuedOn: "2026-02-05",
      source: "Công báo",
    },
  })),
  "PUT /laws/:id": dran(async (w) => ({
    params: { id: await entered(w) },
    body: {
      seenVersion: 1,
      kind: "decision",
      symbol: `${(n += 1)}/QĐ-UBND`,
      issuedOn: "2026-03-05",
      year: null,
      issuer: null,
      abstract: null,
      validFrom: null,
      validTo: null,
      lastArticle: null,
      source: "Công báo",
    },
  })),
  "POST /laws/:id/relations": dran(async (w) => ({
    params: { id: await entered(w) },
    body: { toId: await entered(w), kind: "replaces" },
  })),
  "POST /laws/import/preview": dran((w) => ({ query: { unitId: w.dran }, bytes: list })),
  "POST /laws/import": [
    {
      where: "dran",
      ask: (w) => ({ query: { unitId: w.dran, digest: "of another preview" }, bytes: list }),
      instead: [409],
    },
  ],

  "GET /fact-conflicts": both((w) => ({ under: w.dran })),
  "GET /fact-conflicts/versions/:id": dran(async (w) => ({ params: { id: (await w.make.material(true)).versionId } })),
  "POST /fact-conflicts/:id/dismiss": dran(async (w, _who, db) => ({
    params: { id: await contradicted(w, db) },
    body: { reason: "Hai đợt khác nhau" },
  })),
};

/** Two materials of D'Ran that differ in one figure; each call a pair of its own. */
async function contradicted(w: World, db: TestDatabase): Promise<string> {
  const [a, b] = [(await w.make.material(true)).versionId, (await w.make.material(true)).versionId].sort();
  const { rows } = await sql<{ id: string }>`
    insert into fact_conflict (version_a, version_b, unit_a, unit_b, topic, quote_a, quote_b, shown_a, shown_b)
    values (${a}::uuid, ${b}::uuid, ${w.dran}, ${w.dran}, 'local-affairs', 'Hạn nộp là ngày 15/3/2026', 'Hạn nộp là ngày 20/3/2026', '{15/3/2026}', '{20/3/2026}')
    returning id`.execute(db.owner);
  return rows[0]!.id;
}
