import type { messagesVi } from "./messages.vi.ts";

export const messagesEn = {
  "wait.days": "{n} days",
  "wait.never": "never",
  "wait.attendances": "{n} attended",
} satisfies Record<keyof typeof messagesVi, string>;
