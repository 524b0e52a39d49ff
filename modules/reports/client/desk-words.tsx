import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { Narrative, ReportPage } from "../contract.ts";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

/** The unit's own sentences, section by section. What is typed is kept on this device until it is saved. */
export function WordsTab({ report }: { report: ReportPage }) {
  const t = useText(reportText);
  const draft = useDraft<Narrative>(`report.words.${report.id}`, report.narrative);
  // The version that these words were written upon: what somebody else saves meanwhile is met as a problem, not overwritten.
  const [version, setVersion] = useState(report.version);
  const save = useSend<{ narrative: Narrative; seenVersion: number }, { version: number }>(
    "PATCH",
    `/reports/${report.id}`,
  );
  const locked = report.stage === "signed" || report.stage === "sent" || report.stage === "accepted";
  const submit = () =>
    save.mutate(
      { narrative: draft.value, seenVersion: version },
      {
        onSuccess: (answer) => {
          setVersion(answer.version);
          notify(t("report.words.saved"));
        },
      },
    );
  return (
    <form
      className="report-words"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      <p className="dim prose">{t("report.words.help")}</p>
      {save.error !== null && <ErrorState error={save.error} />}
      {locked && <p className="note">{t("report.words.locked")}</p>}
      {report.sections.map(({ key, title }) => (
        <Field key={key} name={`section-${key}`} label={title} optional>
          <TextArea
            rows={3}
            disabled={locked}
            value={draft.value[key] ?? ""}
            onValue={(text) => draft.set({ [key]: text })}
          />
        </Field>
      ))}
      {!locked && report.allowed.includes("report.write") && (
        <div className="actions">
          <Button type="submit" look="main" busy={save.isPending ? `${t("report.words.save")}…` : null}>
            {t("report.words.save")}
          </Button>
        </div>
      )}
    </form>
  );
}
