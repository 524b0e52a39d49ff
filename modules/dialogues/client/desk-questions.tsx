import { MessageSquarePlus, MessageSquareReply } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { DialoguePage } from "../answers.ts";
import type { DialogueQuestion } from "../contract.ts";
import { nextDialogueStatus } from "../rules.ts";
import { dialogueText } from "./desk-text.ts";
import "./desk-dialogues.css";

const can = (page: DialoguePage, verb: "gather" | "reply") =>
  page.allowed.includes("dialogue.record") && nextDialogueStatus(page.status, verb, page.minutesIssued) !== null;

/** What people asked before and at the meeting, and what was said to it there. */
export function Questions({ page }: { page: DialoguePage }) {
  const t = useText(dialogueText);
  const { day } = useFormats();
  const [asking, setAsking] = useState(false);
  const [replying, setReplying] = useState<DialogueQuestion | null>(null);
  return (
    <section>
      <div className="dialogue-head">
        <h2>{t("dialogue.questions")}</h2>
        {can(page, "gather") && (
          <Button tight icon={MessageSquarePlus} onClick={() => setAsking(true)}>
            {t("dialogue.ask")}
          </Button>
        )}
      </div>
      {page.asked.length === 0 ? (
        <p className="dim">{t("dialogue.questions-none")}</p>
      ) : (
        <ul className="dialogue-list">
          {page.asked.map((q) => (
            <li key={q.id}>
              <Link to={`/questions/${q.id}`}>{q.text}</Link>
              <p className="s dim">
                {q.code} · {t(`dialogue.stage.${q.stage}`)}
              </p>
              {q.reply === null ? (
                page.status === "held" && <p className="s">{t("dialogue.reply-none", { day: day(q.dueOn) })}</p>
              ) : (
                <p className="note ok pre-line">
                  {q.reply}
                  {q.repliedBy !== null && <span className="dim"> ({q.repliedBy})</span>}
                </p>
              )}
              {can(page, "reply") && (
                <div className="row no-print">
                  <Button tight look="quiet" icon={MessageSquareReply} onClick={() => setReplying(q)}>
                    {t("dialogue.reply")}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      <AskDialog page={page} open={asking} onOpen={setAsking} />
      {replying !== null && (
        <ReplyDialog key={replying.id} page={page} question={replying} onClose={() => setReplying(null)} />
      )}
    </section>
  );
}

function AskDialog({ page, open, onOpen }: { page: DialoguePage; open: boolean; onOpen: (open: boolean) => void }) {
  const t = useText(dialogueText);
  const draft = useDraft(`dialogue.ask.${page.id}`, {
    text: "",
    stage: (page.status === "held" ? "meeting" : "before") as "before" | "meeting",
  });
  const [struck, setStruck] = useState(false);
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { code: string }>("POST", `/dialogues/${page.id}/questions`);
  const { text, stage } = draft.value;
  const submit = () => {
    setTried(true);
    if (text.trim() === "") return;
    send.mutate(
      { questionId: freshId(), text: text.trim(), stage, struck },
      {
        onSuccess: (answer) => {
          draft.clear();
          setTried(false);
          onOpen(false);
          notify(t("dialogue.asked", { code: answer.code }));
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} wide title={t("dialogue.ask")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="dialogue-question"
          label={t("dialogue.ask-text")}
          help={t("dialogue.ask-help")}
          error={tried && text.trim() === "" ? t("dialogue.missing") : undefined}
        >
          <TextArea rows={4} value={text} onValue={(next) => draft.set({ text: next })} />
        </Field>
        <Field name="dialogue-stage" label={t("dialogue.ask-stage")}>
          <Select
            value={stage}
            onValue={(next) => draft.set({ stage: next })}
            choices={(["before", "meeting"] as const).map((value) => ({ value, label: t(`dialogue.stage.${value}`) }))}
          />
        </Field>
        <Checkbox checked={struck} onChecked={setStruck}>
          {t("dialogue.ask-struck")}
        </Checkbox>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("dialogue.ask")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function ReplyDialog({
  page,
  question,
  onClose,
}: {
  page: DialoguePage;
  question: DialogueQuestion;
  onClose: () => void;
}) {
  const t = useText(dialogueText);
  const draft = useDraft(`dialogue.reply.${question.id}`, {
    reply: question.reply ?? "",
    by: question.repliedBy ?? page.presided?.position ?? "",
  });
  const send = useSend<Record<string, unknown>>("PUT", `/dialogues/${page.id}/questions/${question.id}/reply`);
  const { reply, by } = draft.value;
  const submit = () =>
    send.mutate(
      { reply: reply.trim() === "" ? null : reply.trim(), repliedBy: by.trim() === "" ? null : by.trim() },
      {
        onSuccess: () => {
          draft.clear();
          onClose();
          notify(t("dialogue.saved"));
        },
      },
    );
  return (
    <Dialog open onOpen={(next) => !next && onClose()} wide title={t("dialogue.reply")} description={question.text}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="dialogue-reply" label={t("dialogue.reply-text")}>
          <TextArea rows={5} value={reply} onValue={(next) => draft.set({ reply: next })} />
        </Field>
        <Field name="dialogue-reply-by" label={t("dialogue.reply-by")} optional>
          <TextInput value={by} onValue={(next) => draft.set({ by: next })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("dialogue.reply")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
