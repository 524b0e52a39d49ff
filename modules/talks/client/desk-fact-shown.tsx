import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { useAsk } from "#platform/ui/use-api.ts";
import { useUnitName } from "#modules/units/client.ts";
import { talkText } from "./desk-text.ts";
import { factValue } from "./desk-values.ts";

/** A fact as a person reads it: a place by its name, a speaker by theirs, never an id. */
export function FactShown({ field, value }: { field: string; value: unknown }) {
  const t = useText(talkText);
  const formats = useFormats();
  if ((field === "unitId" || field === "placeUnitId") && typeof value === "number") return <UnitShown id={value} />;
  if (field === "speakerIds" && Array.isArray(value) && value.length > 0) {
    return value.map((id, at) => (
      <span key={String(id)}>
        {at > 0 && ", "}
        <PersonShown id={String(id)} />
      </span>
    ));
  }
  if (field === "sites" && Array.isArray(value) && value.length > 0) {
    return (value as { name: string; attendance: number }[])
      .map((s) => `${s.name} (${formats.number(s.attendance)})`)
      .join(", ");
  }
  return factValue(t, formats, field, value);
}

function UnitShown({ id }: { id: number }) {
  return useUnitName(id) ?? "…";
}

function PersonShown({ id }: { id: string }) {
  const t = useText(talkText);
  const person = useAsk<{ fullName: string }>(`/people/${id}`);
  return person.data?.fullName ?? (person.error === null ? "…" : t("filter.person"));
}
