import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { languageName } from "#kernel/languages.ts";
import { useTopics } from "#modules/corrections/client.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { type KitPage, type KitTrigger, kitTriggers } from "../contract.ts";
import { kitText } from "./desk-text.ts";
import "./desk-kits.css";

/** Working languages of the province beside Vietnamese; others are written in the materials room. */
export const offered = ["kpm", "cma", "cje", "rad", "cmo", "cjm", "rog"] as const;

interface Typed {
  unitId: number | null;
  placeUnitId: number | null;
  trigger: KitTrigger | "";
  title: string;
  topic: string;
  matter: string;
  happenedOn: string;
  next: string;
  languages: string[];
}

const typedOf = (kit: KitPage | null, home: number | null): Typed => ({
  unitId: kit?.unit.id ?? home,
  placeUnitId: kit?.place.id ?? home,
  trigger: kit?.trigger ?? "",
  title: kit?.title ?? "",
  topic: kit?.topic ?? "",
  matter: kit?.matter ?? "",
  happenedOn: kit?.happenedOn ?? todayInVietnam(),
  next: kit?.nextUpdateOn ?? "",
  languages: [],
});

export function KitDialog(props: {
  kit?: KitPage | null;
  home: number | null;
  open: boolean;
  onOpen: (open: boolean) => void;
  onDone?: (id: string) => void;
}) {
  const t = useText(kitText);
  const { kit = null, home, open, onOpen, onDone } = props;
  return (
    <Dialog
      open={open}
      onOpen={onOpen}
      wide
      title={t(kit === null ? "form.open" : "form.edit")}
      description={t("form.words")}
    >
      <KitForm
        kit={kit}
        home={home}
        onDone={(id) => {
          onOpen(false);
          onDone?.(id);
        }}
      />
    </Dialog>
  );
}

function KitForm({ kit, home, onDone }: { kit: KitPage | null; home: number | null; onDone: (id: string) => void }) {
  const t = useText(kitText);
  const locale = useLocale();
  const topics = useTopics();
  const draft = useDraft<Typed>(kit === null ? "kit.new" : `kit.${kit.id}.${kit.version}`, typedOf(kit, home));
  const typed = { ...draft.value, unitId: draft.value.unitId ?? home, placeUnitId: draft.value.placeUnitId ?? home };
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { id: string }>(
    kit === null ? "POST" : "PUT",
    kit === null ? "/kits" : `/kits/${kit.id}`,
  );
  const missing = (empty: boolean) => (tried && empty ? t("form.missing") : undefined);
  const refused = (field: string) =>
    send.error !== null && field in send.error.fields ? (send.error.words ?? undefined) : undefined;
  // what was refused is being mended: the words about it go
  const put = (patch: Partial<Typed>) => {
    if (send.error !== null) send.reset();
    draft.set(patch);
  };
  const submit = () => {
    setTried(true);
    const { unitId, placeUnitId, trigger, title, topic, happenedOn } = typed;
    if (
      unitId === null ||
      placeUnitId === null ||
      trigger === "" ||
      title.trim() === "" ||
      topic === "" ||
      happenedOn === ""
    )
      return;
    const common = {
      title: title.trim(),
      topic,
      matter: typed.matter.trim(),
      nextUpdateOn: typed.next === "" ? null : typed.next,
    };
    send.mutate(
      kit === null
        ? { ...common, unitId, placeUnitId, trigger, happenedOn, languages: typed.languages }
        : { ...common, seenVersion: kit.version },
      {
        onSuccess: ({ id }) => {
          draft.clear();
          notify(t(kit === null ? "done.opened" : "done.saved"));
          onDone(id);
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
      {kit === null && (
        <>
          <Field
            name="kit-trigger"
            label={t("form.trigger")}
            error={missing(typed.trigger === "") ?? refused("trigger")}
          >
            <Select
              value={typed.trigger}
              onValue={(trigger) => put({ trigger })}
              placeholder="…"
              choices={kitTriggers.map((value) => ({ value, label: t(`kit.trigger.${value}`) }))}
            />
          </Field>
          <Field name="kit-unit" label={t("form.unit")} error={missing(typed.unitId === null)}>
            <UnitPicker value={typed.unitId} onValue={(unitId) => put({ unitId })} />
          </Field>
          <Field
            name="kit-place"
            label={t("form.place")}
            error={missing(typed.placeUnitId === null) ?? refused("placeUnitId")}
          >
            <UnitPicker value={typed.placeUnitId} onValue={(placeUnitId) => put({ placeUnitId })} />
          </Field>
          <Field name="kit-on" label={t("form.happenedOn")} error={missing(typed.happenedOn === "")}>
            <DateInput value={typed.happenedOn} onValue={(happenedOn) => put({ happenedOn })} />
          </Field>
        </>
      )}
      <Field name="kit-title" label={t("form.title")} error={missing(typed.title.trim() === "") ?? refused("title")}>
        <TextInput value={typed.title} maxLength={200} onValue={(title) => put({ title })} />
      </Field>
      <Field name="kit-topic" label={t("form.topic")} error={missing(typed.topic === "")}>
        <Select
          value={typed.topic}
          onValue={(topic) => put({ topic })}
          placeholder={t("form.topic-pick")}
          choices={topics.list.filter((x) => x.active).map((x) => ({ value: x.id, label: topics.name(x.id) }))}
        />
      </Field>
      <Field name="kit-matter" label={t("form.matter")} optional error={refused("matter")}>
        <TextArea rows={4} maxLength={4000} value={typed.matter} onValue={(matter) => put({ matter })} />
      </Field>
      <Field name="kit-next" label={t("form.next")} optional>
        <DateInput value={typed.next} lean="future" onValue={(next) => put({ next })} />
      </Field>
      {kit === null && (
        <Field name="kit-languages" label={t("form.languages")} group optional>
          <div className="kit-languages">
            {offered.map((tag) => (
              <Checkbox
                key={tag}
                checked={typed.languages.includes(tag)}
                onChecked={(on) =>
                  put({ languages: on ? [...typed.languages, tag] : typed.languages.filter((l) => l !== tag) })
                }
              >
                {languageName(tag, locale)}
              </Checkbox>
            ))}
          </div>
        </Field>
      )}
      <div className="actions">
        <Button type="submit" look="main" busy={send.isPending ? t("act.doing") : null}>
          {t(kit === null ? "list.new" : "form.save")}
        </Button>
      </div>
    </form>
  );
}
