import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The accounts' pages at the desk; each is fetched when it is opened. */
export const accountScreens: readonly DeskScreen[] = [
  { path: "/accounts", load: () => import("./client/desk-accounts.tsx").then((m) => m.AccountsScreen) },
  { path: "/accounts/new", load: () => import("./client/desk-new-account.tsx").then((m) => m.NewAccountScreen) },
  { path: "/accounts/$accountId", load: () => import("./client/desk-account.tsx").then((m) => m.AccountOfScreen) },
];
