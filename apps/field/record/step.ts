import type { PhoneMaterial } from "#modules/materials/client.ts";
import type { PhoneTalk } from "#modules/talks/client.ts";
import type { KeptDraft } from "./start.ts";

/** What each question of the record gets. */
export interface StepProps {
  draft: KeptDraft;
  /** What the phone has, read before the first question shows: nothing jumps under the thumb. */
  talks: readonly PhoneTalk[];
  materials: readonly PhoneMaterial[];
  /** Keeps the change on the phone at once. */
  change: (part: Partial<KeptDraft>) => void;
  errors: Record<string, string>;
  toStep: (step: number) => void;
}
