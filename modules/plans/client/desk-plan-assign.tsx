import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { UnitPicker, useUnitName } from "#modules/units/client.ts";
import type { PlanTask, unitGroups } from "../contract.ts";
import { planText } from "./desk-text.ts";
import { FormDialog } from "./form-dialog.tsx";
import { SentAll, useSendAll } from "./send-all.tsx";
import "./desk-plans.css";

interface Shown {
  onClose: () => void;
}

type Group = (typeof unitGroups)[number];
interface Chosen {
  ids: { id: number; name: string }[];
  groups: Group[];
}

/**
 * Who leads and who coordinates: what the text names is offered, units of today are added by name. Several tasks are given
 * to the same units at once; the first of them says what is offered.
 */
export function AssignDialog({ tasks, own, onClose }: Shown & { tasks: readonly PlanTask[]; own: boolean }) {
  const t = useText(planText);
  const task = tasks[0]!;
  const start = (role: "lead" | "coordinate"): Chosen => {
    const given = task.assignments.filter((a) => a.role === role && a.endedOn === null).map((a) => a.unit);
    const named = task.assignments.length > 0 ? [] : task.actors.filter((a) => a.role === role);
    return {
      ids: given.length > 0 ? given : named.flatMap((a) => (a.unit === null ? [] : [a.unit])),
      groups: named.flatMap((a) => (a.unit === null && a.group !== null ? [a.group] : [])),
    };
  };
  const [leads, setLeads] = useState(() => start("lead"));
  const [others, setOthers] = useState(() => start("coordinate"));
  const send = useSendAll("PUT");
  const submit = async () => {
    const body = {
      leads: leads.ids.map((u) => u.id),
      coordinates: others.ids.map((u) => u.id),
      leadGroups: leads.groups,
      coordinateGroups: others.groups,
    };
    const sent = tasks.map((x) => ({ name: x.text, path: `/plans/tasks/${x.id}/units`, body }));
    if (!(await send.all(sent))) return;
    onClose();
    notify(t("plan.done"));
  };
  return (
    <FormDialog
      wide
      title={tasks.length === 1 ? t("plan.assign-title") : t("plan.assign-many", { n: tasks.length })}
      description={tasks.length === 1 ? task.text : undefined}
      button={t("plan.assign")}
      busy={send.busy}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SentAll of={send} />
      {task.actors.length > 0 && (
        <p className="s">
          {t("plan.named")}:{" "}
          {task.actors.map((a) => `${a.name}${a.inherited ? ` ${t("plan.said-above")}` : ""}`).join("; ")}
        </p>
      )}
      <Units name="leads" label={t("plan.leads")} chosen={leads} own={own} onChosen={setLeads} />
      <Units name="others" label={t("plan.coordinates")} chosen={others} own={own} onChosen={setOthers} />
    </FormDialog>
  );
}

function Units({
  name,
  label,
  chosen,
  own,
  onChosen,
}: {
  name: string;
  label: string;
  chosen: Chosen;
  /** A unit's own plan goes on to what is under it; one from above to communes and departments too. */
  own: boolean;
  onChosen: (next: Chosen) => void;
}) {
  const t = useText(planText);
  const [adding, setAdding] = useState<number | null>(null);
  const groups: Group[] = own
    ? ["villages", "organisations"]
    : ["communes", "districts", "departments", "villages", "organisations"];
  return (
    <fieldset>
      <legend>{label}</legend>
      <div className="plan-chosen-units">
        {chosen.groups.map((g) => (
          <Button
            key={g}
            tight
            aria-label={t("plan.remove", { name: t(`plan.group.${g}`) })}
            onClick={() => onChosen({ ...chosen, groups: chosen.groups.filter((x) => x !== g) })}
          >
            {t(`plan.group.${g}`)} ×
          </Button>
        ))}
        {chosen.ids.map((u) => (
          <ChosenUnit
            key={u.id}
            unit={u}
            onRemove={() => onChosen({ ...chosen, ids: chosen.ids.filter((x) => x.id !== u.id) })}
          />
        ))}
      </div>
      <Field name={`plan-${name}`} label={t("plan.add-unit")} optional="silent">
        <UnitPicker
          value={adding}
          onValue={(id) => {
            setAdding(null);
            if (id !== null && !chosen.ids.some((u) => u.id === id))
              onChosen({ ...chosen, ids: [...chosen.ids, { id, name: "" }] });
          }}
        />
      </Field>
      <div className="row wrap">
        {groups
          .filter((g) => !chosen.groups.includes(g))
          .map((g) => (
            <Button key={g} tight look="quiet" onClick={() => onChosen({ ...chosen, groups: [...chosen.groups, g] })}>
              + {t(`plan.group.${g}`)}
            </Button>
          ))}
      </div>
    </fieldset>
  );
}

function ChosenUnit({ unit, onRemove }: { unit: { id: number; name: string }; onRemove: () => void }) {
  const t = useText(planText);
  const asked = useUnitName(unit.name === "" ? unit.id : null);
  const name = unit.name === "" ? (asked ?? "…") : unit.name;
  return (
    <Button tight aria-label={t("plan.remove", { name })} onClick={onRemove}>
      {name} ×
    </Button>
  );
}
