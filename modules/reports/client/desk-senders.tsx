import { BellRing, CalendarClock, CheckCheck, CircleDashed, Clock, Layers, Plus, Undo2 } from "lucide-react";
import { useState } from "react";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { StateBadge, type Tone } from "#platform/ui/state-badge.tsx";
import { Answer, EmptyState, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { Duty, Sender, SenderBoard } from "../contract-sending.ts";
import { DutyDialog } from "./desk-duty.tsx";
import { periodWords, reportText } from "./desk-text.ts";
import "./desk-reports.css";

/** Under each duty: who has sent for a period, who is late, and the letter that urges them. */
export function SendersScreen() {
  const t = useText(reportText);
  const may = useMay();
  const [open, setOpen] = useState(false);
  const duties = useAsk<{ items: Duty[] }>("/reports/duties");
  const set = may("report.set-duty") ? (
    <Button icon={Plus} onClick={() => setOpen(true)}>
      {t("report.duty.set")}
    </Button>
  ) : null;
  return (
    <>
      <PageHead title={t("report.senders")}>{set}</PageHead>
      <Answer of={duties}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={CalendarClock} title={t("report.senders")} action={set}>
              {t("report.senders.empty")}
            </EmptyState>
          ) : (
            <Board duties={items} />
          )
        }
      </Answer>
      {open && <DutyDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function Board({ duties }: { duties: readonly Duty[] }) {
  const t = useText(reportText);
  const language = useLocale();
  const filters = useFilters(["duty", "period"]);
  const duty = duties.find((d) => String(d.id) === filters.values.duty) ?? duties[0]!;
  const period = filters.values.period ?? duty.period;
  const [typed, setTyped] = useState(period);
  const board = useAsk<SenderBoard>(`/reports/duties/${duty.id}/senders`, { period }, { keep: true });
  return (
    <>
      <form
        className="senders-head"
        onSubmit={(e) => {
          e.preventDefault();
          filters.set({ period: typed.trim() });
        }}
      >
        <Field name="senders-duty" label={t("report.senders.duty")}>
          <Select
            value={String(duty.id)}
            onValue={(id) => {
              filters.set({ duty: id, period: undefined });
              setTyped(duties.find((d) => String(d.id) === id)?.period ?? period);
            }}
            choices={duties.map((d) => ({
              value: String(d.id),
              label: `${t(`report.kind.${d.periodKind}`)} · ${language === "vi" ? d.templateNameVi : d.templateNameEn} → ${d.receiverName}`,
            }))}
          />
        </Field>
        <Field name="senders-period" label={t("report.senders.period")}>
          <TextInput short value={typed} onValue={setTyped} onBlur={() => filters.set({ period: typed.trim() })} />
        </Field>
      </form>
      <Answer of={board}>{(data) => <Senders key={`${data.duty.id}-${data.period}`} board={data} />}</Answer>
    </>
  );
}

const looks: Record<Sender["state"], { tone: Tone; icon: typeof Clock }> = {
  late: { tone: "bad", icon: Clock },
  missing: { tone: "off", icon: CircleDashed },
  returned: { tone: "warn", icon: Undo2 },
  sent: { tone: "act", icon: CheckCheck },
  accepted: { tone: "ok", icon: CheckCheck },
  covered: { tone: "ok", icon: Layers },
};
const order: Sender["state"][] = ["late", "returned", "sent", "missing", "covered", "accepted"];

function Senders({ board }: { board: SenderBoard }) {
  const t = useText(reportText);
  const language = useLocale();
  const formats = useFormats();
  const late = board.senders.filter((s) => s.state === "late" || s.state === "returned");
  const [picked, setPicked] = useState<ReadonlySet<number>>(() => new Set(late.map((s) => s.unitId)));
  const [open, setOpen] = useState(false);
  const count = (...states: Sender["state"][]) => board.senders.filter((s) => states.includes(s.state)).length;
  const sorted = [...board.senders].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.unitName.localeCompare(b.unitName, "vi"),
  );
  const flip = (unitId: number) =>
    setPicked((old) => {
      const next = new Set(old);
      if (!next.delete(unitId)) next.add(unitId);
      return next;
    });
  return (
    <>
      <h2>{periodWords(board.period, language)}</h2>
      <p className="dim">
        {t("report.senders.due", {
          from: formats.day(board.firstDay),
          to: formats.day(board.lastDay),
          due: formats.day(board.dueOn),
          basis: board.duty.legalBasis,
        })}
      </p>
      <p>
        {t("report.senders.counts", {
          sent: count("sent", "accepted", "covered"),
          all: board.senders.length,
          late: count("late"),
          returned: count("returned"),
        })}
      </p>
      {late.length > 0 && (
        <div className="actions">
          <Button look="main" icon={BellRing} disabled={picked.size === 0} onClick={() => setOpen(true)}>
            {t("report.senders.remind", { n: picked.size })}
          </Button>
        </div>
      )}
      {board.senders.length === 0 ? (
        <p className="note">{t("report.senders.nobody")}</p>
      ) : (
        <table className="figures senders" aria-label={t("report.senders")}>
          <thead>
            <tr>
              <th scope="col">{t("report.column.unit")}</th>
              <th scope="col">{t("report.senders.column.state")}</th>
              <th scope="col" className="before">
                {t("report.senders.column.sent")}
              </th>
              <th scope="col" className="before">
                {t("report.senders.column.reminded")}
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((s) => (
              <tr key={s.unitId}>
                <th scope="row">
                  <span className="sender">
                    {(s.state === "late" || s.state === "returned") && (
                      <input
                        type="checkbox"
                        aria-label={t("report.senders.pick", { name: s.unitName })}
                        checked={picked.has(s.unitId)}
                        onChange={() => flip(s.unitId)}
                      />
                    )}
                    {s.reportId === null ? s.unitName : <Link to={`/reports/${s.reportId}`}>{s.unitName}</Link>}
                  </span>
                  {s.reason !== null && <span className="dim s sub">{s.reason}</span>}
                </th>
                <td>
                  <StateBadge tone={looks[s.state].tone} icon={looks[s.state].icon}>
                    {t(`report.senders.state.${s.state}`, { unit: s.coveredBy ?? "" })}
                  </StateBadge>
                </td>
                <td className="before">
                  {s.sentOn === null ? "–" : formats.day(s.sentOn)}
                  {s.inTime !== null && (
                    <span className="dim s sub">
                      {t(s.inTime ? "report.senders.onTime" : "report.senders.afterDue")}
                    </span>
                  )}
                </td>
                <td className="before">{s.remindedOn === null ? "–" : formats.day(s.remindedOn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open && <RemindDialog board={board} unitIds={[...picked]} onClose={() => setOpen(false)} />}
    </>
  );
}

function RemindDialog({ board, unitIds, onClose }: { board: SenderBoard; unitIds: number[]; onClose: () => void }) {
  const t = useText(reportText);
  const issuer = useAsk<{ signerName: string }>(`/documents/issuers/${board.duty.receiverId}`);
  const today = todayInVietnam();
  const [issuedOn, setIssuedOn] = useState<string>(today);
  const [answerBy, setAnswerBy] = useState<string>(addDays(today, 7));
  const [name, setName] = useState<string | null>(null);
  const signerName = name ?? issuer.data?.signerName ?? "";
  const send = useSend<Record<string, unknown>, { symbol: string; reminded: number }>(
    "POST",
    `/reports/duties/${board.duty.id}/reminders`,
  );
  const [tried, setTried] = useState(false);
  return (
    <Dialog
      open
      onOpen={onClose}
      title={t("report.senders.remind", { n: unitIds.length })}
      description={t("report.senders.remind.what")}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (signerName.trim() === "" || issuedOn === "" || answerBy === "") return;
          send.mutate(
            { period: board.period, unitIds, issuedOn, answerBy, signerName: signerName.trim() },
            {
              onSuccess: ({ symbol, reminded }) => {
                onClose();
                notify(t("report.senders.remind.done", { symbol, n: reminded }));
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="remind-on" label={t("report.senders.remind.issuedOn")}>
          <DateInput value={issuedOn} onValue={setIssuedOn} lean="past" />
        </Field>
        <Field name="remind-by" label={t("report.senders.remind.answerBy")}>
          <DateInput value={answerBy} onValue={setAnswerBy} lean="future" />
        </Field>
        <Field
          name="remind-signer"
          label={t("report.issue.signer")}
          error={tried && signerName.trim() === "" ? t("report.issue.signer") : undefined}
        >
          <TextInput value={signerName} onValue={setName} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" icon={BellRing} busy={send.isPending ? "…" : null}>
            {t("report.senders.remind", { n: unitIds.length })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
