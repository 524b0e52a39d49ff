import {
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  FilePlus2,
  History,
  type LucideIcon,
  Scale,
  Upload,
} from "lucide-react";
import { useState } from "react";
import type { Formats } from "#platform/i18n/formats.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea } from "#platform/ui/inputs.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { ListFilter, ListRows, ListSearch, ListTools, useListSearch } from "#platform/ui/list-screen.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { StateBadge, type Tone } from "#platform/ui/state-badge.tsx";
import { Tabs } from "#platform/ui/tabs.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { useHomeUnit, useMay } from "#platform/ui/use-may.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import type { LawRow } from "../contract.ts";
import { lawKinds } from "../kinds.ts";
import { lawText, type LawTexts } from "./desk-text.ts";
import { LawDialog } from "./law-form.tsx";
import { LawImportDialog } from "./law-import.tsx";
import { LiveLawRemarks } from "./law-remarks.tsx";
import "./desk-laws.css";

const looks: Record<LawRow["state"], { tone: Tone; icon: LucideIcon }> = {
  inForce: { tone: "ok", icon: CircleCheck },
  notYet: { tone: "act", icon: Clock },
  over: { tone: "bad", icon: CircleX },
  replaced: { tone: "bad", icon: History },
  unknown: { tone: "off", icon: CircleDashed },
};

export function LawState({ state }: { state: LawRow["state"] }) {
  const t = useText(lawText);
  return (
    <StateBadge tone={looks[state].tone} icon={looks[state].icon}>
      {t(`law.state.${state}`)}
    </StateBadge>
  );
}

/** The register of legal documents, and a desk where any passage is held against it. */
export function LawsScreen() {
  const t = useText(lawText);
  const may = useMay();
  const home = useHomeUnit();
  const go = useGo();
  const [dialog, setDialog] = useState<"add" | "import" | null>(null);
  const { values, set } = useFilters(["tab", "q", "kind"] as const);
  useShortcut("n", () => may("law.add") && setDialog("add"));
  return (
    <>
      <PageHead title={t("list.title")}>
        <ExportButton path="/laws/export" query={{ q: values.q, kind: values.kind }} fileName={t("list.file")} />
        {may("law.import") && (
          <Button icon={Upload} onClick={() => setDialog("import")}>
            {t("list.import")}
          </Button>
        )}
        {may("law.add") && (
          <Button look="main" icon={FilePlus2} hint="N" onClick={() => setDialog("add")}>
            {t("list.new")}
          </Button>
        )}
      </PageHead>
      <Tabs
        label={t("list.title")}
        value={values.tab === "try" ? "try" : "register"}
        onValue={(tab) => set({ tab: tab === "register" ? undefined : tab })}
        tabs={[
          {
            key: "register",
            label: t("tab.register"),
            content: <Register onAdd={() => setDialog("add")} mayAdd={may("law.add")} />,
          },
          { key: "try", label: t("tab.try"), content: <TryDesk /> },
        ]}
      />
      <LawDialog
        home={home}
        open={dialog === "add"}
        onOpen={(open) => setDialog(open ? "add" : null)}
        onDone={(id) => go(`/laws/${id}`)}
      />
      <LawImportDialog home={home} open={dialog === "import"} onOpen={(open) => setDialog(open ? "import" : null)} />
    </>
  );
}

function Register({ onAdd, mayAdd }: { onAdd: () => void; mayAdd: boolean }) {
  const t = useText(lawText);
  const formats = useFormats();
  const { values, set } = useFilters(["q", "kind"] as const);
  const { q, searchBox } = useListSearch(values.q, (typed) => set({ q: typed }));
  const list = useList<LawRow>("/laws", { q, kind: values.kind });
  const filtered = q !== "" || values.kind !== undefined;
  return (
    <>
      <ListTools>
        <ListSearch name="law-q" label={t("list.search")} help={t("list.search-help")} {...searchBox} />
        <ListFilter
          name="law-kind-filter"
          label={t("list.kind")}
          value={values.kind}
          onValue={(kind) => set({ kind })}
          any={t("list.any-kind")}
          choices={lawKinds.map((value) => ({ value, label: t(`law.kind.${value}`) }))}
        />
      </ListTools>
      <ListRows
        list={list}
        lines={8}
        empty={{
          icon: Scale,
          title: t(filtered ? "list.none" : "list.empty"),
          words: t(filtered ? "list.none-words" : "list.empty-words"),
          action:
            filtered || !mayAdd ? undefined : (
              <Button look="main" onClick={onAdd}>
                {t("list.new")}
              </Button>
            ),
        }}
      >
        <DataTable<LawRow>
          label={t("list.title")}
          name="laws"
          rows={list.rows}
          columns={columnsOf(t, formats)}
          rowKey={(law) => law.id}
          title={(law) => law.title}
          titleColumn="document"
          href={(law) => ({ to: `/laws/${law.id}` })}
        />
      </ListRows>
    </>
  );
}

function columnsOf(t: LawTexts, formats: Formats): Column<LawRow>[] {
  return [
    {
      key: "document",
      label: t("column.document"),
      cell: (law) => (law.symbol === null || law.abstract === null ? null : <div className="dim">{law.abstract}</div>),
    },
    {
      key: "issuedOn",
      label: t("column.issuedOn"),
      width: 130,
      phone: "aside",
      cell: (law) =>
        law.issuedOn === null ? (law.year ?? <span className="dim">{t("unknown")}</span>) : formats.day(law.issuedOn),
    },
    {
      key: "issuer",
      label: t("column.issuer"),
      width: 220,
      phone: "line",
      cell: (law) => law.issuer ?? <span className="dim">{t("unknown")}</span>,
    },
    {
      key: "state",
      label: t("column.state"),
      width: 240,
      phone: "line",
      cell: (law) => (
        <>
          <LawState state={law.state} />
          {law.state === "replaced" && (
            <div className="s dim">{t("list.replacedBy", { by: law.replacedBy.map((r) => r.title).join("; ") })}</div>
          )}
        </>
      ),
    },
  ];
}

/** Any passage against the register; nothing is stored. */
function TryDesk() {
  const t = useText(lawText);
  const [text, setText] = useState("");
  return (
    <div className="law-try">
      <Field name="law-try" label={t("try.text")} help={t("try.help")} optional="silent">
        <TextArea rows={8} value={text} maxLength={200_000} onValue={setText} />
      </Field>
      {text.trim() !== "" && <LiveLawRemarks parts={[{ field: "text", text }]} />}
    </div>
  );
}
