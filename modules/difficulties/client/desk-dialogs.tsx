import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { TextArea } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { DifficultyRow } from "../contract.ts";
import { difficultyText } from "./desk-text.ts";
import "./desk-difficulties.css";

interface Shown {
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** A unit reports what it meets; where the person belongs to one commune, it is chosen already. */
export function ReportDialog({ open, onOpen }: Shown) {
  const t = useText(difficultyText);
  const { day } = useFormats();
  const me = useAsk<{ grants: readonly { unitId: number | null; unitName?: string | null }[] }>("/me");
  const draft = useDraft("difficulty.report", { unit: null as Option | null, text: "", proposal: "" });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { dueOn: string; handlerId: number }>("POST", "/difficulties");
  const form = draft.value;
  const grant = me.data?.grants.find((g) => g.unitId !== null);
  const home = grant === undefined ? null : { value: String(grant.unitId), label: grant.unitName ?? "" };
  const unit = form.unit ?? home;
  const errors: FieldErrors = !tried
    ? {}
    : {
        ...(unit === null ? { "difficulty-unit": t("difficulty.unit-missing") } : {}),
        ...(form.text.trim() === "" ? { "difficulty-text": t("difficulty.text-missing") } : {}),
      };
  const submit = () => {
    setTried(true);
    if (unit === null || form.text.trim() === "") return;
    send.mutate(
      {
        id: freshId(),
        unitId: Number(unit.value),
        text: form.text.trim(),
        proposal: form.proposal.trim() === "" ? null : form.proposal.trim(),
      },
      {
        onSuccess: (answer) => {
          draft.clear();
          setTried(false);
          onOpen(false);
          notify(t("difficulty.reported", { handler: t("difficulty.column.handler"), day: day(answer.dueOn) }));
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} wide title={t("difficulty.report")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <DraftNote draft={draft} />
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="difficulty-unit" label={t("difficulty.unit")} error={errors["difficulty-unit"]}>
          <AskCombobox<{ id: number; name: string; parentName: string | null }>
            path="/units"
            option={(u) => ({ value: String(u.id), label: u.name, hint: u.parentName ?? "" })}
            value={unit}
            onValue={(next) => draft.set({ unit: next })}
          />
        </Field>
        <Field
          name="difficulty-text"
          label={t("difficulty.text")}
          help={t("difficulty.text-help")}
          error={errors["difficulty-text"]}
        >
          <TextArea rows={5} value={form.text} onValue={(text) => draft.set({ text })} />
        </Field>
        <Field name="difficulty-proposal" label={t("difficulty.proposal")} optional>
          <TextArea rows={3} value={form.proposal} onValue={(proposal) => draft.set({ proposal })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("difficulty.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Like reports become one, in the words of who settles them. */
export function ConsolidateDialog({
  rows,
  open,
  onOpen,
  onDone,
}: Shown & { rows: readonly DifficultyRow[]; onDone: () => void }) {
  const t = useText(difficultyText);
  const [text, setText] = useState(rows.length === 1 ? rows[0]!.text : "");
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { members: number }>("POST", "/difficulties/consolidated");
  const missing = tried && text.trim() === "";
  const submit = () => {
    setTried(true);
    if (text.trim() === "") return;
    send.mutate(
      { difficultyId: freshId(), text: text.trim(), memberIds: rows.map((r) => r.id) },
      {
        onSuccess: (answer) => {
          onOpen(false);
          onDone();
          notify(t("difficulty.consolidated-done", { n: answer.members }));
        },
      },
    );
  };
  return (
    <Dialog
      open={open}
      onOpen={onOpen}
      wide
      title={t("difficulty.consolidate")}
      description={t("difficulty.consolidate-words")}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <ul className="difficulty-parts">
          {rows.map((r) => (
            <li key={r.id}>
              <span>{r.text}</span>
              <span className="dim">{r.unit.name}</span>
            </li>
          ))}
        </ul>
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="difficulty-whole"
          label={t("difficulty.consolidated-text")}
          error={missing ? t("difficulty.text-missing") : undefined}
        >
          <TextArea rows={4} value={text} onValue={setText} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("difficulty.consolidate")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
