import type { KeptDraft } from "./start.ts";

/** What each question of the record gets. */
export interface StepProps {
  draft: KeptDraft;
  /** Keeps the change on the phone at once. */
  change: (part: Partial<KeptDraft>) => void;
  errors: Record<string, string>;
  toStep: (step: number) => void;
}
