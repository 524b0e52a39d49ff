import { Languages as LanguagesIcon, Plus } from "lucide-react";
import { useState } from "react";
import { newId } from "#kernel/ids.ts";
import { isFound } from "#kernel/text/fold.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, Select, TextInput } from "#platform/ui/inputs.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Answer, EmptyState, ErrorState } from "#platform/ui/states.tsx";
import { Tabs } from "#platform/ui/tabs.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { LanguageTermItem, PlainWordItem } from "../contract-words.ts";
import { languageList, languageName, materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** Lists that people keep: plainer words for official terms, and agreed words of each language. */
export function WordsScreen() {
  const t = useText(materialText);
  const { values, set } = useFilters(["tab", "language", "q"] as const);
  return (
    <>
      <PageHead title={t("words.title")} />
      <Tabs
        label={t("words.title")}
        value={values.tab === "terms" ? "terms" : "plain"}
        onValue={(tab) => set({ tab: tab === "plain" ? "" : tab, q: "" })}
        tabs={[
          { key: "plain", label: t("words.plain"), content: <PlainWords /> },
          {
            key: "terms",
            label: t("words.terms"),
            content: (
              <Terms
                language={values.language ?? languageList[0]}
                onLanguage={(language) => set({ language, q: "" })}
              />
            ),
          },
        ]}
      />
    </>
  );
}

/** A line of either list, as the dialog and the table know it. */
interface Line {
  id: string;
  term: string;
  said: string;
  note: string | null;
  active: boolean;
  version: number;
}

function PlainWords() {
  const t = useText(materialText);
  const asked = useAsk<{ items: PlainWordItem[] }>("/materials/words");
  return (
    <>
      <p className="dim">{t("words.plain-words")}</p>
      <Answer of={asked}>
        {({ items }) => (
          <Lines
            lines={items.map(({ plain, ...item }) => ({ ...item, said: plain }))}
            path="/materials/words"
            first={t("words.term")}
            second={t("words.simple")}
            secondWrong={t("words.plain-wrong")}
            send={({ said, ...line }) => ({ ...line, plain: said })}
          />
        )}
      </Answer>
    </>
  );
}

function Terms({ language, onLanguage }: { language: string; onLanguage: (language: string) => void }) {
  const t = useText(materialText);
  const asked = useAsk<{ items: LanguageTermItem[] }>("/materials/terms", { language });
  return (
    <>
      <p className="dim">{t("words.terms-words")}</p>
      <div className="list-tools no-print">
        <div className="narrow">
          <Field name="terms-language" label={t("lang.language")} optional="silent">
            <Select
              value={language}
              onValue={onLanguage}
              choices={languageList.map((value) => ({ value: value as string, label: languageName(t, value) }))}
            />
          </Field>
        </div>
      </div>
      <Answer of={asked}>
        {({ items }) => (
          <Lines
            key={language}
            lines={items.map(({ translation, ...item }) => ({ ...item, said: translation }))}
            path="/materials/terms"
            first={t("words.vietnamese")}
            second={t("words.translation", { language: languageName(t, language) })}
            secondWrong={t("words.translation-wrong")}
            send={({ said, ...line }) => ({ ...line, language, translation: said })}
            lang={language}
          />
        )}
      </Answer>
    </>
  );
}

interface LinesProps {
  lines: readonly Line[];
  path: string;
  first: string;
  second: string;
  secondWrong: string;
  send: (line: Omit<Line, "id" | "version"> & { seenVersion: number }) => Record<string, unknown>;
  lang?: string;
}

function Lines(props: LinesProps) {
  const { lines, first, second, lang } = props;
  const t = useText(materialText);
  const may = useMay()("material.words");
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState<Line | null>(null);
  const shown = lines.filter((line) => isFound(`${line.term} ${line.said}`, typed));
  const add = may && (
    <Button
      icon={Plus}
      look="main"
      onClick={() => setOpen({ id: newId(), term: "", said: "", note: null, active: true, version: 0 })}
    >
      {t("words.add")}
    </Button>
  );
  return (
    <>
      {lines.length === 0 ? (
        <EmptyState icon={LanguagesIcon} title={t("words.none")} action={add}>
          {t("words.none-words")}
        </EmptyState>
      ) : (
        <>
          <div className="list-tools no-print">
            <div className="wide">
              <Field name="words-find" label={t("words.find")} optional="silent">
                <TextInput type="search" value={typed} onValue={setTyped} />
              </Field>
            </div>
            {add}
          </div>
          <table className="material-words">
            <thead>
              <tr>
                <th scope="col">{first}</th>
                <th scope="col">{second}</th>
                <th scope="col">{t("words.note")}</th>
                {may && (
                  <th scope="col">
                    <span className="unseen">{t("words.edit", { term: "" })}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <tr key={line.id}>
                  <th scope="row">{line.term}</th>
                  <td {...(lang === undefined ? {} : { lang })}>{line.said}</td>
                  <td className="s dim">
                    {[line.active ? null : t("words.off"), line.note].filter(Boolean).join(". ")}
                  </td>
                  {may && (
                    <td>
                      <Button tight look="quiet" onClick={() => setOpen(line)}>
                        {t("words.edit", { term: line.term })}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {open !== null && <LineDialog key={open.id} {...props} line={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function LineDialog({
  line,
  path,
  first,
  second,
  secondWrong,
  send,
  lang,
  onClose,
}: LinesProps & { line: Line; onClose: () => void }) {
  const t = useText(materialText);
  const draft = useDraft(`material.line.${line.version === 0 ? path : line.id}`, {
    term: line.term,
    said: line.said,
    note: line.note ?? "",
    active: line.active,
  });
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const save = useSend<Record<string, unknown>>("PUT", `${path}/${line.id}`);
  const missing = form.term.trim() === "" || form.said.trim() === "";
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={line.version === 0 ? t("words.add") : t("words.edit", { term: line.term })}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (missing) return;
          save.mutate(send({ ...form, note: form.note.trim() === "" ? null : form.note, seenVersion: line.version }), {
            onSuccess: () => {
              draft.clear();
              onClose();
              notify(t("words.saved"));
            },
          });
        }}
      >
        {save.error !== null && <ErrorState error={save.error} />}
        <Field
          name="line-term"
          label={first}
          error={tried && form.term.trim() === "" ? t("words.term-wrong") : undefined}
        >
          <TextInput value={form.term} maxLength={200} onValue={(term) => draft.set({ term })} />
        </Field>
        <Field name="line-said" label={second} error={tried && form.said.trim() === "" ? secondWrong : undefined}>
          <TextInput
            {...(lang === undefined ? {} : { lang })}
            value={form.said}
            maxLength={200}
            onValue={(said) => draft.set({ said })}
          />
        </Field>
        <Field name="line-note" label={t("words.note")} optional>
          <TextInput value={form.note} maxLength={500} onValue={(note) => draft.set({ note })} />
        </Field>
        <Checkbox checked={form.active} onChecked={(active) => draft.set({ active })}>
          {t("words.use")}
        </Checkbox>
        <div className="actions">
          <Button type="submit" look="main" busy={save.isPending ? t("doing") : null}>
            {t("words.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
