import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { NumberInput, Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { type PlanAssignment, type PlanTask, type TargetPeriod, targetPeriods, taskRepeats } from "../contract.ts";
import { planText } from "./desk-text.ts";
import { FormDialog } from "./form-dialog.tsx";
import { SentAll, useSendAll } from "./send-all.tsx";
import "./desk-plans.css";

interface Shown {
  onClose: () => void;
}
const indicators = [
  "talks",
  "attendance",
  "talks.residentMeeting",
  "talks.dialogueMeeting",
  "talks.internalBriefing",
  "attendance.internalBriefing",
  "talks.speakerConference",
  "talks.thematicConference",
  "answers",
  "answers.percent",
  "dialogues",
  "drafts",
  "courses",
  "documents",
  "documents.plan",
  "documents.report",
] as const;

/** A task's words, day and target; without a task, a new one. */
export function TaskDialog({
  planId,
  task,
  clauseId = null,
  text = "",
  onClose,
}: Shown & { planId: string; task: PlanTask | null; clauseId?: string | null; text?: string }) {
  const t = useText(planText);
  const [form, setForm] = useState({
    text: task?.text ?? text,
    nature: task?.nature ?? "duty",
    dueOn: task?.dueOn ?? "",
    repeats: task?.repeats ?? "",
    targetIndicator: task?.targetIndicator ?? "",
    targetValue: task?.targetValue ?? null,
    targetPeriod: task?.targetPeriod ?? "quarter",
  });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>(
    task === null ? "POST" : "PATCH",
    task === null ? `/plans/${planId}/tasks` : `/plans/tasks/${task.id}`,
  );
  const noTarget = form.targetValue === 0;
  const submit = () => {
    setTried(true);
    if (form.text.trim() === "" || noTarget) return;
    send.mutate(
      {
        ...(task === null ? { clauseId } : { version: task.version }),
        text: form.text.trim(),
        nature: form.nature,
        dueOn: form.dueOn === "" ? null : form.dueOn,
        repeats: form.repeats === "" ? null : form.repeats,
        targetIndicator: form.targetIndicator === "" ? null : form.targetIndicator,
        targetValue: form.targetValue,
        targetPeriod: form.targetValue === null ? null : form.targetPeriod,
        topic: task?.topic ?? null,
      },
      {
        onSuccess: () => {
          onClose();
          notify(t("plan.done"));
        },
      },
    );
  };
  return (
    <FormDialog
      wide
      title={t(task === null ? "plan.add-task" : "plan.edit")}
      button={t("plan.save")}
      busy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        name="task-text"
        label={t("plan.task.text")}
        error={tried && form.text.trim() === "" ? t("plan.title-missing") : undefined}
      >
        <TextArea rows={4} value={form.text} onValue={(next) => setForm({ ...form, text: next })} />
      </Field>
      <Field name="task-nature" label={t("plan.task.nature")}>
        <Select<"goal" | "duty">
          value={form.nature}
          onValue={(nature) => setForm({ ...form, nature })}
          choices={(["duty", "goal"] as const).map((v) => ({ value: v, label: t(`plan.nature.${v}`) }))}
        />
      </Field>
      <Field name="task-due" label={t("plan.task.due")} optional>
        <DateInput value={form.dueOn} onValue={(dueOn) => setForm({ ...form, dueOn })} />
      </Field>
      <Field name="task-repeats" label={t("plan.task.repeats")}>
        <Select
          value={form.repeats}
          placeholder={t("plan.task.once")}
          onValue={(repeats) => setForm({ ...form, repeats })}
          choices={taskRepeats.map((v) => ({ value: v, label: t(`plan.repeats.${v}`) }))}
        />
      </Field>
      <Field name="task-indicator" label={t("plan.target.indicator")}>
        <Select
          value={form.targetIndicator}
          placeholder={t("plan.target.none")}
          onValue={(targetIndicator) => setForm({ ...form, targetIndicator })}
          choices={indicators.map((v) => ({ value: v, label: t(`plan.target.${v}`) }))}
        />
      </Field>
      <Field
        name="task-value"
        label={t("plan.target.value")}
        error={tried && noTarget ? t("plan.target.nought") : undefined}
        optional
      >
        <NumberInput decimal value={form.targetValue} onValue={(targetValue) => setForm({ ...form, targetValue })} />
      </Field>
      <Field name="task-period" label={t("plan.target.period")}>
        <Select<TargetPeriod>
          value={form.targetPeriod}
          onValue={(targetPeriod) => setForm({ ...form, targetPeriod })}
          choices={targetPeriods.map((v) => ({ value: v, label: t(`plan.period.${v}`) }))}
        />
      </Field>
    </FormDialog>
  );
}

/** The words of a task, each of which may begin the second part. */
export function SplitDialog({ task, onClose }: Shown & { task: PlanTask }) {
  const t = useText(planText);
  const send = useSend<Record<string, unknown>>("POST", `/plans/tasks/${task.id}/split`);
  const words = [...task.text.matchAll(/\S+/gu)];
  const cut = (at: number) =>
    send.mutate(
      { version: task.version, at: task.start! + at, newTaskId: freshId() },
      {
        onSuccess: () => {
          onClose();
          notify(t("plan.done"));
        },
      },
    );
  return (
    <Dialog open onOpen={(open) => !open && onClose()} wide title={t("plan.split")} description={t("plan.split-words")}>
      {send.error !== null && <ErrorState error={send.error} />}
      <p className="plan-cut">
        {words.map((m, i) =>
          i === 0 ? (
            <span key={m.index}>{m[0]} </span>
          ) : (
            <button key={m.index} type="button" onClick={() => cut(m.index)}>
              {m[0]}
            </button>
          ),
        )}
      </p>
    </Dialog>
  );
}

/** One that a reason is said of: its words, where it is sent, and what goes beside the reason. */
interface ReasonFor {
  name: string;
  path: string;
  extra: Record<string, unknown>;
}

/** A reason is asked for: a task dropped, a clause that asks for nothing; several at once with the same reason. */
export function ReasonDialog({
  title,
  label,
  of,
  start = "",
  onClose,
}: Shown & { title: string; label: string; of: readonly ReasonFor[]; start?: string }) {
  const t = useText(planText);
  const [reason, setReason] = useState(start);
  const [tried, setTried] = useState(false);
  const send = useSendAll("POST");
  const submit = async () => {
    setTried(true);
    if (reason.trim() === "") return;
    const sent = of.map(({ name, path, extra }) => ({ name, path, body: { ...extra, reason: reason.trim() } }));
    if (!(await send.all(sent))) return;
    onClose();
    notify(t("plan.done"));
  };
  return (
    <FormDialog title={title} button={t("plan.save")} busy={send.busy} onSubmit={() => void submit()} onClose={onClose}>
      <SentAll of={send} />
      <Field
        name="plan-reason"
        label={label}
        error={tried && reason.trim() === "" ? t("plan.reason-missing") : undefined}
      >
        <TextInput value={reason} onValue={setReason} />
      </Field>
    </FormDialog>
  );
}

export function ProgressDialog({ taskId, given, onClose }: Shown & { taskId: string; given: PlanAssignment }) {
  const t = useText(planText);
  const [form, setForm] = useState({
    onDate: todayInVietnam() as string,
    state: "doing" as "doing" | "done",
    value: null as number | null,
    evidence: "",
  });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", `/plans/tasks/${taskId}/progress`);
  const submit = () => {
    setTried(true);
    if (form.evidence.trim() === "") return;
    send.mutate(
      {
        progressId: freshId(),
        unitId: given.unit.id,
        onDate: form.onDate,
        state: form.state,
        value: form.value,
        evidence: form.evidence.trim(),
      },
      {
        onSuccess: () => {
          onClose();
          notify(t("plan.progress.recorded"));
        },
      },
    );
  };
  return (
    <FormDialog
      title={t("plan.progress.record")}
      description={given.unit.name}
      button={t("plan.save")}
      busy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field name="progress-state" label={t("plan.progress.state")}>
        <Select<"doing" | "done">
          value={form.state}
          onValue={(state) => setForm({ ...form, state })}
          choices={(["doing", "done"] as const).map((v) => ({ value: v, label: t(`plan.progress.${v}`) }))}
        />
      </Field>
      <Field name="progress-on" label={t("plan.progress.on")}>
        <DateInput value={form.onDate} onValue={(onDate) => setForm({ ...form, onDate })} />
      </Field>
      <Field name="progress-value" label={t("plan.progress.value")} optional>
        <NumberInput decimal value={form.value} onValue={(value) => setForm({ ...form, value })} />
      </Field>
      <Field
        name="progress-evidence"
        label={t("plan.progress.evidence")}
        help={t("plan.progress.evidence-help")}
        error={tried && form.evidence.trim() === "" ? t("plan.reason-missing") : undefined}
      >
        <TextArea rows={3} value={form.evidence} onValue={(evidence) => setForm({ ...form, evidence })} />
      </Field>
    </FormDialog>
  );
}
