import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The pages of pay at the desk; each is fetched when it is opened. */
export const payScreens: readonly DeskScreen[] = [
  { path: "/pay", load: () => import("./client/desk-pay.tsx").then((m) => m.PayScreen) },
  { path: "/pay/rates", load: () => import("./client/desk-rates.tsx").then((m) => m.RatesScreen) },
  { path: "/pay/$runId", load: () => import("./client/desk-run.tsx").then((m) => m.RunScreen) },
];

/** What the phone shows of a speaker's own pay: pure, without a screen. */
export * from "./client/field-pay.ts";
