import { Quote, Trash2 } from "lucide-react";
import { useState } from "react";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button, IconButton } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextArea } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { ReportFigure, ReportPage, ViewName } from "../contract.ts";
import type { Merged, Passage, QuoteAnswer } from "../contract-sending.ts";
import type { RevisedBelow } from "../contract-signing.ts";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

/** What units below sent, beside what their talks say now; and their words, to be quoted. */
export function BelowTab({ report, view }: { report: ReportPage; view: ViewName }) {
  const t = useText(reportText);
  const language = useLocale();
  const [indicator, setIndicator] = useState("talks");
  const figures = useAsk<{ items: ReportFigure[] }>(`/reports/${report.id}/figures`, { view }, { keep: true });
  const merged = useAsk<Merged>(`/reports/${report.id}/merged`, { view, indicator }, { keep: true });
  const sums = (figures.data?.items ?? []).filter((f) => f.addsUp === "sum");
  return (
    <div className="report-below">
      <p className="dim prose">{t("report.below.help")}</p>
      <Field name="below-indicator" label={t("report.below.indicator")}>
        <Select
          value={indicator}
          onValue={setIndicator}
          choices={
            sums.length === 0
              ? [{ value: "talks", label: "…" }]
              : sums.map((f) => ({ value: f.indicator, label: language === "vi" ? f.nameVi : f.nameEn }))
          }
        />
      </Field>
      <Answer of={merged}>{(data) => <MergedTable merged={data} />}</Answer>
      <Revised report={report} view={view} indicator={indicator} />
      <Passages report={report} />
    </div>
  );
}

const firstShown = 30;

function MergedTable({ merged }: { merged: Merged }) {
  const t = useText(reportText);
  const formats = useFormats();
  const [all, setAll] = useState(false);
  const n = (value: number) => formats.number(value);
  if (merged.items.every((l) => l.sent === null)) return <p className="note">{t("report.below.empty")}</p>;
  const shown = all ? merged.items : merged.items.slice(0, firstShown);
  return (
    <>
      <p>
        {t("report.below.sum", {
          total: n(merged.total),
          sent: n(merged.sent),
          unsent: n(merged.unsent),
          moved: n(merged.moved),
        })}
      </p>
      <table className="figures merged" aria-label={t("report.tab.below")}>
        <thead>
          <tr>
            <th scope="col">{t("report.column.unit")}</th>
            <th scope="col" className="num">
              {t("report.below.sent")}
            </th>
            <th scope="col" className="num">
              {t("report.below.now")}
            </th>
            <th scope="col" className="num">
              {t("report.below.difference")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((l) => (
            <tr key={l.unitId ?? "lost"}>
              <th scope="row">
                {l.name}
                {l.from.map((f) => (
                  <span className="dim s sub" key={f.reportId}>
                    <Link to={`/reports/${f.reportId}`}>
                      {f.name}, {t("report.below.time", { n: f.number })}
                    </Link>
                  </span>
                ))}
              </th>
              <td className="num">
                {l.sent === null ? <span className="dim">{t("report.below.notSent")}</span> : n(l.sent)}
              </td>
              <td className="num">{n(l.now)}</td>
              <td className="num">
                {l.difference === null || l.difference === 0 ? (
                  "–"
                ) : (
                  <b title={t("report.below.moved")}>{formats.number(l.difference)}</b>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && merged.items.length > firstShown && (
        <button type="button" className="linklike" onClick={() => setAll(true)}>
          {t("report.below.all", { n: n(merged.items.length) })}
        </button>
      )}
    </>
  );
}

/** Reports below that went back after they had come: the ground of this one moved. */
function Revised({ report, view, indicator }: { report: ReportPage; view: ViewName; indicator: string }) {
  const t = useText(reportText);
  const formats = useFormats();
  const revised = useAsk<{ items: RevisedBelow[] }>(
    `/reports/${report.id}/revised-below`,
    { view, indicator },
    { keep: true },
  );
  const items = revised.data?.items ?? [];
  if (items.length === 0) return null;
  const n = (value: number) => formats.number(value);
  const line = (r: RevisedBelow) =>
    r.now === null
      ? t("report.revised.open", { before: n(r.before) })
      : r.now === r.before
        ? t("report.revised.same", { n: r.number, now: n(r.now) })
        : t("report.revised.line", {
            n: r.number,
            before: n(r.before),
            now: n(r.now),
            change: `${r.now > r.before ? "+" : "−"}${n(Math.abs(r.now - r.before))}`,
          });
  return (
    <section className="report-revised" aria-labelledby="report-revised">
      <h2 id="report-revised">{t("report.revised")}</h2>
      <p className="dim prose">{t("report.revised.help")}</p>
      <ul>
        {items.map((r) => (
          <li key={r.reportId}>
            <Link to={`/reports/${r.reportId}`}>{r.unitName}</Link>, {line(r)}
            {r.afterFreeze && <b> · {t("report.revised.after")}</b>}
            <span className="dim s sub">
              {t("report.revised.why", { reason: r.reason })}
              {r.revision !== null && ` · ${t("report.revised.revision", r.revision)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Passages({ report }: { report: ReportPage }) {
  const t = useText(reportText);
  const formats = useFormats();
  const [taken, setTaken] = useState<Passage | null>(null);
  const passages = useAsk<{ items: Passage[] }>(`/reports/${report.id}/passages`);
  const quotes = useAsk<{ items: QuoteAnswer[] }>(`/reports/${report.id}/quotes`);
  const remove = useSend<{ quoteId: string }>("DELETE", (q) => `/reports/${report.id}/quotes/${q.quoteId}`, {
    body: () => ({}),
  });
  const open =
    report.allowed.includes("report.quote") &&
    report.stage !== "signed" &&
    report.stage !== "sent" &&
    report.stage !== "accepted";
  const title = (key: string) => report.sections.find((s) => s.key === key)?.title ?? key;
  return (
    <section className="report-quotes">
      <h2>{t("report.quotes")}</h2>
      <p className="dim prose">{t("report.quotes.help")}</p>
      {remove.error !== null && <ErrorState error={remove.error} />}
      {(quotes.data?.items ?? []).length > 0 && (
        <>
          <h3>{t("report.quotes.quoted")}</h3>
          <ul>
            {quotes.data!.items.map((q) => (
              <li key={q.id}>
                <span className="grow">
                  “{q.text}”
                  <span className="dim s sub">
                    {title(q.section)} · {t("report.quotes.origin", { unit: q.unitName, day: formats.day(q.sentOn) })}
                  </span>
                </span>
                {open && (
                  <IconButton
                    icon={Trash2}
                    label={t("report.quotes.remove")}
                    onClick={() => remove.mutate({ quoteId: q.id })}
                  />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <Answer of={passages}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="dim">{t("report.quotes.empty")}</p>
          ) : (
            <ul>
              {items.map((p) => (
                <li key={`${p.sendingId}-${p.section}`}>
                  <span className="grow">
                    <b>{p.unitName}</b> <span className="dim">· {p.title}</span>
                    <span className="sub">{p.text}</span>
                  </span>
                  {open && (
                    <Button tight icon={Quote} onClick={() => setTaken(p)}>
                      {t("report.quotes.take")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {taken !== null && (
        <QuoteDialog
          key={taken.sendingId + taken.section}
          report={report}
          passage={taken}
          onClose={() => setTaken(null)}
        />
      )}
    </section>
  );
}

function QuoteDialog({ report, passage, onClose }: { report: ReportPage; passage: Passage; onClose: () => void }) {
  const t = useText(reportText);
  const formats = useFormats();
  const own = report.sections.some((s) => s.key === passage.section)
    ? passage.section
    : (report.sections[0]?.key ?? "");
  const [section, setSection] = useState(own);
  const [text, setText] = useState(passage.text);
  const send = useSend<{ section: string; sendingId: string; fromSection: string; text: string }>(
    "POST",
    `/reports/${report.id}/quotes`,
  );
  return (
    <Dialog
      open
      onOpen={onClose}
      title={t("report.quotes.take")}
      description={t("report.quotes.origin", { unit: passage.unitName, day: formats.day(passage.sentOn) })}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          send.mutate(
            { section, sendingId: passage.sendingId, fromSection: passage.section, text: text.trim() },
            {
              onSuccess: () => {
                onClose();
                notify(t("report.quotes.done"));
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="quote-section" label={t("report.quotes.into")}>
          <Select
            value={section}
            onValue={setSection}
            choices={report.sections.map((s) => ({ value: s.key, label: s.title }))}
          />
        </Field>
        <Field name="quote-text" label={t("report.quotes.text")}>
          <TextArea rows={5} value={text} onValue={setText} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" icon={Quote} busy={send.isPending ? "…" : null}>
            {t("report.quotes.take")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
