import { HandCoins, Lock, Plus } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { Link } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { ProgressBar } from "#platform/ui/progress-bar.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk, useList } from "#platform/ui/use-api.ts";
import type { Activity, LinePage, MoneyEntry } from "../contract.ts";
import { CloseYearDialog } from "./desk-close.tsx";
import { type LineAct, LineActDialog, PlanDialog, ReverseDialog, SpendDialog } from "./desk-line-acts.tsx";
import { budgetText, useDong, useSources } from "./desk-text.ts";
import "./desk-budgets.css";

/** One line: what it holds, what it is for, where it went, and every movement. */
export function BudgetLineScreen() {
  const { lineId } = usePathParams<"lineId">();
  const asked = useAsk<LinePage>(`/budgets/lines/${lineId}`, {}, { keep: true });
  return <Answer of={asked}>{(line) => <Page line={line} />}</Answer>;
}

const sums = ["income", "taken", "given", "planned", "spent", "lapsed", "carried", "handed", "available"] as const;

function Page({ line }: { line: LinePage }) {
  const t = useText(budgetText);
  const dong = useDong();
  const { name } = useSources();
  const { day } = useFormats();
  const [act, setAct] = useState<LineAct | "close" | null>(null);
  const shut = (open: boolean) => !open && setAct(null);
  const acts: LineAct[] = line.ended
    ? line.mayWrite && line.available > 0
      ? ["handOver"]
      : []
    : [
        ...(line.mayWrite ? (["activity", "allocate"] as const) : []),
        ...(line.mayWrite && line.parent === null && line.nature === "state" ? (["income"] as const) : []),
        ...(line.mayWrite && line.parent !== null ? (["return"] as const) : []),
        ...(line.mayDecide ? (["allow"] as const) : []),
      ];
  const words = {
    activity: "activity",
    allocate: "allocate",
    income: "income",
    return: "return",
    allow: "allow",
    handOver: "hand-over",
  } as const;
  return (
    <>
      <PageHead
        over={
          <Link to="/budgets" search={{ year: String(line.year) }}>
            {t("desk.line-over", { year: line.year })}
          </Link>
        }
        title={line.title}
      >
        {acts.map((a) => (
          <Button
            key={a}
            icon={a === "activity" ? Plus : a === "allocate" || a === "handOver" ? HandCoins : undefined}
            onClick={() => setAct(a)}
          >
            {t(`desk.${words[a]}`)}
          </Button>
        ))}
        {line.mayDecide && (
          <Button look="quiet" icon={Lock} onClick={() => setAct("close")}>
            {t("desk.close")}
          </Button>
        )}
      </PageHead>
      <p>
        {line.unit.name} · {name(line.source)}
        {line.closed ? ` · ${t("desk.closed")}` : ""}
        {line.ended ? ` · ${t("desk.ended")}` : ""}
      </p>
      {line.parent !== null && (
        <p className="dim">
          {t("desk.from")} <Link to={`/budgets/lines/${line.parent.id}`}>{line.parent.unit.name}</Link>
        </p>
      )}
      <div className="money-sums">
        {sums.map((key) =>
          line[key] === 0 && key !== "spent" && key !== "available" ? null : (
            <div key={key}>
              <span>{t(`budget.sum.${key}`)}</span>
              <b className={line[key] < 0 ? "money-neg" : undefined}>{dong(line[key])}</b>
            </div>
          ),
        )}
      </div>
      <Activities line={line} />
      {line.children.length > 0 && (
        <section className="money-part">
          <h2>{t("desk.children")}</h2>
          <ul className="money-lines">
            {line.children.map((child) => (
              <li key={child.id}>
                <Link to={`/budgets/lines/${child.id}`}>{child.unit.name}</Link>
                <b className="num">{dong(child.taken)}</b>
                <span className="dim">
                  {t("budget.sum.spent")} {dong(child.spent)} · {t("budget.sum.available").toLowerCase()}{" "}
                  {dong(child.available)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {line.allowances.length > 0 && (
        <section className="money-part">
          <h2>{t("desk.allowances")}</h2>
          <ul className="money-lines">
            {line.allowances.map((a) => (
              <li key={`${a.on} ${a.reference} ${a.amount}`}>
                <span>
                  {t("desk.allowance", { n: dong(a.amount), reason: a.reason, reference: a.reference, day: day(a.on) })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Entries line={line} />
      {act === "close" && <CloseYearDialog line={line} onOpen={shut} />}
      {act !== null && act !== "close" && <LineActDialog line={line} act={act} onOpen={shut} />}
    </>
  );
}

const placeOf: Record<Activity["kind"], ((id: string) => string) | null> = {
  talk: (id) => `/talks/${id}`,
  dialogue: (id) => `/dialogues/${id}`,
  kit: (id) => `/kits/${id}`,
  planTask: null,
  other: null,
};

function Activities({ line }: { line: LinePage }) {
  const t = useText(budgetText);
  const dong = useDong();
  const [spending, setSpending] = useState<Activity | null>(null);
  const [planning, setPlanning] = useState<Activity | null>(null);
  return (
    <section className="money-part">
      <h2>{t("desk.activities")}</h2>
      {line.activities.length === 0 && <p className="dim">{t("desk.no-activities")}</p>}
      <ul className="money-lines money-activities">
        {line.activities.map((a) => {
          const to = a.refId === null ? null : placeOf[a.kind];
          return (
            <li key={a.id}>
              <span>{to === null || a.refId === null ? a.title : <Link to={to(a.refId)}>{a.title}</Link>}</span>
              <span className="row wrap no-print">
                {line.mayWrite && !line.ended && (
                  <>
                    <Button tight onClick={() => setSpending(a)}>
                      {t("desk.spend")}
                    </Button>
                    <Button tight look="quiet" onClick={() => setPlanning(a)}>
                      {t("desk.plan")}
                    </Button>
                  </>
                )}
              </span>
              <div style={{ gridColumn: "1 / -1" }}>
                <ProgressBar
                  done={Math.max(0, a.spent)}
                  total={a.planned}
                  words={`${t(`budget.kind.${a.kind}`)} · ${t("budget.sum.spent").toLowerCase()} ${dong(a.spent)} / ${t("budget.sum.planned").toLowerCase()} ${dong(a.planned)}${a.planned > 0 && a.spent > a.planned ? ` · ${t("desk.over")}` : ""}`}
                />
              </div>
            </li>
          );
        })}
      </ul>
      {spending !== null && <SpendDialog activity={spending} onOpen={(open) => !open && setSpending(null)} />}
      {planning !== null && <PlanDialog activity={planning} onOpen={(open) => !open && setPlanning(null)} />}
    </section>
  );
}

function Entries({ line }: { line: LinePage }) {
  const t = useText(budgetText);
  const list = useList<MoneyEntry>(`/budgets/lines/${line.id}/entries`);
  const [reversing, setReversing] = useState<MoneyEntry | null>(null);
  const what = useEntryWords();
  const columns = useEntryColumns(setReversing);
  return (
    <section className="money-part">
      <h2>{t("desk.entries")}</h2>
      <DataTable<MoneyEntry>
        label={t("desk.entries")}
        name="money-entries"
        rows={list.rows}
        columns={columns}
        rowKey={(e) => e.id}
        title={what}
        titleColumn="what"
      />
      <More list={list} />
      {reversing !== null && <ReverseDialog entry={reversing} onOpen={(open) => !open && setReversing(null)} />}
    </section>
  );
}

function useEntryWords(): (e: MoneyEntry) => string {
  const t = useText(budgetText);
  return (e) => {
    const unit = e.other?.unit.name ?? "";
    if (e.kind === "income" || e.kind === "spending" || e.kind === "lapse") return t(`desk.entry.${e.kind}`);
    return t(`desk.entry.${e.kind}-${e.incoming ? "in" : "out"}`, { unit });
  };
}

function useEntryColumns(onReverse: (e: MoneyEntry) => void): Column<MoneyEntry>[] {
  const t = useText(budgetText);
  const { day } = useFormats();
  const dong = useDong();
  return [
    { key: "on", label: t("desk.on"), width: 120, phone: "line", cell: (e) => day(e.onDate) },
    {
      key: "what",
      label: t("desk.column.entry"),
      cell: (e) => (
        <span className="dim">
          {[
            e.activity?.title,
            e.note,
            e.reversesId === null ? null : t("desk.counter", { reason: e.reason ?? "" }),
            e.reversed ? t("desk.reversed") : null,
          ]
            .filter((x) => x !== null && x !== undefined)
            .join(" · ")}
        </span>
      ),
    },
    { key: "reference", label: t("budget.column.reference"), width: 170, phone: "line", cell: (e) => e.reference },
    {
      key: "amount",
      label: t("budget.column.amount"),
      width: 150,
      numeric: true,
      phone: "aside",
      cell: (e) => {
        const signed = e.incoming ? e.amount : -e.amount;
        return (
          <span className={`${signed < 0 ? "money-neg" : ""} ${e.reversed ? "money-struck" : ""}`}>{dong(signed)}</span>
        );
      },
    },
    {
      key: "acts",
      label: t("desk.reverse"),
      width: 120,
      phone: "line",
      cell: (e) =>
        e.mayReverse ? (
          <Button tight look="quiet" onClick={() => onReverse(e)}>
            {t("desk.reverse")}
          </Button>
        ) : null,
    },
  ];
}
