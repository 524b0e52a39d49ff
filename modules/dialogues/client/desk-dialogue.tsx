import { ArrowLeft, ClipboardPen, FileText, Globe, Pencil } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { DialoguePage } from "../answers.ts";
import { nextDialogueStatus } from "../rules.ts";
import { CancelDialog, IssueDialog } from "./desk-close.tsx";
import { DialogueState } from "./desk-parts.tsx";
import { Promises } from "./desk-promises.tsx";
import { Questions } from "./desk-questions.tsx";
import { RecordDialog } from "./desk-record.tsx";
import { dialogueText } from "./desk-text.ts";
import "./desk-dialogues.css";

/** One meeting from its agenda to what was promised and kept. */
export function DialogueScreen() {
  const { dialogueId } = usePathParams<"dialogueId">();
  const page = useAsk<DialoguePage>(`/dialogues/${dialogueId}`);
  return <Answer of={page}>{(data) => <Page page={data} />}</Answer>;
}

/** What the state and the person's role allow now. */
function mayNow(page: DialoguePage, verb: Parameters<typeof nextDialogueStatus>[1], right: string): boolean {
  return page.allowed.includes(right) && nextDialogueStatus(page.status, verb, page.minutesIssued) !== null;
}

function Page({ page }: { page: DialoguePage }) {
  const t = useText(dialogueText);
  const { moment } = useFormats();
  const [open, setOpen] = useState<"record" | "cancel" | null>(null);
  return (
    <>
      <PageHead
        over={
          <Link to="/dialogues" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("dialogue.back")}
          </Link>
        }
        title={page.title}
      >
        {mayNow(page, "edit", "dialogue.plan") && (
          <LinkButton icon={Pencil} to={`/dialogues/${page.id}/edit`}>
            {t("dialogue.edit")}
          </LinkButton>
        )}
        {mayNow(page, "record", "dialogue.record") && (
          <Button look="main" icon={ClipboardPen} onClick={() => setOpen("record")}>
            {t(page.status === "held" ? "dialogue.record-again" : "dialogue.record")}
          </Button>
        )}
      </PageHead>
      <p className="row wrap" style={{ marginBottom: 16 }}>
        <DialogueState status={page.status} />
        <span className="dim">
          {moment(page.startsAt)} · {[page.placeDetail, page.place.name].filter((x) => x !== null).join(", ")}
        </span>
      </p>
      {page.cancelledReason !== null && <p className="note warn">{page.cancelledReason}</p>}
      <div className="dialogue-cols">
        <div>
          <section>
            <h2>{t("dialogue.agenda")}</h2>
            {page.agenda.length === 0 ? (
              <p className="dim">{t("dialogue.agenda-none")}</p>
            ) : (
              <ol className="dialogue-agenda">
                {page.agenda.map((item) => (
                  <li key={item.id}>
                    {item.title}
                    {item.presenter !== null && <span className="dim"> · {item.presenter}</span>}
                  </li>
                ))}
              </ol>
            )}
          </section>
          <Questions page={page} />
          <Promises page={page} />
          {page.conclusion !== "" && (
            <section>
              <h2>{t("dialogue.conclusion")}</h2>
              <p className="pre-line">{page.conclusion}</p>
            </section>
          )}
        </div>
        <aside>
          <Facts page={page} />
          <Minutes page={page} />
          <Publicity page={page} />
          {mayNow(page, "cancel", "dialogue.plan") && (
            <section>
              <Button look="quiet" onClick={() => setOpen("cancel")}>
                {t("dialogue.cancel")}
              </Button>
            </section>
          )}
        </aside>
      </div>
      <RecordDialog
        key={page.version}
        page={page}
        open={open === "record"}
        onOpen={(next) => setOpen(next ? "record" : null)}
      />
      <CancelDialog page={page} open={open === "cancel"} onOpen={(next) => setOpen(next ? "cancel" : null)} />
    </>
  );
}

function Facts({ page }: { page: DialoguePage }) {
  const t = useText(dialogueText);
  const { number } = useFormats();
  const { presided } = page;
  return (
    <dl className="facts">
      <dt>{t("dialogue.column.unit")}</dt>
      <dd>{page.unit.name}</dd>
      {presided !== null && (
        <>
          <dt>{t("dialogue.presided")}</dt>
          <dd>
            {presided.capacity === null ? "" : `${presided.capacity}. `}
            {presided.name}, {presided.position}
            {presided.absenceReason !== null && <p className="s dim">{presided.absenceReason}</p>}
          </dd>
        </>
      )}
      {page.secretaryName !== null && (
        <>
          <dt>{t("dialogue.secretary")}</dt>
          <dd>{page.secretaryName}</dd>
        </>
      )}
      {page.attendance !== null && (
        <>
          <dt>{t("dialogue.attendance")}</dt>
          <dd>{number(page.attendance)}</dd>
        </>
      )}
      {page.legalBasis !== null && (
        <>
          <dt>{t("dialogue.field.basis")}</dt>
          <dd>{page.legalBasis}</dd>
        </>
      )}
      {page.talk !== null && (
        <>
          <dt>{t("dialogue.talk")}</dt>
          <dd>
            <Link to={`/talks/${page.talk.id}`}>{page.talk.title}</Link>
          </dd>
        </>
      )}
    </dl>
  );
}

function Minutes({ page }: { page: DialoguePage }) {
  const t = useText(dialogueText);
  const [open, setOpen] = useState(false);
  if (page.status === "cancelled") return null;
  return (
    <section>
      <h2>{t("dialogue.minutes")}</h2>
      {page.minutes !== null ? (
        <ExportButton
          path={`/documents/${page.minutes.id}/file`}
          fileName={page.minutes.fileName}
          label={page.minutes.symbol}
        />
      ) : page.missing.length > 0 ? (
        <p className="dim">
          {t("dialogue.minutes-wait", { what: page.missing.map((need) => t(`dialogue.need.${need}`)).join(", ") })}
        </p>
      ) : (
        <div className="row wrap">
          {page.allowed.includes("dialogue.record") && (
            <ExportButton
              path={`/dialogues/${page.id}/minutes`}
              fileName="bien-ban-du-thao.docx"
              label={t("dialogue.minutes-draft")}
            />
          )}
          {mayNow(page, "issue", "dialogue.issue") && (
            <Button icon={FileText} onClick={() => setOpen(true)}>
              {t("dialogue.minutes-issue")}
            </Button>
          )}
        </div>
      )}
      <IssueDialog page={page} open={open} onOpen={setOpen} />
    </section>
  );
}

function Publicity({ page }: { page: DialoguePage }) {
  const t = useText(dialogueText);
  const words = useProblemWords();
  const send = useSend<{ public: boolean }>("PUT", `/dialogues/${page.id}/public`);
  return (
    <section>
      <h2>{t("dialogue.public")}</h2>
      <p className="dim">{t(page.public ? "dialogue.public-on" : "dialogue.public-off")}</p>
      {page.allowed.includes("dialogue.publish") && (page.public || page.status !== "cancelled") && (
        <Button
          icon={Globe}
          busy={send.isPending ? "…" : null}
          onClick={() =>
            send.mutate(
              { public: !page.public },
              {
                onSuccess: () => notify(t("dialogue.saved")),
                onError: (error) => notify(words(error), { tone: "bad" }),
              },
            )
          }
        >
          {t(page.public ? "dialogue.hide" : "dialogue.publish")}
        </Button>
      )}
    </section>
  );
}
