import type { DeskScreen } from "#platform/ui/screen.tsx";

/** What the phone shows of answers and how it says that one was told: pure, without a screen. */
export * from "./client/field-answer.ts";

/** The questions' pages at the desk; each is fetched when it is opened. */
export const questionScreens: readonly DeskScreen[] = [
  { path: "/questions", load: () => import("./client/desk-questions.tsx").then((m) => m.QuestionsScreen) },
  { path: "/questions/new", load: () => import("./client/desk-enter.tsx").then((m) => m.EnterQuestionScreen) },
  {
    path: "/questions/settings",
    load: () => import("./client/desk-settings.tsx").then((m) => m.QuestionSettingsScreen),
  },
  { path: "/questions/$questionId", load: () => import("./client/desk-question.tsx").then((m) => m.QuestionScreen) },
  { path: "/commitments", load: () => import("./client/desk-commitments.tsx").then((m) => m.CommitmentsScreen) },
];
