import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Checkbox } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import type { HallConsole, HallState } from "../contract.ts";
import { liveText } from "./desk-text.ts";
import "./desk-live.css";

/** What listeners ask: first here, then in the hall, then answered. A and D judge the one that waits longest. */
export function HallQuestions({ hall, waiting }: { hall: HallState; waiting: HallConsole["waiting"] }) {
  const t = useText(liveText);
  const judge = useSend<{ id: string; verdict: "accept" | "decline" | "answered" }>(
    "POST",
    ({ id }) => `/halls/${hall.id}/questions/${id}/judge`,
    { body: ({ verdict }) => ({ verdict }) },
  );
  const show = useSend<{ asking: boolean }>("POST", `/halls/${hall.id}/show`);
  const first = waiting[0];
  const act = (verdict: "accept" | "decline") => {
    if (first && !judge.isPending) judge.mutate({ id: first.id, verdict });
  };
  useShortcut("a", () => act("accept"), first !== undefined);
  useShortcut("d", () => act("decline"), first !== undefined);
  return (
    <>
      <section>
        <h2>{t("hall.waiting")}</h2>
        {judge.error !== null && <ErrorState error={judge.error} />}
        {waiting.length === 0 ? (
          <p className="dim">{t("hall.waiting-none")}</p>
        ) : (
          <ul className="hall-list">
            {waiting.map((question, i) => (
              <li key={question.id}>
                <span>{question.text}</span>
                <span className="acts">
                  <Button
                    {...(i === 0 ? { hint: "A" } : {})}
                    onClick={() => judge.mutate({ id: question.id, verdict: "accept" })}
                  >
                    {t("hall.accept")}
                  </Button>
                  <Button
                    look="quiet"
                    {...(i === 0 ? { hint: "D" } : {})}
                    onClick={() => judge.mutate({ id: question.id, verdict: "decline" })}
                  >
                    {t("hall.decline")}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        )}
        <Checkbox checked={hall.asking} onChecked={(asking) => show.mutate({ asking })}>
          {t("hall.asking")}
        </Checkbox>
      </section>
      {hall.questions.length > 0 && (
        <section>
          <h2>{t("hall.accepted")}</h2>
          <ul className="hall-list">
            {hall.questions.map((question) => (
              <li key={question.id}>
                <span>
                  {question.text}
                  {(question.answered || question.raised !== null) && (
                    <>
                      <br />
                      <span className="dim s">
                        {question.answered ? t("hall.answered-state") : t("hall.raised", { n: question.raised ?? 0 })}
                      </span>
                    </>
                  )}
                </span>
                {!question.answered && (
                  <Button look="quiet" onClick={() => judge.mutate({ id: question.id, verdict: "answered" })}>
                    {t("hall.answered")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
