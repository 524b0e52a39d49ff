import { Plus, Target } from "lucide-react";
import { useState } from "react";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Answer, EmptyState, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { OverviewTarget } from "../contract.ts";
import { overviewText, periodTitle } from "./desk-text.ts";
import { TargetDialog } from "./target-form.tsx";
import { useOverviewUnit } from "./use-overview.ts";
import { showMeasure } from "./values.ts";
import "./desk-overviews.css";

/** What was set, by which decision, and what no longer holds. */
export function TargetsScreen() {
  const t = useText(overviewText);
  const may = useMay();
  const { values } = useFilters(["unit"] as const);
  const { unitId } = useOverviewUnit(values.unit);
  const targets = useAsk<{ items: OverviewTarget[] }>(
    "/overviews/targets",
    { under: unitId ?? undefined },
    { enabled: unitId !== null },
  );
  const [writing, setWriting] = useState(false);
  const [ending, setEnding] = useState<OverviewTarget | null>(null);
  const add = may("overview.set-target") && (
    <Button look="main" icon={Plus} onClick={() => setWriting(true)}>
      {t("targets.new")}
    </Button>
  );
  return (
    <>
      <PageHead title={t("targets.title")}>
        <LinkButton to="/overviews" search={{ unit: values.unit }}>
          {t("behind.back")}
        </LinkButton>
        <LinkButton to="/overviews/rules">{t("rules.title")}</LinkButton>
        {add}
      </PageHead>
      <p className="prose dim">{t("targets.words")}</p>
      <Answer of={targets}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Target} title={t("targets.none")} action={add}>
              {t("targets.none-words")}
            </EmptyState>
          ) : (
            <ul className="short-rows target-rows">
              {items.map((target) => (
                <TargetLine key={target.id} target={target} onEnd={() => setEnding(target)} />
              ))}
            </ul>
          )
        }
      </Answer>
      <TargetDialog open={writing} onOpen={setWriting} unitId={unitId} />
      {ending !== null && <EndDialog key={ending.id} target={ending} onDone={() => setEnding(null)} />}
    </>
  );
}

function TargetLine({ target, onEnd }: { target: OverviewTarget; onEnd: () => void }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const locale = useLocale();
  const value = showMeasure(formats, t, target.measure, target.value).replace(/^\+/, "");
  const ended =
    target.endedOn === null
      ? null
      : t("targets.ended-on", { day: formats.day(target.endedOn), reason: target.endedReason ?? "" });
  return (
    <li className={ended === null ? undefined : "dim"}>
      <span>
        <b>{`${t(`measure.${target.measure}`)}: ${value}`}</b>
        {` · ${target.unit} · ${periodTitle(target.period, locale)}`}
      </span>
      <span className="aside">
        {target.mayEnd && (
          <Button look="quiet" tight onClick={onEnd}>
            {t("targets.end")}
          </Button>
        )}
      </span>
      <span className="line">
        {[target.legalBasis, t("targets.set-on", { day: formats.day(target.setOn) }), ended]
          .filter((x) => x !== null)
          .join(" · ")}
      </span>
    </li>
  );
}

function EndDialog({ target, onDone }: { target: OverviewTarget; onDone: () => void }) {
  const t = useText(overviewText);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ reason: string }>("POST", `/overviews/targets/${target.id}/end`);
  return (
    <Dialog
      open
      onOpen={(open) => !open && onDone()}
      title={t("targets.end-title")}
      description={t("targets.end-words")}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (reason.trim() === "") return;
          send.mutate(
            { reason },
            {
              onSuccess: () => {
                notify(t("targets.ended"), { tone: "ok" });
                onDone();
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="end-reason"
          label={t("targets.end-reason")}
          error={tried && reason.trim() === "" ? t("targets.missing") : undefined}
        >
          <TextInput value={reason} onValue={setReason} maxLength={300} />
        </Field>
        <div className="actions">
          <Button type="button" onClick={onDone}>
            {t("targets.cancel")}
          </Button>
          <Button type="submit" look="main" busy={send.isPending ? t("targets.saving") : null}>
            {t("targets.end-do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
