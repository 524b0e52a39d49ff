import { CalendarPlus, MessagesSquare } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { AddFilter, Chips } from "#platform/ui/chips.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { KeyHints } from "#platform/ui/key-hints.tsx";
import { LinkButton, useGo } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { type ListAnswer, useList } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { useMedia } from "#platform/ui/use-media.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import type { TalkRow } from "../answers.ts";
import { useFilterChips, TalkFilters, filterNames } from "./desk-filters.tsx";
import { TalkState } from "./desk-status.tsx";
import { talkText } from "./desk-text.ts";
import { TalkViews } from "./desk-views.tsx";
import { VerifyPanel } from "./desk-verify-panel.tsx";
import "./desk-talks.css";

const names = [...filterNames, "talk"] as const;

/** All talks that one may see, filtered by the address, with a panel to verify in. */
export function TalksScreen() {
  const t = useText(talkText);
  const { number } = useFormats();
  const { values, set, clear } = useFilters(names);
  const { talk: chosen, ...query } = values;
  const list = useList<TalkRow>("/talks", query);
  const [filtering, setFiltering] = useState(false);
  const chips = useFilterChips(values, set);
  const wide = useMedia("(min-width: 1180px)");
  const go = useGo();
  useShortcut("l", () => setFiltering(true));
  const may = useMay();
  useShortcut("n", () => go("/talks/new"), may("talk.enter"));

  const current = wide ? (chosen ?? null) : null;
  const waiting = list.rows.filter((r) => r.status === "delivered");
  const at = waiting.findIndex((r) => r.id === current);
  const afterVerdict = () => {
    const next = waiting[at + 1] ?? waiting[at - 1];
    if (next !== undefined) set({ talk: next.id });
  };
  const count = list.loading ? undefined : `${number(list.rows.length)}${list.hasMore ? "+" : ""}`;
  return (
    <div className={wide ? "bleed talks-screen wide" : "bleed talks-screen"}>
      <section className="list" aria-label={t("talks.title")}>
        <PageHead title={t("talks.title")} count={count}>
          {may("talk.export") && <ExportButton path="/talks/export" query={query} fileName={t("talks.file")} />}
          {may("talk.enter") && (
            <LinkButton look="main" icon={CalendarPlus} to="/talks/new" hint="N">
              {t("talks.plan")}
            </LinkButton>
          )}
        </PageHead>
        <TalkViews view="list" />
        <Chips chips={chips} onClear={clear}>
          <AddFilter onOpen={() => setFiltering(true)} shortcut="L" />
        </Chips>
        <Rows
          list={list}
          filtered={Object.keys(query).length > 0}
          current={current}
          wide={wide}
          onCurrent={(row) => set({ talk: row.id })}
        />
        <div className="keys-bar">
          <KeyHints
            hints={[
              { keys: ["J", "K"], does: t("keys.move") },
              { keys: ["V"], does: t("keys.verify") },
              { keys: ["T"], does: t("keys.return") },
              { keys: ["L"], does: t("keys.filter") },
              { keys: ["/"], does: t("keys.find") },
              { keys: ["?"], does: t("keys.all") },
            ]}
          />
        </div>
      </section>
      {wide && (
        <VerifyPanel
          talkId={current}
          position={at < 0 ? null : { at: at + 1, of: waiting.length }}
          onDone={afterVerdict}
        />
      )}
      <TalkFilters
        key={String(filtering)}
        open={filtering}
        onOpen={setFiltering}
        values={values}
        onApply={(next) => set({ ...next, talk: undefined })}
      />
    </div>
  );
}

function Rows({
  list,
  filtered,
  current,
  wide,
  onCurrent,
}: {
  list: ListAnswer<TalkRow>;
  filtered: boolean;
  current: string | null;
  wide: boolean;
  onCurrent: (row: TalkRow) => void;
}) {
  const t = useText(talkText);
  const columns = useTalkColumns();
  const may = useMay();
  if (list.loading)
    return (
      <div className="padded">
        <LoadingState words={t("talks.loading")} lines={8} />
      </div>
    );
  if (list.error !== null && list.rows.length === 0)
    return (
      <div className="padded">
        <ErrorState error={list.error} onRetry={list.again} />
      </div>
    );
  if (list.rows.length === 0) {
    return (
      <div className="padded">
        <EmptyState
          icon={MessagesSquare}
          title={t(filtered ? "talks.empty-filtered" : "talks.empty")}
          action={
            filtered || !may("talk.enter") ? undefined : (
              <LinkButton look="main" to="/talks/new">
                {t("talks.plan-long")}
              </LinkButton>
            )
          }
        >
          {t(filtered ? "talks.empty-filtered-words" : "talks.empty-words")}
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      <DataTable<TalkRow>
        label={t("talks.title")}
        name="talks"
        rows={list.rows}
        columns={columns}
        rowKey={(r) => r.id}
        title={(r) => r.title}
        titleColumn="talk"
        current={current}
        {...(wide ? { onOpen: onCurrent, onCurrent } : { href: (r: TalkRow) => ({ to: `/talks/${r.id}` }) })}
      />
      <More list={list} />
    </>
  );
}

/** Where it is and who speaks, as one reads it: "Nhà văn hóa thôn, thôn Diom A · Ya Thuần". */
export function talkUnder(row: Pick<TalkRow, "place" | "speakers">): string {
  return [row.place.name, row.speakers.map((s) => s.name).join(", ")].filter((x) => x !== "").join(" · ");
}

export function useTalkColumns(): Column<TalkRow>[] {
  const t = useText(talkText);
  const { dayShort, day, time, number } = useFormats();
  const year = todayInVietnam().slice(0, 4);
  return [
    {
      key: "day",
      label: t("column.day"),
      width: 104,
      phone: "aside",
      cell: (r) => (
        <>
          {r.heldOn.startsWith(year) ? dayShort(r.heldOn) : day(r.heldOn)}
          <span className="dim">{time(r.startsAt)}</span>
        </>
      ),
    },
    { key: "talk", label: t("column.talk"), cell: (r) => <span className="dim">{talkUnder(r)}</span> },
    { key: "unit", label: t("column.unit"), cell: (r) => r.unit.name, extra: true, phone: "hide" },
    { key: "kind", label: t("column.kind"), cell: (r) => t(`talk.kind.${r.kind}`), extra: true, phone: "hide" },
    {
      key: "number",
      label: t("column.number"),
      cell: (r) => <span className="nw">{r.number}</span>,
      extra: true,
      phone: "hide",
    },
    {
      key: "attendance",
      label: t("column.attendance"),
      numeric: true,
      width: 52,
      phone: "hide",
      cell: (r) => (r.attendance === null ? <span className="dim">–</span> : number(r.attendance)),
    },
    { key: "status", label: t("column.status"), width: 164, cell: (r) => <TalkState status={r.status} /> },
  ];
}
