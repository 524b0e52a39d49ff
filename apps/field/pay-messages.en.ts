import type { payMessagesVi } from "./pay-messages.vi.ts";

export const payMessagesEn: Record<keyof typeof payMessagesVi, string> = {
  "pay.title": "My pay",
  "pay.go": "What was approved, talk by talk",
  "pay.none": "Nothing was approved yet",
  "pay.none-help": "Once your unit approves a run, your lines show here, each with its talk and its legal basis.",
  "pay.run": "{unit}, run {number}, approved on {day}",
  "pay.money": "{n} đồng",
  "pay.month": "All of {month}",
  "pay.difference": "Difference to {n} đồng paid before",
  "pay.cut": "The most of the month was reached, {n} đồng not paid",
  "pay.ask": "If something is missing or wrong, tell your officer; what is corrected comes with the next run.",
};
