import { type ReactNode, useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { ApiProblem } from "#platform/ui/api.ts";
import { materialText } from "./desk-text.ts";

interface Props {
  /** Under which the words are kept on this device until they are sent. */
  name: string;
  title: string;
  words: ReactNode;
  label: string;
  help?: string;
  /** What to say when nothing was written; without it the words may be left out. */
  wrong?: string;
  act: string;
  look?: "main" | "danger";
  sending: boolean;
  error: ApiProblem | null;
  onClose: () => void;
  /** Done: what was written is forgotten here. */
  onSend: (note: string, done: () => void) => void;
  children?: ReactNode;
}

/** An act that goes with some words: why, or what one thinks. Open while it is there. */
export function NoteDialog({ name, title, words, label, help, wrong, act, look = "main", ...rest }: Props) {
  const { sending, error, onClose, onSend, children } = rest;
  const t = useText(materialText);
  const draft = useDraft(`material.${name}`, { note: "" });
  const [tried, setTried] = useState(false);
  const note = draft.value.note;
  const missing = wrong !== undefined && note.trim() === "";
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={title} description={words}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (!missing) onSend(note.trim(), () => draft.clear());
        }}
      >
        {error !== null && <ErrorState error={error} />}
        {children}
        <Field
          name={`note-${name.split(".")[0]}`}
          label={label}
          help={help}
          optional={wrong === undefined}
          error={tried && missing ? wrong : undefined}
        >
          <TextArea rows={3} maxLength={1000} value={note} onValue={(value) => draft.set({ note: value })} />
        </Field>
        <div className="actions">
          <Button type="submit" look={look} busy={sending ? t("doing") : null}>
            {act}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
