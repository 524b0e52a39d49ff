import { useState } from "react";
import { newId } from "#kernel/ids.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Field } from "#platform/ui/field.tsx";
import { Radios, Select, TextArea } from "#platform/ui/inputs.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { DraftPage } from "../contract.ts";
import { ActDialog } from "./desk-act-dialog.tsx";
import { useArticleName } from "./desk-parts.tsx";
import { draftText } from "./desk-text.ts";

/** An officer notes down what was heard; the text is held against the identity filter before it leaves the desk. */
export function NoteDialog({
  page,
  open,
  onOpen,
}: {
  page: DraftPage;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useText(draftText);
  const name = useArticleName();
  const me = useAsk<{ homeUnitId?: number | null }>("/me");
  const [id, setId] = useState(newId() as string);
  const [article, setArticle] = useState("");
  const [text, setText] = useState("");
  const [origin, setOrigin] = useState<"talk" | "officer" | "hall">("talk");
  const [picked, setPicked] = useState<number | null>(null);
  const [tried, setTried] = useState(false);
  const place = picked ?? me.data?.homeUnitId ?? null;
  const send = useSend<Record<string, unknown>>("POST", `/drafts/${page.id}/comments`);
  const named = findIdentities(text).length > 0;
  const error = named
    ? t("problem.draft.identity-in-text")
    : tried && text.trim() === ""
      ? t("note.text-wrong")
      : undefined;
  return (
    <ActDialog
      open={open}
      onOpen={onOpen}
      onDone={() => {
        // the next one is another comment
        setText("");
        setTried(false);
        setId(newId());
      }}
      title={t("note.title")}
      words={t("note.words")}
      act={t("note.do")}
      done={t("note.done")}
      send={send}
      input={() => {
        setTried(true);
        if (text.trim() === "" || named) return null;
        return { commentId: id, article: article === "" ? null : article, text, origin, placeUnitId: place };
      }}
    >
      <Field name="note-article" label={t("note.article")}>
        <Select
          value={article}
          onValue={setArticle}
          placeholder={t("draft.whole")}
          choices={(page.published?.articles ?? []).map((a) => ({
            value: a.key,
            label: a.heading === "" ? name(a.key) : `${name(a.key)}. ${a.heading}`,
          }))}
        />
      </Field>
      <Field name="note-text" label={t("note.text")} error={error}>
        <TextArea rows={5} maxLength={5000} value={text} onValue={setText} />
      </Field>
      <Field name="note-origin" label={t("note.origin")} group>
        <Radios
          name="note-origin"
          value={origin}
          onValue={setOrigin}
          choices={(["talk", "hall", "officer"] as const).map((value) => ({
            value,
            label: t(`draft.origin.${value}`),
          }))}
        />
      </Field>
      <Field name="note-place" label={t("note.place")} optional>
        <UnitPicker value={place} level="commune" onValue={setPicked} />
      </Field>
    </ActDialog>
  );
}
