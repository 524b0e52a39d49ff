import { allowOver, closeYear, handOver, setPublicity, setSource } from "./decide.ts";
import { addIncome, allocate, openLine, returnMoney } from "./lines.ts";
import { addActivity, planActivity, reverse, spend } from "./spend.ts";
import { recordSponsorship, strikeSponsorship } from "./sponsorships.ts";

export const budgetCommands = {
  "budget.open-line": openLine,
  "budget.add-income": addIncome,
  "budget.allocate": allocate,
  "budget.return": returnMoney,
  "budget.add-activity": addActivity,
  "budget.plan-activity": planActivity,
  "budget.spend": spend,
  "budget.reverse": reverse,
  "budget.allow-over": allowOver,
  "budget.hand-over": handOver,
  "budget.close-year": closeYear,
  "budget.set-publicity": setPublicity,
  "budget.set-source": setSource,
  "budget.record-sponsorship": recordSponsorship,
  "budget.strike-sponsorship": strikeSponsorship,
};
