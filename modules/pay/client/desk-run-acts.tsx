import { FileCheck, Lock, RefreshCw, Send, Undo2, Wallet } from "lucide-react";
import { type ReactNode, useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { KnownIssuer } from "#modules/documents/shared.ts";
import type { RunPage } from "../contract.ts";
import { BudgetChoice, BudgetFact, ChooseBudget } from "./desk-run-budget.tsx";
import { isComputing } from "./desk-run-task.tsx";
import { payText } from "./desk-text.ts";

type Asking = "budget" | "approve" | "return" | "discard" | "reference" | "issue";

/** What is to be done with the run next, for whoever may. */
export function RunActs({ run }: { run: RunPage }) {
  const t = useText(payText);
  const may = useMay();
  const [asking, setAsking] = useState<Asking | null>(null);
  const words = useProblemWords();
  const bad = { onError: (error: unknown) => notify(words(error), { tone: "bad" as const }) };
  const compute = useSend("POST", `/pay/runs/${run.id}/compute`);
  const submit = useSend<{ version: number }>("POST", `/pay/runs/${run.id}/submit`);
  const close = () => setAsking(null);
  return (
    <>
      {run.status === "draft" && run.may.write && !isComputing(run) && (
        <>
          <Button onClick={() => setAsking("discard")}>{t("pay.discard")}</Button>
          <Button icon={RefreshCw} busy={compute.isPending ? "…" : null} onClick={() => compute.mutate({}, bad)}>
            {t("pay.compute")}
          </Button>
          <Button
            look="main"
            icon={Send}
            busy={submit.isPending ? "…" : null}
            onClick={() =>
              submit.mutate({ version: run.version }, { onSuccess: () => notify(t("pay.submitted")), ...bad })
            }
          >
            {t("pay.submit")}
          </Button>
        </>
      )}
      {run.status !== "discarded" && run.postedAt === null && run.may.write && !isComputing(run) && (
        <Button icon={Wallet} onClick={() => setAsking("budget")}>
          {t("pay.budget-choose")}
        </Button>
      )}
      {run.status === "submitted" && may("pay.return") && (
        <Button icon={Undo2} onClick={() => setAsking("return")}>
          {t("pay.return")}
        </Button>
      )}
      {run.status === "submitted" && run.may.check && (
        <Button look="main" icon={Lock} onClick={() => setAsking("approve")}>
          {t("pay.approve")}
        </Button>
      )}
      {run.status === "approved" && run.may.write && (
        <>
          <Button onClick={() => setAsking("reference")}>{t("pay.reference")}</Button>
          {run.document === null && (
            <Button look="main" icon={FileCheck} onClick={() => setAsking("issue")}>
              {t("pay.issue")}
            </Button>
          )}
        </>
      )}
      {asking === "budget" && <ChooseBudget run={run} onClose={close} />}
      {asking === "approve" && <Approve run={run} onClose={close} />}
      {(asking === "return" || asking === "discard") && <WithReason run={run} act={asking} onClose={close} />}
      {asking === "reference" && <Reference run={run} onClose={close} />}
      {asking === "issue" && <Issue run={run} onClose={close} />}
    </>
  );
}

/** One act with what it means above, its fields, and one button. */
function ActDialog({
  title,
  description,
  sending,
  onSubmit,
  onClose,
  children,
  danger = false,
}: {
  title: string;
  description?: string;
  sending: { isPending: boolean; error: unknown };
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
  danger?: boolean;
}) {
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={title} description={description}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          onSubmit();
        }}
      >
        {sending.error !== null && <ErrorState error={sending.error} />}
        {children}
        <div className="actions">
          <Button type="submit" look={danger ? "danger" : "main"} busy={sending.isPending ? "…" : null}>
            {title}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Approve({ run, onClose }: { run: RunPage; onClose: () => void }) {
  const t = useText(payText);
  const { number } = useFormats();
  const may = useMay();
  const [activityId, setActivityId] = useState(run.budget?.activityId ?? "");
  const send = useSend<{ version: number; activityId: string | null }>("POST", `/pay/runs/${run.id}/approve`);
  const done = () => {
    onClose();
    notify(t("pay.approved"));
  };
  return (
    <ActDialog
      title={t("pay.approve")}
      description={t("pay.approve-words", { total: number(run.total), people: run.people })}
      sending={send}
      onSubmit={() => send.mutate({ version: run.version, activityId: activityId || null }, { onSuccess: done })}
      onClose={onClose}
    >
      {may("budget.write") ? (
        <BudgetChoice run={run} value={activityId} onValue={setActivityId} />
      ) : (
        <p className="note">
          {t("pay.budget")}: <BudgetFact run={run} />
        </p>
      )}
    </ActDialog>
  );
}

function WithReason({ run, act, onClose }: { run: RunPage; act: "return" | "discard"; onClose: () => void }) {
  const t = useText(payText);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ version: number; reason: string }>("POST", `/pay/runs/${run.id}/${act}`);
  const submit = () => {
    setTried(true);
    if (reason.trim() === "") return;
    const done = () => {
      onClose();
      notify(t(act === "return" ? "pay.return-done" : "pay.discarded"));
    };
    send.mutate({ version: run.version, reason: reason.trim() }, { onSuccess: done });
  };
  return (
    <ActDialog
      title={t(`pay.${act}`)}
      description={t(`pay.${act}-words`)}
      sending={send}
      onSubmit={submit}
      onClose={onClose}
      danger={act === "discard"}
    >
      <Field
        name="run-reason"
        label={t("pay.reason")}
        error={tried && reason.trim() === "" ? t("pay.reason-missing") : undefined}
      >
        <TextArea value={reason} maxLength={500} onValue={setReason} />
      </Field>
    </ActDialog>
  );
}

function Reference({ run, onClose }: { run: RunPage; onClose: () => void }) {
  const t = useText(payText);
  const [reference, setReference] = useState(run.accountingReference ?? "");
  const send = useSend<{ reference: string | null }>("PUT", `/pay/runs/${run.id}/reference`);
  const done = () => {
    onClose();
    notify(t("pay.reference-saved"));
  };
  return (
    <ActDialog
      title={t("pay.save")}
      sending={send}
      onSubmit={() => send.mutate({ reference: reference.trim() || null }, { onSuccess: done })}
      onClose={onClose}
    >
      <Field name="run-reference" label={t("pay.reference")} help={t("pay.reference-help")}>
        <TextInput value={reference} maxLength={120} onValue={setReference} />
      </Field>
    </ActDialog>
  );
}

function Issue({ run, onClose }: { run: RunPage; onClose: () => void }) {
  const t = useText(payText);
  const issuer = useAsk<KnownIssuer>(`/documents/issuers/${run.unit.id}`);
  const [typed, setTyped] = useState<string | null>(null);
  const [issuedOn, setIssuedOn] = useState<string>(todayInVietnam());
  const [tried, setTried] = useState(false);
  const signerName = typed ?? issuer.data?.signerName ?? "";
  const send = useSend<Record<string, unknown>, { symbol: string }>("POST", `/pay/runs/${run.id}/issue`);
  const submit = () => {
    setTried(true);
    if (signerName.trim() === "" || issuedOn === "") return;
    const done = ({ symbol }: { symbol: string }) => {
      onClose();
      notify(t("pay.issued", { symbol }));
    };
    send.mutate({ issuedOn, signerName: signerName.trim() }, { onSuccess: done });
  };
  return (
    <ActDialog
      title={t("pay.issue")}
      description={t("pay.issue-words")}
      sending={send}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field name="issue-on" label={t("pay.issued-on")}>
        <DateInput value={issuedOn} onValue={setIssuedOn} />
      </Field>
      <Field
        name="issue-signer"
        label={t("pay.signer")}
        error={tried && signerName.trim() === "" ? t("pay.signer-missing") : undefined}
      >
        <TextInput value={signerName} onValue={setTyped} />
      </Field>
    </ActDialog>
  );
}
