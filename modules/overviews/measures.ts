/** Lists that the desk needs without the schemas made of them (contract.ts). */
export const measures = ["talks", "attendance", "coverage", "arrivals", "answers", "understanding", "kits"] as const;
export type Measure = (typeof measures)[number];

/** Shares of a hundred; `understanding` is a difference of such shares, in points. */
export const shares: ReadonlySet<Measure> = new Set(["coverage", "arrivals", "answers", "understanding", "kits"]);

export const periodPattern = /^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$/;

/** Dated settings: days until a record counts as late, days after a quarter until its questions are counted for paper. */
export const ruleCodes = ["record_in_days", "release_after_days"] as const;
export type RuleCode = (typeof ruleCodes)[number];

export const behindFigures = ["verified", "waiting", "held", "late", "measured"] as const;
