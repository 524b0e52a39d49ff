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
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { ListFilter, ListRows, ListSearch, ListTools, useListSearch } from "#platform/ui/list-screen.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { StateBadge, type Tone } from "#platform/ui/state-badge.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { useHomeUnit, useMay } from "#platform/ui/use-may.ts";
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
  const home = useHomeUnit();
  const { values, set } = useFilters(["q", "status"] as const);
  const { q, searchBox } = useListSearch(values.q, (typed) => set({ q: typed }));
  const [open, setOpen] = useState(false);
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
      <ListTools>
        <ListSearch name="correction-q" label={t("list.search")} help={t("list.search-help")} {...searchBox} />
        <ListFilter
          name="correction-status"
          label={t("list.status")}
          value={values.status}
          onValue={(status) => set({ status })}
          any={t("list.any")}
          choices={correctionStatuses.map((value) => ({ value, label: t(`correction.status.${value}`) }))}
        />
      </ListTools>
      <ListRows
        list={list}
        lines={6}
        empty={{
          icon: MessageSquareWarning,
          title: t(filtered ? "list.none" : "list.empty"),
          words: t(filtered ? "list.none-words" : "list.empty-words"),
        }}
      >
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
      </ListRows>
      <CorrectionDialog home={home} open={open} onOpen={setOpen} onDone={(id) => go(`/corrections/${id}`)} />
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
