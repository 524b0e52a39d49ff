import { useText } from "#platform/i18n/use-text.ts";
import { ActDialog, type ActField, textOf } from "#platform/ui/act-dialog.tsx";
import { LoadingState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { LinePage, MoneyYear } from "../contract.ts";
import { budgetText, useDong } from "./desk-text.ts";

/** What becomes of the rest of each of the unit's lines; then its year takes no entry. */
export function CloseYearDialog({ line, onOpen }: { line: LinePage; onOpen: (open: boolean) => void }) {
  const t = useText(budgetText);
  const dong = useDong();
  const asked = useAsk<MoneyYear>("/budgets", { year: String(line.year), under: String(line.unit.id), view: "asWas" });
  if (asked.data === undefined) return <LoadingState lines={2} />;
  const rests = asked.data.rows.flatMap((r) => r.lines).filter((l) => l.unit.id === line.unit.id && l.available > 0);
  const ways = (fromAbove: boolean) =>
    [...(fromAbove ? (["return"] as const) : []), "lapse" as const, "carry" as const].map((value) => ({
      value,
      label: t(`desk.way.${value}`),
    }));
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`money-close.${line.unit.id}.${line.year}`}
      title={`${t("desk.close")} ${line.year}`}
      description={t("desk.close-words", { unit: line.unit.name })}
      path="/budgets/close"
      fields={[
        ...rests.map((rest): ActField => ({
          kind: "select",
          name: rest.id,
          label: `${rest.title}: ${t("desk.rest").toLowerCase()} ${dong(rest.available)}`,
          choices: ways(rest.taken > 0),
        })),
        { kind: "day", name: "onDate", label: t("desk.on") },
        { kind: "text", name: "reference", label: t("desk.reference") },
        { kind: "text", name: "note", label: t("desk.note"), optional: true },
      ]}
      body={(v) => ({
        unitId: line.unit.id,
        year: line.year,
        onDate: v["onDate"],
        reference: textOf(v, "reference"),
        note: textOf(v, "note"),
        rests: rests.map((rest) => ({ lineId: rest.id, way: v[rest.id] })),
      })}
      done={() => t("desk.closed-done")}
    />
  );
}
