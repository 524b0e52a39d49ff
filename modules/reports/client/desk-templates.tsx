import { LayoutTemplate, Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ErrorSummary, Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { type IndicatorAnswer, periodKindsOfDuty, type TemplateAnswer } from "../contract-sending.ts";
import type { Part } from "../parts.ts";
import { PartList } from "./desk-parts.tsx";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

/** All templates, and the place where a unit composes its own from chosen sections and indicators. */
export function TemplatesScreen() {
  const t = useText(reportText);
  const language = useLocale();
  const may = useMay();
  const [edited, setEdited] = useState<TemplateAnswer | "new" | null>(null);
  const templates = useAsk<{ items: TemplateAnswer[] }>("/reports/templates");
  return (
    <>
      <PageHead title={t("report.templates")}>
        {may("report.compose") && edited === null && (
          <Button look="main" icon={Plus} onClick={() => setEdited("new")}>
            {t("report.templates.compose")}
          </Button>
        )}
      </PageHead>
      <p className="dim prose">{t("report.templates.help")}</p>
      <Answer of={templates}>
        {({ items }) =>
          edited === null ? (
            <ul className="part-list">
              {items.map((x) => (
                <li key={x.id}>
                  <div className="row">
                    <LayoutTemplate size={18} aria-hidden="true" />
                    <b>{language === "vi" ? x.nameVi : x.nameEn}</b>
                    <span className="dim s">
                      {x.periodKinds.map((k) => t(`report.kind.${k as (typeof periodKindsOfDuty)[number]}`)).join(", ")}{" "}
                      ·{" "}
                      {t("report.templates.of", {
                        n: x.parts.length,
                        words: x.parts.filter((p) => p.kind === "words").length,
                      })}{" "}
                      · {x.legalBasis}
                    </span>
                    {x.ownerId !== null && may("report.compose") && (
                      <Button tight icon={Pencil} onClick={() => setEdited(x)}>
                        {t("report.templates.edit")}
                      </Button>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          ) : (
            <Composer templates={items} template={edited === "new" ? null : edited} onDone={() => setEdited(null)} />
          )
        }
      </Answer>
    </>
  );
}

interface ComposerProps {
  templates: readonly TemplateAnswer[];
  template: TemplateAnswer | null;
  onDone: () => void;
}

function Composer({ templates, template, onDone }: ComposerProps) {
  const t = useText(reportText);
  const language = useLocale();
  const indicators = useAsk<{ items: IndicatorAnswer[] }>("/reports/indicators");
  const [id, setId] = useState(template?.id ?? "");
  const [ownerId, setOwner] = useState<number | null>(template?.ownerId ?? null);
  const [nameVi, setName] = useState(template?.nameVi ?? "");
  const [abstract, setAbstract] = useState(template?.abstract ?? "Kết quả công tác tuyên truyền miệng {period}");
  const [legalBasis, setBasis] = useState(template?.legalBasis ?? "");
  const [periodKinds, setKinds] = useState<readonly string[]>(template?.periodKinds ?? ["month"]);
  const [parts, setParts] = useState<readonly Part[]>(template?.parts ?? templates[0]?.parts ?? []);
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", "/reports/templates");
  const errors = {
    ...(/^[a-z][a-z0-9-]{2,59}$/.test(id) ? {} : { "template-id": t("report.templates.key") }),
    ...(ownerId === null ? { "template-owner": t("report.templates.owner") } : {}),
    ...(nameVi.trim() === "" ? { "template-name": t("report.templates.name") } : {}),
    ...(legalBasis.trim() === "" ? { "template-basis": t("report.duty.basis") } : {}),
  } as Record<string, string>;
  const shown = (name: string) => (tried ? errors[name] : undefined);
  return (
    <form
      noValidate
      className="report-words"
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        if (Object.keys(errors).length > 0) return;
        send.mutate(
          {
            id,
            ownerId,
            nameVi: nameVi.trim(),
            abstract: abstract.trim(),
            legalBasis: legalBasis.trim(),
            periodKinds,
            parts,
            ...(template === null ? {} : { seenVersion: template.version }),
          },
          {
            onSuccess: () => {
              notify(t("report.templates.saved"));
              onDone();
            },
          },
        );
      }}
    >
      {tried && <ErrorSummary errors={errors} />}
      {send.error !== null && <ErrorState error={send.error} />}
      <Field name="template-name" label={t("report.templates.name")} error={shown("template-name")}>
        <TextInput value={nameVi} onValue={setName} />
      </Field>
      <Field name="template-id" label={t("report.templates.key")} error={shown("template-id")}>
        <TextInput value={id} disabled={template !== null} onValue={setId} />
      </Field>
      <Field name="template-owner" label={t("report.templates.owner")} error={shown("template-owner")}>
        <UnitPicker value={ownerId} onValue={setOwner} />
      </Field>
      <Field name="template-abstract" label={t("report.templates.abstract", { period: "{period}" })}>
        <TextInput value={abstract} onValue={setAbstract} />
      </Field>
      <Field name="template-basis" label={t("report.duty.basis")} error={shown("template-basis")}>
        <TextInput value={legalBasis} onValue={setBasis} />
      </Field>
      <Field name="template-kinds" label={t("report.templates.kinds")} group>
        {periodKindsOfDuty.map((kind) => (
          <label key={kind} className="pick">
            <input
              type="checkbox"
              checked={periodKinds.includes(kind)}
              onChange={(e) =>
                setKinds(e.target.checked ? [...periodKinds, kind] : periodKinds.filter((k) => k !== kind))
              }
            />{" "}
            {t(`report.kind.${kind}`)}
          </label>
        ))}
      </Field>
      {template === null && (
        <Field name="template-from" label={t("report.templates.from")}>
          <Select
            value=""
            placeholder="…"
            onValue={(from) => setParts(templates.find((x) => x.id === from)?.parts ?? [])}
            choices={templates.map((x) => ({ value: x.id, label: language === "vi" ? x.nameVi : x.nameEn }))}
          />
        </Field>
      )}
      <h2>{t("report.templates.parts")}</h2>
      <PartList parts={parts} onParts={setParts} indicators={indicators.data?.items ?? []} />
      <div className="actions">
        <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
          {t("report.templates.save")}
        </Button>
        <Button onClick={onDone}>{t("report.templates")}</Button>
      </div>
    </form>
  );
}
