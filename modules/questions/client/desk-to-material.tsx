import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Link } from "#platform/ui/link.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { QuestionPage } from "../answers.ts";
import { questionText } from "./desk-text.ts";
import "./desk-questions.css";

interface Offer {
  materialId: string;
  title: string;
  draft: boolean;
  there: boolean;
}

/** A published answer, offered to the drafts of materials on its topic. */
export function ToMaterial({ question }: { question: QuestionPage }) {
  const t = useText(questionText);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button tight onClick={() => setOpen(true)}>
        {t("answer.to-material")}
      </Button>
      <Dialog open={open} onOpen={setOpen} title={t("answer.to-material")} description={t("answer.to-material-words")}>
        {open && <Offers question={question} />}
      </Dialog>
    </>
  );
}

function Offers({ question }: { question: QuestionPage }) {
  const t = useText(questionText);
  const offers = useAsk<{ items: Offer[] }>(`/questions/${question.id}/materials`);
  const send = useSend<{ materialId: string }>("POST", `/questions/${question.id}/to-material`);
  return (
    <Answer of={offers}>
      {({ items }) => (
        <>
          {send.error !== null && <ErrorState error={send.error} />}
          {items.length === 0 ? (
            <p className="dim">{t("answer.material-none")}</p>
          ) : (
            <ul className="question-list">
              {items.map((offer) => (
                <li key={offer.materialId}>
                  <div className="row">
                    <Link to={`/materials/${offer.materialId}`}>{offer.title}</Link>
                    {offer.there || !offer.draft ? (
                      <span className="dim s">
                        {t(offer.there ? "answer.material-there" : "answer.material-no-draft")}
                      </span>
                    ) : (
                      <Button
                        tight
                        busy={send.isPending ? t("act.doing") : null}
                        onClick={() =>
                          send.mutate(
                            { materialId: offer.materialId },
                            { onSuccess: () => notify(t("answer.material-added")) },
                          )
                        }
                      >
                        {t("answer.material-add")}
                      </Button>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Answer>
  );
}
