import { Trash2 } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useTopics } from "#modules/corrections/client.ts";
import type { MaterialRow } from "#modules/materials/shared.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button, IconButton } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { type Occasion, occasions, type RestsOn, type Spokesperson, type StatementPage } from "../contract.ts";
import { statementText } from "./desk-text.ts";
import "./desk-statements.css";

interface Typed {
  unitId: number | null;
  topic: string;
  text: string;
  statedOn: string;
  occasion: Occasion;
  outlet: string;
  appointmentId: string;
  restsOn: Pick<RestsOn, "versionId" | "title" | "number">[];
}

const typedOf = (s: StatementPage | null, home: number | null): Typed => ({
  unitId: s?.unit.id ?? home,
  topic: s?.topic ?? "",
  text: s?.text ?? "",
  statedOn: s?.statedOn ?? todayInVietnam(),
  occasion: s?.occasion ?? "interview",
  outlet: s?.outlet ?? "",
  appointmentId: s?.spokesperson.appointmentId ?? "",
  restsOn: s?.restsOn ?? [],
});

export function StatementDialog(props: {
  statement?: StatementPage | null;
  home: number | null;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useText(statementText);
  const { statement = null, home, open, onOpen } = props;
  return (
    <Dialog
      open={open}
      onOpen={onOpen}
      wide
      title={t(statement === null ? "form.add" : "form.edit")}
      description={t("form.words")}
    >
      <StatementForm statement={statement} home={home} onDone={() => onOpen(false)} />
    </Dialog>
  );
}

function StatementForm({
  statement,
  home,
  onDone,
}: {
  statement: StatementPage | null;
  home: number | null;
  onDone: () => void;
}) {
  const t = useText(statementText);
  const topics = useTopics();
  const draft = useDraft<Typed>(
    statement === null ? "statement.new" : `statement.${statement.id}.${statement.version}`,
    typedOf(statement, home),
  );
  const typed = { ...draft.value, unitId: draft.value.unitId ?? home };
  const [tried, setTried] = useState(false);
  const asked = useAsk<{ items: Spokesperson[] }>(
    "/statements/spokespersons",
    { unitId: typed.unitId, on: typed.statedOn },
    { enabled: typed.unitId !== null && typed.statedOn !== "" },
  );
  const send = useSend<Record<string, unknown>>(
    statement === null ? "POST" : "PUT",
    statement === null ? "/statements" : `/statements/${statement.id}`,
  );
  const needsOutlet = typed.occasion === "interview" || typed.occasion === "writtenAnswer";
  const wrong = {
    unit: typed.unitId === null ? t("form.unit-missing") : undefined,
    topic: typed.topic === "" ? t("form.topic-missing") : undefined,
    text: typed.text.trim() === "" ? t("form.text-missing") : undefined,
    person: typed.appointmentId === "" ? t("form.spokesperson-missing") : undefined,
    outlet: needsOutlet && typed.outlet.trim() === "" ? t("form.outlet-missing") : undefined,
  };
  const refused = (field: string) =>
    send.error !== null && field in send.error.fields ? (send.error.words ?? undefined) : undefined;
  // what was refused is being mended: the words about it go
  const put = (patch: Partial<Typed>) => {
    if (send.error !== null) send.reset();
    draft.set(patch);
  };
  const submit = () => {
    setTried(true);
    if (Object.values(wrong).some((w) => w !== undefined)) return;
    const facts = {
      topic: typed.topic,
      text: typed.text.trim(),
      statedOn: typed.statedOn,
      occasion: typed.occasion,
      outlet: typed.outlet.trim() === "" ? null : typed.outlet.trim(),
      appointmentId: typed.appointmentId,
      versionIds: typed.restsOn.map((v) => v.versionId),
    };
    send.mutate(
      statement === null ? { ...facts, unitId: typed.unitId } : { ...facts, seenVersion: statement.version },
      {
        onSuccess: () => {
          draft.clear();
          notify(t("form.saved"));
          onDone();
        },
      },
    );
  };
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      {send.error !== null && <ErrorState error={send.error} />}
      {statement === null && (
        <Field name="statement-unit" label={t("form.unit")} error={tried ? wrong.unit : undefined}>
          <UnitPicker value={typed.unitId} onValue={(unitId) => put({ unitId, appointmentId: "" })} />
        </Field>
      )}
      <Field name="statement-on" label={t("statement.statedOn")} error={refused("statedOn")}>
        <DateInput value={typed.statedOn} lean="past" onValue={(statedOn) => put({ statedOn })} />
      </Field>
      <Field
        name="statement-person"
        label={t("statement.spokesperson")}
        {...(asked.data?.items.length === 0 ? { help: t("form.spokesperson-none") } : {})}
        error={(tried ? wrong.person : undefined) ?? refused("appointmentId")}
      >
        <Select
          value={typed.appointmentId}
          onValue={(appointmentId) => put({ appointmentId })}
          placeholder={t("form.spokesperson-pick")}
          choices={(asked.data?.items ?? []).map((s) => ({
            value: s.appointmentId,
            label: [s.name, s.position, s.unitName].filter((x) => x !== null && x !== "").join(" · "),
          }))}
        />
      </Field>
      <Field name="statement-topic" label={t("statement.topic")} error={tried ? wrong.topic : undefined}>
        <Select
          value={typed.topic}
          onValue={(topic) => put({ topic })}
          placeholder={t("form.topic-pick")}
          choices={topics.list.filter((x) => x.active).map((x) => ({ value: x.id, label: topics.name(x.id) }))}
        />
      </Field>
      <Field
        name="statement-text"
        label={t("statement.text")}
        error={(tried ? wrong.text : undefined) ?? refused("text")}
      >
        <TextArea rows={5} maxLength={10_000} value={typed.text} onValue={(text) => put({ text })} />
      </Field>
      <Field name="statement-occasion" label={t("statement.occasion")}>
        <Select
          value={typed.occasion}
          onValue={(occasion) => put({ occasion })}
          choices={occasions.map((value) => ({ value, label: t(`statement.occasion.${value}`) }))}
        />
      </Field>
      <Field
        name="statement-outlet"
        label={t("statement.outlet")}
        help={t("form.outlet-help")}
        optional={!needsOutlet}
        error={(tried ? wrong.outlet : undefined) ?? refused("outlet")}
      >
        <TextInput value={typed.outlet} maxLength={150} onValue={(outlet) => put({ outlet })} />
      </Field>
      <Field name="statement-material" label={t("form.material")} optional error={refused("versionIds")}>
        <AskCombobox<MaterialRow>
          path="/materials"
          query={{ status: "approved" }}
          option={(m) => ({
            value: m.versionId,
            label: m.title,
            hint: `${m.unit.name} · ${t("page.version", { n: m.number })}`,
          })}
          value={null}
          onValue={(next) => {
            if (next !== null && !typed.restsOn.some((v) => v.versionId === next.value))
              put({ restsOn: [...typed.restsOn, { versionId: next.value, title: next.label, number: 0 }] });
          }}
        />
      </Field>
      {typed.restsOn.length > 0 && (
        <ul className="statement-pins">
          {typed.restsOn.map((v) => (
            <li key={v.versionId}>
              <span>{v.title}</span>
              <IconButton
                icon={Trash2}
                label={t("form.material-remove", { title: v.title })}
                onClick={() => put({ restsOn: typed.restsOn.filter((x) => x.versionId !== v.versionId) })}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="actions">
        <Button type="submit" look="main" busy={send.isPending ? t("form.saving") : null}>
          {t("form.save")}
        </Button>
      </div>
    </form>
  );
}
