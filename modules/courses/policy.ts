import type { PolicyTable } from "#kernel/access.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;

export const coursePolicy = {
  "course.list": { roles: readers },
  "course.view": { roles: readers },
  "course.export": { roles: readers },
  "course.hours": { roles: readers },
  /** What one learned and taught oneself. */
  "course.mine": { roles: [...readers, "speaker"] },
  "course.plan": { roles: writers },
  "course.record": { roles: writers },
  "course.correct": { roles: writers },
  /** A unit below puts its own people on the list of a course that is open. */
  "course.enrol": { roles: writers },
  "course.set-norm": { roles: ["administrator", "unitHead"] },
} satisfies PolicyTable;
