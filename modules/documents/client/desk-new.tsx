import { FilePlus2 } from "lucide-react";
import { useState } from "react";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { Link, useGo } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { MergeValues, TemplateAnswer } from "../draft-contract.ts";
import type { IncomingPage } from "../incoming-contract.ts";
import { FieldInput } from "./desk-field-input.tsx";
import { MergeBox } from "./desk-merge-box.tsx";
import { useIssuingUnit } from "./desk-issuing-unit.ts";
import { documentText } from "./desk-text.ts";
import "./desk-documents.css";

/** Choose a template, take what the data knows, fill in the rest; `?template=…&answers=…` opens one at once. */
export function NewDocumentScreen() {
  const t = useText(documentText);
  const locale = useLocale();
  const filters = useFilters(["template", "answers"]);
  const templates = useAsk<{ items: TemplateAnswer[] }>("/documents/templates");
  return (
    <>
      <PageHead over={<Link to="/documents">{t("documents.title")}</Link>} title={t("documents.new.title")} />
      <Answer of={templates}>
        {({ items }) => {
          const chosen = items.find((x) => x.id === filters.values.template);
          if (chosen !== undefined)
            return <FillTemplate key={chosen.id} template={chosen} answers={filters.values.answers ?? null} />;
          return (
            <>
              <h2>{t("documents.new.choose")}</h2>
              <ul className="templates">
                {items.map((x) => (
                  <li key={x.id}>
                    <Link
                      to="/documents/new"
                      search={{ template: x.id, answers: filters.values.answers }}
                      className="t"
                    >
                      {locale === "vi" ? x.nameVi : x.nameEn}
                    </Link>
                    <span className="dim s">{locale === "vi" ? x.helpVi : x.helpEn}</span>
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Answer>
    </>
  );
}

function FillTemplate({ template, answers }: { template: TemplateAnswer; answers: string | null }) {
  const t = useText(documentText);
  const locale = useLocale();
  const go = useGo();
  const myUnit = useIssuingUnit();
  const answering = useAsk<IncomingPage>(`/documents/incoming/${answers ?? ""}`, {}, { enabled: answers !== null });
  const [picked, setPicked] = useState<number | null>(null);
  const unitId = picked ?? answering.data?.unitId ?? myUnit;
  const [values, setValues] = useState<MergeValues>({});
  const [taken, setTaken] = useState<{ source: string; ids: string[] } | null>(null);
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { draftId: string }>("POST", "/documents/drafts");
  const isEmpty = (key: string) => (values[key] ?? "").length === 0;
  // what is answered fills its own place
  const given = (key: string) => key === "answers" && answers !== null;
  const errors: FieldErrors = Object.fromEntries(
    template.fields.flatMap((f) =>
      !f.optional && isEmpty(f.key) && !given(f.key)
        ? [[`new-${f.key}`, `${locale === "vi" ? f.labelVi : f.labelEn}: ${t("documents.new.needed")}`]]
        : [],
    ),
  );
  const submit = () => {
    setTried(true);
    if (Object.keys(errors).length > 0 || unitId === null) return;
    send.mutate(
      { unitId, template: template.id, values, source: taken?.source ?? null, sourceIds: taken?.ids ?? [], answers },
      {
        onSuccess: ({ draftId }) => {
          notify(t("documents.new.made"));
          go(`/documents/drafts/${draftId}`);
        },
      },
    );
  };
  return (
    <form
      className="document-form"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      <h2>{locale === "vi" ? template.nameVi : template.nameEn}</h2>
      <p className="dim s">
        {t("documents.new.basis", { basis: template.legalBasis })}{" "}
        <Link to="/documents/new" search={{ answers: answers ?? undefined }}>
          {t("documents.new.back")}
        </Link>
      </p>
      {tried && <ErrorSummary errors={errors} />}
      {send.error !== null && <ErrorState error={send.error} />}
      {answering.data !== undefined && (
        <p className="note">
          {t("documents.new.answering", {
            text: [answering.data.symbol, answering.data.sender].filter(Boolean).join(" – "),
          })}
        </p>
      )}
      <Field name="new-unit" label={t("documents.new.unit")}>
        <UnitPicker value={unitId} onValue={setPicked} />
      </Field>
      {unitId !== null &&
        template.sources.map((source) => (
          <MergeBox
            key={`${source.id}-${unitId}`}
            source={source}
            template={template.id}
            unitId={unitId}
            onTaken={(found, ids) => {
              const known = template.fields.filter((f) => found[f.key] !== undefined);
              setValues((before) => ({ ...before, ...Object.fromEntries(known.map((f) => [f.key, found[f.key]!])) }));
              setTaken({ source: source.id, ids });
              notify(t("documents.new.taken", { n: known.length }));
            }}
          />
        ))}
      <h2>{t("documents.new.fill")}</h2>
      {template.fields
        .filter((field) => !given(field.key))
        .map((field) => (
          <FieldInput
            key={field.key}
            field={field}
            value={values[field.key]}
            onValue={(value) => setValues((before) => ({ ...before, [field.key]: value }))}
            error={tried ? errors[`new-${field.key}`] : undefined}
          />
        ))}
      <div className="actions">
        <Button type="submit" look="main" icon={FilePlus2} busy={send.isPending ? "…" : null}>
          {t("documents.new.make")}
        </Button>
      </div>
    </form>
  );
}
