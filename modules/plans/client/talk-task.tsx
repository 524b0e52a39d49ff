import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import type { Option } from "#platform/ui/combobox.tsx";
import { Field } from "#platform/ui/field.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { TalkTasks, TaskPage } from "../work-answers.ts";
import { Chain } from "./desk-task.tsx";
import { planText } from "./desk-text.ts";
import { TaskPicker, TieTask } from "./tie-task.tsx";
import "./desk-plans.css";

/** On the page of a talk: the task that it carries out, up to the first plan's clause, and those that count it. */
export function TalkTaskPart({ talkId, unitId, day }: { talkId: string; unitId: number; day: string }) {
  const t = useText(planText);
  const may = useMay();
  const asked = useAsk<TalkTasks>(`/plans/of-talk/${talkId}`, {}, { enabled: may("plan.view") });
  if (asked.data === undefined) return null;
  const { tied, counted, mayTie } = asked.data;
  return (
    <section>
      <h2>{t("plan.talk.carries")}</h2>
      {tied === null ? <p className="dim s">{t("plan.talk.none")}</p> : <Way way={tied} />}
      {mayTie && (
        <TieTask
          path={`/plans/of-talk/${talkId}`}
          name="talk-task"
          help={t("plan.talk.which-help")}
          unitId={unitId}
          day={day}
          tied={tied !== null}
          words={{ tied: t("plan.talk.tied"), untied: t("plan.talk.untied") }}
        />
      )}
      {counted.length > 0 && (
        <>
          <h3 className="plan-down">{t("plan.talk.counted")}</h3>
          {counted.map((way) => (
            <Way key={way.link.taskId} way={way} />
          ))}
        </>
      )}
    </section>
  );
}

/** The chain with the task itself as its last link, also to be opened. */
function Way({ way }: { way: NonNullable<TalkTasks["tied"]> }) {
  return <Chain links={[...way.up, way.link]} whole />;
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
