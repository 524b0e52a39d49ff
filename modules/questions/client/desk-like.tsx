import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Link } from "#platform/ui/link.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { LikeQuestion, QuestionPage } from "../answers.ts";
import { questionText } from "./desk-text.ts";
import "./desk-questions.css";

/** What was put under this question, and what may be the same. */
export function LikeParts({ question }: { question: QuestionPage }) {
  const t = useText(questionText);
  const { day } = useFormats();
  return (
    <>
      {question.likes.length > 0 && (
        <section>
          <h2>{t("page.likes")}</h2>
          <ul className="question-list">
            {question.likes.map((like) => (
              <li key={like.id}>
                <Link to={`/questions/${like.id}`}>{like.text.slice(0, 200)}</Link>
                <div className="dim s">{t("page.asked", { day: day(like.askedOn), place: like.place })}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {question.allowed.includes("merge") && <Suggested question={question} />}
    </>
  );
}

function Suggested({ question }: { question: QuestionPage }) {
  const t = useText(questionText);
  const words = useProblemWords();
  const { day, percent } = useFormats();
  const like = useAsk<{ items: LikeQuestion[] }>(`/questions/${question.id}/like`);
  const merge = useSend<{ intoId: string }>("POST", `/questions/${question.id}/merge`);
  if (like.data === undefined) return null;
  return (
    <section>
      <h2>{t("page.suggest")}</h2>
      {like.data.items.length === 0 ? (
        <p className="dim">{t("page.suggest-none")}</p>
      ) : (
        <ul className="question-list">
          {like.data.items.slice(0, 5).map((other) => (
            <li key={other.id}>
              <div className="row">
                <span>
                  <Link to={`/questions/${other.id}`}>{other.text.slice(0, 200)}</Link>
                  <span className="dim s" style={{ display: "block" }}>
                    {[
                      t("page.asked", { day: day(other.askedOn), place: other.place }),
                      t("page.likeness", { n: percent(other.likeness) }),
                      other.answered ? t("answer.status.published") : null,
                    ]
                      .filter((x) => x !== null)
                      .join(" · ")}
                  </span>
                </span>
                <Button
                  tight
                  busy={merge.isPending ? t("act.doing") : null}
                  onClick={() =>
                    merge.mutate(
                      { intoId: other.id },
                      {
                        onSuccess: () => notify(t("page.merged")),
                        onError: (error) => notify(words(error), { tone: "bad" }),
                      },
                    )
                  }
                >
                  {t("page.merge")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
