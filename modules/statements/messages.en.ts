import type { messagesVi } from "./messages.vi.ts";

export const messagesEn: { readonly [K in keyof typeof messagesVi]: string } = {
  "problem.statement.not-found": "This statement is not among what you may see.",
  "problem.statement.topic-unknown": "There is no such topic.",
  "problem.statement.no-spokesperson":
    "This person was no spokesperson on that day. Choose again, or enter the decision on the roster first.",
  "problem.statement.version-unknown": "This version of a material is not among what you may see.",
  "problem.statement.version-draft": "An official statement does not rest on a draft. Choose an approved version.",
  "problem.statement.outlet-needed": "Write which outlet asked.",
  "problem.statement.outlet-person": "Only the outlet, not the journalist. Not saved; what you typed is kept.",
  "problem.statement.identity":
    "It holds a person's telephone, document number or address. Not saved; take that out and save again.",
  "problem.statement.future": "The day lies after today.",
  "problem.statement.edited-elsewhere":
    "Somebody else has just changed this. What you typed is kept; open it again, compare and save.",

  "statement.occasion.pressConference": "Press conference",
  "statement.occasion.interview": "Interview",
  "statement.occasion.writtenAnswer": "Written answer",
  "statement.occasion.release": "Press release",
  "statement.occasion.meeting": "Meeting",
  "statement.topic": "Topic",
  "statement.text": "What was said",
  "statement.statedOn": "Date",
  "statement.occasion": "Occasion",
  "statement.outlet": "Outlet",
  "statement.spokesperson": "Spokesperson",
  "statement.unit": "Unit",
  "statement.restsOn": "Rests on",
  "statement.stale": "Material has changed",
  "statement.stale-words": "This statement rests on a material that was recalled or superseded.",
};
