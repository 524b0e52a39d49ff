import { problemCatalogue } from "#kernel/problem.ts";

/** What can be wrong with a file that somebody hands in, or that we were asked to write. */
export const documentProblem = problemCatalogue({
  /** Not a zip package at all, or cut off. `detail.found` says what it looks like instead. */
  "file.unreadable": 422,
  /** Too many parts, too large, or it unpacks to far more than it weighs. */
  "file.too-large": 413,
  /** A part declares a DOCTYPE or entity, has a path that leaves the package, or lies about its size. */
  "file.unsafe": 422,
  /** A zip package, but no workbook. */
  "workbook.not-a-workbook": 422,
  /** .xls of before 2007, or a workbook behind a password. */
  "workbook.legacy-or-locked": 422,
  /** A zip package, but no Word document. */
  "document.not-a-document": 422,
  /** .doc of before 2007, or a document behind a password. */
  "document.legacy-or-locked": 422,
  "document.unknown-rule-set": 422,
});
