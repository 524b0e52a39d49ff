import { anywhere, type Case } from "./case.ts";

/** Released themes hold nothing of anybody: whoever reads at the desk reads them for any place. */
export const themeCases: Record<string, readonly Case[]> = {
  "GET /themes": anywhere(),
  "GET /themes/export": anywhere(),
  "GET /themes/document": anywhere(),
};
