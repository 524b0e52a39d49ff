import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea } from "#platform/ui/inputs.tsx";
import { ErrorState, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import type { TalkPage } from "../answers.ts";
import { talkText } from "./desk-text.ts";

/** V. Names the version that was looked at, so that nobody verifies what changed under their eyes. */
export function VerifyButton({ talk, onDone }: { talk: TalkPage; onDone?: () => void }) {
  const t = useText(talkText);
  const words = useProblemWords();
  const verify = useSend<{ seenVersion: number }>("POST", `/talks/${talk.id}/verify`);
  const act = () => {
    if (verify.isPending) return;
    verify.mutate(
      { seenVersion: talk.version },
      {
        onSuccess: () => {
          notify(t("act.verified", { title: talk.title }));
          onDone?.();
        },
        onError: (error) => notify(words(error), { tone: "bad" }),
      },
    );
  };
  useShortcut("v", act);
  return (
    <Button look="main" hint="V" busy={verify.isPending ? t("act.verifying") : null} onClick={act}>
      {t("act.verify")}
    </Button>
  );
}

/** T. */
export function ReturnButton({ onPress }: { onPress: () => void }) {
  const t = useText(talkText);
  useShortcut("t", onPress);
  return (
    <Button hint="T" onClick={onPress}>
      {t("act.return")}
    </Button>
  );
}

const texts = {
  return: {
    title: "return.title",
    words: "return.words",
    reason: "return.reason",
    wrong: "return.reason-wrong",
    act: "act.return-do",
    done: "act.returned",
    path: "return",
  },
  cancel: {
    title: "cancel.title",
    words: "cancel.words",
    reason: "cancel.reason",
    wrong: "cancel.reason-wrong",
    act: "act.cancel-do",
    done: "act.cancelled",
    path: "cancel",
  },
} as const;
const quick = ["return.quick-end", "return.quick-count", "return.quick-place"] as const;

/** Returning and cancelling both want a reason that someone else will read. It is kept as a draft. */
export function ReasonDialog({
  kind,
  talk,
  open,
  onOpen,
  onDone,
}: {
  kind: keyof typeof texts;
  talk: Pick<TalkPage, "id" | "title">;
  open: boolean;
  onOpen: (open: boolean) => void;
  onDone?: () => void;
}) {
  const t = useText(talkText);
  const say = texts[kind];
  const draft = useDraft(`talk.${kind}.${talk.id}`, { reason: "" });
  const [tried, setTried] = useState(false);
  const send = useSend<{ reason: string }>("POST", `/talks/${talk.id}/${say.path}`);
  const missing = draft.value.reason.trim() === "";
  const submit = () => {
    setTried(true);
    if (missing) return;
    send.mutate(
      { reason: draft.value.reason.trim() },
      {
        onSuccess: () => {
          draft.clear();
          setTried(false);
          onOpen(false);
          notify(t(say.done, { title: talk.title }));
          onDone?.();
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={t(say.title)} description={t(say.words)}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name={`${kind}-reason`}
          label={t(say.reason)}
          {...(kind === "return" ? { help: t("return.reason-help") } : {})}
          error={tried && missing ? t(say.wrong) : undefined}
        >
          <TextArea value={draft.value.reason} maxLength={300} onValue={(reason) => draft.set({ reason })} />
        </Field>
        {kind === "return" && (
          <div className="chips" style={{ marginTop: 12 }}>
            {quick.map((key) => (
              <button
                key={key}
                type="button"
                className="chip add"
                onClick={() =>
                  draft.set({ reason: draft.value.reason === "" ? t(key) : `${draft.value.reason}. ${t(key)}` })
                }
              >
                {t(key)}
              </button>
            ))}
          </div>
        )}
        <div className="actions">
          <Button
            type="submit"
            look={kind === "cancel" ? "danger" : "main"}
            busy={send.isPending ? t("act.verifying") : null}
          >
            {t(say.act)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
