import type { messagesVi } from "./messages.vi.ts";

export const messagesEn = {
  "problem.command.unknown":
    "The server does not know this command. Update the app and send again; the item is still on the device.",
  "problem.command.invalid":
    "Something is filled in wrongly. Nothing was stored; mend the fields named and send again.",
  "problem.command.reused": "This id was used for another command. The earlier one stands; send again with a new id.",
} satisfies Record<keyof typeof messagesVi, string>;
