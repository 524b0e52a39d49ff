import { type ReactNode, useMemo } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { useSettled } from "#platform/ui/ask-combobox.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { clearWords } from "../clear-words.ts";
import type { WritingAids } from "../contract-words.ts";
import type { EditorDraft } from "./desk-edit-draft.ts";
import { materialText, type MaterialTexts } from "./desk-text.ts";
import "./desk-materials.css";

/** Beside the editor, while one writes: what can be counted in the text, and where. */
export function ClearWords({ form }: { form: EditorDraft }) {
  const t = useText(materialText);
  const { number } = useFormats();
  const aids = useAsk<WritingAids>("/materials/writing-aids");
  const spoken = [form.keyMessages, form.body, ...form.qa.map((q) => `${q.question}\n${q.answer}`)].join("\n\n");
  const text = useSettled(spoken, 300);
  const seen = useMemo(() => {
    if (aids.data === undefined || text.trim() === "") return null;
    const { peoplePerMinute, loudspeakerPerMinute, longSentence } = aids.data.rules;
    return clearWords(text, aids.data.words, {
      peoplePerMinute: peoplePerMinute.value,
      loudspeakerPerMinute: loudspeakerPerMinute.value,
      longSentence: longSentence.value,
    });
  }, [text, aids.data]);
  const rules = aids.data?.rules;
  return (
    <section className="clear-words" aria-label={t("clear.title")}>
      <h2>{t("clear.title")}</h2>
      {seen === null || rules === undefined ? (
        <p className="dim">{t("clear.none")}</p>
      ) : (
        <>
          <p>{t("clear.sentences", { n: number(seen.sentences), mean: number(seen.perSentence ?? 0) })}</p>
          <p>{t("clear.minutes", { people: minutes(t, seen.people), loud: minutes(t, seen.loudspeaker) })}</p>
          <List title={t("clear.long", { n: rules.longSentence.value })}>
            {seen.long.slice(0, 8).map((s) => (
              <li key={s.start}>
                {t("clear.long-one", { n: s.syllables, text: beginning(text.slice(s.start, s.end)) })}
              </li>
            ))}
          </List>
          <List title={t("clear.heavy")}>
            {seen.heavy.slice(0, 20).map((w) => (
              <li key={w.term}>{t("clear.heavy-one", { term: w.term, times: w.times, plain: w.plain })}</li>
            ))}
          </List>
          <List title={t("clear.short")}>
            {seen.abbreviations.slice(0, 20).map((a) => (
              <li key={a.text}>
                {a.plain === null
                  ? t("clear.short-one", { text: a.text, times: a.times })
                  : t("clear.short-plain", { text: a.text, times: a.times, plain: a.plain })}
              </li>
            ))}
          </List>
          {seen.long.length + seen.heavy.length + seen.abbreviations.length === 0 && (
            <p className="note ok">{t("clear.all-good")}</p>
          )}
          <p className="s dim">
            {t("clear.minutes-source", {
              people: rules.peoplePerMinute.value,
              loud: rules.loudspeakerPerMinute.value,
            })}{" "}
            {(!rules.peoplePerMinute.verified || !rules.loudspeakerPerMinute.verified) && t("clear.unverified")}{" "}
            {t("clear.honest")}
          </p>
          <p className="s">
            <Link to="/materials/words">{t("clear.words")}</Link>
          </p>
        </>
      )}
    </section>
  );
}

function List({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </>
  );
}

const beginning = (text: string): string => {
  const words = text.trim().split(/\s+/);
  return words.length <= 9 ? words.join(" ") : `${words.slice(0, 9).join(" ")}…`;
};

export function minutes(t: MaterialTexts, seconds: number): string {
  if (seconds < 60) return t("minutes.seconds", { s: seconds });
  return t("minutes.minutes", { m: Math.floor(seconds / 60), s: seconds % 60 });
}
