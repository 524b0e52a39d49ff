import type { PolicyTable } from "#kernel/access.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;
/** Only a head signs, of the unit or of one above it: no administrator does it for them. */
const heads = ["unitHead"] as const;

export const reportPolicy = {
  "report.list": { roles: readers },
  "report.view": { roles: readers },
  "report.export": { roles: readers },
  "report.create": { roles: writers },
  "report.write": { roles: writers },
  "report.freeze": { roles: writers },
  "report.revise": { roles: writers },
  "report.issue": { roles: writers },
  "report.build-file": { roles: writers },
  "report.answer-check": { roles: writers },
  "report.sign": { roles: heads },
  "report.unsign": { roles: heads },
  "report.send": { roles: writers },
  "report.quote": { roles: writers },
  /** At the unit that receives. */
  "report.receive": { roles: writers },
  "report.remind": { roles: writers },
  "report.set-duty": { roles: ["administrator", "unitHead"] },
  "report.compose": { roles: writers },
} satisfies PolicyTable;
