import { CheckCheck, Clock, FileLock2, FilePenLine, PenLine, Send, Undo2 } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { StateBadge, type Tone } from "#platform/ui/state-badge.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { Thread, type ThreadNode } from "#platform/ui/thread.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { ReportPage, Stage } from "../contract.ts";
import type { ReportPath } from "../contract-sending.ts";
import type { Reopening, Signers } from "../contract-signing.ts";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

const looks: Record<Stage, { tone: Tone; icon: typeof Send }> = {
  draft: { tone: "act", icon: FilePenLine },
  frozen: { tone: "act", icon: FileLock2 },
  signed: { tone: "act", icon: PenLine },
  sent: { tone: "warn", icon: Clock },
  returned: { tone: "bad", icon: Undo2 },
  accepted: { tone: "ok", icon: CheckCheck },
};

export function StageBadge({ stage }: { stage: Stage }) {
  const t = useText(reportText);
  return (
    <StateBadge tone={looks[stage].tone} icon={looks[stage].icon}>
      {t(`report.stage.${stage}`)}
    </StateBadge>
  );
}

type Act = "sign" | "unsign" | "send" | "return" | "reopen" | "decline" | null;

/** Where the report stands on its way up, and what may be done next by whoever looks at it. */
export function PathBar({ report }: { report: ReportPage }) {
  const path = useAsk<ReportPath>(`/reports/${report.id}/path`, {}, { keep: true });
  return <Answer of={path}>{(data) => <Bar report={report} path={data} />}</Answer>;
}

function Bar({ report, path }: { report: ReportPage; path: ReportPath }) {
  const t = useText(reportText);
  const formats = useFormats();
  const [act, setAct] = useState<Act>(null);
  const { stage } = path;
  const may = (verb: string) => report.allowed.includes(verb);
  const [newest] = path.sendings;
  const decides = newest?.mayDecide === true;
  const reopenings = useAsk<{ items: Reopening[] }>(`/reports/${report.id}/reopenings`, {}, { keep: true });
  const asked = reopenings.data?.items.find((r) => r.state === "asked");
  const agree = useSend<{ agree: true }>("POST", `/reports/reopenings/${asked?.id ?? ""}/answer`);
  const accept = useSend<Record<string, never>>("POST", `/reports/sendings/${newest?.id ?? ""}/accept`);
  return (
    <section className="report-path" aria-label={t("report.path")}>
      <div className="report-path-head">
        <StageBadge stage={stage} />
        {path.receiver !== null && stage !== "accepted" && stage !== "sent" && (
          <span className="dim s">
            {t("report.send.to", { name: path.receiver.name })},{" "}
            {t("report.send.by", { day: formats.day(path.receiver.dueOn) })}
          </span>
        )}
        <span className="acts no-print">
          {(stage === "frozen" || stage === "returned") && may("report.sign") && (
            <Button tight look="main" icon={PenLine} onClick={() => setAct("sign")}>
              {t("report.sign")}
            </Button>
          )}
          {(stage === "frozen" || stage === "returned") && !may("report.sign") && (
            <span className="dim s">{t("report.sign.only")}</span>
          )}
          {stage === "signed" && may("report.unsign") && (
            <Button tight onClick={() => setAct("unsign")}>
              {t("report.unsign")}
            </Button>
          )}
          {stage === "signed" && may("report.send") && (
            <Button tight look="main" icon={Send} onClick={() => setAct("send")}>
              {t("report.send")}
            </Button>
          )}
          {(stage === "accepted" || stage === "sent") && may("report.ask-reopening") && asked === undefined && (
            <Button tight icon={Undo2} onClick={() => setAct("reopen")}>
              {t("report.reopen")}
            </Button>
          )}
          {decides && (
            <Button tight icon={Undo2} onClick={() => setAct("return")}>
              {t("report.return")}
            </Button>
          )}
          {decides && stage === "sent" && (
            <Button
              tight
              look="main"
              icon={CheckCheck}
              busy={accept.isPending ? "…" : null}
              onClick={() => accept.mutate({}, { onSuccess: () => notify(t("report.accept.done")) })}
            >
              {t("report.accept")}
            </Button>
          )}
        </span>
      </div>
      {accept.error !== null && <ErrorState error={accept.error} />}
      {agree.error !== null && <ErrorState error={agree.error} />}
      {asked !== undefined && !asked.mayAnswer && <p className="note">{t("report.reopen.pending")}</p>}
      {asked?.mayAnswer === true && (
        <div className="note report-asked">
          <span>{t("report.reopen.waiting", { reason: asked.reason })}</span>
          <span className="acts no-print">
            <Button tight onClick={() => setAct("decline")}>
              {t("report.reopen.decline")}
            </Button>
            <Button
              tight
              look="main"
              busy={agree.isPending ? "…" : null}
              onClick={() => agree.mutate({ agree: true }, { onSuccess: () => notify(t("report.reopen.agreed")) })}
            >
              {t("report.reopen.agree")}
            </Button>
          </span>
        </div>
      )}
      <History path={path} reopenings={reopenings.data?.items ?? []} />
      <SignDialog report={report} open={act === "sign"} onClose={() => setAct(null)} />
      <ReasonDialog
        open={act === "unsign"}
        onClose={() => setAct(null)}
        title={t("report.unsign")}
        label={t("report.unsign.reason")}
        path={`/reports/${report.id}/unsign`}
        done={t("report.unsign.done")}
      />
      <SendDialog report={report} path={path} open={act === "send"} onClose={() => setAct(null)} />
      <ReasonDialog
        open={act === "reopen"}
        onClose={() => setAct(null)}
        title={t("report.reopen")}
        label={t("report.reopen.reason")}
        path={`/reports/${report.id}/reopenings`}
        done={t("report.reopen.done")}
      />
      <ReasonDialog
        open={act === "decline"}
        onClose={() => setAct(null)}
        title={t("report.reopen.decline")}
        label={t("report.reopen.decline.reason")}
        path={`/reports/reopenings/${asked?.id ?? ""}/answer`}
        done={t("report.reopen.declined")}
        body={(answer) => ({ agree: false, answer })}
      />
      <ReasonDialog
        open={act === "return"}
        onClose={() => setAct(null)}
        title={t("report.return")}
        label={t("report.return.reason")}
        path={`/reports/sendings/${newest?.id ?? ""}/return`}
        done={t("report.return.done")}
      />
    </section>
  );
}

/** Signings and sendings as they came, the newest first. */
function History({ path, reopenings }: { path: ReportPath; reopenings: readonly Reopening[] }) {
  const t = useText(reportText);
  const formats = useFormats();
  const why = (text: string) => (text.startsWith("returned: ") ? t("report.path.was-returned") : text);
  const nodes: (ThreadNode & { at: string })[] = [
    ...path.sendings.flatMap((s) => [
      {
        key: s.id,
        at: s.sentAt,
        state: "done" as const,
        children: t("report.path.sent", { n: s.number, name: s.receiverName }),
      },
      ...(s.decidedAt === null || s.state === "sent"
        ? []
        : [
            {
              key: `${s.id}-d`,
              at: s.decidedAt,
              state: s.state === "returned" ? ("now" as const) : ("done" as const),
              children:
                s.state === "returned"
                  ? t("report.path.returned", { reason: s.reason ?? "" })
                  : t("report.path.accepted"),
            },
          ]),
    ]),
    ...reopenings.flatMap((r) => [
      { key: r.id, at: r.askedAt, state: "done" as const, children: t("report.reopen.asked", { reason: r.reason }) },
      ...(r.decidedAt === null
        ? []
        : [
            {
              key: `${r.id}-d`,
              at: r.decidedAt,
              state: "done" as const,
              children:
                r.state === "agreed"
                  ? t("report.reopen.agreed-line")
                  : t("report.reopen.declined-line", { answer: r.answer ?? "" }),
            },
          ]),
    ]),
    ...path.signings.map((g) => ({
      key: g.id,
      at: g.signedAt,
      state: "done" as const,
      children: (
        <>
          {t("report.path.signed", { name: g.signerName, revision: g.revision })}
          {g.byMandate && <span className="dim"> · {[g.capacity, g.signerPosition].filter(Boolean).join(", ")}</span>}
          {g.endedWhy !== null && <span className="dim"> · {t("report.path.unsigned", { why: why(g.endedWhy) })}</span>}
        </>
      ),
    })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
  if (nodes.length === 0) return null;
  return <Thread label={t("report.path")} nodes={nodes.map(({ at, ...n }) => ({ ...n, when: formats.moment(at) }))} />;
}

interface ActProps {
  open: boolean;
  onClose: () => void;
}

function SignDialog({ report, open, onClose }: ActProps & { report: ReportPage }) {
  const t = useText(reportText);
  const me = useAsk<{ userId: string; displayName: string }>("/me", {}, { enabled: open });
  const [typed, setTyped] = useState<string | null>(null);
  const signers = useAsk<Signers>("/reports/signers", { unitId: report.unitId }, { enabled: open });
  const mandate = signers.data?.mandates.find((m) => m.holds && m.userId === me.data?.userId);
  const name = mandate?.signerName ?? typed ?? me.data?.displayName ?? "";
  const send = useSend<{ signerName: string }>("POST", `/reports/${report.id}/sign`);
  return (
    <Dialog
      open={open}
      onOpen={onClose}
      title={t("report.sign")}
      description={t("report.sign.what", { revision: report.revision })}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          if (name.trim() === "") return;
          send.mutate(
            { signerName: name.trim() },
            {
              onSuccess: () => {
                onClose();
                notify(t("report.sign.done"));
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="sign-name" label={t("report.sign.name")}>
          <TextInput value={name} onValue={setTyped} readOnly={mandate !== undefined} />
        </Field>
        {mandate !== undefined && (
          <p className="dim">
            {t("report.sign.as", {
              capacity: `${mandate.kind}. ${signers.data!.headPosition}`,
              position: mandate.signerPosition,
            })}
          </p>
        )}
        <div className="actions">
          <Button type="submit" look="main" icon={PenLine} busy={send.isPending ? "…" : null}>
            {t("report.sign")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function SendDialog({ report, path, open, onClose }: ActProps & { report: ReportPage; path: ReportPath }) {
  const t = useText(reportText);
  const formats = useFormats();
  const [receiverId, setReceiver] = useState<number | null>(null);
  const send = useSend<{ receiverId?: number }>("POST", `/reports/${report.id}/sendings`);
  const { receiver } = path;
  return (
    <Dialog
      open={open}
      onOpen={onClose}
      title={t("report.send")}
      {...(receiver === null
        ? {}
        : {
            description: `${t("report.send.to", { name: receiver.name })}, ${t("report.send.by", { day: formats.day(receiver.dueOn) })}.`,
          })}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          send.mutate(receiver === null && receiverId !== null ? { receiverId } : {}, {
            onSuccess: () => {
              onClose();
              notify(t("report.send.done"));
            },
          });
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        {receiver === null && (
          <Field name="send-receiver" label={t("report.send.receiver")}>
            <UnitPicker value={receiverId} onValue={setReceiver} />
          </Field>
        )}
        <div className="actions">
          <Button type="submit" look="main" icon={Send} busy={send.isPending ? "…" : null}>
            {t("report.send")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** An act that asks why. */
function ReasonDialog({
  open,
  onClose,
  title,
  label,
  path,
  done,
  body = (reason) => ({ reason }),
}: ActProps & {
  title: string;
  label: string;
  path: string;
  done: string;
  body?: (reason: string) => Record<string, unknown>;
}) {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", path);
  const missing = reason.trim() === "";
  return (
    <Dialog open={open} onOpen={onClose} title={title}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (missing) return;
          send.mutate(body(reason.trim()), {
            onSuccess: () => {
              setReason("");
              setTried(false);
              onClose();
              notify(done);
            },
          });
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="act-reason" label={label} error={tried && missing ? label : undefined}>
          <TextArea rows={3} maxLength={500} value={reason} onValue={setReason} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {title}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
