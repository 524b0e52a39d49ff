/** What goes with the file each time it is sent: the preview, the import and the rest must speak of the same. */
export interface ChosenFile {
  file: File;
  query: { unitId: number; kind?: string; decisionSymbol?: string; decisionDate?: string };
}
