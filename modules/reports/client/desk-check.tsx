import { useState } from "react";
import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { FindingList } from "#modules/documents/client.ts";
import type { FindingAnswer } from "#modules/documents/shared.ts";
import type { CheckCode } from "../check-figures.ts";
import type { ReportPage, ViewName } from "../contract.ts";
import type { CheckAnswer } from "../contract-sending.ts";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

/** What the figures and words are asked before anybody signs; then the document held against the decree, rule by rule. */
export function CheckTab({ report, view }: { report: ReportPage; view: ViewName }) {
  const t = useText(reportText);
  const questions = useAsk<{ items: CheckAnswer[] }>(`/reports/${report.id}/questions`);
  const check = useAsk<{ items: FindingAnswer[] }>(`/reports/${report.id}/check`, { view });
  return (
    <div className="report-check">
      <h2>{t("report.questions")}</h2>
      <p className="dim prose">{t("report.questions.help")}</p>
      <Answer of={questions}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="note">{t("report.questions.none")}</p>
          ) : (
            <ul className="report-questions">
              {items.map((q) => (
                <Question key={q.question} report={report} asked={q} />
              ))}
            </ul>
          )
        }
      </Answer>
      <h2>{t("report.questions.format")}</h2>
      <p className="dim prose">{t("report.check.run")}</p>
      <Answer of={check}>{({ items }) => <FindingList findings={items} />}</Answer>
    </div>
  );
}

function Question({ report, asked }: { report: ReportPage; asked: CheckAnswer }) {
  const t = useText(reportText);
  const language = useLocale();
  const formats = useFormats();
  const [typed, setTyped] = useState(asked.answer ?? "");
  const send = useSend<{ question: string; answer: string }>("POST", `/reports/${report.id}/questions`);
  const locked = report.stage === "signed" || report.stage === "sent" || report.stage === "accepted";
  const members = Object.fromEntries(
    Object.entries(asked.members).map(([k, v]) => [k, typeof v === "number" ? formats.number(v) : v]),
  );
  const indicator = (language === "vi" ? asked.indicatorVi : asked.indicatorEn) ?? "";
  const words = (t as (key: string, values: Record<string, string>) => string)(
    `report.question.${asked.code as CheckCode}`,
    { ...members, indicator },
  );
  const look =
    asked.level === "stop"
      ? ({ tone: "bad", icon: CircleAlert, words: "report.questions.stop" } as const)
      : asked.answer === null
        ? ({ tone: "warn", icon: CircleHelp, words: "report.questions.ask" } as const)
        : ({ tone: "ok", icon: CircleCheck, words: "report.questions.answered" } as const);
  const name = `answer-${asked.question.replace(/[^A-Za-z0-9-]/g, "-").slice(0, 60)}`;
  return (
    <li>
      <p>
        <StateBadge tone={look.tone} icon={look.icon}>
          {t(look.words)}
        </StateBadge>{" "}
        {words}
      </p>
      {send.error !== null && <ErrorState error={send.error} />}
      {asked.level === "ask" &&
        (locked || !report.allowed.includes("report.answer-check")) &&
        asked.answer !== null && <p className="dim">{asked.answer}</p>}
      {asked.level === "ask" && !locked && report.allowed.includes("report.answer-check") && (
        <form
          noValidate
          className="report-answer"
          onSubmit={(e) => {
            e.preventDefault();
            if (typed.trim() !== "") send.mutate({ question: asked.question, answer: typed.trim() });
          }}
        >
          <Field name={name} label={t("report.questions.answer")}>
            <TextInput value={typed} onValue={setTyped} />
          </Field>
          <Button type="submit" tight busy={send.isPending ? "…" : null}>
            {t("report.questions.keep")}
          </Button>
        </form>
      )}
    </li>
  );
}
