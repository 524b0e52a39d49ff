import { ChevronDown, ChevronRight, Network } from "lucide-react";
import { useState } from "react";
import type { z } from "zod";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { useSettled } from "#platform/ui/ask-combobox.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { UnitListRow } from "../contract.ts";
import { useUnitKinds } from "./desk-kinds.ts";
import { unitText } from "./desk-text.ts";
import "./desk-units.css";

type Row = z.infer<typeof UnitListRow>;
const levels = ["province", "district", "commune", "group", "body"] as const;
type Level = (typeof levels)[number];

/** The tree as it was on a day; or, while one searches, a flat list of that day. */
export function UnitsScreen() {
  const t = useText(unitText);
  const { day } = useFormats();
  const { values, set } = useFilters(["on", "q", "level"] as const);
  const [typed, setTyped] = useState(values.q ?? "");
  const q = useSettled(typed.trim(), 250);
  const query = { on: values.on, level: values.level, q };
  const may = useMay();
  const flat = q !== "" || values.level !== undefined;
  return (
    <>
      <PageHead title={t("units.title")}>
        <ExportButton
          path="/units/export"
          query={{ ...query, level: values.level ?? (q === "" ? "commune" : undefined) }}
          fileName={t("units.file")}
        />
        {may("unit.import") && <LinkButton to="/units/files">{t("units.files")}</LinkButton>}
        {may("unit.operate") && (
          <LinkButton look="main" to="/units/change">
            {t("units.change")}
          </LinkButton>
        )}
      </PageHead>
      <div className="unit-tools no-print">
        <div className="field wide">
          <Field name="unit-q" label={t("units.search")}>
            <TextInput
              type="search"
              placeholder={t("units.search-help")}
              value={typed}
              onValue={(value) => {
                setTyped(value);
                set({ q: value.trim() });
              }}
            />
          </Field>
        </div>
        <Field name="unit-level" label={t("units.level")}>
          <Select
            value={(values.level ?? "") as Level | ""}
            onValue={(level) => set({ level })}
            placeholder={t("units.any-level")}
            choices={levels.map((value) => ({ value, label: t(`unit.level.${value}`) }))}
          />
        </Field>
        <Field name="unit-on" label={t("units.on")}>
          <DateInput
            value={values.on ?? todayInVietnam()}
            lean="past"
            onValue={(on) => set({ on: on === "" || on === todayInVietnam() ? undefined : on })}
          />
        </Field>
      </div>
      {values.on !== undefined && (
        <p className="banner" style={{ marginBottom: 16 }}>
          {t("units.on-other", { day: day(values.on) })}{" "}
          <button type="button" className="linklike" onClick={() => set({ on: undefined })}>
            {t("units.back-today")}
          </button>
        </p>
      )}
      {flat ? (
        <Flat query={query} />
      ) : (
        <ul className="unit-tree" aria-label={t("units.tree")}>
          <Branch parent={0} on={values.on} top />
        </ul>
      )}
    </>
  );
}

/** The children of one unit, fetched when it is opened. */
function Branch({ parent, on, top = false }: { parent: number; on: string | undefined; top?: boolean }) {
  const t = useText(unitText);
  const list = useList<Row>("/units", { parent, on, limit: 200 });
  if (list.loading)
    return (
      <li>
        <LoadingState lines={top ? 6 : 2} />
      </li>
    );
  if (list.error !== null)
    return (
      <li>
        <ErrorState error={list.error} onRetry={list.again} />
      </li>
    );
  if (list.rows.length === 0 && top)
    return (
      <li>
        <EmptyState
          icon={Network}
          title={t("units.empty")}
          action={
            <LinkButton look="main" to="/units/files">
              {t("units.files")}
            </LinkButton>
          }
        >
          {t("units.empty-words")}
        </EmptyState>
      </li>
    );
  return (
    <>
      {list.rows.map((row) => (
        <Twig key={row.id} row={row} on={on} />
      ))}
      {list.hasMore && (
        <li>
          <button type="button" className="linklike" style={{ padding: 8 }} onClick={list.more}>
            {t("units.more")}
          </button>
        </li>
      )}
    </>
  );
}

function Twig({ row, on }: { row: Row; on: string | undefined }) {
  const t = useText(unitText);
  const { number } = useFormats();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <div className="line">
        {row.childCount === 0 ? (
          <span className="gap" />
        ) : (
          <button
            type="button"
            className="fold"
            aria-expanded={open}
            aria-label={t(open ? "units.fold" : "units.expand", { name: row.name })}
            onClick={() => setOpen(!open)}
          >
            <Icon of={open ? ChevronDown : ChevronRight} size={18} />
          </button>
        )}
        <span className="grow">
          <Link to={`/units/${row.id}`} search={{ on }}>
            {row.name}
          </Link>{" "}
          {row.code !== null && <span className="code">{row.code}</span>}
        </span>
        {row.childCount > 0 && (
          <span className="s dim num">
            {number(row.childCount)}
            <span className="unseen"> {t("units.children", { n: row.childCount })}</span>
          </span>
        )}
      </div>
      {open && (
        <ul>
          <Branch parent={row.id} on={on} />
        </ul>
      )}
    </li>
  );
}

function Flat({ query }: { query: { on: string | undefined; level: string | undefined; q: string } }) {
  const t = useText(unitText);
  const kinds = useUnitKinds();
  const list = useList<Row>("/units", query);
  if (list.loading) return <LoadingState />;
  if (list.error !== null && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.again} />;
  if (list.rows.length === 0)
    return (
      <EmptyState icon={Network} title={t("units.none-found")}>
        {t("units.none-found-words")}
      </EmptyState>
    );
  return (
    <>
      <ul className="short-rows" aria-label={t("units.title")}>
        {list.rows.map((row) => (
          <li key={row.id}>
            <div>
              <Link className="t" to={`/units/${row.id}`} search={{ on: query.on }}>
                {row.name}
              </Link>
            </div>
            <div className="aside dim num">{row.code ?? ""}</div>
            <div className="line">
              {[kinds.label(row.kind), row.parentName].filter((x) => x !== null && x !== "").join(" · ")}
            </div>
          </li>
        ))}
      </ul>
      <More list={list} />
    </>
  );
}
