import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import type { Chip } from "#platform/ui/chips.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { UnitPicker, useUnitName } from "#modules/units/client.ts";
import type { TalkKind, TalkMode, TalkStatus } from "../contract.ts";
import { kindChoices, modeChoices, statusChoices } from "./desk-status.tsx";
import { talkText } from "./desk-text.ts";

export const filterNames = ["month", "under", "status", "kind", "mode", "q", "from", "to", "speaker"] as const;
export type FilterName = (typeof filterNames)[number];
type Values = Partial<Record<FilterName, string>>;

/** "11/2026" or "2026-11" as `2026-11`; "" for nothing typed, undefined for no month. */
export function readMonth(typed: string): string | undefined {
  const text = typed.trim();
  if (text === "") return "";
  const found = /^(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(text) ?? /^(\d{2})(\d{4})$/.exec(text);
  const [month, year] =
    found !== null ? [Number(found[1]), found[2]] : [Number(/^\d{4}-(\d{2})$/.exec(text)?.[1]), text.slice(0, 4)];
  return month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, "0")}` : undefined;
}

const written = (month: string | undefined) => (month === undefined ? "" : `${month.slice(5)}/${month.slice(0, 4)}`);

export function useFilterChips(values: Values, set: (patch: Values) => void): Chip[] {
  const t = useText(talkText);
  const { day } = useFormats();
  const unitName = useUnitName(values.under === undefined ? null : Number(values.under));
  const shown: Record<FilterName, (value: string) => string> = {
    month: (v) => written(v),
    under: () => unitName ?? "…",
    status: (v) =>
      v
        .split(",")
        .map((s) => t(`talk.status.${s as TalkStatus}`))
        .join(", "),
    kind: (v) => t(`talk.kind.${v as TalkKind}`),
    mode: (v) => t(`talk.mode.${v as TalkMode}`),
    q: (v) => `“${v}”`,
    from: (v) => day(v),
    to: (v) => day(v),
    speaker: () => t("filter.person"),
  };
  return filterNames.flatMap((name) => {
    const value = values[name];
    return value === undefined
      ? []
      : [
          {
            key: name,
            label: t(`filter.${name}`),
            value: shown[name](value),
            onRemove: () => set({ [name]: undefined }),
          },
        ];
  });
}

/** All filters at once; applied together, kept in the address. */
export function TalkFilters({
  open,
  onOpen,
  values,
  onApply,
}: {
  open: boolean;
  onOpen: (open: boolean) => void;
  values: Values;
  onApply: (values: Record<FilterName, string | undefined>) => void;
}) {
  const t = useText(talkText);
  const [draft, setDraft] = useState<Values>(values);
  const [month, setMonth] = useState(written(values.month));
  const monthRead = readMonth(month);
  const put = (patch: Values) => setDraft((before) => ({ ...before, ...patch }));
  const apply = () => {
    if (monthRead === undefined) return;
    onApply(
      Object.fromEntries(
        filterNames.map((n) => [n, n === "month" ? monthRead || undefined : draft[n] || undefined]),
      ) as Record<FilterName, string | undefined>,
    );
    onOpen(false);
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={t("filter.title")}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          apply();
        }}
      >
        <Field name="filter-q" label={t("filter.q")} help={t("filter.q-help")} optional="silent">
          <TextInput value={draft.q ?? ""} onValue={(q) => put({ q })} />
        </Field>
        <div className="field-row">
          <Field
            name="filter-month"
            label={t("filter.month")}
            help={t("filter.month-help")}
            optional="silent"
            error={monthRead === undefined ? t("filter.month-wrong") : undefined}
          >
            <TextInput short inputMode="numeric" value={month} onValue={setMonth} />
          </Field>
          <Field name="filter-status" label={t("filter.status")} optional="silent">
            <Select
              value={(draft.status ?? "") as TalkStatus | ""}
              onValue={(status) => put({ status })}
              placeholder={t("filter.any")}
              choices={statusChoices(t)}
            />
          </Field>
        </div>
        <Field name="filter-under" label={t("filter.under")} optional="silent">
          <UnitPicker
            value={draft.under === undefined || draft.under === "" ? null : Number(draft.under)}
            onValue={(id) => put({ under: id === null ? "" : String(id) })}
          />
        </Field>
        <div className="field-row">
          <Field name="filter-kind" label={t("filter.kind")} optional="silent">
            <Select
              value={(draft.kind ?? "") as TalkKind | ""}
              onValue={(kind) => put({ kind })}
              placeholder={t("filter.any")}
              choices={kindChoices(t)}
            />
          </Field>
          <Field name="filter-mode" label={t("filter.mode")} optional="silent">
            <Select
              value={(draft.mode ?? "") as TalkMode | ""}
              onValue={(mode) => put({ mode })}
              placeholder={t("filter.any")}
              choices={modeChoices(t)}
            />
          </Field>
        </div>
        <div className="field-row">
          <Field name="filter-from" label={t("filter.from")} optional="silent">
            <DateInput value={draft.from ?? ""} onValue={(from) => put({ from })} />
          </Field>
          <Field name="filter-to" label={t("filter.to")} optional="silent">
            <DateInput value={draft.to ?? ""} onValue={(to) => put({ to })} />
          </Field>
        </div>
        <div className="actions">
          <Button type="submit" look="main">
            {t("filter.apply")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
