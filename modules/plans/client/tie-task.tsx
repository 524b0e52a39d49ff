import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { Field } from "#platform/ui/field.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { OpenTask } from "../work-answers.ts";
import { planText } from "./desk-text.ts";
import { FormDialog } from "./form-dialog.tsx";

interface Props {
  /** Where the task that it carries out is put, or none. */
  path: string;
  /** Tasks of this unit and those above it that are open on the day are offered. */
  unitId: number;
  day: string;
  tied: boolean;
  /** Said once it is done. */
  words: { tied: string; untied: string };
  name: string;
  help?: string;
}

/** Below a talk or a course: names the task that it carries out, another one, or none. */
export function TieTask(props: Props) {
  const { path, tied, words } = props;
  const t = useText(planText);
  const [tying, setTying] = useState(false);
  const untie = useSend<{ taskId: null }>("PUT", path);
  return (
    <>
      <p className="row wrap no-print">
        <Button tight onClick={() => setTying(true)}>
          {t(tied ? "plan.talk.change" : "plan.talk.tie")}
        </Button>
        {tied && (
          <Button
            tight
            look="quiet"
            onClick={() => untie.mutate({ taskId: null }, { onSuccess: () => notify(words.untied) })}
          >
            {t("plan.talk.untie")}
          </Button>
        )}
      </p>
      {tying && <TieDialog {...props} onClose={() => setTying(false)} />}
    </>
  );
}

function TieDialog({ path, unitId, day, words, name, help, onClose }: Props & { onClose: () => void }) {
  const t = useText(planText);
  const [task, setTask] = useState<Option | null>(null);
  const [tried, setTried] = useState(false);
  const send = useSend<{ taskId: string }>("PUT", path);
  const submit = () => {
    setTried(true);
    if (task === null) return;
    const onSuccess = () => {
      onClose();
      notify(words.tied);
    };
    send.mutate({ taskId: task.value }, { onSuccess });
  };
  return (
    <FormDialog
      wide
      title={t("plan.talk.which")}
      button={t("plan.save")}
      busy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        name={name}
        label={t("plan.task")}
        error={tried && task === null ? t("plan.talk.which-missing") : undefined}
        {...(help === undefined ? {} : { help })}
      >
        <TaskPicker unitId={unitId} day={day} value={task} onValue={setTask} />
      </Field>
    </FormDialog>
  );
}

interface PickerProps {
  unitId: number;
  day: string;
  value: Option | null;
  onValue: (value: Option | null) => void;
}

export function TaskPicker({ unitId, day, value, onValue }: PickerProps) {
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
