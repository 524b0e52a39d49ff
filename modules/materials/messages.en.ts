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
  "problem.material.chain-open":
    "It can't be approved yet: an earlier step is still open. Hand it in step by step, or approve it as urgent with the reason for passing over the step.",
  "problem.material.in-approval":
    "The draft is with its reviewers and can't be changed. What you wrote is still on this device; take it back first.",
  "problem.material.not-waiting":
    "This version no longer waits for that step. Load the page again to see where it stands.",
  "problem.material.own-text":
    "You have written on this version, so you can't take a step of its approval. Ask somebody else.",
  "problem.material.step-twice": "You have taken another step of this version; nobody takes two. Ask somebody else.",
  "problem.material.chain-ends": "A chain begins with writing and ends with deciding; between them are reviews.",
  "problem.material.chain-short": "A chain has at least two steps: writing and deciding.",
  "problem.material.chain-past": "A change holds from today or later.",
  "problem.material.note-missing": "Say why you object.",
  "problem.material.quote-missing":
    "These words are no longer in the newest text. Your comment is still on this device; open the newest text and choose the passage again.",
  "problem.material.comment-missing": "This comment was not found.",
  "problem.material.word-known": "This word is on the list already. Change its line.",
  "problem.material.word-changed": "Somebody has just changed this line. Load the list again and go on.",
  "problem.material.language-empty":
    "This language version has neither text nor a recording, so nobody can answer for it.",
  "problem.material.signer-same": "Translator and reviewer must be two people, and the translator is named first.",
  "problem.material.signer-unknown": "Only people who hold an appointment on the roster today can be chosen.",
  "problem.material.signer-language":
    "By the roster this person does not work in that language. Choose somebody else, or add the language on the person's page.",
  "problem.material.audio-type": "This file is no recording. Use MP3, OGG, M4A or WAV.",
  "problem.material.audio-missing": "The recording was not found.",
  "problem.material.not-in-use": "This version is not in use.",
  "problem.material.dates": "The last day must come after the first.",
  "problem.material.language-same": "This is the material's own language.",
  "problem.material.language-missing": "There is no version in this language yet.",
  "problem.material.file-type":
    "Files of this type cannot be attached. Use PDF, DOCX, XLSX, PPTX, a picture, sound or text.",
  "problem.material.file-too-large": "The file is too large (20 MB at most).",
  "problem.material.file-missing": "The attachment was not found.",
  "problem.material.conflict-not-found": "This difference is not among what you may see.",
  "problem.material.conflict-settled": "This difference has been settled. Load the list again.",

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
  "material.gaps.sheet": "Missing languages",
  "material.gaps.file": "missing-languages",
  "material.gaps.commune": "Commune",
  "material.gaps.language": "Language",
  "material.gaps.speakers": "Speakers",
  "material.reach.sheet": "Reached phones",
  "material.reach.file": "Reached phones",
  "material.reach.heard": "A phone has reported",
  "material.reach.holds": "A phone holds the version in use",
  "material.reach.outdated": "A phone still opens one out of use",
  "material.reach.valid": "Phones with the version in use",
  "material.reach.ticks": "Received and read",
  "material.reach.yes": "yes",
  "material.reach.no": "no",
} satisfies Record<keyof typeof messagesVi, string>;
