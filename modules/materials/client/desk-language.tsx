import { ArrowLeft } from "lucide-react";
import { useMemo, useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, useFilters, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { LanguageVersion, MaterialPage } from "../contract.ts";
import type { LanguageTermItem } from "../contract-words.ts";
import { AudioField } from "./desk-audio.tsx";
import { languageName, materialText } from "./desk-text.ts";
import { PlainBody } from "./plain-body.tsx";
import "./desk-materials.css";

/** One language version beside the original, with the agreed words of that language. */
export function LanguageScreen() {
  const { materialId, language } = usePathParams<"materialId" | "language">();
  const { values } = useFilters(["version"] as const);
  const page = useAsk<MaterialPage>(`/materials/${materialId}`, { version: values.version });
  return (
    <Answer of={page}>
      {(data) => <Editor key={`${data.version.id} ${language}`} page={data} language={language} />}
    </Answer>
  );
}

interface PersonRow {
  id: string;
  fullName: string;
  unitName: string;
}
const personOption = (row: PersonRow): Option => ({ value: row.id, label: row.fullName, hint: row.unitName });

function Editor({ page, language }: { page: MaterialPage; language: string }) {
  const t = useText(materialText);
  const { version } = page;
  const name = languageName(t, language);
  const known = version.languages.find((l) => l.language === language);
  const draft = useDraft(`material.language.${version.id}.${language}`, {
    title: known?.title ?? "",
    keyMessages: known?.keyMessages ?? "",
    body: known?.body ?? "",
    translator: known?.translatorId
      ? ({ value: known.translatorId, label: known.translator ?? "" } as Option | null)
      : null,
  });
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const base = `/materials/versions/${version.id}/languages/${language}`;
  const save = useSend<Record<string, unknown>>("PUT", base);
  const submit = () => {
    setTried(true);
    if (form.title.trim() === "") return;
    save.mutate(
      {
        title: form.title,
        keyMessages: form.keyMessages,
        body: form.body,
        qa: known?.qa ?? [],
        translatorId: form.translator === null ? null : form.translator.value,
      },
      {
        onSuccess: () => {
          draft.clear();
          notify(t("words.saved"));
        },
      },
    );
  };
  return (
    <>
      <PageHead
        over={
          <Link to={`/materials/${page.id}`} search={{ version: String(version.number) }} className="s">
            <Icon of={ArrowLeft} size={16} /> {version.title}
          </Link>
        }
        title={t("lang.page", { language: name })}
      />
      <div className="material-pair">
        <section className="original" lang="vi">
          <h2>{t("lang.source")}</h2>
          <p>
            <b>{version.title}</b>
          </p>
          <ul className="material-points">
            {version.keyMessages
              .split("\n")
              .filter((line) => line.trim() !== "")
              .map((line, at) => (
                <li key={at}>{line.replace(/^[-•–]\s*/, "")}</li>
              ))}
          </ul>
          <PlainBody text={version.body} />
          <Terms language={language} text={`${version.title}\n${version.keyMessages}\n${version.body}`} />
        </section>
        <div>
          <form
            className="material-form"
            noValidate
            onSubmit={(e) => {
              e.preventDefault();
              submit();
            }}
          >
            <DraftNote draft={draft} />
            {save.error !== null && <ErrorState error={save.error} />}
            <Field
              name="lang-title"
              label={t("edit.name")}
              error={tried && form.title.trim() === "" ? t("edit.name-wrong") : undefined}
            >
              <TextInput lang={language} value={form.title} maxLength={300} onValue={(title) => draft.set({ title })} />
            </Field>
            <Field name="lang-messages" label={t("edit.messages")} optional>
              <TextArea
                lang={language}
                rows={5}
                value={form.keyMessages}
                onValue={(keyMessages) => draft.set({ keyMessages })}
              />
            </Field>
            <Field name="lang-body" label={t("edit.body")} optional>
              <TextArea lang={language} rows={12} value={form.body} onValue={(body) => draft.set({ body })} />
            </Field>
            <Field name="lang-translator" label={t("lang.translator")} help={t("lang.translator-pick")} optional>
              <AskCombobox<PersonRow>
                path="/people"
                query={{ language }}
                option={personOption}
                value={form.translator}
                onValue={(translator) => draft.set({ translator })}
              />
            </Field>
            <div className="actions">
              <Button type="submit" look="main" busy={save.isPending ? t("lang.saving") : null}>
                {t("lang.save")}
              </Button>
            </div>
          </form>
          <AudioField versionId={version.id} known={known} />
          {known !== undefined && <Review base={base} known={known} language={language} />}
        </div>
      </div>
    </>
  );
}

function Review({ base, known, language }: { base: string; known: LanguageVersion; language: string }) {
  const t = useText(materialText);
  const [reviewer, setReviewer] = useState<Option | null>(null);
  const [tried, setTried] = useState(false);
  const send = useSend<{ reviewerId: string }>("POST", `${base}/review`);
  return (
    <section className="material-sound">
      <h2>{t("lang.reviewer")}</h2>
      {known.status === "reviewed" ? (
        <p>{t("lang.reviewed", { name: known.reviewer ?? "" })}</p>
      ) : known.translatorId === null ? (
        <p className="dim">{t("lang.first-translator")}</p>
      ) : (
        <form
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            setTried(true);
            if (reviewer !== null) send.mutate({ reviewerId: reviewer.value });
          }}
        >
          {send.error !== null && <ErrorState error={send.error} />}
          <Field
            name="lang-reviewer"
            label={t("lang.reviewer")}
            help={t("lang.reviewer-help")}
            error={tried && reviewer === null ? t("lang.review-wrong") : undefined}
          >
            <AskCombobox<PersonRow>
              path="/people"
              query={{ language }}
              option={personOption}
              value={reviewer}
              onValue={setReviewer}
            />
          </Field>
          <div className="actions">
            <Button type="submit" busy={send.isPending ? t("lang.saving") : null}>
              {t("lang.review")}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}

/** Agreed words of this language that the original uses come first. */
function Terms({ language, text }: { language: string; text: string }) {
  const t = useText(materialText);
  const asked = useAsk<{ items: LanguageTermItem[] }>("/materials/terms", { language });
  const terms = useMemo(() => {
    const lower = text.toLowerCase();
    const used = (term: LanguageTermItem) => lower.includes(term.term.toLowerCase());
    return (asked.data?.items ?? [])
      .filter((term) => term.active)
      .sort((a, b) => Number(used(b)) - Number(used(a)))
      .slice(0, 40);
  }, [asked.data, text]);
  return (
    <section className="material-terms">
      <h2>{t("lang.terms")}</h2>
      {terms.length === 0 ? (
        <p className="dim">{t("lang.terms-none")}</p>
      ) : (
        <dl className="facts">
          {terms.map((term) => (
            <div key={term.id} style={{ display: "contents" }}>
              <dt>{term.term}</dt>
              <dd>
                <span lang={language}>{term.translation}</span>
                {term.note !== null && <span className="sub s dim">{term.note}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="s">
        <Link to="/materials/words" search={{ tab: "terms", language }}>
          {t("lang.terms-edit")}
        </Link>
      </p>
    </section>
  );
}
