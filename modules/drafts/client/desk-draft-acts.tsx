import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Radios, Select, TextInput } from "#platform/ui/inputs.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { DraftPage } from "../contract.ts";
import { ActDialog } from "./desk-act-dialog.tsx";
import { NoteDialog } from "./desk-note-comment.tsx";
import { useDraftRules } from "./desk-parts.tsx";
import { draftText } from "./desk-text.ts";
import "./desk-drafts.css";

type Opened = "publish" | "withdraw" | "stage" | "end" | "note" | null;

/** What this person may do now; the server said so, and decides again. */
export function DraftActs({ page }: { page: DraftPage }) {
  const t = useText(draftText);
  const [open, setOpen] = useState<Opened>(null);
  const edit = page.may.includes("draft.edit");
  const publish = page.may.includes("draft.publish");
  const note = useMay()("draft.note-comment") && page.open;
  const dialog = (name: Exclude<Opened, null>) => ({
    open: open === name,
    onOpen: (on: boolean) => setOpen(on ? name : null),
  });
  const publishable = page.working !== null || (page.published !== null && page.publishedAt === null);
  if (!edit && !publish && !note) return null;
  return (
    <div className="draft-acts no-print">
      {publish && publishable && (
        <Button look="main" onClick={() => setOpen("publish")}>
          {t(page.publishedAt === null ? "act.publish" : "act.publish-again")}
        </Button>
      )}
      {note && <Button onClick={() => setOpen("note")}>{t("act.note")}</Button>}
      {edit && (
        <>
          <LinkButton to={`/drafts/${page.id}/text`}>{t("act.text")}</LinkButton>
          <LinkButton to={`/drafts/${page.id}/edit`}>{t("act.edit")}</LinkButton>
          <Button onClick={() => setOpen("stage")}>{t("act.stage")}</Button>
        </>
      )}
      {publish && page.publishedAt !== null && <Button onClick={() => setOpen("withdraw")}>{t("act.withdraw")}</Button>}
      {publish && <Button onClick={() => setOpen("end")}>{t("act.end")}</Button>}
      <PublishDialog page={page} {...dialog("publish")} />
      <WithdrawDialog page={page} {...dialog("withdraw")} />
      <StageDialog page={page} {...dialog("stage")} />
      <EndDialog page={page} {...dialog("end")} />
      <NoteDialog page={page} {...dialog("note")} />
    </div>
  );
}

interface Props {
  page: DraftPage;
  open: boolean;
  onOpen: (open: boolean) => void;
}

function PublishDialog({ page, open, onOpen }: Props) {
  const t = useText(draftText);
  const send = useSend<{ edition: number }>("POST", `/drafts/${page.id}/publish`);
  return (
    <ActDialog
      open={open}
      onOpen={onOpen}
      title={t("publish.title")}
      words={t("publish.words")}
      act={t("publish.do")}
      done={t("publish.done")}
      send={send}
      input={() => ({ edition: page.edition })}
    >
      {page.working !== null && <p>{t("publish.text", { n: page.working.number })}</p>}
      {page.commentsFrom === null && <p className="note warn">{t("publish.no-window")}</p>}
    </ActDialog>
  );
}

function WithdrawDialog({ page, open, onOpen }: Props) {
  const t = useText(draftText);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ reason: string }>("POST", `/drafts/${page.id}/withdraw`);
  return (
    <ActDialog
      danger
      open={open}
      onOpen={onOpen}
      title={t("withdraw.title")}
      words={t("withdraw.words")}
      act={t("withdraw.do")}
      done={t("withdraw.done")}
      send={send}
      input={() => {
        setTried(true);
        return reason.trim() === "" ? null : { reason: reason.trim() };
      }}
    >
      <Field
        name="withdraw-reason"
        label={t("withdraw.reason")}
        error={tried && reason.trim() === "" ? t("withdraw.reason-wrong") : undefined}
      >
        <TextInput value={reason} maxLength={500} onValue={setReason} />
      </Field>
    </ActDialog>
  );
}

function StageDialog({ page, open, onOpen }: Props) {
  const t = useText(draftText);
  const { rules, stageName } = useDraftRules();
  const [stage, setStage] = useState("");
  const [on, setOn] = useState<string>(todayInVietnam());
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ stage: string; enteredOn: string; note: string | null }>("POST", `/drafts/${page.id}/stages`);
  const now = page.stages.at(-1)?.stage;
  return (
    <ActDialog
      open={open}
      onOpen={onOpen}
      title={t("stage.title")}
      words={t("stage.words")}
      act={t("stage.do")}
      done={t("stage.done")}
      send={send}
      input={() => {
        setTried(true);
        if (stage === "" || on === "") return null;
        return { stage, enteredOn: on, note: note.trim() === "" ? null : note.trim() };
      }}
    >
      <Field
        name="stage-which"
        label={t("stage.which")}
        error={tried && stage === "" ? t("stage.which-wrong") : undefined}
      >
        <Select
          value={stage}
          onValue={setStage}
          placeholder={t("stage.pick")}
          choices={rules.stages
            .filter((s) => s.code !== now)
            .map((s) => ({
              value: s.code,
              label: s.takesComments ? `${stageName(s.code)} (${t("stage.takes")})` : stageName(s.code),
            }))}
        />
      </Field>
      <Field name="stage-on" label={t("stage.on")} error={tried && on === "" ? t("stage.on-wrong") : undefined}>
        <DateInput value={on} onValue={setOn} />
      </Field>
      <Field name="stage-note" label={t("stage.note")} help={t("stage.note-help")} optional>
        <TextInput value={note} maxLength={500} onValue={setNote} />
      </Field>
    </ActDialog>
  );
}

function EndDialog({ page, open, onOpen }: Props) {
  const t = useText(draftText);
  const [outcome, setOutcome] = useState<"passed" | "dropped">("passed");
  const [on, setOn] = useState<string>(todayInVietnam());
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ outcome: string; endedOn: string; note: string }>("POST", `/drafts/${page.id}/end`);
  return (
    <ActDialog
      open={open}
      onOpen={onOpen}
      title={t("end.title")}
      words={t("end.words")}
      act={t("end.do")}
      done={t("end.done")}
      send={send}
      input={() => {
        setTried(true);
        return note.trim() === "" || on === "" ? null : { outcome, endedOn: on, note: note.trim() };
      }}
    >
      <Field name="end-outcome" label={t("end.outcome")} group>
        <Radios
          name="end-outcome"
          value={outcome}
          onValue={setOutcome}
          choices={(["passed", "dropped"] as const).map((value) => ({ value, label: t(`draft.outcome.${value}`) }))}
        />
      </Field>
      <Field name="end-on" label={t("end.on")} error={tried && on === "" ? t("stage.on-wrong") : undefined}>
        <DateInput value={on} onValue={setOn} />
      </Field>
      <Field
        name="end-note"
        label={t(`end.note.${outcome}`)}
        error={tried && note.trim() === "" ? t("end.note-wrong") : undefined}
      >
        <TextInput value={note} maxLength={300} onValue={setNote} />
      </Field>
    </ActDialog>
  );
}
