import { attendanceOf, recordSteps } from "#modules/talks/client.ts";
import { isCivilDate } from "#kernel/civil-date.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { useFieldText } from "../field-text.ts";
import { Title } from "../parts.tsx";
import type { StepProps } from "./step.ts";

export function CheckStep({ draft, toStep }: StepProps) {
  const t = useFieldText();
  const formats = useFormats();
  const count = attendanceOf(draft);
  const facts: { label: string; value: string; step: (typeof recordSteps)[number] }[] = [
    { label: t("fact.talk"), value: `${draft.title}\n${t(`kind.${draft.kind}`)}`, step: "talk" },
    { label: t("fact.where"), value: [draft.placeDetail, draft.placeName].filter(Boolean).join("\n"), step: "place" },
    {
      label: t("fact.when"),
      value: `${isCivilDate(draft.day) ? formats.dayLong(draft.day) : draft.day}\n${draft.from}${draft.to ? `–${draft.to}` : `, ${t("record.no-end-short")}`}`,
      step: "place",
    },
    {
      label: t("fact.attendance"),
      value: `${Number.isFinite(count) ? formats.number(count) : draft.attendance}${draft.estimated ? ` (${t("fact.estimated")})` : ""}`,
      step: "count",
    },
    {
      label: t("fact.questions"),
      value: draft.questions.length === 0 ? t("value.none") : draft.questions.map((q) => `• ${q.text}`).join("\n"),
      step: "asked",
    },
    {
      label: t("fact.difficulties"),
      value:
        draft.difficulties.length === 0 ? t("value.none") : draft.difficulties.map((d) => `• ${d.text}`).join("\n"),
      step: "asked",
    },
    ...((draft.told ?? []).length === 0
      ? []
      : [{ label: t("fact.told"), value: t("value.list", { n: (draft.told ?? []).length }), step: "asked" as const }]),
    {
      label: t("fact.photos"),
      value: draft.photos.length === 0 ? t("value.none") : t("value.list", { n: draft.photos.length }),
      step: "photo",
    },
  ];
  return (
    <>
      <Title question>{t("record.check")}</Title>
      <p className="help">{t("record.check-help")}</p>
      <dl className="facts">
        {facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
            <dd className="edit-cell" style={{ gridColumn: 2, gridRow: "1 / span 2" }}>
              <button
                type="button"
                className="edit"
                aria-label={t("record.edit", { what: fact.label })}
                onClick={() => toStep(recordSteps.indexOf(fact.step))}
              >
                {t("record.edit-short")}
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
