import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { QuestionPage } from "../answers.ts";
import { TopicSelect } from "./desk-parts.tsx";
import { questionText } from "./desk-text.ts";

export type HandleAct = "pass-on" | "set-aside" | "separate" | "reopen" | "set-topic" | "return" | "withdraw";

const says = {
  "pass-on": { title: "act.pass-on", words: "act.pass-on-words", path: "pass-on" },
  "set-aside": { title: "act.set-aside", words: "act.set-aside-words", path: "set-aside" },
  separate: { title: "page.separate", words: "act.separate-words", path: "separate" },
  reopen: { title: "act.reopen", words: null, path: "reopen" },
  "set-topic": { title: "page.change-topic", words: null, path: "topic" },
  return: { title: "answer.return", words: "act.return-words", path: "answer/return" },
  withdraw: { title: "answer.withdraw", words: "act.withdraw-words", path: "answer/withdraw" },
} as const;
const wantReason: readonly HandleAct[] = ["pass-on", "set-aside", "separate", "return", "withdraw"];

/** What somebody else will read about wants a reason; it is kept as a draft until it is done. */
export function HandleDialog({
  act,
  question,
  onClose,
}: {
  act: HandleAct;
  question: QuestionPage;
  onClose: () => void;
}) {
  const t = useText(questionText);
  const say = says[act];
  const draft = useDraft(`question.${act}.${question.id}`, {
    reason: "",
    toUnitId: null as number | null,
    topic: question.topic ?? "",
  });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", `/questions/${question.id}/${say.path}`);
  const { reason, toUnitId, topic } = draft.value;
  const noReason = wantReason.includes(act) && reason.trim() === "";
  const noUnit = act === "pass-on" && toUnitId === null;
  const submit = () => {
    setTried(true);
    if (noReason || noUnit) return;
    const answer =
      act === "return" || act === "withdraw"
        ? { answerId: question.answer?.id, version: question.answer?.version }
        : {};
    send.mutate(
      {
        ...(wantReason.includes(act) ? { reason: reason.trim() } : {}),
        ...(act === "pass-on" ? { toUnitId } : {}),
        ...(act === "set-topic" ? { topic: topic === "" ? null : topic } : {}),
        ...answer,
      },
      {
        onSuccess: () => {
          draft.clear();
          onClose();
          notify(t("act.done"));
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={t(say.title)}
      {...(say.words === null ? {} : { description: t(say.words) })}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        {act === "pass-on" && (
          <Field name="to-unit" label={t("act.to-unit")} error={tried && noUnit ? t("act.to-unit-wrong") : undefined}>
            <UnitPicker value={toUnitId} onValue={(id) => draft.set({ toUnitId: id })} />
          </Field>
        )}
        {act === "set-topic" && (
          <Field name="topic" label={t("page.topic")} optional="silent">
            <TopicSelect value={topic} onValue={(id) => draft.set({ topic: id })} empty={t("page.no-topic")} />
          </Field>
        )}
        {wantReason.includes(act) && (
          <Field name="reason" label={t("act.reason")} error={tried && noReason ? t("act.reason-wrong") : undefined}>
            <TextArea value={reason} maxLength={500} onValue={(value) => draft.set({ reason: value })} />
          </Field>
        )}
        <div className="actions">
          <Button
            type="submit"
            look={act === "withdraw" || act === "set-aside" ? "danger" : "main"}
            busy={send.isPending ? t("act.doing") : null}
          >
            {t(say.title)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
