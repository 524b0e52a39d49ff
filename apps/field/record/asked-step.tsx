import { useState } from "react";
import { newId } from "#kernel/ids.ts";
import { findIdentities, strike, type IdentitySpan } from "#kernel/text/identity-filter.ts";
import type { NotedText } from "#modules/talks/client.ts";
import { useFieldText } from "../field-text.ts";
import { Icon } from "../icons.tsx";
import { Field, Note, Part, Title, described } from "../parts.tsx";
import type { StepProps } from "./step.ts";
import { ToldHere } from "./told.tsx";

/** What people asked and what was difficult: words without names. What looks like an identity is shown and struck with consent, before anything is saved. */
export function AskedStep({ draft, change, errors }: StepProps) {
  const t = useFieldText();
  return (
    <>
      <Title question>{t("record.asked")}</Title>
      <p className="help">{t("record.asked-help")}</p>
      <Notes
        id="question"
        label={t("record.question")}
        add={t("record.question-add")}
        list={draft.questions}
        listTitle={t("record.questions")}
        error={errors.question}
        typed={draft.typing.question}
        type={(question) => change({ typing: { ...draft.typing, question } })}
        put={(questions) => change({ questions, typing: { ...draft.typing, question: "" } })}
        set={(questions) => change({ questions })}
      />
      <Notes
        id="difficulty"
        label={t("record.difficulty")}
        add={t("record.difficulty-add")}
        list={draft.difficulties}
        listTitle={t("record.difficulties")}
        error={errors.difficulty}
        typed={draft.typing.difficulty}
        type={(difficulty) => change({ typing: { ...draft.typing, difficulty } })}
        put={(difficulties) => change({ difficulties, typing: { ...draft.typing, difficulty: "" } })}
        set={(difficulties) => change({ difficulties })}
      />
      <ToldHere draft={draft} change={change} />
    </>
  );
}

export interface NotesProps {
  id: string;
  label: string;
  add: string;
  list: NotedText[];
  listTitle: string;
  typed: string;
  type: (text: string) => void;
  put: (list: NotedText[]) => void;
  set: (list: NotedText[]) => void;
  error?: string | undefined;
}

export function Notes({ id, label, add, list, listTitle, typed, type, put, set, error }: NotesProps) {
  const t = useFieldText();
  const [found, setFound] = useState<IdentitySpan[]>([]);
  const take = (text: string, struck: boolean) => {
    put([...list, { id: newId(), text: text.trim(), struck }]);
    setFound([]);
  };
  const tryAdd = () => {
    if (typed.trim() === "") return;
    const spans = findIdentities(typed);
    if (spans.length > 0) setFound(spans);
    else take(typed, false);
  };
  return (
    <>
      <Field id={id} label={label} error={error}>
        <textarea
          className="in"
          value={typed}
          maxLength={4000}
          {...described(id, error)}
          onChange={(event) => {
            type(event.target.value);
            if (found.length > 0) setFound(findIdentities(event.target.value));
          }}
        />
      </Field>
      {found.length > 0 ? (
        <div role="alert">
          <Note tone="warn" icon="warn">
            <b>{t("identity.found")}</b>
            <p style={{ margin: "6px 0" }}>
              <Marked text={typed} spans={found} />
            </p>
            {t("identity.why")}
            <div className="actions">
              <button type="button" className="btn small" onClick={() => take(strike(typed), true)}>
                {t("identity.strike")}
              </button>
            </div>
          </Note>
        </div>
      ) : (
        <button
          type="button"
          className="btn small"
          style={{ marginTop: 8 }}
          data-add-typed={typed.trim() ? "" : undefined}
          onClick={tryAdd}
        >
          <Icon name="plus" />
          {add}
        </button>
      )}
      {list.length > 0 ? (
        <Part title={listTitle} count={list.length}>
          <ul>
            {list.map((note) => (
              <li className="o" key={note.id}>
                <span className="grow">
                  {note.text}
                  {note.struck ? <span className="dim">{t("identity.struck")}</span> : null}
                </span>
                <button
                  type="button"
                  className="btn small quiet"
                  style={{ width: 48, padding: 0 }}
                  aria-label={t("record.remove", { text: note.text.slice(0, 40) })}
                  onClick={() => set(list.filter((n) => n.id !== note.id))}
                >
                  <Icon name="x" />
                </button>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
    </>
  );
}

function Marked({ text, spans }: { text: string; spans: IdentitySpan[] }) {
  const parts = [];
  let at = 0;
  for (const span of spans) {
    parts.push(text.slice(at, span.start), <mark key={span.start}>{text.slice(span.start, span.end)}</mark>);
    at = span.end;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
