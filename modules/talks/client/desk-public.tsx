import { useText } from "#platform/i18n/use-text.ts";
import { Checkbox } from "#platform/ui/inputs.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { TalkPage } from "../answers.ts";
import type { TalkKind } from "../contract.ts";
import { talkText } from "./desk-text.ts";

// As publicity.ts has them, typed against the contract without loading its schemas into the page.
const open: readonly TalkKind[] = [
  "residentMeeting",
  "voterContactMeeting",
  "dialogueMeeting",
  "readingMeeting",
  "skillContest",
];

export const mayBeOpen = (kind: TalkKind) => open.includes(kind);

/** On the form of a plan: offered only for meetings that anybody of the place may come to. */
export function OpenToAll({
  kind,
  checked,
  onChecked,
}: {
  kind: TalkKind;
  checked: boolean;
  onChecked: (checked: boolean) => void;
}) {
  const t = useText(talkText);
  if (!mayBeOpen(kind)) return null;
  return (
    <div className="field">
      <Checkbox checked={checked} onChecked={onChecked} help={t("public.help")}>
        {t("public.label")}
      </Checkbox>
    </div>
  );
}

/** Sends the decision that was taken on the form, once the talk is there; what went wrong is said, the talk stays. */
export function useSetPublic() {
  const words = useProblemWords();
  const send = useSend<{ talkId: string; public: boolean }>("PUT", (input) => `/talks/${input.talkId}/publicity`, {
    body: (input) => ({ public: input.public }),
  });
  return (talkId: string, isPublic: boolean) =>
    send.mutate({ talkId, public: isPublic }, { onError: (error) => notify(words(error), { tone: "bad" }) });
}

/** On the page of a talk to come. */
export function TalkPublicity({ talk }: { talk: TalkPage }) {
  const t = useText(talkText);
  const ahead = talk.attendance === null && talk.status !== "cancelled";
  const asked = useAsk<{ public: boolean; offered: boolean; may: boolean }>(
    `/talks/${talk.id}/publicity`,
    {},
    {
      enabled: ahead && mayBeOpen(talk.kind),
    },
  );
  const set = useSetPublic();
  if (!ahead || asked.data === undefined || !asked.data.offered) return null;
  return (
    <section className="no-print">
      <h2>{t("public.title")}</h2>
      <Checkbox
        checked={asked.data.public}
        disabled={!asked.data.may}
        onChecked={(checked) => set(talk.id, checked)}
        help={t("public.help")}
      >
        {t("public.label")}
      </Checkbox>
    </section>
  );
}
