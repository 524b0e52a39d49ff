import type { DeskScreen } from "#platform/ui/screen.tsx";

export { LawPicker } from "./client/law-picker.tsx";
export { LawRemarkList, LiveLawRemarks, type LawPart, useLawRemarks } from "./client/law-remarks.tsx";

/** The register's pages at the desk; each is fetched when it is opened. */
export const lawScreens: readonly DeskScreen[] = [
  { path: "/laws", load: () => import("./client/desk-laws.tsx").then((m) => m.LawsScreen) },
  { path: "/laws/$lawId", load: () => import("./client/desk-law.tsx").then((m) => m.LawScreen) },
];
