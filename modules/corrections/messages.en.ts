import type { messagesVi } from "./messages.vi.ts";

export const messagesEn: { readonly [K in keyof typeof messagesVi]: string } = {
  "problem.correction.not-found": "This correction is not among what you may see.",
  "problem.correction.topic-unknown": "There is no such topic.",
  "problem.correction.law-unknown": "This document is not in the register of legal documents.",
  "problem.correction.edited-elsewhere":
    "Somebody else has just changed this. What you typed is kept on this device; open the newest and compare.",
  "problem.correction.state": "This cannot be done in its present state. Load the page again.",
  "problem.correction.truth-missing": "Not approved: what is true is not written yet. The draft is kept.",
  "problem.correction.source-missing":
    "Not approved: there is no source. Choose a document or write the source in words. The draft is kept.",
  "problem.correction.identity":
    "It holds a person's telephone, document number or address. Not saved; take that out and save again.",
  "problem.correction.link": "It holds a link to a page. Not saved; write what is said, not where.",
  "problem.correction.account": "It names an account or a personal page. Not saved; write what is said, not by whom.",
  "problem.correction.author": "It names who said it. Not saved; write what is said, not by whom.",

  "correction.status.draft": "Draft",
  "correction.status.approved": "Approved",
  "correction.status.published": "Published",
  "correction.status.withdrawn": "Withdrawn",
  "correction.claim": "The claim as heard",
  "correction.truth": "What is true",
  "correction.source": "Source",
  "correction.unit": "Unit",
  "correction.topic": "Topic",
  "correction.statedOn": "Date",
  "correction.status": "State",
  "correction.publishedAt": "Published at",
};
