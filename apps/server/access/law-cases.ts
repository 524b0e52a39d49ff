import { newId } from "#kernel/ids.ts";
import { anywhere, type Case, dran, utf8 } from "./case.ts";
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
};
