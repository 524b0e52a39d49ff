import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
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
  const today = todayInVietnam();
  const comments = (s: StageSetting) =>
    !s.takesComments
      ? t("settings.comments.no")
      : s.commentDays === null
        ? t("settings.comments.yes")
        : t("settings.comments.days", { n: s.commentDays });
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
          <div className="table-scroll">
            <table>
              <thead>
                <tr>
                  <th>{t("settings.name-vi")}</th>
                  <th>{t("settings.comments")}</th>
                  <th>{t("settings.holds")}</th>
                  <th>{t("settings.basis")}</th>
                  {may("draft.configure") && (
                    <th>
                      <span className="unseen">{t("settings.new")}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {items.map((s) => (
                  <tr key={`${s.code} ${s.from}`}>
                    <td>
                      {vi ? s.nameVi : s.nameEn} <span className="dim s">{s.code}</span>
                    </td>
                    <td>{comments(s)}</td>
                    <td>
                      <DatedSpan from={s.from} to={s.to} />
                    </td>
                    <td>{s.legalBasis}</td>
                    {may("draft.configure") && (
                      <td>
                        {(s.to === null || s.to > today) && (
                          <Button
                            tight
                            look="quiet"
                            aria-label={t("settings.change", { name: vi ? s.nameVi : s.nameEn })}
                            onClick={() => setOpen(s)}
                          >
                            {t("settings.change", { name: "" }).trim()}
                          </Button>
                        )}
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
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
