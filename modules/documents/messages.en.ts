import type { messagesVi } from "./messages.vi.ts";

export const messagesEn = {
  "documents.title": "Outgoing documents",
  "documents.empty": "Nothing has been issued yet. Documents issued from a report are registered here.",
  "documents.number": "Number and symbol",
  "documents.issuedOn": "Issued on",
  "documents.abstract": "Abstract",
  "documents.signer": "Signed by",
  "documents.download": "Download",
  "documents.unit": "Issuing unit",
  "documents.tab.register": "Register",
  "documents.tab.check": "Check a document",
  "documents.check.help":
    "Choose any DOCX file to hold it against Decree 30/2020/NĐ-CP. It is only read, nothing is stored.",
  "documents.check.working": "Checking…",
  "documents.check.of": "Result for {name}",
  "documents.check.summary": "{kept} rules kept, {broken} broken, {unjudged} not judged",
  "documents.check.choose": "Choose a DOCX file to check",
  "documents.check.kept": "Kept",
  "documents.check.broken": "Broken",
  "documents.check.unjudged": "Cannot be judged",
  "documents.check.not-applicable": "No such component",
  "documents.check.keptRules": "{n} rules kept",
  "documents.check.clean": "No rule is broken.",
  "documents.check.expected": "Expected",
  "problem.documents.not-found": "There is no such document within what you may see.",
  "problem.documents.unknown-type": "There is no such document type.",
  "problem.documents.future-date": "The day of issue lies after today. The document was not issued and took no number.",
  "problem.documents.no-issuer":
    "It is not known yet how this unit signs. Enter its name, symbol and signer before issuing.",
  "problem.documents.changed-since": "Somebody else has just changed this. Look again, then save once more.",
} satisfies Record<keyof typeof messagesVi, string>;
