import { type ReactNode, useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { NumberInput, Select, TextArea } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { TopicSelect } from "./desk-parts.tsx";
import { questionText } from "./desk-text.ts";

interface Common {
  topic: string;
  from: string;
  legalBasis: string;
}
const fresh = (): Common => ({ topic: "", from: todayInVietnam(), legalBasis: "" });

/** What every setting has: a topic or all, a day, a legal basis. */
function SettingForm({
  title,
  path,
  common,
  onCommon,
  own,
  ready,
  children,
  onClose,
}: {
  title: string;
  path: string;
  common: Common;
  onCommon: (patch: Partial<Common>) => void;
  own: Record<string, unknown>;
  ready: boolean;
  children: (tried: boolean) => ReactNode;
  onClose: () => void;
}) {
  const t = useText(questionText);
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", path);
  const noBasis = common.legalBasis.trim() === "";
  const submit = () => {
    setTried(true);
    if (noBasis || !ready || common.from === "") return;
    send.mutate(
      {
        ...own,
        topic: common.topic === "" ? null : common.topic,
        from: common.from,
        legalBasis: common.legalBasis.trim(),
      },
      {
        onSuccess: () => {
          onClose();
          notify(t("settings.saved"));
        },
      },
    );
  };
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={title}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        {children(tried)}
        <Field name="setting-topic" label={t("page.topic")} optional="silent">
          <TopicSelect
            value={common.topic}
            onValue={(topic) => onCommon({ topic })}
            empty={t("settings.every-topic")}
          />
        </Field>
        <Field name="setting-from" label={t("settings.from")}>
          <DateInput value={common.from} lean="future" onValue={(from) => onCommon({ from })} />
        </Field>
        <Field
          name="setting-basis"
          label={t("settings.basis")}
          error={tried && noBasis ? t("settings.basis-wrong") : undefined}
        >
          <TextArea value={common.legalBasis} maxLength={500} onValue={(legalBasis) => onCommon({ legalBasis })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("act.doing") : null}>
            {t("act.do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function DeadlineDialog({ onClose }: { onClose: () => void }) {
  const t = useText(questionText);
  const [common, setCommon] = useState(fresh);
  const [stage, setStage] = useState<"answer" | "climbed">("answer");
  const [days, setDays] = useState<number | null>(15);
  const ready = days !== null && days >= 1 && days <= 365;
  return (
    <SettingForm
      title={t("settings.new-deadline")}
      path="/questions/settings/deadlines"
      common={common}
      onCommon={(patch) => setCommon((before) => ({ ...before, ...patch }))}
      own={{ stage, days }}
      ready={ready}
      onClose={onClose}
    >
      {(tried) => (
        <>
          <Field name="setting-stage" label={t("settings.stage")}>
            <Select
              value={stage}
              onValue={setStage}
              choices={(["answer", "climbed"] as const).map((value) => ({
                value,
                label: t(`settings.stage.${value}`),
              }))}
            />
          </Field>
          <Field
            name="setting-days"
            label={t("settings.days-label")}
            error={tried && !ready ? t("settings.days-wrong") : undefined}
          >
            <NumberInput value={days} onValue={setDays} />
          </Field>
        </>
      )}
    </SettingForm>
  );
}

export function RouteDialog({ onClose }: { onClose: () => void }) {
  const t = useText(questionText);
  const [common, setCommon] = useState(fresh);
  const [target, setTarget] = useState<"commune" | "province" | "unit">("unit");
  const [placeUnitId, setPlace] = useState<number | null>(null);
  const [unitId, setUnit] = useState<number | null>(null);
  const ready = target !== "unit" || unitId !== null;
  return (
    <SettingForm
      title={t("settings.new-route")}
      path="/questions/settings/routes"
      common={common}
      onCommon={(patch) => setCommon((before) => ({ ...before, ...patch }))}
      own={{ target, placeUnitId, unitId: target === "unit" ? unitId : null }}
      ready={ready}
      onClose={onClose}
    >
      {(tried) => (
        <>
          <Field name="setting-target" label={t("page.unit")}>
            <Select
              value={target}
              onValue={setTarget}
              choices={(["commune", "province", "unit"] as const).map((value) => ({
                value,
                label: t(`settings.target.${value}`),
              }))}
            />
          </Field>
          {target === "unit" && (
            <Field
              name="setting-unit"
              label={t("settings.target.unit")}
              error={tried && !ready ? t("act.to-unit-wrong") : undefined}
            >
              <UnitPicker value={unitId} onValue={setUnit} />
            </Field>
          )}
          <Field name="setting-place" label={t("settings.place")} optional>
            <UnitPicker value={placeUnitId} onValue={setPlace} />
          </Field>
        </>
      )}
    </SettingForm>
  );
}
