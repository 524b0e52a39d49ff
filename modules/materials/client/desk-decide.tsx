import { useState } from "react";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { LawRemarkList } from "#modules/laws/client.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { FactConflict } from "../contract-conflicts.ts";
import type { MaterialPage } from "../contract.ts";
import { ConflictRows } from "./desk-conflicts.tsx";
import { materialText } from "./desk-text.ts";
import "./desk-materials.css";

interface Props {
  page: MaterialPage;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/**
 * Puts a draft into use, from a day and, if there is one, until a day. What is still open is read here: comments,
 * what the register of legal documents says, and which material in use gives another date or figure. As urgent: with the reason, and what it passes over.
 */
export function ApproveDialog({ page, rush, onClose }: { page: MaterialPage; rush: boolean; onClose: () => void }) {
  const t = useText(materialText);
  const vi = useLocale() === "vi";
  const [from, setFrom] = useState<string>(todayInVietnam());
  const [to, setTo] = useState<string>("");
  const why = useDraft(`material.rush.${page.version.id}`, { reason: "" });
  const [tried, setTried] = useState(false);
  const send = useSend<{ edition: number; validFrom: string; validTo: string | null; rush: string | null }>(
    "POST",
    `/materials/versions/${page.version.id}/approve`,
  );
  const conflicts = useAsk<{ items: FactConflict[] }>(`/fact-conflicts/versions/${page.version.id}`).data?.items ?? [];
  const approval = page.approval;
  const open = approval?.comments.filter((c) => c.resolvedAt === null) ?? [];
  const skipped = approval?.steps.filter((s) => s.kind === "review" && s.state !== "done") ?? [];
  const fromError = from === "" ? t("approve.from-wrong") : undefined;
  const toError = to !== "" && from !== "" && to < from ? t("approve.to-wrong") : undefined;
  const reason = why.value.reason.trim();
  const submit = () => {
    setTried(true);
    if (fromError !== undefined || toError !== undefined || (rush && reason === "")) return;
    send.mutate(
      { edition: page.version.edition, validFrom: from, validTo: to === "" ? null : to, rush: rush ? reason : null },
      {
        onSuccess: () => {
          why.clear();
          onClose();
          notify(t("approve.done"));
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpen={(next) => !next && onClose()}
      title={t(rush ? "rush.title" : "approve.title")}
      description={
        rush
          ? t("rush.words", {
              steps: skipped.map((s) => (vi ? s.labelVi : s.labelEn)).join(", "),
              days: approval?.makeUpDays ?? 0,
            })
          : t("approve.words", { name: page.reach.name })
      }
      wide={open.length > 0 || conflicts.length > 0 || (approval?.remarks.length ?? 0) > 0}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        {open.length > 0 && (
          <div className="note warn">
            <p>{t("approve.open-comments", { n: open.length })}</p>
            <ul className="material-points">
              {open.map((c) => (
                <li key={c.id}>
                  <q>{c.quote}</q> {c.text}
                </li>
              ))}
            </ul>
          </div>
        )}
        {approval !== null && approval.remarks.length > 0 && (
          <section className="material-remarks">
            <h3>{t("approve.remarks")}</h3>
            <LawRemarkList remarks={approval.remarks} />
          </section>
        )}
        {conflicts.length > 0 && (
          <section className="material-remarks">
            <h3>{t("approve.conflicts")}</h3>
            <ConflictRows rows={conflicts} />
          </section>
        )}
        {rush && (
          <Field
            name="rush-reason"
            label={t("rush.reason")}
            help={t("rush.reason-help")}
            error={tried && reason === "" ? t("rush.reason-wrong") : undefined}
          >
            <TextArea
              rows={2}
              maxLength={500}
              value={why.value.reason}
              onValue={(value) => why.set({ reason: value })}
            />
          </Field>
        )}
        <Field name="approve-from" label={t("approve.from")} error={tried ? fromError : undefined}>
          <DateInput value={from} onValue={setFrom} />
        </Field>
        <Field name="approve-to" label={t("approve.to")} optional error={tried ? toError : undefined}>
          <DateInput value={to} lean="future" onValue={setTo} />
        </Field>
        <div className="actions">
          <Button type="submit" look={rush ? "danger" : "main"} busy={send.isPending ? t("approve.doing") : null}>
            {t(rush ? "rush.do" : "approve.do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Takes a version out of use; says what that means before it is done. */
export function RecallDialog({ page, open, onOpen }: Props) {
  const t = useText(materialText);
  const draft = useDraft(`material.recall.${page.version.id}`, {
    reason: "",
    from: addDays(todayInVietnam(), 1) as string,
  });
  const { reason, from } = draft.value;
  const [tried, setTried] = useState(false);
  const send = useSend<{ reason: string; blockedFrom: string }>(
    "POST",
    `/materials/versions/${page.version.id}/recall`,
  );
  const submit = () => {
    setTried(true);
    if (reason.trim() === "" || from === "") return;
    send.mutate(
      { reason: reason.trim(), blockedFrom: from },
      {
        onSuccess: () => {
          draft.clear();
          onOpen(false);
          notify(t("recall.done"));
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={t("recall.title")} description={t("recall.words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="recall-reason"
          label={t("recall.reason")}
          help={t("recall.reason-help")}
          error={tried && reason.trim() === "" ? t("recall.reason-wrong") : undefined}
        >
          <TextArea rows={3} maxLength={500} value={reason} onValue={(value) => draft.set({ reason: value })} />
        </Field>
        <Field
          name="recall-from"
          label={t("recall.from")}
          error={tried && from === "" ? t("recall.from-wrong") : undefined}
        >
          <DateInput value={from} lean="future" onValue={(value) => draft.set({ from: value })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="danger" busy={send.isPending ? t("recall.doing") : null}>
            {t("recall.do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
