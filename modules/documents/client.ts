import type { DeskScreen } from "#platform/ui/screen.tsx";

export { IssuerDialog } from "./client/issuer-dialog.tsx";
export { FindingList } from "./client/finding-list.tsx";

/** The documents' pages at the desk; each is fetched when it is opened. */
export const documentScreens: readonly DeskScreen[] = [
  { path: "/documents", load: () => import("./client/desk-documents.tsx").then((m) => m.DocumentsScreen) },
  { path: "/documents/new", load: () => import("./client/desk-new.tsx").then((m) => m.NewDocumentScreen) },
  { path: "/documents/drafts/$draftId", load: () => import("./client/desk-draft.tsx").then((m) => m.DraftScreen) },
  { path: "/documents/incoming/new", load: () => import("./client/desk-receive.tsx").then((m) => m.ReceiveScreen) },
  {
    path: "/documents/incoming/$incomingId",
    load: () => import("./client/desk-incoming.tsx").then((m) => m.IncomingScreen),
  },
  {
    path: "/documents/types",
    load: () => import("./client/desk-type-forms.tsx").then((m) => m.DocumentTypesScreen),
  },
  { path: "/documents/$documentId", load: () => import("./client/desk-document.tsx").then((m) => m.DocumentScreen) },
];
