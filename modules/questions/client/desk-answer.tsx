import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { AnswerPage, QuestionPage } from "../answers.ts";
import { HandleDialog } from "./desk-handle.tsx";
import { questionText } from "./desk-text.ts";
import { ToMaterial } from "./desk-to-material.tsx";
import { WriteAnswer } from "./desk-write-answer.tsx";
import "./desk-questions.css";

/** The answer: written, submitted, approved by another, published; each step says who and when. */
export function AnswerPart({ question }: { question: QuestionPage }) {
  const t = useText(questionText);
  const [writing, setWriting] = useState(false);
  const { answer } = question;
  const may = (verb: string) => question.allowed.includes(verb);
  return (
    <section>
      <h2>{t("answer.title")}</h2>
      {writing ? (
        <WriteAnswer question={question} onDone={() => setWriting(false)} />
      ) : (
        <>
          {answer === null ? <p className="dim">{t("answer.none")}</p> : <Written answer={answer} />}
          <div className="question-acts no-print">
            {may("write") && (
              <Button look={answer === null ? "main" : "plain"} onClick={() => setWriting(true)}>
                {t(answer === null ? "answer.write" : "answer.edit")}
              </Button>
            )}
            {answer !== null && <Steps question={question} answer={answer} />}
          </div>
          {answer?.status === "submitted" && !may("approve") && may("return") && (
            <p className="dim s">{t("answer.not-yours")}</p>
          )}
        </>
      )}
      {may("to-material") && <ToMaterial question={question} />}
      {question.earlier.length > 0 && (
        <details>
          <summary>{t("answer.earlier")}</summary>
          {question.earlier.map((old) => (
            <div key={old.id} style={{ paddingTop: 10 }}>
              <p className="dim s">{t("answer.withdrawn-reason", { reason: old.withdrawnReason ?? "" })}</p>
              <p className="answer-text">{old.text}</p>
            </div>
          ))}
        </details>
      )}
    </section>
  );
}

function Written({ answer }: { answer: AnswerPage }) {
  const t = useText(questionText);
  const { day, dayOf } = useFormats();
  return (
    <>
      {answer.returnedReason !== null && (
        <div className="note warn">
          <h3>{t("answer.returned-reason")}</h3>
          <p>{answer.returnedReason}</p>
        </div>
      )}
      <p className="dim s">{t("answer.question")}</p>
      <p className="answer-text">{answer.questionText}</p>
      <p className="dim s">{t("answer.text")}</p>
      <p className="answer-text">{answer.text === "" ? "–" : answer.text}</p>
      <p className="dim s">{t("answer.source")}</p>
      <p className="answer-text">{answer.legalSource ?? "–"}</p>
      <p className="dim s">
        {t("answer.by", { unit: answer.unit.name, names: answer.authors.filter((n) => n !== "").join(", ") || "–" })}
        {answer.approvedBy !== null &&
          answer.approvedAt !== null &&
          `. ${t("answer.approved-by", { name: answer.approvedBy, day: day(dayOf(answer.approvedAt)) })}`}
      </p>
    </>
  );
}

const steps = ["submit", "approve", "publish"] as const;
const done = { submit: "answer.submitted", approve: "answer.approved", publish: "answer.published" } as const;

function Steps({ question, answer }: { question: QuestionPage; answer: AnswerPage }) {
  const t = useText(questionText);
  const words = useProblemWords();
  const [open, setOpen] = useState<"return" | "withdraw" | null>(null);
  const send = useSend<(typeof steps)[number]>("POST", (step) => `/questions/${question.id}/answer/${step}`, {
    body: () => ({ answerId: answer.id, version: answer.version }),
  });
  const may = (verb: string) => question.allowed.includes(verb);
  return (
    <>
      {steps.filter(may).map((step) => (
        <Button
          key={step}
          look="main"
          busy={send.isPending ? t("act.doing") : null}
          onClick={() =>
            send.mutate(step, {
              onSuccess: () => notify(t(done[step])),
              onError: (error) => notify(words(error), { tone: "bad" }),
            })
          }
        >
          {t(`answer.${step}`)}
        </Button>
      ))}
      {may("return") && <Button onClick={() => setOpen("return")}>{t("answer.return")}</Button>}
      {may("withdraw") && (
        <Button look="quiet" onClick={() => setOpen("withdraw")}>
          {t("answer.withdraw")}
        </Button>
      )}
      {may("publish") && (
        <p className="dim s" style={{ width: "100%" }}>
          {t("answer.publish-words")}
        </p>
      )}
      {open !== null && <HandleDialog act={open} question={question} onClose={() => setOpen(null)} />}
    </>
  );
}
