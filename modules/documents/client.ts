import type { DeskScreen } from "#platform/ui/screen.tsx";

export { IssuerDialog } from "./client/issuer-dialog.tsx";
export { FindingList } from "./client/finding-list.tsx";

/** The documents' page at the desk; fetched when it is opened. */
export const documentScreens: readonly DeskScreen[] = [
  { path: "/documents", load: () => import("./client/desk-documents.tsx").then((m) => m.DocumentsScreen) },
];
