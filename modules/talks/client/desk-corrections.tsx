import { CircleCheck, CircleDot, CircleX } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { NumberInput, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { ErrorState, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { TalkPage } from "../answers.ts";
import { readClock, vietnamMoment } from "./desk-clock.ts";
import { talkText } from "./desk-text.ts";
import { factLabel, factValue } from "./desk-values.ts";
import "./desk-talks.css";

const looks = {
  proposed: { tone: "warn", icon: CircleDot },
  confirmed: { tone: "ok", icon: CircleCheck },
  rejected: { tone: "off", icon: CircleX },
} as const;

/** Corrections stand beside what was verified; another person than the proposer decides. */
export function Corrections({ talk }: { talk: TalkPage }) {
  const t = useText(talkText);
  const formats = useFormats();
  const words = useProblemWords();
  const may = useMay();
  const decide = useSend<{ correctionId: string; confirm: boolean }>(
    "POST",
    (input) => `/talks/${talk.id}/corrections/${input.correctionId}/decision`,
    { body: ({ confirm }) => ({ confirm }) },
  );
  if (talk.corrections.length === 0) return null;
  const say = (correctionId: string, confirm: boolean) =>
    decide.mutate(
      { correctionId, confirm },
      { onSuccess: () => notify(t("act.decided")), onError: (error) => notify(words(error), { tone: "bad" }) },
    );
  return (
    <section style={{ marginTop: 20 }}>
      <h2>{t("correct.list")}</h2>
      <ul className="asked">
        {talk.corrections.map((c) => (
          <li key={c.id}>
            <StateBadge tone={looks[c.status].tone} icon={looks[c.status].icon}>
              {t(`correct.status.${c.status}`)}
            </StateBadge>
            {Object.keys(c.after).map((field) => (
              <p key={field}>
                {t("correct.change", {
                  field: factLabel(t, field),
                  before: factValue(t, formats, field, c.before[field]),
                  after: factValue(t, formats, field, c.after[field]),
                })}
              </p>
            ))}
            <p className="s dim">
              {c.reason} · {formats.moment(c.at)}
            </p>
            {c.status === "proposed" && may("talk.confirm-correction") && (
              <div className="row wrap no-print" style={{ marginTop: 8 }}>
                <Button tight onClick={() => say(c.id, true)}>
                  {t("act.confirm")}
                </Button>
                <Button tight look="quiet" onClick={() => say(c.id, false)}>
                  {t("act.reject")}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function CorrectDialog({
  talk,
  open,
  onOpen,
}: {
  talk: TalkPage;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useText(talkText);
  const { time } = useFormats();
  const draft = useDraft(`talk.correct.${talk.id}`, {
    attendance: talk.attendance,
    title: talk.title,
    end: talk.endsAt === null ? "" : time(talk.endsAt),
    reason: "",
  });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", `/talks/${talk.id}/corrections`);
  const form = draft.value;
  const end = form.end.trim() === "" ? null : readClock(form.end);
  const endChanged =
    form.end.trim() !== "" && end !== null && form.end !== (talk.endsAt === null ? "" : time(talk.endsAt));
  const changes = {
    ...(form.attendance !== null && form.attendance !== talk.attendance ? { attendance: form.attendance } : {}),
    ...(form.title.trim() !== "" && form.title.trim() !== talk.title ? { title: form.title.trim() } : {}),
    ...(endChanged ? { endsAt: vietnamMoment(talk.heldOn, form.end) } : {}),
  };
  const errors: FieldErrors = !tried
    ? {}
    : {
        ...(Object.keys(changes).length === 0 ? { "correct-attendance": t("correct.nothing") } : {}),
        ...(form.end.trim() !== "" && end === null ? { "correct-end": t("plan.time-wrong") } : {}),
        ...(form.reason.trim() === "" ? { "correct-reason": t("correct.reason-wrong") } : {}),
      };
  const submit = () => {
    setTried(true);
    if (Object.keys(changes).length === 0 || form.reason.trim() === "" || (form.end.trim() !== "" && end === null))
      return;
    send.mutate(
      { correctionId: freshId(), reason: form.reason.trim(), changes },
      {
        onSuccess: () => {
          draft.clear();
          setTried(false);
          onOpen(false);
          notify(t("act.corrected"));
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={t("correct.title")} description={t("correct.words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="correct-attendance" label={t("correct.attendance")} error={errors["correct-attendance"]}>
          <NumberInput value={form.attendance} onValue={(attendance) => draft.set({ attendance })} />
        </Field>
        <Field
          name="correct-end"
          label={t("correct.end")}
          optional
          help={t("plan.time-help")}
          error={errors["correct-end"]}
        >
          <TextInput short value={form.end} onValue={(value) => draft.set({ end: value })} />
        </Field>
        <Field name="correct-title" label={t("correct.title-field")}>
          <TextInput value={form.title} onValue={(title) => draft.set({ title })} />
        </Field>
        <Field
          name="correct-reason"
          label={t("correct.reason")}
          help={t("correct.reason-help")}
          error={errors["correct-reason"]}
        >
          <TextArea value={form.reason} maxLength={300} onValue={(reason) => draft.set({ reason })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("act.verifying") : null}>
            {t("act.correct-do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
