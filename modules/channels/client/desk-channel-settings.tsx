import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { DatedForm, DatedSpan } from "#platform/ui/dated-form.tsx";
import { Field } from "#platform/ui/field.tsx";
import { NumberInput, Select, TextInput } from "#platform/ui/inputs.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { ChannelSetting } from "../contract.ts";
import { channelText } from "./desk-text.ts";

const forms = ["speech", "text", "short"] as const;

/** The channels that there are, each row with its days and legal basis; an administrator sets the next. */
export function ChannelSettings() {
  const t = useText(channelText);
  const vi = useLocale() === "vi";
  const may = useMay();
  const [open, setOpen] = useState<ChannelSetting | "new" | null>(null);
  const asked = useAsk<{ items: ChannelSetting[] }>("/channels/settings");
  const columns = useColumns(setOpen);
  return (
    <Answer of={asked}>
      {({ items }) => (
        <>
          <DataTable<ChannelSetting>
            label={t("tab.settings")}
            name="channel-settings"
            rows={items}
            rowKey={(c) => `${c.code} ${c.from}`}
            title={(c) => (vi ? c.nameVi : c.nameEn)}
            columns={columns}
          />
          {may("channel.configure") && (
            <p className="actions no-print">
              <Button onClick={() => setOpen("new")}>{t("settings.new")}</Button>
            </p>
          )}
          {open !== null && <ChannelForm start={open === "new" ? null : open} onClose={() => setOpen(null)} />}
        </>
      )}
    </Answer>
  );
}

function ChannelForm({ start, onClose }: { start: ChannelSetting | null; onClose: () => void }) {
  const t = useText(channelText);
  const [form, setForm] = useState({
    code: start?.code ?? "",
    nameVi: start?.nameVi ?? "",
    nameEn: start?.nameEn ?? "",
    form: start?.form ?? ("text" as const),
    longest: start?.longest ?? null,
    position: start?.position ?? 100,
  });
  const ready = /^[a-z][a-zA-Z-]*$/.test(form.code) && form.nameVi.trim() !== "" && form.nameEn.trim() !== "";
  return (
    <DatedForm title={t("settings.new")} path="/channels" own={form} ready={ready} onClose={onClose}>
      {(tried) => (
        <>
          <Field
            name="channel-code"
            label={t("settings.code")}
            help={t("settings.code-help")}
            error={tried && !ready ? t("settings.wrong") : undefined}
          >
            <TextInput value={form.code} onValue={(code) => setForm({ ...form, code })} />
          </Field>
          <Field name="channel-vi" label={t("settings.name-vi")}>
            <TextInput value={form.nameVi} onValue={(nameVi) => setForm({ ...form, nameVi })} />
          </Field>
          <Field name="channel-en" label={t("settings.name-en")}>
            <TextInput value={form.nameEn} onValue={(nameEn) => setForm({ ...form, nameEn })} />
          </Field>
          <Field name="channel-form" label={t("settings.form")}>
            <Select<(typeof forms)[number]>
              value={form.form}
              onValue={(next) => setForm({ ...form, form: next })}
              choices={forms.map((value) => ({ value, label: t(`settings.form.${value}`) }))}
            />
          </Field>
          <Field name="channel-longest" label={t("settings.longest")} optional>
            <NumberInput value={form.longest} onValue={(longest) => setForm({ ...form, longest })} />
          </Field>
          <Field name="channel-position" label={t("settings.position")}>
            <NumberInput value={form.position} onValue={(position) => setForm({ ...form, position: position ?? 0 })} />
          </Field>
        </>
      )}
    </DatedForm>
  );
}

function useColumns(setOpen: (c: ChannelSetting) => void): Column<ChannelSetting>[] {
  const t = useText(channelText);
  const { number } = useFormats();
  const vi = useLocale() === "vi";
  const may = useMay();
  const today = todayInVietnam();
  return [
    {
      key: "name",
      label: t("settings.name-vi"),
      width: 300,
      cell: (c) => <span className="dim">{c.code}</span>,
    },
    {
      key: "form",
      label: t("settings.form"),
      width: 150,
      phone: "line",
      cell: (c) => `${t(`settings.form.${c.form}`)}${c.longest === null ? "" : ` · ${number(c.longest)}`}`,
    },
    {
      key: "holds",
      label: t("settings.holds"),
      width: 180,
      phone: "line",
      cell: (c) => <DatedSpan from={c.from} to={c.to} />,
    },
    { key: "basis", label: t("settings.basis"), phone: "line", cell: (c) => c.legalBasis },
    ...(may("channel.configure")
      ? [
          {
            key: "change",
            label: t("settings.new"),
            width: 110,
            phone: "aside" as const,
            cell: (c: ChannelSetting) =>
              (c.to === null || c.to > today) && (
                <Button
                  tight
                  look="quiet"
                  aria-label={t("settings.change", { name: vi ? c.nameVi : c.nameEn })}
                  onClick={() => setOpen(c)}
                >
                  {t("settings.change", { name: "" }).trim()}
                </Button>
              ),
          },
        ]
      : []),
  ];
}
