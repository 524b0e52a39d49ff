import { CircleCheck, Handshake } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { DialoguePage } from "../answers.ts";
import { nextDialogueStatus } from "../rules.ts";
import { PromiseState } from "./desk-parts.tsx";
import { dialogueText } from "./desk-text.ts";
import "./desk-dialogues.css";

type Commitment = DialoguePage["promised"][number];

/** What was promised, by whom and until when; followed here to done. */
export function Promises({ page }: { page: DialoguePage }) {
  const t = useText(dialogueText);
  const { day } = useFormats();
  const [adding, setAdding] = useState(false);
  const [finishing, setFinishing] = useState<Commitment | null>(null);
  const mayAdd =
    page.allowed.includes("dialogue.record") && nextDialogueStatus(page.status, "promise", page.minutesIssued) !== null;
  if (page.status !== "held" && page.promised.length === 0) return null;
  return (
    <section>
      <div className="dialogue-head">
        <h2>{t("dialogue.promises")}</h2>
        {mayAdd && (
          <Button tight icon={Handshake} onClick={() => setAdding(true)}>
            {t("dialogue.promise")}
          </Button>
        )}
      </div>
      {page.promised.length === 0 ? (
        <p className="dim">{t("dialogue.promises-none")}</p>
      ) : (
        <ul className="dialogue-list">
          {page.promised.map((c) => (
            <li key={c.id}>
              <p>{c.text}</p>
              <p className="row wrap">
                <PromiseState of={c} />
                <span className="s dim">
                  {c.unit.name} · {day(c.dueOn)}
                </span>
              </p>
              {c.progress.map((p) => (
                <p key={p.at} className="s dim">
                  {p.text}
                  {p.evidence !== null && ` (${p.evidence})`}
                </p>
              ))}
              {c.mine && (
                <div className="row no-print">
                  <Button tight look="quiet" icon={CircleCheck} onClick={() => setFinishing(c)}>
                    {t("dialogue.finish")}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      <PromiseDialog page={page} open={adding} onOpen={setAdding} />
      {finishing !== null && (
        <FinishDialog key={finishing.id} commitment={finishing} onClose={() => setFinishing(null)} />
      )}
    </section>
  );
}

function PromiseDialog({ page, open, onOpen }: { page: DialoguePage; open: boolean; onOpen: (open: boolean) => void }) {
  const t = useText(dialogueText);
  const draft = useDraft(`dialogue.promise.${page.id}`, {
    text: "",
    unit: { value: String(page.unit.id), label: page.unit.name } as Option | null,
    dueOn: "",
  });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", `/dialogues/${page.id}/commitments`);
  const form = draft.value;
  const need = t("dialogue.missing");
  const faults: FieldErrors = {
    ...(form.text.trim() === "" ? { "promise-text": need } : {}),
    ...(form.unit === null ? { "promise-unit": need } : {}),
    ...(form.dueOn === "" ? { "promise-due": need } : {}),
  };
  const errors = tried ? faults : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    send.mutate(
      { commitmentId: freshId(), unitId: Number(form.unit!.value), text: form.text.trim(), dueOn: form.dueOn },
      {
        onSuccess: () => {
          draft.clear();
          setTried(false);
          onOpen(false);
          notify(t("dialogue.promised"));
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} wide title={t("dialogue.promise")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="promise-text" label={t("dialogue.promise-text")} error={errors["promise-text"]}>
          <TextArea rows={3} value={form.text} onValue={(text) => draft.set({ text })} />
        </Field>
        <Field name="promise-unit" label={t("dialogue.promise-unit")} error={errors["promise-unit"]}>
          <AskCombobox<{ id: number; name: string; parentName: string | null }>
            path="/units"
            option={(u) => ({ value: String(u.id), label: u.name, hint: u.parentName ?? "" })}
            value={form.unit}
            onValue={(unit) => draft.set({ unit })}
          />
        </Field>
        <Field name="promise-due" label={t("dialogue.promise-due")} error={errors["promise-due"]}>
          <DateInput value={form.dueOn} onValue={(dueOn) => draft.set({ dueOn })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("dialogue.promise")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function FinishDialog({ commitment, onClose }: { commitment: Commitment; onClose: () => void }) {
  const t = useText(dialogueText);
  const [text, setText] = useState("");
  const [evidence, setEvidence] = useState("");
  const [doneOn, setDoneOn] = useState<string>(todayInVietnam());
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", `/commitments/${commitment.id}/finish`);
  const need = t("dialogue.missing");
  const faults: FieldErrors = {
    ...(text.trim() === "" ? { "finish-text": need } : {}),
    ...(evidence.trim() === "" ? { "finish-evidence": need } : {}),
    ...(doneOn === "" ? { "finish-on": need } : {}),
  };
  const errors = tried ? faults : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    send.mutate(
      { progressId: freshId(), text: text.trim(), evidence: evidence.trim(), doneOn },
      {
        onSuccess: () => {
          onClose();
          notify(t("dialogue.finished"));
        },
      },
    );
  };
  return (
    <Dialog open onOpen={(next) => !next && onClose()} title={t("dialogue.finish")} description={commitment.text}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="finish-text" label={t("dialogue.finish-text")} error={errors["finish-text"]}>
          <TextInput value={text} onValue={setText} />
        </Field>
        <Field name="finish-evidence" label={t("dialogue.finish-evidence")} error={errors["finish-evidence"]}>
          <TextInput value={evidence} onValue={setEvidence} />
        </Field>
        <Field name="finish-on" label={t("dialogue.finish-on")} error={errors["finish-on"]}>
          <DateInput value={doneOn} onValue={setDoneOn} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("dialogue.finish")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
