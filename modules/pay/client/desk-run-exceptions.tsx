import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Radios, TextArea } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { exceptionKinds, type RunException, type RunPage } from "../contract.ts";
import { monthOf } from "./desk-run-state.tsx";
import { payText } from "./desk-text.ts";
import "./desk-pay.css";

const toldOnly = ["overCap", "inAnotherRun"];

/** Out of the ordinary, kind by kind: decided one by one, or all of a kind with one reason. */
export function Exceptions({ run }: { run: RunPage }) {
  const t = useText(payText);
  const [deciding, setDeciding] = useState<RunException[] | null>(null);
  const mayDecide = run.may.write && run.status === "draft";
  if (run.exceptions.length === 0) return null;
  return (
    <section className="pay-part">
      <h2>
        {t("pay.exceptions")} <span className="dim num">{run.exceptions.length}</span>
      </h2>
      {run.undecided > 0 && (
        <p className="note warn">
          <Icon of={TriangleAlert} size={18} /> {t("pay.undecided", { n: run.undecided })}. {t("pay.exceptions-words")}
        </p>
      )}
      {exceptionKinds.map((kind) => {
        const all = run.exceptions.filter((e) => e.kind === kind);
        if (all.length === 0) return null;
        const open = all.filter((e) => e.decision === null && !toldOnly.includes(kind));
        return (
          <div key={kind} className="pay-part">
            <div className="row">
              <h3 className="grow">
                {t(`pay.exception.${kind}`)} <span className="dim num">{all.length}</span>
              </h3>
              {mayDecide && open.length > 1 && (
                <Button tight onClick={() => setDeciding(open)}>
                  {t("pay.decide-all", { n: open.length })}
                </Button>
              )}
            </div>
            {toldOnly.includes(kind) && <p className="dim">{t("pay.exceptions-told")}</p>}
            <ul className="pay-list">
              {all.map((e) => (
                <One
                  key={`${e.person.id} ${e.claim}`}
                  exception={e}
                  onDecide={mayDecide ? () => setDeciding([e]) : null}
                />
              ))}
            </ul>
          </div>
        );
      })}
      {deciding !== null && <Decide run={run} about={deciding} onClose={() => setDeciding(null)} />}
    </section>
  );
}

function One({ exception: e, onDecide }: { exception: RunException; onDecide: (() => void) | null }) {
  const t = useText(payText);
  const { day, number } = useFormats();
  return (
    <li className="row">
      <div className="grow">
        <b>{e.person.name}</b>
        {e.talk === null ? (
          <span className="dim"> {t("pay.by-month", { month: monthOf(e.month) })}</span>
        ) : (
          <>
            {", "}
            <Link to={`/talks/${e.talk.id}`}>
              {day(e.talk.heldOn)}, {e.talk.place}
            </Link>
            <span className="dim"> {e.talk.title}</span>
          </>
        )}
        {e.otherTalk !== null && (
          <div className="dim">
            {t("pay.other-talk")}{" "}
            <Link to={`/talks/${e.otherTalk.id}`}>
              {day(e.otherTalk.heldOn)}, {e.otherTalk.title}
            </Link>
          </div>
        )}
        {e.otherRun !== null && (
          <div className="dim">
            {t("pay.other-run", {
              number: e.otherRun.number,
              month: monthOf(e.otherRun.month),
              unit: e.otherRun.unit.name,
            })}
          </div>
        )}
        {e.cut !== null && <div className="dim">{t("pay.cut", { n: number(e.cut) })}</div>}
        {e.decision !== null && (
          <div>
            {t("pay.decided", {
              decision: t(`pay.decision.${e.decision}`),
              reason: e.reason ?? "",
              by: e.decidedBy ?? "",
            })}
          </div>
        )}
      </div>
      {onDecide !== null && !toldOnly.includes(e.kind) && (
        <Button tight onClick={onDecide}>
          {t(e.decision === null ? "pay.decide" : "pay.redecide")}
        </Button>
      )}
    </li>
  );
}

function Decide({ run, about, onClose }: { run: RunPage; about: RunException[]; onClose: () => void }) {
  const t = useText(payText);
  const { number } = useFormats();
  const first = about[0]!;
  const needsRate = ["noRate", "twoRates", "outsideTerm"].includes(first.kind);
  // what all of them offer
  const choices = first.choices.filter((c) => about.every((e) => e.choices.some((o) => o.id === c.id)));
  const mayPay = !needsRate || choices.length > 0;
  const [decision, setDecision] = useState<"pay" | "leave" | "">(mayPay ? "" : "leave");
  const [rateId, setRateId] = useState<string>("");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", `/pay/runs/${run.id}/decisions`);
  const asksRate = needsRate && decision === "pay";
  const submit = () => {
    setTried(true);
    if (decision === "" || reason.trim() === "" || (asksRate && rateId === "")) return;
    send.mutate(
      {
        kind: first.kind,
        about: about.map((e) => ({ personId: e.person.id, claim: e.claim })),
        decision,
        rateId: asksRate ? rateId : null,
        reason: reason.trim(),
      },
      {
        onSuccess: () => {
          onClose();
          notify(t("pay.decisions-saved"));
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={t(`pay.exception.${first.kind}`)}
      description={about.length === 1 ? first.person.name : t("pay.decide-for", { n: about.length })}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        {!mayPay && <p className="note">{t("pay.no-choice")}</p>}
        <Field
          name="pay-decision"
          group
          label={t("pay.decision")}
          error={tried && decision === "" ? t("pay.rate.missing") : undefined}
        >
          <Radios
            name="pay-decision"
            value={decision}
            onValue={setDecision}
            choices={(["pay", "leave"] as const).map((value) => ({
              value,
              label: t(`pay.decision.${value}`),
              disabled: value === "pay" && !mayPay,
            }))}
          />
        </Field>
        {asksRate && (
          <Field
            name="pay-rate"
            group
            label={t("pay.choose-rate")}
            error={tried && rateId === "" ? t("pay.choose-rate-missing") : undefined}
          >
            <Radios
              name="pay-rate"
              value={rateId}
              onValue={setRateId}
              choices={choices.map((c) => ({
                value: c.id,
                label: `${t("pay.money", { n: number(c.amount) })}, ${c.scope.name}`,
                help: c.legalBasis,
              }))}
            />
          </Field>
        )}
        <Field
          name="pay-reason"
          label={t("pay.reason")}
          error={tried && reason.trim() === "" ? t("pay.reason-missing") : undefined}
        >
          <TextArea value={reason} maxLength={500} onValue={setReason} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("pay.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
