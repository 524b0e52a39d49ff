import type { Placed, PolicyTable, Principal } from "#kernel/access.ts";

/** A draft as the policy sees it: the drafting unit upward, and whether it is published. */
export interface PlacedDraft extends Placed {
  published: boolean;
}

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const writers = ["administrator", "unitHead", "officer"] as const;
const heads = ["administrator", "unitHead"] as const;
const isPublished = (_: Principal, draft: PlacedDraft) => draft.published;

export const draftPolicy = {
  "draft.list": { roles: readers, own: () => true },
  "draft.view": { roles: readers, own: isPublished },
  "draft.export": { roles: readers },
  "draft.create": { roles: writers },
  "draft.edit": { roles: writers },
  "draft.publish": { roles: heads },
  // anybody, on a draft that is open for it; the command and the database ask for that
  "draft.comment": { roles: [], anyone: true },
  // an officer notes down what was heard: at the drafting unit, or where it was heard
  "draft.note-comment": { roles: writers },
  "draft.read-comments": { roles: readers },
  "draft.gather": { roles: writers },
  "draft.answer": { roles: writers },
  "draft.release": { roles: heads },
  "draft.configure": { roles: ["administrator"] },
} satisfies PolicyTable;
