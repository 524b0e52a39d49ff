import { CircleCheck, CircleDashed } from "lucide-react";
import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { LanguageVersion, MaterialVersion } from "../contract.ts";
import { languageList, languageName, materialText } from "./desk-text.ts";

/** Versions in other languages, made by people and answered for by an office holder. */
export function Languages({ version, mayEdit }: { version: MaterialVersion; mayEdit: boolean }) {
  const t = useText(materialText);
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <section>
      <h2>{t("page.languages")}</h2>
      {version.languages.length === 0 ? (
        <p className="dim">{t("page.languages-none")}</p>
      ) : (
        <ul className="material-rows">
          {version.languages.map((l) => (
            <li key={l.language}>
              <span>
                {languageName(t, l.language)}: {l.title}
                {l.translator !== null && (
                  <span className="sub s dim">{t("lang.translated-by", { name: l.translator })}</span>
                )}
              </span>
              <span className="row wrap">
                {l.status === "reviewed" ? (
                  <StateBadge tone="ok" icon={CircleCheck}>
                    {t("lang.reviewed", { name: l.reviewer ?? "" })}
                  </StateBadge>
                ) : (
                  <StateBadge tone="warn" icon={CircleDashed}>
                    {t("lang.draft")}
                  </StateBadge>
                )}
                {mayEdit && (
                  <Button tight look="quiet" onClick={() => setEditing(l.language)}>
                    {t("lang.edit", { language: languageName(t, l.language) })}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {mayEdit && (
        <Button tight onClick={() => setEditing("")}>
          {t("lang.add")}
        </Button>
      )}
      {editing !== null && (
        <LanguageDialog key={editing} version={version} language={editing} onClose={() => setEditing(null)} />
      )}
    </section>
  );
}

function LanguageDialog({
  version,
  language,
  onClose,
}: {
  version: MaterialVersion;
  language: string;
  onClose: () => void;
}) {
  const t = useText(materialText);
  const known: LanguageVersion | undefined = version.languages.find((l) => l.language === language);
  const draft = useDraft(`material.language.${version.id}.${language || "new"}`, {
    language,
    title: known?.title ?? "",
    keyMessages: known?.keyMessages ?? "",
    body: known?.body ?? "",
    translator: known?.translator ?? "",
    reviewer: "",
  });
  const form = draft.value;
  const [tried, setTried] = useState<"save" | "review" | null>(null);
  const base = `/materials/versions/${version.id}/languages/${form.language}`;
  const save = useSend<Record<string, unknown>>("PUT", base);
  const review = useSend<{ reviewer: string }>("POST", `${base}/review`);
  const close = {
    onSuccess: () => {
      draft.clear();
      onClose();
    },
  };
  const submit = () => {
    setTried("save");
    if (form.language === "" || form.title.trim() === "") return;
    save.mutate(
      {
        title: form.title,
        keyMessages: form.keyMessages,
        body: form.body,
        qa: known?.qa ?? [],
        translator: form.translator.trim() === "" ? null : form.translator,
      },
      close,
    );
  };
  const answer = () => {
    setTried("review");
    if (form.reviewer.trim() !== "") review.mutate({ reviewer: form.reviewer }, close);
  };
  const error = save.error ?? review.error;
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={known === undefined ? t("lang.add") : t("lang.edit", { language: languageName(t, language) })}
      description={t("lang.phones")}
      wide
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {error !== null && <ErrorState error={error} />}
        {known === undefined && (
          <Field
            name="lang-language"
            label={t("lang.language")}
            error={tried === "save" && form.language === "" ? t("lang.language-wrong") : undefined}
          >
            <Select
              value={form.language}
              onValue={(value) => draft.set({ language: value })}
              placeholder={t("lang.pick")}
              choices={languageList
                .filter((l) => !version.languages.some((v) => v.language === l))
                .map((value) => ({ value, label: languageName(t, value) }))}
            />
          </Field>
        )}
        <Field
          name="lang-title"
          label={t("edit.name")}
          error={tried === "save" && form.title.trim() === "" ? t("edit.name-wrong") : undefined}
        >
          <TextInput value={form.title} maxLength={300} onValue={(title) => draft.set({ title })} />
        </Field>
        <Field name="lang-messages" label={t("edit.messages")} optional>
          <TextArea rows={4} value={form.keyMessages} onValue={(keyMessages) => draft.set({ keyMessages })} />
        </Field>
        <Field name="lang-body" label={t("edit.body")} optional>
          <TextArea rows={8} value={form.body} onValue={(body) => draft.set({ body })} />
        </Field>
        <Field name="lang-translator" label={t("lang.translator")} help={t("lang.translator-help")} optional>
          <TextInput value={form.translator} maxLength={150} onValue={(translator) => draft.set({ translator })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={save.isPending ? t("lang.saving") : null}>
            {t("lang.save")}
          </Button>
        </div>
      </form>
      {known?.status === "draft" && (
        <form
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            answer();
          }}
        >
          <Field
            name="lang-reviewer"
            label={t("lang.reviewer")}
            error={tried === "review" && form.reviewer.trim() === "" ? t("lang.review-wrong") : undefined}
          >
            <TextInput value={form.reviewer} maxLength={150} onValue={(reviewer) => draft.set({ reviewer })} />
          </Field>
          <div className="actions">
            <Button type="submit" busy={review.isPending ? t("lang.saving") : null}>
              {t("lang.review")}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
