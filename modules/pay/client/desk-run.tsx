import { ArrowLeft, HandCoins } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, EmptyState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { RunPage, RunPerson } from "../contract.ts";
import { RunActs } from "./desk-run-acts.tsx";
import { BudgetFact } from "./desk-run-budget.tsx";
import { Exceptions } from "./desk-run-exceptions.tsx";
import { PersonLines } from "./desk-run-lines.tsx";
import { monthOf, RunState } from "./desk-run-state.tsx";
import { isComputing, TaskBanner } from "./desk-run-task.tsx";
import { payText } from "./desk-text.ts";
import "./desk-pay.css";

/** One run: who is paid what and why, what is out of the ordinary, and what is to be done with it next. */
export function RunScreen() {
  const { runId } = usePathParams<"runId">();
  const run = useAsk<RunPage>(`/pay/runs/${runId}`);
  return <Answer of={run}>{(data) => <Page run={data} />}</Answer>;
}

function Page({ run }: { run: RunPage }) {
  const t = useText(payText);
  const name = t("pay.run-name", { month: monthOf(run.month), number: run.number });
  return (
    <>
      <PageHead
        over={
          <Link to="/pay" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("pay.title")}
          </Link>
        }
        title={name}
        documentTitle={`${name}, ${run.unit.name}`}
      >
        <RunActs run={run} />
      </PageHead>
      <TaskBanner run={run} />
      <Facts run={run} />
      <Exceptions run={run} />
      <Payees run={run} />
    </>
  );
}

function Facts({ run }: { run: RunPage }) {
  const t = useText(payText);
  const { number, moment, day } = useFormats();
  return (
    <section className="pay-part">
      <p>
        <span className="pay-total">{t("pay.money", { n: number(run.total) })}</span> <RunState status={run.status} />
      </p>
      {run.reason !== null && (
        <p className="note warn">
          {t(run.status === "discarded" ? "pay.discarded-for" : "pay.returned")}: {run.reason}
        </p>
      )}
      {run.whyNotCheck !== null && run.status === "submitted" && (
        <p className="note act">{t(`pay.why-not.${run.whyNotCheck}`)}</p>
      )}
      <dl className="facts wide">
        <dt>{t("pay.in-words")}</dt>
        <dd>{run.inWords}</dd>
        <dt>{t("pay.unit")}</dt>
        <dd>{run.unit.name}</dd>
        <dt>{t("pay.made")}</dt>
        <dd>
          {run.madeBy}, {moment(run.madeAt)}
        </dd>
        <dt>{t("pay.computed")}</dt>
        <dd>{moment(run.computedAt)}</dd>
        {run.checkedBy !== null && (
          <>
            <dt>{t("pay.checked")}</dt>
            <dd>
              {run.checkedBy}
              {run.checkedAt === null ? "" : `, ${moment(run.checkedAt)}`}
            </dd>
          </>
        )}
        {run.status !== "discarded" && (
          <>
            <dt>{t("pay.budget")}</dt>
            <dd>
              <BudgetFact run={run} />
            </dd>
          </>
        )}
        {run.status === "approved" && (
          <>
            <dt>{t("pay.reference")}</dt>
            <dd>{run.accountingReference ?? t("pay.reference-none")}</dd>
          </>
        )}
      </dl>
      {run.status !== "discarded" && (
        <p className="row pay-files no-print">
          <ExportButton
            tight
            path={`/pay/runs/${run.id}/schedule`}
            query={{ format: "docx" }}
            fileName="bang-ke.docx"
            label={t("pay.docx")}
          />
          <ExportButton
            tight
            path={`/pay/runs/${run.id}/schedule`}
            query={{ format: "xlsx" }}
            fileName="bang-ke.xlsx"
            label={t("pay.xlsx")}
          />
          {run.document !== null && (
            <ExportButton
              tight
              path={`/documents/${run.document.id}/file`}
              fileName={run.document.fileName}
              label={t("pay.issued-as", { symbol: run.document.symbol, day: day(run.document.issuedOn) })}
            />
          )}
        </p>
      )}
    </section>
  );
}

function Payees({ run }: { run: RunPage }) {
  const t = useText(payText);
  const { number } = useFormats();
  const [open, setOpen] = useState<RunPerson | null>(null);
  const columns: Column<RunPerson>[] = [
    { key: "person", label: t("pay.column.person"), cell: () => null },
    {
      key: "lines",
      label: t("pay.column.lines"),
      width: 220,
      phone: "line",
      cell: (r) =>
        [
          t("pay.lines-count", { n: r.lines }),
          ...(r.differences > 0 ? [t("pay.differences-count", { n: r.differences })] : []),
        ].join(", "),
    },
    {
      key: "amount",
      label: t("pay.column.amount"),
      width: 160,
      numeric: true,
      phone: "aside",
      cell: (r) => t("pay.money", { n: number(r.amount) }),
    },
  ];
  return (
    <section className="pay-part">
      <h2>
        {t("pay.payees")} <span className="dim num">{run.payees.length}</span>
      </h2>
      {run.payees.length === 0 && isComputing(run) ? null : run.payees.length === 0 ? (
        <EmptyState icon={HandCoins} title={t("pay.no-lines")}>
          {t("pay.no-lines-words")}
        </EmptyState>
      ) : (
        <DataTable<RunPerson>
          label={t("pay.payees")}
          name="pay-payees"
          rows={run.payees}
          columns={columns}
          rowKey={(r) => r.person.id}
          title={(r) => r.person.name}
          titleColumn="person"
          onOpen={setOpen}
        />
      )}
      {open !== null && <PersonLines runId={run.id} person={open.person} onClose={() => setOpen(null)} />}
    </section>
  );
}
