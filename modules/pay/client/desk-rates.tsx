import { ArrowLeft, Plus, Scale } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { Answer, EmptyState, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { PayRate, RateList } from "../contract.ts";
import { RateForm } from "./desk-rate-form.tsx";
import { payText } from "./desk-text.ts";
import "./desk-pay.css";

/** The resolutions side by side: what each grants, from when to when. */
export function RatesScreen() {
  const t = useText(payText);
  const may = useMay();
  const rates = useAsk<RateList>("/pay/rates");
  const [editing, setEditing] = useState<PayRate | "new" | null>(null);
  return (
    <>
      <PageHead
        over={
          <Link to="/pay" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("pay.title")}
          </Link>
        }
        title={t("pay.rates")}
      >
        {may("pay.set-rate") && (
          <Button look="main" icon={Plus} onClick={() => setEditing("new")}>
            {t("pay.rate-new")}
          </Button>
        )}
      </PageHead>
      <p className="dim prose">{t("pay.rates-words")}</p>
      <Answer of={rates}>
        {(list) => (
          <>
            {list.items.length === 0 ? (
              <EmptyState icon={Scale} title={t("pay.rates-empty")}>
                {t("pay.rates-empty-words")}
              </EmptyState>
            ) : (
              <Resolutions list={list} onEdit={setEditing} />
            )}
            {editing !== null && (
              <RateForm list={list} before={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
            )}
          </>
        )}
      </Answer>
    </>
  );
}

function Resolutions({ list, onEdit }: { list: RateList; onEdit: (rate: PayRate) => void }) {
  const t = useText(payText);
  const { day } = useFormats();
  const [ending, setEnding] = useState<PayRate | null>(null);
  const scopes = [...new Set(list.items.map((r) => r.scope.id))];
  return (
    <>
      {scopes.map((id) => {
        const items = list.items.filter((r) => r.scope.id === id);
        const first = items[0]!;
        return (
          <section className="pay-part" key={id}>
            <h2>{first.scope.name}</h2>
            {first.scopeEndedOn !== null && (
              <p className="dim">{t("pay.rate.ended-scope", { day: day(first.scopeEndedOn) })}</p>
            )}
            <ul className="pay-list">
              {items.map((rate) => (
                <RateLine key={rate.id} rate={rate} onEdit={() => onEdit(rate)} onEnd={() => setEnding(rate)} />
              ))}
            </ul>
          </section>
        );
      })}
      {ending !== null && <EndRate rate={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function RateLine({ rate, onEdit, onEnd }: { rate: PayRate; onEdit: () => void; onEnd: () => void }) {
  const t = useText(payText);
  const { day, number } = useFormats();
  const caps = [
    rate.mostTalks === null ? null : t("pay.rate.cap-talks", { n: rate.mostTalks }),
    rate.mostAmount === null ? null : t("pay.rate.cap-amount", { n: number(rate.mostAmount) }),
    rate.leastTalks === null ? null : t("pay.rate.least", { n: rate.leastTalks }),
    rate.used ? t("pay.rate.used") : null,
  ].filter((x) => x !== null);
  return (
    <li className="row">
      <div className="grow">
        <b>
          {[rate.kindLabel, rate.levelLabel, rate.coreOnly ? t("pay.kind.core") : null]
            .filter((x) => x !== null)
            .join(" ")}
        </b>
        {": "}
        <span className="num">
          {t("pay.money", { n: number(rate.amount) })} / {t(`pay.rate.per.${rate.per}`).toLowerCase()}
        </span>
        <div className="dim">
          {day(rate.from)} – {rate.until === null ? t("pay.rate.until-open") : day(rate.until)}
          {caps.length > 0 && ` · ${caps.join(" · ")}`}
        </div>
        <div className="dim">{rate.legalBasis}</div>
      </div>
      {rate.mine && (
        <span className="row no-print">
          {!rate.used && (
            <Button tight onClick={onEdit}>
              {t("pay.rate-correct")}
            </Button>
          )}
          <Button tight onClick={onEnd}>
            {t("pay.rate-end")}
          </Button>
        </span>
      )}
    </li>
  );
}

function EndRate({ rate, onClose }: { rate: PayRate; onClose: () => void }) {
  const t = useText(payText);
  const [until, setUntil] = useState(rate.until ?? "");
  const send = useSend<{ version: number; until: string | null }>("POST", `/pay/rates/${rate.id}/end`);
  const done = () => {
    onClose();
    notify(t("pay.rate-saved"));
  };
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={t("pay.rate-end")} description={t("pay.rate-end-words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          send.mutate({ version: rate.version, until: until === "" ? null : until }, { onSuccess: done });
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="rate-until" label={t("pay.rate.until")} optional>
          <DateInput value={until} lean="future" onValue={setUntil} />
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
