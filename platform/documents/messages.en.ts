import type { messagesVi } from "./messages.vi.ts";

export const messagesEn = {
  "problem.file.unreadable":
    "This file cannot be read: it is damaged, cut short or of another type. Your own copy has not been changed.",
  "problem.file.too-large":
    "The file is too large, or unpacks to far more than it weighs, so it was not opened. Split it into smaller files.",
  "problem.file.unsafe":
    "The file has an unsafe part (an external entity, a strange path or a false size), so it was not opened. Save it again with Word or Excel and retry.",
  "problem.workbook.not-a-workbook": "This file is not an Excel workbook (.xlsx).",
  "problem.workbook.legacy-or-locked":
    "The file is in the old Excel format (.xls) or has a password. Open it in Excel, remove the password, save it as .xlsx and import that.",
  "problem.document.not-a-document": "This file is not a Word document (.docx).",
  "problem.document.legacy-or-locked":
    "The file is in the old Word format (.doc) or has a password. Open it in Word, remove the password, save it as .docx and retry.",
  "problem.document.unknown-rule-set": "There is no format rule set of that name.",
} satisfies Record<keyof typeof messagesVi, string>;
