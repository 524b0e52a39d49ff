import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { Thread, type ThreadNode } from "#platform/ui/thread.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { QuestionPage } from "../answers.ts";
import { AnswerPart } from "./desk-answer.tsx";
import { HandleDialog, type HandleAct } from "./desk-handle.tsx";
import { LikeParts } from "./desk-like.tsx";
import { QuestionState, useTopics } from "./desk-parts.tsx";
import { Promises } from "./desk-promises.tsx";
import { questionText, type QuestionTexts } from "./desk-text.ts";
import "./desk-questions.css";

/** One question with everything that hangs on it. */
export function QuestionScreen() {
  const { questionId } = usePathParams<"questionId">();
  const question = useAsk<QuestionPage>(`/questions/${questionId}`);
  return <Answer of={question}>{(data) => <Page key={data.id} question={data} />}</Answer>;
}

function Page({ question }: { question: QuestionPage }) {
  const t = useText(questionText);
  const { day } = useFormats();
  const title = question.text.length > 90 ? `${question.text.slice(0, 90)}…` : question.text;
  return (
    <>
      <PageHead
        over={
          <Link to="/questions" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("page.back")}
          </Link>
        }
        title={title}
      />
      <div className="question-cols">
        <div className="main-col">
          <div className="row wrap" style={{ marginBottom: 14 }}>
            <QuestionState question={question} />
            <span className="dim s">{t("page.asked", { day: day(question.askedOn), place: question.place.name })}</span>
          </div>
          {title === question.text ? null : <p className="question-text">{question.text}</p>}
          {question.struck && <p className="dim s">{t("page.struck")}</p>}
          {question.setAsideReason !== null && (
            <div className="note">{t("page.set-aside", { reason: question.setAsideReason })}</div>
          )}
          {question.mergedInto !== null && (
            <div className="note act">
              {t("page.merged-into")}{" "}
              <Link to={`/questions/${question.mergedInto.id}`}>{question.mergedInto.text.slice(0, 140)}</Link>
            </div>
          )}
          <Acts question={question} />
          <AnswerPart question={question} />
          {(question.answer !== null || question.commitments.length > 0) && <Promises question={question} />}
          <LikeParts question={question} />
        </div>
        <aside>
          <Facts question={question} />
          <Carry question={question} />
          <section>
            <h2>{t("page.history")}</h2>
            <History question={question} />
          </section>
        </aside>
      </div>
    </>
  );
}

const acts = ["pass-on", "set-aside", "separate", "reopen", "set-topic"] as const satisfies readonly HandleAct[];
const names = {
  "pass-on": "act.pass-on",
  "set-aside": "act.set-aside",
  separate: "page.separate",
  reopen: "act.reopen",
  "set-topic": "page.change-topic",
} as const;

/** What this person may do to the question itself; the server said so, and decides again. */
function Acts({ question }: { question: QuestionPage }) {
  const t = useText(questionText);
  const [open, setOpen] = useState<HandleAct | null>(null);
  const possible = acts.filter((act) => question.allowed.includes(act));
  if (possible.length === 0) return null;
  return (
    <div className="question-acts no-print">
      {possible.map((act) => (
        <Button key={act} tight look={act === "pass-on" ? "plain" : "quiet"} onClick={() => setOpen(act)}>
          {t(names[act])}
        </Button>
      ))}
      {open !== null && <HandleDialog act={open} question={question} onClose={() => setOpen(null)} />}
    </div>
  );
}

function Facts({ question }: { question: QuestionPage }) {
  const t = useText(questionText);
  const topics = useTopics();
  const { day, number } = useFormats();
  return (
    <section>
      <h2>{t("page.facts")}</h2>
      <dl className="facts">
        <dt>{t("page.code")}</dt>
        <dd className="nw">{question.code}</dd>
        <dt>{t("page.origin")}</dt>
        <dd>
          {t(`question.origin.${question.origin}`)}
          {question.talk !== null && (
            <span className="sub s">
              <Link to={`/talks/${question.talk.id}`}>{question.talk.title}</Link>
            </span>
          )}
        </dd>
        <dt>{t("page.topic")}</dt>
        <dd>
          {question.topic === null ? <span className="dim">{t("page.no-topic")}</span> : topics.name(question.topic)}
        </dd>
        <dt>{t("page.unit")}</dt>
        <dd>
          {question.unit.name}
          {question.unit.id !== question.firstUnit.id && (
            <span className="dim s sub">
              {t("page.first-unit", { unit: question.firstUnit.name, day: day(question.firstDueOn) })}
            </span>
          )}
          {question.level > 0 && <span className="dim s sub">{t("row.climbed", { n: number(question.level) })}</span>}
        </dd>
        <dt>{t("page.due")}</dt>
        <dd>{day(question.dueOn)}</dd>
      </dl>
    </section>
  );
}

/** Who brings the answer back to the place where it was asked, and at which talks it was told. */
function Carry({ question }: { question: QuestionPage }) {
  const t = useText(questionText);
  const { day, dayOf } = useFormats();
  const out = question.answer?.status === "published";
  const names = question.bearers.map((b) => b.name).join(", ");
  return (
    <section>
      <h2>{t("page.carry")}</h2>
      {question.carried.map((c) => (
        <p key={c.talkId}>
          {t("page.carried", { day: day(dayOf(c.at)) })}
          {c.title !== null && (
            <span className="s sub">
              <Link to={`/talks/${c.talkId}`}>{c.title}</Link>
              {c.place !== null && ` ${t("page.carried-place", { place: c.place })}`}
            </span>
          )}
        </p>
      ))}
      {question.carried.length === 0 && (
        <p className="dim">
          {!out ? t("page.carry-none") : names === "" ? t("page.carry-nobody") : t("page.carry-waits", { names })}
        </p>
      )}
    </section>
  );
}

function stepWords(t: QuestionTexts, day: (date: string) => string, step: QuestionPage["steps"][number]): string {
  const note = step.note ?? "";
  const values = {
    from: step.from ?? "",
    to: step.to ?? "",
    note: /^\d{4}-\d{2}-\d{2}$/.test(note) ? day(note) : note,
  };
  return (t as (key: string, values: object) => string)(`step.${step.kind}`, values);
}

function History({ question }: { question: QuestionPage }) {
  const t = useText(questionText);
  const { day, dayShort, dayOf, time } = useFormats();
  const nodes: ThreadNode[] = question.steps.map((step, n) => ({
    key: String(n),
    when: `${time(step.at)} ${dayShort(dayOf(step.at))}`,
    children: (
      <>
        {stepWords(t, day, step)}
        {step.by !== "" && <span className="dim sub">{step.by}</span>}
      </>
    ),
  }));
  return <Thread nodes={nodes} label={t("page.history")} />;
}
