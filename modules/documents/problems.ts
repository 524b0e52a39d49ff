import { problemCatalogue } from "#kernel/problem.ts";

export const documentsProblem = problemCatalogue({
  "documents.not-found": 404,
  "documents.unknown-type": 422,
  /** The day of issue lies after today. */
  "documents.future-date": 422,
  /** Nobody has said yet how this unit signs, and its kind has no usual form. */
  "documents.no-issuer": 422,
  "documents.changed-since": 409,
  "documents.unknown-template": 422,
  "documents.unknown-source": 422,
  /** The source has none of what was chosen, or not for this caller. */
  "documents.nothing-chosen": 422,
  "documents.draft-not-found": 404,
  /** Issued or dropped: frozen. */
  "documents.draft-frozen": 409,
  /** A merge left places that nobody has filled. `fields` says where. */
  "documents.unfilled": 422,
  /** The format check finds something broken. `findings` says what. */
  "documents.format-broken": 422,
  /** A phone or citizen number, a home address, a birth date: not for an administrative document of this kind. */
  "documents.identity-in-text": 422,
  /** It was replaced or withdrawn before. */
  "documents.already-ended": 409,
  /** The remedy asks for another form of document (Điều 18). */
  "documents.wrong-form": 422,
  "documents.incoming-not-found": 404,
  "documents.incoming-closed": 409,
  /** It arrived in the future, or was issued after it arrived. */
  "documents.impossible-day": 422,
  "documents.no-file": 422,
  /** Sao lục is made of a certified copy, sao y and trích sao of an original. */
  "documents.wrong-original": 422,
  /** Not a PDF, damaged, locked, or older than 1.4. `found` says which. */
  "documents.not-a-signed-pdf": 422,
  "documents.file-type": 415,
  "documents.already-filed": 409,
  /** The unit has no code of the exchange yet. */
  "documents.no-organ": 422,
  "documents.organ-taken": 409,
});
