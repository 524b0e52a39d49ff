import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { useTopics } from "./use-topics.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { TextArea } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, ErrorState, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { CorrectionPage } from "../contract.ts";
import { CorrectionDialog } from "./correction-form.tsx";
import { CorrectionState } from "./desk-corrections.tsx";
import { correctionText } from "./desk-text.ts";
import "./desk-corrections.css";

/** One correction: the claim, what is true, the source, and what this person may do with it. */
export function CorrectionScreen() {
  const { correctionId } = usePathParams<"correctionId">();
  const page = useAsk<CorrectionPage>(`/corrections/${correctionId}`);
  return <Answer of={page}>{(correction) => <Page correction={correction} />}</Answer>;
}

function Page({ correction: c }: { correction: CorrectionPage }) {
  const t = useText(correctionText);
  const { day, dayOf } = useFormats();
  const topics = useTopics();
  return (
    <div className="correction-page">
      <PageHead
        over={
          <Link to="/corrections" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("page.back")}
          </Link>
        }
        title={c.claim.length > 120 ? `${c.claim.slice(0, 119)}…` : c.claim}
      />
      <CorrectionState status={c.status} />
      {c.status === "draft" && <p className="note">{t("page.draft")}</p>}
      {c.status === "approved" && <p className="note act">{t("page.approved")}</p>}
      {c.status === "withdrawn" && (
        <p className="note bad">
          {t("page.withdrawn", {
            day: c.withdrawnAt === null ? "" : day(dayOf(c.withdrawnAt)),
            reason: c.withdrawReason ?? "",
          })}
        </p>
      )}
      <Acts correction={c} />
      <section>
        <h2>{t("correction.claim")}</h2>
        <p className="words">{c.claim}</p>
      </section>
      <section>
        <h2>{t("correction.truth")}</h2>
        {c.truth === "" ? <p className="dim">{t("page.truth-none")}</p> : <p className="words truth">{c.truth}</p>}
      </section>
      <section>
        <h2>{t("correction.source")}</h2>
        {c.law === null && c.sourceText === null && <p className="note warn">{t("page.source-none")}</p>}
        {c.law !== null && (
          <p>
            <Link to={`/laws/${c.law.id}`}>{c.law.title}</Link>
            {c.lawPassage !== null && `, ${c.lawPassage}`}
          </p>
        )}
        {c.sourceText !== null && <p className="words">{c.sourceText}</p>}
      </section>
      <dl className="facts wide">
        <dt>{t("correction.unit")}</dt>
        <dd>{c.unit.name}</dd>
        <dt>{t("correction.topic")}</dt>
        <dd>{topics.name(c.topic)}</dd>
        <dt>{t("correction.statedOn")}</dt>
        <dd>{day(c.statedOn)}</dd>
        {c.nextUpdateOn !== null && (
          <>
            <dt>{t("page.next")}</dt>
            <dd>{day(c.nextUpdateOn)}</dd>
          </>
        )}
      </dl>
    </div>
  );
}

function Acts({ correction: c }: { correction: CorrectionPage }) {
  const t = useText(correctionText);
  const words = useProblemWords();
  const [open, setOpen] = useState<"edit" | "withdraw" | null>(null);
  const send = useSend<{ act: "approve" | "publish"; seenVersion: number }>(
    "POST",
    ({ act }) => `/corrections/${c.id}/${act}`,
    { body: ({ seenVersion }) => ({ seenVersion }) },
  );
  const step = (act: "approve" | "publish", done: "done.approved" | "done.published") =>
    send.mutate(
      { act, seenVersion: c.version },
      { onSuccess: () => notify(t(done)), onError: (error) => notify(words(error), { tone: "bad" }) },
    );
  if (c.may.length === 0) return null;
  return (
    <div className="correction-acts no-print">
      {c.may.includes("correction.approve") && (
        <Button
          look="main"
          busy={send.isPending ? t("act.doing") : null}
          onClick={() => step("approve", "done.approved")}
        >
          {t("act.approve")}
        </Button>
      )}
      {c.may.includes("correction.publish") && (
        <Button
          look="main"
          busy={send.isPending ? t("act.doing") : null}
          onClick={() => step("publish", "done.published")}
        >
          {t("act.publish")}
        </Button>
      )}
      {c.may.includes("correction.edit") && <Button onClick={() => setOpen("edit")}>{t("act.edit")}</Button>}
      {c.may.includes("correction.withdraw") && (
        <Button look="danger" onClick={() => setOpen("withdraw")}>
          {t("act.withdraw")}
        </Button>
      )}
      <CorrectionDialog
        correction={c}
        home={null}
        open={open === "edit"}
        onOpen={(next) => setOpen(next ? "edit" : null)}
      />
      <WithdrawDialog correction={c} open={open === "withdraw"} onOpen={(next) => setOpen(next ? "withdraw" : null)} />
    </div>
  );
}

function WithdrawDialog({
  correction: c,
  open,
  onOpen,
}: {
  correction: CorrectionPage;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useText(correctionText);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ seenVersion: number; reason: string }>("POST", `/corrections/${c.id}/withdraw`);
  const missing = reason.trim() === "";
  return (
    <Dialog open={open} onOpen={onOpen} title={t("withdraw.title")} description={t("withdraw.words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (missing) return;
          send.mutate(
            { seenVersion: c.version, reason: reason.trim() },
            {
              onSuccess: () => {
                onOpen(false);
                notify(t("done.withdrawn"));
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="withdraw-reason"
          label={t("withdraw.reason")}
          error={tried && missing ? t("withdraw.missing") : undefined}
        >
          <TextArea rows={3} maxLength={500} value={reason} onValue={setReason} />
        </Field>
        <div className="actions">
          <Button type="submit" look="danger" busy={send.isPending ? t("act.doing") : null}>
            {t("act.withdraw")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
