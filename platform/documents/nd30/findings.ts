import type { DocParagraph } from "../docx/model.ts";
import { rulesOf } from "./rule-set.ts";
import type { RuleSet } from "./rule-set.ts";

export type Verdict = "kept" | "broken" | "unjudged" | "not-applicable";

/** One line of a check's answer. A rule that is broken in several places has a line for each (the first twenty). */
export interface Finding {
  /** "margins.left": stable, made of the row's id and the rule's. */
  rule: string;
  row: number;
  verdict: Verdict;
  /** Component and rule in words. */
  name: string;
  /** Where in the document, or "". */
  where: string;
  found: string;
  expected: string;
  source: string;
}

const MOST_PLACES = 20;

/** Gathers what the checks say; a rule that no check spoke of does not apply to this document. */
export class Findings {
  readonly #broken = new Map<string, Pick<Finding, "where" | "found" | "expected">[]>();
  readonly #kept = new Set<string>();
  readonly #unjudged = new Map<string, string>();

  kept(rule: string): void {
    this.#kept.add(rule);
  }

  broken(rule: string, place: DocParagraph | string, found: string, expected = ""): void {
    const entry = { where: typeof place === "string" ? place : whereIs(place), found, expected };
    const list = this.#broken.get(rule);
    if (list) list.push(entry);
    else this.#broken.set(rule, [entry]);
  }

  unjudged(rule: string, why: string): void {
    if (!this.#unjudged.has(rule)) this.#unjudged.set(rule, why);
  }

  /** Kept when `holds`, else broken. */
  hold(rule: string, holds: boolean, place: DocParagraph | string, found: string, expected = ""): void {
    if (holds) this.kept(rule);
    else this.broken(rule, place, found, expected);
  }

  report(ruleSet: RuleSet): Finding[] {
    return ruleSet.rows.flatMap((row) =>
      Object.entries(rulesOf(row)).flatMap(([rule, text]): Finding[] => {
        const base = { rule, row: row.row, name: `${row.name.vi}: ${text.vi}`, source: row.source };
        const broken = this.#broken.get(rule);
        if (broken) {
          const shown = broken
            .slice(0, MOST_PLACES)
            .map((b): Finding => ({ ...base, verdict: "broken", ...b, expected: b.expected || text.vi }));
          if (broken.length > MOST_PLACES)
            shown.push({
              ...base,
              verdict: "broken",
              where: "",
              found: `và ${broken.length - MOST_PLACES} chỗ khác`,
              expected: text.vi,
            });
          return shown;
        }
        const why = this.#unjudged.get(rule);
        // Something left unjudged is said, even where other places of the same rule were seen to be kept.
        if (why !== undefined) return [{ ...base, verdict: "unjudged", where: "", found: why, expected: text.vi }];
        return [
          {
            ...base,
            verdict: this.#kept.has(rule) ? "kept" : "not-applicable",
            where: "",
            found: "",
            expected: text.vi,
          },
        ];
      }),
    );
  }
}

export function whereIs(p: DocParagraph): string {
  const part = { body: "", header: "đầu trang, ", footer: "chân trang, ", textbox: "khung chữ, " }[p.part];
  const words = p.text.replace(/\s+/g, " ").trim();
  return `${part}đoạn ${p.index}: “${words.length > 60 ? `${words.slice(0, 57)}…` : words}”`;
}
