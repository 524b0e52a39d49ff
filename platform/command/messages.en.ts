import type { messagesVi } from "./messages.vi.ts";

export const messagesEn = {
  "problem.command.unknown":
    "The server does not know this command. Update the app and send again; the item is still on the device.",
  "problem.command.invalid":
    "Something is filled in wrongly. Nothing was stored; mend the fields named and send again.",
  "problem.command.reused": "This id was used for another command. The earlier one stands; send again with a new id.",
  "problem.sync.file-unreadable":
    "This is no file exported by the phone's app, or it is damaged. Nothing was taken in; export it again on the phone.",
  "problem.sync.file-not-yours":
    "This file is somebody else's. Only the phone's owner or the officer in charge can take it in.",
  "problem.sync.file-changed": "This is not the file that was looked at. Nothing was taken in; choose the file again.",
  "problem.sync.imported-for-other": "Somebody else brought this in by file; the officer in charge decides.",
  "problem.sync.foreign-command": "No record of a phone.",
} satisfies Record<keyof typeof messagesVi, string>;
