import { useState } from "react";
import { languages } from "#kernel/languages.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { Check, CheckList, SetChecks } from "../contract.ts";
import { liveText } from "./desk-text.ts";
import { linesOf } from "./lines.ts";
import "./desk-live.css";

interface Draft {
  text: string;
  options: string;
  correct: string;
  message: string | null;
  translations: Check["translations"];
}
const blank: Draft = { text: "", options: "", correct: "", message: null, translations: {} };

/** The questions about a material's key messages, which its talks ask before and after. */
export function ChecksScreen() {
  const { versionId } = usePathParams<"versionId">();
  const list = useAsk<CheckList>(`/checks/${versionId}`);
  return <Answer of={list}>{(data) => <Editor key={data.versionId} list={data} />}</Answer>;
}

function Editor({ list }: { list: CheckList }) {
  const t = useText(liveText);
  const stored = list.checks.map((check) => ({
    text: check.text,
    options: check.options.join("\n"),
    correct: String(check.correct),
    message: check.message,
    translations: check.translations,
  }));
  const first = stored.length > 0 ? stored : [blank, blank, blank];
  const draft = useDraft<{ checks: Draft[] }>(`checks.${list.versionId}`, { checks: first });
  const { checks } = draft.value;
  const [tried, setTried] = useState(false);
  const locale = useLocale();
  const known = first.flatMap((check) => Object.keys(check.translations))[0] ?? "";
  const [into, setInto] = useState<string>(known);
  const save = useSend<Omit<SetChecks, "versionId">>("PUT", `/checks/${list.versionId}`);
  const change = (at: number, patch: Partial<Draft>) =>
    draft.set({ checks: checks.map((check, i) => (i === at ? { ...check, ...patch } : check)) });
  const translate = (at: number, patch: Partial<{ text: string; options: string[] }>) => {
    const { translations } = checks[at]!;
    const before = translations[into] ?? { text: "", options: [] };
    change(at, { translations: { ...translations, [into]: { ...before, ...patch } } });
  };
  /** A translation is whole or not there. */
  const wholeTranslations = (check: Draft) => {
    const size = linesOf(check.options).length;
    return Object.entries(check.translations)
      .map(([language, tr]) => [language, { text: tr.text.trim(), options: linesOf(tr.options.join("\n")) }] as const)
      .filter(([, tr]) => tr.text !== "" && tr.options.length === size);
  };
  const halfDone = (check: Draft) =>
    Object.values(check.translations).filter((tr) => tr.text.trim() !== "" || linesOf(tr.options.join("\n")).length > 0)
      .length > wholeTranslations(check).length;
  const faulty = (check: Draft) => {
    const options = linesOf(check.options);
    return (
      check.text.trim() === "" ||
      options.length < 2 ||
      options.length > 6 ||
      check.correct === "" ||
      Number(check.correct) >= options.length
    );
  };
  const submit = () => {
    setTried(true);
    if (checks.length < 3 || checks.some((check) => faulty(check) || halfDone(check))) return;
    save.mutate(
      {
        checks: checks.map((check) => {
          const options = linesOf(check.options);
          return {
            text: check.text.trim(),
            options,
            correct: Number(check.correct),
            message: check.message,
            translations: Object.fromEntries(wholeTranslations(check)),
          };
        }),
      },
      {
        onSuccess: () => {
          draft.clear();
          setTried(false);
          notify(t("check.saved"));
        },
      },
    );
  };
  return (
    <>
      <PageHead title={t("check.title", { title: list.title })} />
      <p className="prose">{t("check.words")}</p>
      {list.keyMessages.length > 0 && (
        <section style={{ margin: "16px 0" }}>
          <h2>{t("check.messages")}</h2>
          <ol>
            {list.keyMessages.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ol>
        </section>
      )}
      {list.mayEdit ? (
        <form
          className="check-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <DraftNote draft={draft} />
          {save.error !== null && <ErrorState error={save.error} />}
          <Field name="check-into" label={t("check.into")} help={t("check.into-help")} optional>
            <Select
              value={into}
              placeholder={t("check.into-none")}
              choices={languages
                .filter((l) => l.tag !== "vi")
                .map((l) => ({ value: l.tag as string, label: l[locale] }))}
              onValue={setInto}
            />
          </Field>
          {checks.map((check, i) => (
            <fieldset key={i}>
              <legend>{t("check.one", { i: i + 1 })}</legend>
              <Field
                name={`check-text-${i}`}
                label={t("check.text")}
                error={tried && faulty(check) ? t("check.wrong") : undefined}
              >
                <TextInput value={check.text} maxLength={200} onValue={(text) => change(i, { text })} />
              </Field>
              <Field name={`check-options-${i}`} label={t("check.options")} help={t("check.options-help")}>
                <TextArea rows={4} value={check.options} onValue={(options) => change(i, { options })} />
              </Field>
              <Field name={`check-correct-${i}`} label={t("check.correct")}>
                <Select
                  value={check.correct}
                  placeholder={t("check.correct-choose")}
                  choices={linesOf(check.options).map((label, value) => ({ value: String(value), label }))}
                  onValue={(correct) => change(i, { correct })}
                />
              </Field>
              {into !== "" && (
                <>
                  <Field
                    name={`check-text-${into}-${i}`}
                    label={t("check.text-into")}
                    error={tried && halfDone(check) ? t("check.into-wrong") : undefined}
                    optional
                  >
                    <TextInput
                      lang={into}
                      value={check.translations[into]?.text ?? ""}
                      maxLength={200}
                      onValue={(text) => translate(i, { text })}
                    />
                  </Field>
                  <Field name={`check-options-${into}-${i}`} label={t("check.options-into")} optional>
                    <TextArea
                      lang={into}
                      rows={4}
                      value={check.translations[into]?.options.join("\n") ?? ""}
                      onValue={(text) => translate(i, { options: text.split("\n") })}
                    />
                  </Field>
                </>
              )}
              {checks.length > 3 && (
                <div className="actions">
                  <Button look="quiet" onClick={() => draft.set({ checks: checks.filter((_, at) => at !== i) })}>
                    {t("check.remove", { i: i + 1 })}
                  </Button>
                </div>
              )}
            </fieldset>
          ))}
          <div className="actions">
            <Button type="submit" look="main" busy={save.isPending ? t("check.saving") : null}>
              {t("check.save")}
            </Button>
            {checks.length < 5 && (
              <Button onClick={() => draft.set({ checks: [...checks, blank] })}>{t("check.add")}</Button>
            )}
          </div>
        </form>
      ) : (
        <>
          <p className="note">{t("check.read-only")}</p>
          <ol>
            {list.checks.map((check) => (
              <li key={check.id}>
                {check.text} <span className="dim">{check.options[check.correct]}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
