import { fold } from "#kernel/text/fold.ts";
import type { DialogueStatus, minutesNeeds, Presided } from "./contract.ts";

/** What may become of a meeting: one pure table, read by desk and server. */
export type DialogueVerb = "edit" | "gather" | "reply" | "record" | "cancel" | "issue" | "promise";
export const dialogueStates = {
  planned: { edit: "planned", gather: "planned", record: "held", cancel: "cancelled" },
  held: { gather: "held", reply: "held", record: "held", issue: "held", promise: "held" },
  cancelled: {},
} as const satisfies Record<DialogueStatus, Partial<Record<DialogueVerb, DialogueStatus>>>;

/** What went out in numbered minutes stays; what was promised is still followed, and may still be added to. */
const afterMinutes: readonly DialogueVerb[] = ["promise"];

export function nextDialogueStatus(
  status: DialogueStatus,
  verb: DialogueVerb,
  minutesIssued: boolean,
): DialogueStatus | null {
  if (minutesIssued && !afterMinutes.includes(verb)) return null;
  return (dialogueStates[status] as Partial<Record<DialogueVerb, DialogueStatus>>)[verb] ?? null;
}

/**
 * Whether a position is the head's own: "Chủ tịch UBND xã D'Ran" of "CHỦ TỊCH", but not "Phó Chủ tịch". Typed without
 * diacritics it is the same office.
 */
export function isHead(position: string, headPosition: string): boolean {
  const said = fold(position).trim();
  const head = fold(headPosition).trim();
  return head !== "" && (said === head || said.startsWith(`${head} `));
}

export type PresidedFault =
  | "dialogue.substitute-unnamed"
  | "dialogue.absence-unexplained"
  | "dialogue.head-substitutes";

/** A dialogue is the head's duty: another presides only KT. or TUQ., and the minutes say why. */
export function presidedFault(presided: Presided, headPosition: string): PresidedFault | null {
  const head = isHead(presided.position, headPosition);
  if (presided.capacity === null) return head ? null : "dialogue.substitute-unnamed";
  if (head) return "dialogue.head-substitutes";
  return presided.absenceReason === null ? "dialogue.absence-unexplained" : null;
}

export interface MinutesFacts {
  status: DialogueStatus;
  secretaryName: string | null;
  agenda: readonly unknown[];
  endsAt: string | null;
}

/** What is missing before minutes can be issued. */
export function missingForMinutes(facts: MinutesFacts, now: Date): (typeof minutesNeeds)[number][] {
  return [
    ...(facts.status === "held" ? [] : ["held" as const]),
    ...(facts.secretaryName === null ? ["secretary" as const] : []),
    ...(facts.agenda.length === 0 ? ["agenda" as const] : []),
    ...(facts.endsAt !== null && Date.parse(facts.endsAt) > now.getTime() ? ["past" as const] : []),
  ];
}

/** "KT. CHỦ TỊCH" over "PHÓ CHỦ TỊCH", as a substitute signs. */
export function capacityLine(presided: Pick<Presided, "capacity">, headPosition: string): string | null {
  return presided.capacity === null ? null : `${presided.capacity}. ${headPosition.toLocaleUpperCase("vi")}`;
}

/** The office without the body: "Phó Chủ tịch UBND xã D'Ran" signs as "PHÓ CHỦ TỊCH". */
export function signingPosition(position: string): string {
  return position
    .replace(/\s+(UBND|Ủy ban|Uỷ ban|HĐND|Hội đồng|xã|phường|đặc khu|tỉnh|thành phố|Sở|Phòng)(?=\s|$).*$/iu, "")
    .toLocaleUpperCase("vi");
}
