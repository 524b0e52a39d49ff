import type { ParagraphLook, RunLook } from "./styles.ts";

/** A Word document as a reader of pages would see it: paragraphs in order, each with its final look. */
export interface DocModel {
  sections: Section[];
  /** The body's paragraphs in order, those in tables and text boxes among them. */
  paragraphs: DocParagraph[];
  tables: DocTable[];
  /** As the last program to save the file counted them. */
  pages?: number;
}

export interface Section {
  index: number;
  width?: number;
  height?: number;
  landscape: boolean;
  margins: { top?: number; bottom?: number; left?: number; right?: number };
  gutter: number;
  /** A first page of its own: what the default header says is not on it. */
  titlePage: boolean;
  pageNumberStart?: number;
  pageNumberFormat?: string;
  headers: Partial<Record<"default" | "first" | "even", DocParagraph[]>>;
  footers: Partial<Record<"default" | "first" | "even", DocParagraph[]>>;
}

export interface DocRun {
  text: string;
  look: RunLook;
}

export interface DocParagraph {
  /** Counted from 1 within its part, empty ones too. */
  index: number;
  part: "body" | "header" | "footer" | "textbox";
  section: number;
  /** Automatic number and words, as printed; "\t" for a tab, "\n" for a line break. */
  text: string;
  runs: DocRun[];
  look: ParagraphLook;
  /** Width in twips of the column it is set in, where the file says it. */
  column?: number;
  cell?: { table: number; row: number; column: number; boxed: boolean };
  /** Looks of page number fields in it. */
  pageFields: RunLook[];
  /** Lengths in twips of straight lines drawn here. */
  lines: number[];
  /** Starts with, or holds, a page break. */
  pageBreak: boolean;
  style?: string;
}

export interface DocTable {
  index: number;
  /** Has visible lines: data, not layout. */
  bordered: boolean;
  columns: number;
  rows: number;
  section: number;
}
