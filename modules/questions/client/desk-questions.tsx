import { Merge, MessageCircleQuestion, PencilLine } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { AddFilter, Chips } from "#platform/ui/chips.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useAsk, useList } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { useUnitName } from "#modules/units/client.ts";
import type { QuestionCounts, QuestionRow } from "../answers.ts";
import type { QuestionOrigin, QuestionView } from "../contract.ts";
import { QuestionFilters, questionFilterNames } from "./desk-filters.tsx";
import { type Chosen, MergeBar, useChoice } from "./desk-merge.tsx";
import { QuestionState, useHomeUnit, useTopics } from "./desk-parts.tsx";
import { questionText } from "./desk-text.ts";
import "./desk-questions.css";

const views = ["waiting", "overdue", "climbed", "toApprove", "toPublish", "published", "toCarry", "all"] as const;

/** All questions that one may see, by what is to be done with them. */
export function QuestionsScreen() {
  const t = useText(questionText);
  const may = useMay();
  const { number } = useFormats();
  const { values, set, clear } = useFilters(["view", "merged", ...questionFilterNames] as const);
  const view = (views as readonly string[]).includes(values.view ?? "") ? (values.view as QuestionView) : "waiting";
  const { view: _view, ...filter } = values;
  const query = { ...filter, view, ...(view === "toCarry" ? { merged: "true" } : {}) };
  const list = useList<QuestionRow>("/questions", query);
  const counts = useAsk<QuestionCounts>("/questions/counts", filter, { keep: true });
  const [filtering, setFiltering] = useState(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const home = useHomeUnit();
  const chips = useQuestionChips(values, set);
  return (
    <>
      <PageHead title={t("questions.title")}>
        {may("question.export") && (
          <ExportButton path="/questions/export" query={query} fileName={t("question.file")} />
        )}
        {may("question.merge") && chosen === null && list.rows.length > 1 && (
          <Button icon={Merge} onClick={() => setChosen(new Map())}>
            {t("merge.start")}
          </Button>
        )}
        {may("question.enter") && (
          <LinkButton look="main" icon={PencilLine} to="/questions/new">
            {t("questions.enter")}
          </LinkButton>
        )}
      </PageHead>
      <nav className="tabs no-print" aria-label={t("questions.views")}>
        {views.map((name) => (
          <Link
            key={name}
            to="/questions"
            search={{ ...filter, view: name }}
            {...(name === view ? { "aria-current": "page" as const } : {})}
          >
            {t(`questions.view.${name}`)}
            {counts.data !== undefined && <b>{number(counts.data[name])}</b>}
          </Link>
        ))}
      </nav>
      <Chips chips={chips} onClear={clear}>
        <AddFilter onOpen={() => setFiltering(true)} />
        {home !== null && values.unit === undefined && (
          <button type="button" className="chip add" onClick={() => set({ unit: String(home) })}>
            {t("questions.mine")}
          </button>
        )}
      </Chips>
      <Rows list={list} chosen={chosen} onChosen={setChosen} />
      {chosen !== null && (
        <MergeBar rows={list.rows} chosen={chosen} onChosen={setChosen} onDone={() => setChosen(null)} />
      )}
      <p className="no-print row wrap" style={{ marginTop: 20, gap: 20 }}>
        <Link to="/commitments">{t("promise.list")}</Link>
        <Link to="/questions/settings">{t("questions.settings")}</Link>
      </p>
      <QuestionFilters
        key={String(filtering)}
        open={filtering}
        onOpen={setFiltering}
        values={values}
        onApply={(next) => set(next)}
      />
    </>
  );
}

function Rows(props: {
  list: ReturnType<typeof useList<QuestionRow>>;
  chosen: Chosen | null;
  onChosen: (chosen: Chosen) => void;
}) {
  const { list, chosen, onChosen } = props;
  const t = useText(questionText);
  const choice = useChoice(chosen ?? new Map(), onChosen);
  const all = useQuestionColumns();
  const columns = chosen === null ? all : [choice, ...all];
  if (list.loading) return <LoadingState words={t("questions.loading")} lines={8} />;
  if (list.error !== null && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.again} />;
  if (list.rows.length === 0)
    return (
      <EmptyState icon={MessageCircleQuestion} title={t("questions.empty")}>
        {t("questions.empty-words")}
      </EmptyState>
    );
  return (
    <>
      <DataTable<QuestionRow>
        label={t("questions.title")}
        name="questions"
        rows={list.rows}
        columns={columns}
        rowKey={(r) => r.id}
        title={(r) => (r.text.length > 220 ? `${r.text.slice(0, 220)}…` : r.text)}
        titleColumn="text"
        href={(r) => ({ to: `/questions/${r.id}` })}
      />
      <More list={list} />
    </>
  );
}

function useQuestionColumns(): Column<QuestionRow>[] {
  const t = useText(questionText);
  const topics = useTopics();
  const { day, dayShort, number } = useFormats();
  const year = todayInVietnam().slice(0, 4);
  const short = (date: string) => (date.startsWith(year) ? dayShort(date) : day(date));
  return [
    { key: "due", label: t("question.column.dueOn"), width: 92, phone: "aside", cell: (r) => short(r.dueOn) },
    {
      key: "text",
      label: t("question.column.text"),
      cell: (r) => (
        <span className="dim">
          {[
            r.place.name,
            r.topic === null ? null : topics.name(r.topic),
            r.merged > 0 ? t("row.merged", { n: number(r.merged) }) : null,
          ]
            .filter((x) => x !== null)
            .join(" · ")}
        </span>
      ),
    },
    {
      key: "asked",
      label: t("question.column.askedOn"),
      width: 92,
      cell: (r) => short(r.askedOn),
      extra: true,
      phone: "hide",
    },
    {
      key: "code",
      label: t("question.column.code"),
      width: 96,
      cell: (r) => <span className="nw">{r.code}</span>,
      extra: true,
      phone: "hide",
    },
    { key: "unit", label: t("question.column.unit"), width: 190, cell: (r) => r.unit.name, phone: "hide" },
    {
      key: "level",
      label: t("question.column.level"),
      numeric: true,
      width: 76,
      phone: "hide",
      cell: (r) => (r.level === 0 ? <span className="dim">–</span> : number(r.level)),
    },
    { key: "status", label: t("question.column.status"), width: 190, cell: (r) => <QuestionState question={r} /> },
  ];
}

function useQuestionChips(
  values: Partial<Record<(typeof questionFilterNames)[number], string>>,
  set: (patch: Record<string, string | undefined>) => void,
) {
  const t = useText(questionText);
  const topics = useTopics();
  const { day } = useFormats();
  const unit = useUnitName(values.unit === undefined ? null : Number(values.unit));
  const under = useUnitName(values.under === undefined ? null : Number(values.under));
  const shown: Record<(typeof questionFilterNames)[number], (value: string) => string> = {
    q: (v) => `“${v}”`,
    unit: () => unit ?? "…",
    under: () => under ?? "…",
    topic: (v) => topics.name(v),
    origin: (v) => t(`question.origin.${v as QuestionOrigin}`),
    from: (v) => day(v),
    to: (v) => day(v),
  };
  return questionFilterNames.flatMap((name) => {
    const value = values[name];
    return value === undefined
      ? []
      : [
          {
            key: name,
            label: t(`questions.${name}`),
            value: shown[name](value),
            onRemove: () => set({ [name]: undefined }),
          },
        ];
  });
}
