import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DatedForm, DatedSpan } from "#platform/ui/dated-form.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, NumberInput, TextInput } from "#platform/ui/inputs.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { TopicSetting } from "../contract-chain.ts";
import { materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** The topics that all rooms share, each row with its days and legal basis. */
export function TopicSettings({ mayChange }: { mayChange: boolean }) {
  const t = useText(materialText);
  const vi = useLocale() === "vi";
  const [open, setOpen] = useState<TopicSetting | "new" | null>(null);
  const asked = useAsk<{ items: TopicSetting[] }>("/materials/settings/topics");
  const today = todayInVietnam();
  return (
    <section className="material-settings">
      <h2>{t("topics.title")}</h2>
      <p className="dim">{t("topics.words")}</p>
      <Answer of={asked}>
        {({ items }) => (
          <ul className="material-rows">
            {items.map((topic) => {
              const name = vi ? topic.labelVi : topic.labelEn;
              return (
                <li key={`${topic.id} ${topic.from}`}>
                  <span>
                    {name} {!topic.active && <b className="s">({t("topics.off")})</b>}
                    <span className="sub s dim">
                      <DatedSpan from={topic.from} to={topic.to} /> · {topic.legalBasis}
                    </span>
                  </span>
                  {mayChange && (topic.to === null || topic.to > today) && (
                    <Button tight look="quiet" onClick={() => setOpen(topic)}>
                      {t("topics.change", { name })}
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </Answer>
      {mayChange && (
        <p className="actions no-print">
          <Button onClick={() => setOpen("new")}>{t("topics.new")}</Button>
        </p>
      )}
      {open !== null && <TopicForm start={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function TopicForm({ start, onClose }: { start: TopicSetting | null; onClose: () => void }) {
  const t = useText(materialText);
  const [form, setForm] = useState({
    id: start?.id ?? "",
    labelVi: start?.labelVi ?? "",
    labelEn: start?.labelEn ?? "",
    position: start?.position ?? 100,
    active: start?.active ?? true,
  });
  const ready = /^[a-z][a-z0-9-]{1,58}$/.test(form.id) && form.labelVi.trim() !== "" && form.labelEn.trim() !== "";
  return (
    <DatedForm
      title={start === null ? t("topics.new") : t("topics.change", { name: start.labelVi })}
      path="/materials/settings/topics"
      own={form}
      ready={ready}
      onClose={onClose}
    >
      {(tried) => (
        <>
          <Field
            name="topic-id"
            label={t("topics.id")}
            help={t("topics.id-help")}
            error={tried && !ready ? t("topics.wrong") : undefined}
          >
            <TextInput value={form.id} onValue={(id) => setForm({ ...form, id })} />
          </Field>
          <Field name="topic-vi" label={t("topics.label")}>
            <TextInput value={form.labelVi} maxLength={150} onValue={(labelVi) => setForm({ ...form, labelVi })} />
          </Field>
          <Field name="topic-en" label={t("topics.label-en")}>
            <TextInput value={form.labelEn} maxLength={150} onValue={(labelEn) => setForm({ ...form, labelEn })} />
          </Field>
          <Field name="topic-position" label={t("topics.position")}>
            <NumberInput value={form.position} onValue={(position) => setForm({ ...form, position: position ?? 0 })} />
          </Field>
          <Checkbox checked={form.active} onChecked={(active) => setForm({ ...form, active })}>
            {t("topics.active")}
          </Checkbox>
        </>
      )}
    </DatedForm>
  );
}
