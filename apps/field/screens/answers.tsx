import { isWaiting } from "#modules/questions/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { useFieldText } from "../field-text.ts";
import { Bar, Go, Part, Title } from "../parts.tsx";
import { useAnswers } from "../phone-data.ts";
import { back, href } from "../router.ts";

/** What this speaker carries back to people: what waits first, then what was told lately. */
export function AnswersScreen() {
  const t = useFieldText();
  const formats = useFormats();
  const answers = useAnswers();
  const waiting = answers?.filter(isWaiting) ?? [];
  const told = answers?.filter((answer) => !isWaiting(answer)) ?? [];
  const where = (answer: (typeof waiting)[number]) =>
    t("answer.asked-where", { place: answer.place.name, day: formats.dayShort(answer.askedOn) });
  return (
    <>
      <Bar onBack={back} backLabel={t("back")} title={t("answer.bar")} />
      <main className="scroll" id="main">
        <Title>{t("answers.title")}</Title>
        {answers === undefined ? <p className="help">{t("loading")}</p> : null}
        {answers !== undefined && waiting.length === 0 ? (
          <>
            <p>{t("answers.none")}</p>
            <p className="help">{t("answers.none-help")}</p>
          </>
        ) : null}
        {waiting.length > 0 ? (
          <Part title={t("answers.waiting")} count={waiting.length}>
            {waiting.map((answer) => (
              <Go
                key={answer.questionId}
                icon="question"
                to={href("answer", answer.questionId)}
                title={answer.asked}
                detail={where(answer)}
              />
            ))}
          </Part>
        ) : null}
        {told.length > 0 ? (
          <Part title={t("answers.told")} count={told.length}>
            {told.map((answer) => (
              <Go
                key={answer.questionId}
                icon="check"
                to={href("answer", answer.questionId)}
                title={answer.asked}
                detail={where(answer)}
              />
            ))}
          </Part>
        ) : null}
      </main>
    </>
  );
}
