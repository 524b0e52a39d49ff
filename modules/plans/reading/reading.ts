import type { CivilDate } from "#kernel/civil-date.ts";

/** Offsets are in `text`, the evened source that is kept with the import. */
export interface Span {
  start: number;
  end: number;
}

/** A paragraph as the file has it: soft breaks as "\n", Word's own number before it. */
export interface SourceParagraph {
  text: string;
  bold?: boolean;
  cell?: { table: number; row: number; column: number };
}

export const clauseKinds = [
  "part",
  "letter",
  "section",
  "number",
  "point",
  "dash",
  "plus",
  "paragraph",
  "row",
] as const;
export type ClauseKind = (typeof clauseKinds)[number];

export interface ReadClause extends Span {
  kind: ClauseKind;
  /** As written: "II.", "1.2.", "a)", "-"; empty for a paragraph without one. */
  marker: string;
  /** Index of the clause that it stands under; null at the top. */
  parent: number | null;
  /** Names what stands below it instead of asking for something itself. */
  heading: boolean;
}

export const actorRoles = ["lead", "coordinate", "recipient"] as const;
export type ActorRole = (typeof actorRoles)[number];

export interface ReadActor extends Span {
  name: string;
  role: ActorRole;
  /** Named in the heading above and not in the task itself. */
  inherited: boolean;
}

export const timeKinds = [
  "by",
  "within",
  "weekly",
  "monthly",
  "quarterly",
  "half-yearly",
  "yearly",
  "periodic",
  "regular",
  "promptly",
] as const;
export type TimeKind = (typeof timeKinds)[number];

export interface ReadTime extends Span {
  kind: TimeKind;
  /** The last day of it where it is one; a day that comes back each year or month has none. */
  due: CivilDate | null;
  quote: string;
}

export interface ReadTarget extends Span {
  value: number;
  unit: string;
  quote: string;
}

export interface ReadTask extends Span {
  /** Index of its clause. */
  clause: number;
  text: string;
  /** "goal" where it stands under purposes and requirements. */
  nature: "goal" | "duty";
  actors: ReadActor[];
  times: ReadTime[];
  targets: ReadTarget[];
}

export interface ReadBasis extends Span {
  quote: string;
  kind: string | null;
  symbol: string | null;
  issuedOn: CivilDate | null;
  issuer: string | null;
  /** "basis": căn cứ; "implements": thực hiện; "cites": named further down. */
  relation: "basis" | "implements" | "cites";
}

export interface ReadTerm extends Span {
  term: string;
  meaning: string;
}

export type DoubtCode =
  | "legacy-font"
  | "no-title"
  | "no-symbol"
  | "no-issuer"
  | "no-basis"
  | "numbering-jump"
  | "no-lead";
export interface ReadDoubt extends Span {
  code: DoubtCode;
  detail: string;
}

export interface PlanReading {
  text: string;
  head: {
    issuer: string | null;
    symbol: string | null;
    place: string | null;
    issuedOn: CivilDate | null;
    title: string | null;
  };
  bases: ReadBasis[];
  terms: ReadTerm[];
  clauses: ReadClause[];
  tasks: ReadTask[];
  /** Clauses that hold words and no task, none below them either: to be looked at, not lost. */
  withoutTask: number[];
  doubts: ReadDoubt[];
}
