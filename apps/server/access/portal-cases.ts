import type { Case } from "./case.ts";
import { dran } from "./case.ts";

/** What officers decide about the public pages. */
export const portalCases: Record<string, readonly Case[]> = {
  "GET /talks/:id/publicity": dran(async (w) => ({ params: { id: await w.make.talk("assigned") } })),
  "PUT /talks/:id/publicity": dran(async (w) => ({
    params: { id: await w.make.talk("assigned") },
    body: { public: true },
  })),
  "GET /materials/:id/publicity": dran(async (w) => ({ params: { id: (await w.make.material(true)).materialId } })),
  "PUT /materials/:id/publicity": dran(async (w) => ({
    params: { id: (await w.make.material(true)).materialId },
    body: { public: true },
  })),
};
