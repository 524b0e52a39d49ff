/** How one component of a document has to look; ranges are inclusive, sizes in points. */
export interface LookRule {
  size?: readonly [number, number];
  bold?: boolean;
  italic?: boolean;
  letters?: "upper" | "lower";
  align?: "center" | "both" | "left";
}

export interface RuleText {
  vi: string;
  en: string;
}

export interface RuleRow {
  /** Row of the table that the decree's annex is read as; what an officer can look up. */
  row: number;
  id: string;
  name: RuleText;
  /** Where in the legal text. */
  source: string;
  look?: LookRule;
  /** Rules of this row beside its look, by id. */
  rules?: Readonly<Record<string, RuleText>>;
}

export interface RuleSet {
  id: string;
  name: RuleText;
  legalBasis: string;
  validFrom: string;
  /** Null while no later rules are known to replace it. */
  validTo: string | null;
  limits: {
    /** Millimetres. */
    paper: { width: number; height: number };
    margins: Record<"top" | "bottom" | "left" | "right", readonly [number, number]>;
    font: string;
    pageNumberSize: readonly [number, number];
    /** Millimetres; one of these. */
    firstLine: readonly number[];
    /** Points. */
    paragraphGap: number;
    /** Lines. */
    lineSpacing: readonly [number, number];
    /** Share of the text's length. */
    shortRule: readonly [number, number];
    fullRule: readonly [number, number];
  };
  /** Tên loại, folded → abbreviation in the symbol ("" where there is none). */
  types: Readonly<Record<string, string>>;
  rows: readonly RuleRow[];
}

/** The rules a look expands to, as ids after the row's own: "national-title.size". */
export const lookRules = {
  size: { vi: "Cỡ chữ", en: "Font size" },
  weight: { vi: "Chữ đậm hay thường", en: "Weight" },
  slant: { vi: "Kiểu chữ đứng hay nghiêng", en: "Slant" },
  letters: { vi: "Chữ in hoa hay in thường", en: "Capitals" },
  align: { vi: "Căn dòng", en: "Alignment" },
} as const satisfies Record<string, RuleText>;

export function rulesOf(row: RuleRow): Record<string, RuleText> {
  const rules: Record<string, RuleText> = {};
  const { look } = row;
  if (look?.size) rules[`${row.id}.size`] = lookRules.size;
  if (look?.bold !== undefined) rules[`${row.id}.weight`] = lookRules.weight;
  if (look?.italic !== undefined) rules[`${row.id}.slant`] = lookRules.slant;
  if (look?.letters) rules[`${row.id}.letters`] = lookRules.letters;
  if (look?.align) rules[`${row.id}.align`] = lookRules.align;
  for (const [id, text] of Object.entries(row.rules ?? {})) rules[`${row.id}.${id}`] = text;
  return rules;
}
