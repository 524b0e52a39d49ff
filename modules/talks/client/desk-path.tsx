import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Thread, type ThreadNode } from "#platform/ui/thread.tsx";
import type { TalkPage } from "../answers.ts";
import { talkText, type TalkTexts } from "./desk-text.ts";

const known = [
  "talk.planned",
  "talk.assigned",
  "talk.accepted",
  "talk.declined",
  "talk.amended",
  "talk.verified",
  "talk.returned",
  "talk.cancelled",
  "talk.counted",
  "talk.correction-proposed",
  "talk.corrected",
  "talk.correction-rejected",
  "talk.record-held",
  "talk.conflict-found",
  "talk.amendment-held",
  "talk.recorded-again",
] as const;

function words(t: TalkTexts, action: string, number: string): string {
  if (action === "talk.recorded") return t("path.talk.recorded", { number });
  const found = known.find((k) => k === action);
  return found === undefined ? t("path.other") : t(`talk.action.${found}`);
}

const waiting = {
  delivered: "path.waiting-verify",
  assigned: "path.waiting-accept",
  returned: "path.waiting-return",
  accepted: "path.waiting-talk",
  planned: "path.waiting-talk",
} as const;

/** A journal keeps who by id; a name that could not be found is left out rather than shown as a code. */
export function looksLikeId(by: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[A-Za-z0-9]{20,}$/.test(by);
}

/** The way a record took, from the phone to the report; the last node is what it waits for. */
export function TalkThread({ talk, big = false }: { talk: TalkPage; big?: boolean }) {
  const t = useText(talkText);
  const { dayShort, dayOf, time } = useFormats();
  const at = (moment: string) => `${time(moment)} ${dayShort(dayOf(moment))}`;
  const nodes: ThreadNode[] = talk.path.flatMap((step, n) => {
    const said =
      step.by === "" || looksLikeId(step.by)
        ? words(t, step.action, talk.number)
        : t("path.by", { what: words(t, step.action, talk.number), who: step.by });
    const node: ThreadNode = {
      key: String(n),
      when: at(step.at),
      children: (
        <>
          {said}
          {step.note !== null && step.note !== "" && <span className="dim sub">{step.note}</span>}
        </>
      ),
    };
    const fromDevice =
      step.action === "talk.recorded" &&
      step.deviceAt !== null &&
      Math.abs(Date.parse(step.at) - Date.parse(step.deviceAt)) > 60_000;
    if (!fromDevice || step.deviceAt === null) return [node];
    return [{ key: `${n}-device`, when: at(step.deviceAt), children: t("path.talk.recorded-device") }, node];
  });
  const next = waiting[talk.status as keyof typeof waiting];
  if (next !== undefined) nodes.push({ key: "next", state: "now", children: t(next) });
  return <Thread nodes={nodes} label={t("path.title")} big={big} />;
}
