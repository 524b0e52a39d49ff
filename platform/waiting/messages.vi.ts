/** Figures at the end of a line of what waits. */
export const messagesVi = {
  "wait.days": "{n} ngày",
  "wait.never": "chưa từng",
  "wait.attendances": "{n} lượt",
} as const;
