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
import { useSettled } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { StateBadge, type Tone } from "#platform/ui/state-badge.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { Tabs } from "#platform/ui/tabs.tsx";
import { useAsk, useList } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import type { LawRow } from "../contract.ts";
import { type LawKind, lawKinds } from "../kinds.ts";
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

/** The unit of the signed-in person. */
export function useHome(): number | null {
  const me = useAsk<{ homeUnitId?: number | null; homeUnit?: { id: number } | null }>("/me");
  return me.data?.homeUnitId ?? me.data?.homeUnit?.id ?? null;
}

/** The register of legal documents, and a desk where any passage is held against it. */
export function LawsScreen() {
  const t = useText(lawText);
  const may = useMay();
  const home = useHome();
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
  const [typed, setTyped] = useState(values.q ?? "");
  const q = useSettled(typed.trim(), 250);
  const list = useList<LawRow>("/laws", { q, kind: values.kind });
  const filtered = q !== "" || values.kind !== undefined;
  return (
    <>
      <div className="law-tools no-print">
        <div className="wide">
          <Field name="law-q" label={t("list.search")} optional="silent">
            <TextInput
              type="search"
              placeholder={t("list.search-help")}
              value={typed}
              onValue={(value) => {
                setTyped(value);
                set({ q: value.trim() });
              }}
            />
          </Field>
        </div>
        <div className="narrow">
          <Field name="law-kind-filter" label={t("list.kind")} optional="silent">
            <Select
              value={(values.kind ?? "") as LawKind | ""}
              onValue={(kind) => set({ kind })}
              placeholder={t("list.any-kind")}
              choices={lawKinds.map((value) => ({ value, label: t(`law.kind.${value}`) }))}
            />
          </Field>
        </div>
      </div>
      {list.loading && <LoadingState lines={8} />}
      {list.error !== null && list.rows.length === 0 && <ErrorState error={list.error} onRetry={list.again} />}
      {!list.loading && list.error === null && list.rows.length === 0 && (
        <EmptyState
          icon={Scale}
          title={t(filtered ? "list.none" : "list.empty")}
          action={
            filtered || !mayAdd ? undefined : (
              <Button look="main" onClick={onAdd}>
                {t("list.new")}
              </Button>
            )
          }
        >
          {t(filtered ? "list.none-words" : "list.empty-words")}
        </EmptyState>
      )}
      {list.rows.length > 0 && (
        <>
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
          <More list={list} />
        </>
      )}
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
