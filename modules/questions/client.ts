/** What the phone shows of answers and how it says that one was told: pure, without a screen. */
export * from "./client/field-answer.ts";
