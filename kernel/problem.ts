/**
 * A problem is an expected "no": bad input, a missing permission, a clash. It carries a permanent
 * code and typed detail; the words live in the rooms' messages, keyed `problem.<code>`.
 * On the wire it is an RFC 9457 problem document.
 */
export interface ProblemDetail {
  /** JSON pointers to the offending fields, each with the code of what is wrong there. */
  fields?: Record<string, string>;
  [key: string]: unknown;
}

export class Problem extends Error {
  readonly code: string;
  /** HTTP status the problem is presented with. */
  readonly status: number;
  readonly detail: ProblemDetail;

  constructor(code: string, status: number, detail: ProblemDetail = {}) {
    super(code);
    this.name = "Problem";
    this.code = code;
    this.status = status;
    this.detail = detail;
  }
}

/**
 * Declares one room's catalogue. Codes are permanent: `<room>.<what>`; never reused, never renamed.
 *
 * @example export const talkProblem = problemCatalogue({ "talk.not-found": 404 });
 *          throw talkProblem("talk.not-found", { id });
 */
export function problemCatalogue<const C extends Record<string, number>>(catalogue: C) {
  const raise = (code: keyof C & string, detail?: ProblemDetail) =>
    new Problem(code, catalogue[code] as number, detail);
  return Object.assign(raise, { codes: catalogue });
}
