import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { type ApiProblem, asProblem, call } from "#platform/ui/api.ts";
import { Field } from "#platform/ui/field.tsx";
import { FileInput } from "#platform/ui/file-input.tsx";
import { ErrorState, LoadingState } from "#platform/ui/states.tsx";
import type { FindingAnswer } from "../contract.ts";
import { documentText } from "./desk-text.ts";
import { FindingList } from "./finding-list.tsx";
import "./desk-documents.css";

type Checked = { name: string; findings: readonly FindingAnswer[] };

/** Any DOCX against Decree 30, any edXML package against its standard; nothing is kept. */
export function CheckDesk() {
  const t = useText(documentText);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const check = async (path: string, file: File) => {
    setBusy(true);
    setProblem(null);
    setChecked(null);
    try {
      const answer = await call<{ items: FindingAnswer[] }>(path, {
        method: "POST",
        body: new Blob([file], { type: "application/octet-stream" }),
      });
      setChecked({ name: file.name, findings: answer.items });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="document-check">
      <Field name="check-file" label={t("documents.check.choose")} help={t("documents.check.help")}>
        <FileInput accept=".docx" onFile={(file) => file !== null && void check("/documents/check", file)} />
      </Field>
      <Field name="check-edxml" label={t("documents.edxml.choose")} help={t("documents.edxml.help")}>
        <FileInput
          accept=".edxml,.xml"
          onFile={(file) => file !== null && void check("/documents/edxml/check", file)}
        />
      </Field>
      <div role="status" aria-live="polite">
        {busy && <LoadingState words={t("documents.check.working")} />}
      </div>
      {problem !== null && <ErrorState error={problem} />}
      {checked !== null && (
        <section>
          <h2>{t("documents.check.of", { name: checked.name })}</h2>
          <FindingList findings={checked.findings} />
        </section>
      )}
    </div>
  );
}
