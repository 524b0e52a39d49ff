import type { messagesVi } from "./messages.vi.ts";

export const messagesEn: { readonly [K in keyof typeof messagesVi]: string } = {
  "problem.overview.unknown-unit": "There is no such unit.",
  "problem.overview.bad-period": "A period is written as 2026, 2026-H1, 2026-Q3 or 2026-07.",
  "problem.overview.target-not-found": "There is no such target.",
  "problem.overview.target-ended": "This target was ended before. Nothing has changed.",
  "problem.overview.share-over-hundred": "A target in per cent or points is at most 100.",
  "problem.overview.identity":
    "This seems to hold somebody's identity number or contact. Nothing was saved. Take it out: only the document's symbol or the reason belongs here.",
  "problem.overview.dates":
    "A value that begins on this day or later is there already. Nothing was saved. Choose a day after the newest one begins.",
  "overview.dates": "Choose a day after the newest value begins.",
  "overview.bad-period": "A period is written as 2026, 2026-H1, 2026-Q3 or 2026-07.",
  "overview.share-over-hundred": "At most 100.",
  "overview.identity": "Take out identity numbers and contacts.",
};
