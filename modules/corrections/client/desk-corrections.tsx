import {
  CircleCheck,
  CircleDashed,
  CircleX,
  FilePen,
  Globe,
  type LucideIcon,
  MessageSquareWarning,
} from "lucide-react";
import { useState } from "react";
import { useTopics } from "./use-topics.ts";
import type { Formats } from "#platform/i18n/formats.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { useSettled } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { StateBadge, type Tone } from "#platform/ui/state-badge.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useAsk, useList } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import { type CorrectionRow, type CorrectionStatus, correctionStatuses } from "../contract.ts";
import { CorrectionDialog } from "./correction-form.tsx";
import { correctionText, type CorrectionTexts } from "./desk-text.ts";
import "./desk-corrections.css";

const looks: Record<CorrectionStatus, { tone: Tone; icon: LucideIcon }> = {
  draft: { tone: "off", icon: CircleDashed },
  approved: { tone: "act", icon: CircleCheck },
  published: { tone: "ok", icon: Globe },
  withdrawn: { tone: "bad", icon: CircleX },
};

export function CorrectionState({ status }: { status: CorrectionStatus }) {
  const t = useText(correctionText);
  return (
    <StateBadge tone={looks[status].tone} icon={looks[status].icon}>
      {t(`correction.status.${status}`)}
    </StateBadge>
  );
}

/** Claims as heard, what is true, by which source. */
export function CorrectionsScreen() {
  const t = useText(correctionText);
  const { day } = useFormats();
  const topics = useTopics();
  const may = useMay();
  const go = useGo();
  const me = useAsk<{ homeUnitId?: number | null; homeUnit?: { id: number } | null }>("/me");
  const { values, set } = useFilters(["q", "status"] as const);
  const [typed, setTyped] = useState(values.q ?? "");
  const [open, setOpen] = useState(false);
  const q = useSettled(typed.trim(), 250);
  const list = useList<CorrectionRow>("/corrections", { q, status: values.status });
  useShortcut("n", () => may("correction.add") && setOpen(true));
  const filtered = q !== "" || values.status !== undefined;
  return (
    <>
      <PageHead title={t("list.title")}>
        {may("correction.export") && (
          <ExportButton path="/corrections/export" query={{ q, status: values.status }} fileName={t("list.file")} />
        )}
        {may("correction.add") && (
          <Button look="main" icon={FilePen} hint="N" onClick={() => setOpen(true)}>
            {t("list.new")}
          </Button>
        )}
      </PageHead>
      <div className="correction-tools no-print">
        <div className="wide">
          <Field name="correction-q" label={t("list.search")} optional="silent">
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
          <Field name="correction-status" label={t("list.status")} optional="silent">
            <Select
              value={(values.status ?? "") as CorrectionStatus | ""}
              onValue={(status) => set({ status })}
              placeholder={t("list.any")}
              choices={correctionStatuses.map((value) => ({ value, label: t(`correction.status.${value}`) }))}
            />
          </Field>
        </div>
      </div>
      {list.loading && <LoadingState lines={6} />}
      {list.error !== null && list.rows.length === 0 && <ErrorState error={list.error} onRetry={list.again} />}
      {!list.loading && list.error === null && list.rows.length === 0 && (
        <EmptyState icon={MessageSquareWarning} title={t(filtered ? "list.none" : "list.empty")}>
          {t(filtered ? "list.none-words" : "list.empty-words")}
        </EmptyState>
      )}
      {list.rows.length > 0 && (
        <>
          <DataTable<CorrectionRow>
            label={t("list.title")}
            name="corrections"
            rows={list.rows}
            columns={columnsOf(t, day, topics.name)}
            rowKey={(c) => c.id}
            title={(c) => c.claim}
            titleColumn="claim"
            href={(c) => ({ to: `/corrections/${c.id}` })}
          />
          <More list={list} />
        </>
      )}
      <CorrectionDialog
        home={me.data?.homeUnitId ?? me.data?.homeUnit?.id ?? null}
        open={open}
        onOpen={setOpen}
        onDone={(id) => go(`/corrections/${id}`)}
      />
    </>
  );
}

function columnsOf(t: CorrectionTexts, day: Formats["day"], topic: (id: string) => string): Column<CorrectionRow>[] {
  return [
    {
      key: "claim",
      label: t("correction.claim"),
      cell: (c) => (c.truth === "" ? null : <div className="dim">{c.truth}</div>),
    },
    { key: "topic", label: t("correction.topic"), width: 220, phone: "line", cell: (c) => topic(c.topic) },
    { key: "unit", label: t("correction.unit"), width: 160, phone: "line", cell: (c) => c.unit.name },
    { key: "statedOn", label: t("correction.statedOn"), width: 110, phone: "line", cell: (c) => day(c.statedOn) },
    {
      key: "status",
      label: t("correction.status"),
      width: 140,
      phone: "aside",
      cell: (c) => <CorrectionState status={c.status} />,
    },
  ];
}
