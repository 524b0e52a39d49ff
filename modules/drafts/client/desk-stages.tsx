import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { DatedForm, DatedSpan } from "#platform/ui/dated-form.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, NumberInput, TextInput } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { StageSetting } from "../contract.ts";
import { draftText } from "./desk-text.ts";

/** The stages of a draft, each row with its days and legal basis; an administrator sets the next. */
export function DraftStagesScreen() {
  const t = useText(draftText);
  const vi = useLocale() === "vi";
  const may = useMay();
  const [open, setOpen] = useState<StageSetting | "new" | null>(null);
  const asked = useAsk<{ items: StageSetting[] }>("/drafts/settings");
  const columns = useColumns(setOpen);
  return (
    <>
      <PageHead over={<Link to="/drafts">{t("settings.back")}</Link>} title={t("settings.title")}>
        {may("draft.configure") && (
          <Button look="main" onClick={() => setOpen("new")}>
            {t("settings.new")}
          </Button>
        )}
      </PageHead>
      <Answer of={asked}>
        {({ items }) => (
          <DataTable<StageSetting>
            label={t("settings.title")}
            name="draft-stages"
            rows={items}
            rowKey={(s) => `${s.code} ${s.from}`}
            title={(s) => (vi ? s.nameVi : s.nameEn)}
            columns={columns}
          />
        )}
      </Answer>
      {open !== null && <StageForm start={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}

function StageForm({ start, onClose }: { start: StageSetting | null; onClose: () => void }) {
  const t = useText(draftText);
  const [form, setForm] = useState({
    code: start?.code ?? "",
    nameVi: start?.nameVi ?? "",
    nameEn: start?.nameEn ?? "",
    takesComments: start?.takesComments ?? false,
    commentDays: start?.commentDays ?? null,
    position: start?.position ?? 100,
  });
  const ready = /^[a-z][a-zA-Z-]*$/.test(form.code) && form.nameVi.trim() !== "" && form.nameEn.trim() !== "";
  return (
    <DatedForm title={t("settings.new")} path="/drafts/stages" own={form} ready={ready} onClose={onClose}>
      {(tried) => (
        <>
          <Field
            name="stage-code"
            label={t("settings.code")}
            help={t("settings.code-help")}
            error={tried && !ready ? t("settings.wrong") : undefined}
          >
            <TextInput value={form.code} onValue={(code) => setForm({ ...form, code })} />
          </Field>
          <Field name="stage-vi" label={t("settings.name-vi")}>
            <TextInput value={form.nameVi} onValue={(nameVi) => setForm({ ...form, nameVi })} />
          </Field>
          <Field name="stage-en" label={t("settings.name-en")}>
            <TextInput value={form.nameEn} onValue={(nameEn) => setForm({ ...form, nameEn })} />
          </Field>
          <Checkbox
            checked={form.takesComments}
            onChecked={(takesComments) => setForm({ ...form, takesComments, commentDays: null })}
          >
            {t("settings.takes-comments")}
          </Checkbox>
          {form.takesComments && (
            <Field name="stage-days" label={t("settings.comment-days")} optional>
              <NumberInput value={form.commentDays} onValue={(commentDays) => setForm({ ...form, commentDays })} />
            </Field>
          )}
          <Field name="stage-position" label={t("settings.position")}>
            <NumberInput value={form.position} onValue={(position) => setForm({ ...form, position: position ?? 0 })} />
          </Field>
        </>
      )}
    </DatedForm>
  );
}

function useColumns(setOpen: (s: StageSetting) => void): Column<StageSetting>[] {
  const t = useText(draftText);
  const vi = useLocale() === "vi";
  const may = useMay();
  const today = todayInVietnam();
  const comments = (s: StageSetting) =>
    !s.takesComments
      ? t("settings.comments.no")
      : s.commentDays === null
        ? t("settings.comments.yes")
        : t("settings.comments.days", { n: s.commentDays });
  return [
    {
      key: "name",
      label: t("settings.name-vi"),
      width: 240,
      cell: (s) => <span className="dim">{s.code}</span>,
    },
    { key: "comments", label: t("settings.comments"), width: 150, phone: "line", cell: comments },
    {
      key: "holds",
      label: t("settings.holds"),
      width: 180,
      phone: "line",
      cell: (s) => <DatedSpan from={s.from} to={s.to} />,
    },
    { key: "basis", label: t("settings.basis"), phone: "line", cell: (s) => s.legalBasis },
    ...(may("draft.configure")
      ? [
          {
            key: "change",
            label: t("settings.new"),
            width: 110,
            phone: "aside" as const,
            cell: (s: StageSetting) =>
              (s.to === null || s.to > today) && (
                <Button
                  tight
                  look="quiet"
                  aria-label={t("settings.change", { name: vi ? s.nameVi : s.nameEn })}
                  onClick={() => setOpen(s)}
                >
                  {t("settings.change", { name: "" }).trim()}
                </Button>
              ),
          },
        ]
      : []),
  ];
}
