import { documentProblem } from "../problems.ts";
import { readDocx } from "../docx/read-docx.ts";
import { checkBody } from "./check-body.ts";
import { checkFoot } from "./check-foot.ts";
import { checkHead } from "./check-head.ts";
import { checkPage } from "./check-page.ts";
import type { Check } from "./check-look.ts";
import { Findings } from "./findings.ts";
import type { Finding } from "./findings.ts";
import { locate } from "./locate.ts";
import { ruleSets } from "./nd30-2020.ts";
import type { RuleSet } from "./rule-set.ts";

/** @throws Problem `document.unknown-rule-set` */
export function getRuleSet(id: string): RuleSet {
  const found = ruleSets.find((set) => set.id === id);
  if (!found) throw documentProblem("document.unknown-rule-set", { id, known: ruleSets.map((set) => set.id) });
  return found;
}

/**
 * Holds any DOCX against a format rule set. Every rule of the set is answered: kept, broken (a line for each
 * place), unjudged (with why: a blank date, a width the file does not give) or not-applicable (no such component).
 *
 * @throws Problem when the file cannot be opened safely (`file.*`, `document.*`)
 */
export function checkDocument(file: Uint8Array, ruleSet: RuleSet = getRuleSet("nd30-2020")): Finding[] {
  const model = readDocx(file);
  const check: Check = { model, rules: ruleSet, findings: new Findings() };
  const found = locate(model, ruleSet);
  checkPage(check, found);
  checkHead(check, found);
  checkBody(check, found);
  checkFoot(check, found);
  return check.findings.report(ruleSet);
}
