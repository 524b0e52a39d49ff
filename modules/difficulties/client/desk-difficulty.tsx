import { ArrowLeft, ArrowUpFromLine, CircleSlash, MessageSquareReply, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, useProblemWords } from "#platform/ui/states.tsx";
import { Thread } from "#platform/ui/thread.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { DifficultyPage } from "../contract.ts";
import { nextDifficultyStatus } from "../rules.ts";
import { AnswerDialog, ReasonDialog } from "./desk-settle.tsx";
import { LetterDialog } from "./desk-letter.tsx";
import { DifficultyState } from "./desk-parts.tsx";
import { difficultyText } from "./desk-text.ts";
import "./desk-difficulties.css";

/** One difficulty: what it is, its parts or its whole, the answer, and every step with its letter. */
export function DifficultyScreen() {
  const { difficultyId } = usePathParams<"difficultyId">();
  const page = useAsk<DifficultyPage>(`/difficulties/${difficultyId}`);
  return <Answer of={page}>{(data) => <Page page={data} />}</Answer>;
}

function Page({ page }: { page: DifficultyPage }) {
  const t = useText(difficultyText);
  const { day, moment } = useFormats();
  return (
    <>
      <PageHead
        over={
          <Link to="/difficulties" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("difficulty.back")}
          </Link>
        }
        title={`${t("difficulty.title")} ${page.code}`}
      />
      <div className="difficulty-cols">
        <div>
          <DifficultyState row={page} />
          <p className="pre-line" style={{ marginTop: 12 }}>
            {page.text}
          </p>
          {page.proposal !== null && (
            <section>
              <h2>{t("difficulty.proposal")}</h2>
              <p className="pre-line">{page.proposal}</p>
            </section>
          )}
          <Acts page={page} />
          {page.under !== null && (
            <section>
              <h2>{t("difficulty.under")}</h2>
              <p>
                <Link to={`/difficulties/${page.under.id}`}>{page.under.text}</Link>
              </p>
            </section>
          )}
          <section>
            <h2>{t("difficulty.answer")}</h2>
            <Answered page={page} />
          </section>
          {page.parts.length > 0 && <Parts page={page} />}
        </div>
        <aside>
          <dl className="facts">
            <dt>{t("difficulty.column.unit")}</dt>
            <dd>{page.unit.name}</dd>
            <dt>{t("difficulty.column.handler")}</dt>
            <dd>{page.handler.name}</dd>
            <dt>{t("difficulty.due")}</dt>
            <dd>{day(page.dueOn)}</dd>
            <dt>{t("difficulty.due-basis")}</dt>
            <dd className="dim">{page.deadlineBasis}</dd>
            {page.talk !== null && (
              <>
                <dt>{t("difficulty.talk")}</dt>
                <dd>
                  <Link to={`/talks/${page.talk.id}`}>{page.talk.title}</Link>
                </dd>
              </>
            )}
          </dl>
          <section>
            <h2>{t("difficulty.steps")}</h2>
            <Thread
              label={t("difficulty.steps")}
              nodes={page.steps.map((s, i) => ({
                key: String(i),
                state:
                  i === page.steps.length - 1 && (page.settled === "open" || page.settled === "escalated")
                    ? "now"
                    : "done",
                when: moment(s.at),
                children: (
                  <>
                    {t(`difficulty.step.${s.kind}`)}
                    {s.by !== "" && <span className="dim"> · {s.by}</span>}
                    {s.note !== null && <p className="s">{s.note}</p>}
                    {s.document !== null && (
                      <ExportButton
                        tight
                        path={`/documents/${s.document.id}/file`}
                        fileName={s.document.fileName}
                        label={s.document.symbol}
                      />
                    )}
                  </>
                ),
              }))}
            />
          </section>
        </aside>
      </div>
    </>
  );
}

function Answered({ page }: { page: DifficultyPage }) {
  const t = useText(difficultyText);
  const answer = page.answer ?? page.under?.answer ?? null;
  const basis = page.answer === null ? (page.under?.answerBasis ?? null) : page.answerBasis;
  if (page.setAsideReason !== null) return <p className="note">{page.setAsideReason}</p>;
  if (answer === null) return <p className="dim">{t("difficulty.answer-none")}</p>;
  return (
    <div className="note ok">
      <p className="pre-line">{answer}</p>
      {basis !== null && <p className="s dim">{basis}</p>}
    </div>
  );
}

function Acts({ page }: { page: DifficultyPage }) {
  const t = useText(difficultyText);
  const may = useMay();
  const [open, setOpen] = useState<"answer" | "letter" | "aside" | "reopen" | null>(null);
  if (!page.mine || !may("difficulty.settle")) return null;
  const can = (verb: Parameters<typeof nextDifficultyStatus>[1]) => nextDifficultyStatus(page.status, verb) !== null;
  const shown = (which: NonNullable<typeof open>) => ({
    open: open === which,
    onOpen: (next: boolean) => setOpen(next ? which : null),
  });
  return (
    <div className="row wrap no-print" style={{ marginTop: 16 }}>
      {can("answer") && (
        <Button look="main" icon={MessageSquareReply} onClick={() => setOpen("answer")}>
          {t("difficulty.answer")}
        </Button>
      )}
      {can("escalate") && (
        <Button icon={ArrowUpFromLine} onClick={() => setOpen("letter")}>
          {t("difficulty.escalate")}
        </Button>
      )}
      {can("setAside") && (
        <Button look="quiet" icon={CircleSlash} onClick={() => setOpen("aside")}>
          {t("difficulty.set-aside")}
        </Button>
      )}
      {can("reopen") && (
        <Button look="quiet" icon={RotateCcw} onClick={() => setOpen("reopen")}>
          {t("difficulty.reopen")}
        </Button>
      )}
      <AnswerDialog page={page} {...shown("answer")} />
      <LetterDialog page={page} {...shown("letter")} />
      <ReasonDialog page={page} act="set-aside" {...shown("aside")} />
      <ReasonDialog page={page} act="reopen" {...shown("reopen")} />
    </div>
  );
}

function Parts({ page }: { page: DifficultyPage }) {
  const t = useText(difficultyText);
  const words = useProblemWords();
  const separate = useSend<{ id: string }>("POST", ({ id }) => `/difficulties/${id}/separate`, { body: () => ({}) });
  return (
    <section>
      <h2>{t("difficulty.parts")}</h2>
      <ul className="difficulty-parts">
        {page.parts.map((part) => (
          <li key={part.id}>
            <Link to={`/difficulties/${part.id}`}>{part.text}</Link>
            <span className="dim">{part.unit.name}</span>
            {page.mine && page.status === "open" && (
              <Button
                tight
                look="quiet"
                onClick={() =>
                  separate.mutate(
                    { id: part.id },
                    {
                      onSuccess: () => notify(t("difficulty.done")),
                      onError: (error) => notify(words(error), { tone: "bad" }),
                    },
                  )
                }
              >
                {t("difficulty.separate")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
