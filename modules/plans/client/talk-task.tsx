import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { OpenTask, TalkTasks, TaskPage } from "../work-answers.ts";
import { Chain } from "./desk-task.tsx";
import { planText } from "./desk-text.ts";
import "./desk-plans.css";

/** On the page of a talk: the task that it carries out, up to the first plan's clause, and those that count it. */
export function TalkTaskPart({ talkId, unitId, day }: { talkId: string; unitId: number; day: string }) {
  const t = useText(planText);
  const may = useMay();
  const asked = useAsk<TalkTasks>(`/plans/of-talk/${talkId}`, {}, { enabled: may("plan.view") });
  const [tying, setTying] = useState(false);
  const untie = useSend<{ taskId: null }>("PUT", `/plans/of-talk/${talkId}`);
  if (asked.data === undefined) return null;
  const { tied, counted, mayTie } = asked.data;
  return (
    <section>
      <h2>{t("plan.talk.carries")}</h2>
      {tied === null ? <p className="dim s">{t("plan.talk.none")}</p> : <Way way={tied} />}
      {mayTie && (
        <p className="row wrap no-print">
          <Button tight onClick={() => setTying(true)}>
            {t(tied === null ? "plan.talk.tie" : "plan.talk.change")}
          </Button>
          {tied !== null && (
            <Button
              tight
              look="quiet"
              onClick={() => untie.mutate({ taskId: null }, { onSuccess: () => notify(t("plan.talk.untied")) })}
            >
              {t("plan.talk.untie")}
            </Button>
          )}
        </p>
      )}
      {counted.length > 0 && (
        <>
          <h3 className="plan-down">{t("plan.talk.counted")}</h3>
          {counted.map((way) => (
            <Way key={way.link.taskId} way={way} />
          ))}
        </>
      )}
      {tying && <TieDialog talkId={talkId} unitId={unitId} day={day} onClose={() => setTying(false)} />}
    </section>
  );
}

/** The chain with the task itself as its last link, also to be opened. */
function Way({ way }: { way: NonNullable<TalkTasks["tied"]> }) {
  return <Chain links={[...way.up, way.link]} whole />;
}

function TieDialog({
  talkId,
  unitId,
  day,
  onClose,
}: {
  talkId: string;
  unitId: number;
  day: string;
  onClose: () => void;
}) {
  const t = useText(planText);
  const [task, setTask] = useState<Option | null>(null);
  const [tried, setTried] = useState(false);
  const send = useSend<{ taskId: string }>("PUT", `/plans/of-talk/${talkId}`);
  const submit = () => {
    setTried(true);
    if (task === null) return;
    send.mutate(
      { taskId: task.value },
      {
        onSuccess: () => {
          onClose();
          notify(t("plan.talk.tied"));
        },
      },
    );
  };
  return (
    <Dialog open onOpen={(open) => !open && onClose()} wide title={t("plan.talk.which")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="talk-task"
          label={t("plan.task")}
          help={t("plan.talk.which-help")}
          error={tried && task === null ? t("plan.talk.which-missing") : undefined}
        >
          <TaskPicker unitId={unitId} day={day} value={task} onValue={setTask} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("plan.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function TaskPicker({
  unitId,
  day,
  value,
  onValue,
}: {
  unitId: number;
  day: string;
  value: Option | null;
  onValue: (value: Option | null) => void;
}) {
  return (
    <AskCombobox<OpenTask>
      path="/plans/open-tasks"
      query={{ unitId, on: day }}
      option={(task) => ({ value: task.id, label: task.text, hint: task.plan })}
      value={value}
      onValue={onValue}
    />
  );
}

/** In the form that plans a talk: which task it is to carry out. `path` is where the form is sent then. */
export function PlanTaskPart({
  unitId,
  day,
  asked,
  onPath,
}: {
  unitId: number | null;
  day: string;
  /** Task named in the address, by whoever came from its page. */
  asked: string | undefined;
  onPath: (path: string | null) => void;
}) {
  const t = useText(planText);
  const may = useMay();
  const named = useAsk<TaskPage>(`/plans/tasks/${asked ?? ""}`, {}, { enabled: asked !== undefined });
  const [chosen, setChosen] = useState<Option | null | undefined>(undefined);
  if (!may("plan.list") || unitId === null || day === "") return null;
  const fromAddress =
    named.data === undefined
      ? null
      : { value: named.data.taskId, label: named.data.text, hint: named.data.plan.symbol ?? named.data.plan.title };
  const value = chosen === undefined ? fromAddress : chosen;
  return (
    <Field name="plan-task" label={t("plan.talk.which")} help={t("plan.talk.which-help")} optional>
      <TaskPicker
        unitId={unitId}
        day={day}
        value={value}
        onValue={(next) => {
          setChosen(next);
          onPath(next === null ? null : `/plans/tasks/${next.value}/talks`);
        }}
      />
    </Field>
  );
}
