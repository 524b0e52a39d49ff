import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The roster's pages at the desk; each is fetched when it is opened. */
export const rosterScreens: readonly DeskScreen[] = [
  { path: "/people", load: () => import("./client/desk-people.tsx").then((m) => m.PeopleScreen) },
  { path: "/people/new", load: () => import("./client/desk-add.tsx").then((m) => m.AddPersonScreen) },
  { path: "/people/import", load: () => import("./client/desk-import.tsx").then((m) => m.ImportScreen) },
  { path: "/people/ending", load: () => import("./client/desk-endings.tsx").then((m) => m.EndingsScreen) },
  { path: "/people/quotas", load: () => import("./client/desk-quotas.tsx").then((m) => m.QuotasScreen) },
  { path: "/people/$personId", load: () => import("./client/desk-person.tsx").then((m) => m.PersonScreen) },
];
