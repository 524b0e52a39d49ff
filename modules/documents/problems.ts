import { problemCatalogue } from "#kernel/problem.ts";

export const documentsProblem = problemCatalogue({
  "documents.not-found": 404,
  "documents.unknown-type": 422,
  /** The day of issue lies after today. */
  "documents.future-date": 422,
  /** Nobody has said yet how this unit signs, and its kind has no usual form. */
  "documents.no-issuer": 422,
  "documents.changed-since": 409,
});
