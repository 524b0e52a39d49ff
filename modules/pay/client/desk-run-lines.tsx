import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Link } from "#platform/ui/link.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { RunLine } from "../contract.ts";
import { monthOf } from "./desk-run-state.tsx";
import { payText } from "./desk-text.ts";
import "./desk-pay.css";

/** All lines of one person in a run; each opens to how it came about, and from there to the talk. */
export function PersonLines({
  runId,
  person,
  onClose,
}: {
  runId: string;
  person: { id: string; name: string };
  onClose: () => void;
}) {
  const t = useText(payText);
  const lines = useAsk<{ items: RunLine[] }>(`/pay/runs/${runId}/lines`, { person: person.id });
  return (
    <Dialog open wide onOpen={(open) => !open && onClose()} title={t("pay.lines-of", { name: person.name })}>
      <Answer of={lines}>
        {({ items }) => (
          <div>
            {items.map((line) => (
              <Line key={line.id} line={line} first={items.length === 1} />
            ))}
          </div>
        )}
      </Answer>
    </Dialog>
  );
}

function Line({ line, first }: { line: RunLine; first: boolean }) {
  const t = useText(payText);
  const { number, day } = useFormats();
  const what =
    line.talk !== null
      ? `${day(line.talk.heldOn)}, ${line.talk.place}`
      : t("pay.by-month", { month: monthOf(line.month) });
  return (
    <details className="pay-line" open={first}>
      <summary>
        <span>
          {line.turn > 1 && <b>{t("pay.difference")}: </b>}
          {what}
          {line.talk !== null && <span className="dim"> {line.talk.title}</span>}
        </span>
        <b className="num">{number(line.amount)}</b>
      </summary>
      <Derivation line={line} />
    </details>
  );
}

function Derivation({ line }: { line: RunLine }) {
  const t = useText(payText);
  const { number, day } = useFormats();
  const money = (n: number) => t("pay.money", { n: number(n) });
  const { rate, appointment, what, order, usedBefore, cut, decisions } = line.derivation;
  return (
    <>
      {line.talk !== null && (
        <p>
          <Link to={`/talks/${line.talk.id}`}>{t("pay.talk-number", { number: line.talk.number })}</Link>
        </p>
      )}
      {what === "gone" && <p className="note warn">{t("pay.gone")}</p>}
      {line.talkChangedSince && <p className="note">{t("pay.step.changed")}</p>}
      <dl className="facts wide" aria-label={t("pay.derivation")}>
        {rate !== undefined && (
          <>
            <dt>{t("pay.step.rate")}</dt>
            <dd>
              {rate.per === "talk"
                ? t("pay.step.per.talk", { amount: number(rate.amount) })
                : t("pay.step.per.month", { amount: number(rate.amount), least: rate.leastTalks ?? 1 })}
            </dd>
            <dt>{t("pay.step.basis")}</dt>
            <dd>{rate.legalBasis}</dd>
            <dt>{t("pay.step.scope")}</dt>
            <dd>{line.rateScope?.name ?? ""}</dd>
          </>
        )}
        {appointment !== undefined && (
          <>
            <dt>{t("pay.step.appointment")}</dt>
            <dd>
              <AppointmentKind kind={appointment.kind} level={appointment.level} core={appointment.core} />,{" "}
              {appointment.to === null
                ? t("pay.step.term", { from: day(appointment.from) })
                : t("pay.step.term-to", { from: day(appointment.from), to: day(appointment.to) })}
            </dd>
          </>
        )}
        {order !== undefined && what === "talk" && rate !== undefined && (
          <>
            <dt>{t("pay.step.order")}</dt>
            <dd>{t("pay.step.order-words", { n: order, used: number(usedBefore ?? 0) })}</dd>
          </>
        )}
        {cut !== undefined && cut > 0 && (
          <>
            <dt>{t("pay.step.cut")}</dt>
            <dd>{money(-cut)}</dd>
          </>
        )}
        {line.talks.length > 0 && (
          <>
            <dt>{t("pay.step.talks")}</dt>
            <dd>
              <ul className="pay-talks">
                {line.talks.map((talk) => (
                  <li key={talk.id}>
                    <Link to={`/talks/${talk.id}`}>
                      {day(talk.heldOn)}, {talk.title}
                    </Link>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {decisions !== undefined && decisions.length > 0 && (
          <>
            <dt>{t("pay.step.decisions")}</dt>
            <dd>
              {decisions.map((d) => (
                <div key={d.kind}>
                  {t(`pay.exception.${d.kind}`)}. {t(`pay.decision.${d.decision}`)}: {d.reason}
                </div>
              ))}
            </dd>
          </>
        )}
        <dt>{t("pay.step.entitled")}</dt>
        <dd>{money(line.entitled)}</dd>
        <dt>{t("pay.step.before")}</dt>
        <dd>
          {money(line.paidBefore)}
          {line.earlier.map((e) => (
            <div key={e.runId}>
              <Link to={`/pay/${e.runId}`}>{t("pay.run-name", { month: monthOf(e.month), number: e.number })}</Link>,{" "}
              {e.unit}: {number(e.amount)}
            </div>
          ))}
        </dd>
        <dt>{t("pay.step.amount")}</dt>
        <dd>
          <b>{money(line.amount)}</b>
        </dd>
      </dl>
    </>
  );
}

/** An appointment's kind in words, as the roster's catalogue has it. */
function AppointmentKind({ kind, level, core }: { kind: string; level: string | null; core: boolean }) {
  const t = useText(payText);
  const rates = useAsk<{ kinds: { id: string; label: string }[]; levels: { id: string; label: string }[] }>(
    "/pay/rates",
  );
  const label = rates.data?.kinds.find((k) => k.id === kind)?.label ?? "";
  const at = rates.data?.levels.find((l) => l.id === level)?.label;
  return <>{[label, at, core ? t("pay.kind.core") : undefined].filter((x) => x !== undefined).join(" ")}</>;
}
