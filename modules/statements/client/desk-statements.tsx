import { Megaphone, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTopics } from "#modules/corrections/client.ts";
import type { Formats } from "#platform/i18n/formats.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Checkbox } from "#platform/ui/inputs.tsx";
import { ListRows, ListSearch, ListTools, useListSearch } from "#platform/ui/list-screen.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { useHomeUnit, useMay } from "#platform/ui/use-may.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import type { StatementRow } from "../contract.ts";
import { statementText, type StatementTexts as Translate } from "./desk-text.ts";
import { StatementDialog } from "./statement-form.tsx";
import "./desk-statements.css";

export function Stale() {
  const t = useText(statementText);
  return (
    <StateBadge tone="bad" icon={TriangleAlert}>
      {t("statement.stale")}
    </StateBadge>
  );
}

/** What spokespersons said officially; what rests on a material that has changed is flagged. */
export function StatementsScreen() {
  const t = useText(statementText);
  const { day } = useFormats();
  const topics = useTopics();
  const may = useMay();
  const home = useHomeUnit();
  const { values, set } = useFilters(["q", "stale"] as const);
  const { q, searchBox } = useListSearch(values.q, (typed) => set({ q: typed }));
  const [open, setOpen] = useState(false);
  const query = { q, stale: values.stale };
  const list = useList<StatementRow>("/statements", query);
  useShortcut("n", () => may("statement.add") && setOpen(true));
  const filtered = q !== "" || values.stale !== undefined;
  return (
    <>
      <PageHead title={t("list.title")}>
        {may("statement.export") && <ExportButton path="/statements/export" query={query} fileName={t("list.file")} />}
        {may("statement.add") && (
          <Button look="main" icon={Megaphone} hint="N" onClick={() => setOpen(true)}>
            {t("list.new")}
          </Button>
        )}
      </PageHead>
      <ListTools>
        <ListSearch name="statement-q" label={t("list.search")} help={t("list.search-help")} {...searchBox} />
        <Checkbox checked={values.stale === "yes"} onChecked={(on) => set({ stale: on ? "yes" : undefined })}>
          {t("list.only-stale")}
        </Checkbox>
      </ListTools>
      <ListRows
        list={list}
        lines={6}
        empty={{
          icon: Megaphone,
          title: t(filtered ? "list.none" : "list.empty"),
          words: t(filtered ? "list.none-words" : "list.empty-words"),
        }}
      >
        <DataTable<StatementRow>
          label={t("list.title")}
          name="statements"
          rows={list.rows}
          columns={columnsOf(t, day, topics.name)}
          rowKey={(s) => s.id}
          title={(s) => (s.text.length > 160 ? `${s.text.slice(0, 159)}…` : s.text)}
          titleColumn="text"
          href={(s) => ({ to: `/statements/${s.id}` })}
        />
      </ListRows>
      <StatementDialog home={home} open={open} onOpen={setOpen} />
    </>
  );
}

function columnsOf(t: Translate, day: Formats["day"], topic: (id: string) => string): Column<StatementRow>[] {
  return [
    { key: "text", label: t("statement.text"), cell: (s) => <div className="dim">{topic(s.topic)}</div> },
    { key: "person", label: t("statement.spokesperson"), width: 190, phone: "line", cell: (s) => s.spokesperson.name },
    {
      key: "outlet",
      label: t("statement.outlet"),
      width: 190,
      phone: "line",
      cell: (s) => (
        <>
          {s.outlet ?? <span className="dim">{t(`statement.occasion.${s.occasion}`)}</span>}
          {s.stale && (
            <div>
              <Stale />
            </div>
          )}
        </>
      ),
    },
    { key: "on", label: t("statement.statedOn"), width: 110, phone: "aside", cell: (s) => day(s.statedOn) },
  ];
}
