import type { MergeSource } from "./merge-source.ts";
import { certifyCopy } from "./certify-copy.ts";
import { fileSigned } from "./file-signed.ts";
import { addIncomingFile, closeIncoming, editIncoming, handOver, registerIncoming } from "./incoming.ts";
import { issueDraftOf } from "./issue-draft.ts";
import { setIssuer } from "./issuers.ts";
import { setOrgan } from "./package-document.ts";
import { setTypeForm } from "./types.ts";
import { createDraftFrom, createRemedy, dropDraft, editDraft, submitDraft } from "./write-draft.ts";

/** This room's commands; what later rooms give to merge is handed over by apps/server/rooms.ts. */
export function buildDocumentCommands(sources: readonly MergeSource[]) {
  return {
    "document.set-issuer": setIssuer,
    "document.set-type-form": setTypeForm,
    "document.set-organ": setOrgan,
    "document.create-draft": createDraftFrom(sources),
    "document.create-remedy": createRemedy,
    "document.edit-draft": editDraft,
    "document.submit-draft": submitDraft,
    "document.drop-draft": dropDraft,
    "document.issue-draft": issueDraftOf(sources),
    "document.certify-copy": certifyCopy,
    "document.file-signed": fileSigned,
    "document.register-incoming": registerIncoming,
    "document.edit-incoming": editIncoming,
    "document.hand-over": handOver,
    "document.close-incoming": closeIncoming,
    "document.add-incoming-file": addIncomingFile,
  } as const;
}
export type DocumentCommands = ReturnType<typeof buildDocumentCommands>;
