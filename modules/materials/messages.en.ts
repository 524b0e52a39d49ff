import type { messagesVi } from "./messages.vi.ts";

export const messagesEn = {
  "problem.material.not-found": "This material was not found, or it is not for your unit.",
  "problem.material.topic-unknown": "There is no such topic in the catalogue.",
  "problem.material.unit-unknown": "The issuing unit was not found.",
  "problem.material.reach-outside":
    "It can only be for people within the place that the issuer serves. Choose another place.",
  "problem.material.not-a-draft": "Only a draft can be changed. Make a new version and change that.",
  "problem.material.draft-exists": "This material already has a draft. Go on with that one.",
  "problem.material.edited-elsewhere":
    "Someone else has just changed this draft. What you wrote is still on this device; open the newest text and compare.",
  "problem.material.state": "That cannot be done with a version in this state. Load the page again.",
  "problem.material.incomplete": "It cannot be approved yet: key messages and a source or legal basis are needed.",
  "problem.material.dates": "The last day must come after the first.",
  "problem.material.language-same": "This is the material's own language.",
  "problem.material.language-missing": "There is no version in this language yet.",
  "problem.material.file-type":
    "Files of this type cannot be attached. Use PDF, DOCX, XLSX, PPTX, a picture, sound or text.",
  "problem.material.file-too-large": "The file is too large (20 MB at most).",
  "problem.material.file-missing": "The attachment was not found.",

  "material.title": "Materials",
  "material.status.draft": "Draft",
  "material.status.approved": "In use",
  "material.status.recalled": "Recalled",
  "material.status.superseded": "Superseded",
  "material.column.title": "Title",
  "material.column.topic": "Topic",
  "material.column.issuer": "Issued by",
  "material.column.number": "Version",
  "material.column.status": "State",
  "material.column.validFrom": "Usable from",
  "material.column.validTo": "Until",
  "material.column.approvedAt": "Approved on",
} satisfies Record<keyof typeof messagesVi, string>;
