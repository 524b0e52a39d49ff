import { Plus } from "lucide-react";
import { useState } from "react";
import { type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { type Mandate, mandateKinds, type Signers } from "../contract-signing.ts";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

interface Props {
  unitId: number;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** Who signs for the unit: its head, and who was given it by a record. */
export function SignersDialog({ unitId, open, onOpen }: Props) {
  const t = useText(reportText);
  const signers = useAsk<Signers>("/reports/signers", { unitId }, { enabled: open });
  return (
    <Dialog open={open} onOpen={onOpen} title={t("report.signers")} description={t("report.signers.help")}>
      <Answer of={signers}>{(data) => <SignerList unitId={unitId} signers={data} />}</Answer>
    </Dialog>
  );
}

function SignerList({ unitId, signers }: { unitId: number; signers: Signers }) {
  const t = useText(reportText);
  const [adding, setAdding] = useState(false);
  return (
    <div className="report-signers">
      <h3>{t("report.signers.heads")}</h3>
      <p>
        {signers.heads.length === 0
          ? t("report.signers.no-head")
          : `${signers.headPosition}: ${signers.heads.map((h) => h.name).join(", ")}`}
      </p>
      <h3>{t("report.signers.given")}</h3>
      {signers.mandates.length === 0 && <p className="dim">{t("report.signers.none")}</p>}
      <ul>
        {signers.mandates.map((m) => (
          <MandateLine key={m.id} mandate={m} headPosition={signers.headPosition} mayEnd={signers.mayGive} />
        ))}
      </ul>
      {signers.mayGive &&
        (signers.candidates.length === 0 ? (
          <p className="dim">{t("report.signers.no-candidate")}</p>
        ) : adding ? (
          <GiveForm unitId={unitId} signers={signers} onDone={() => setAdding(false)} />
        ) : (
          <Button icon={Plus} onClick={() => setAdding(true)}>
            {t("report.signers.add")}
          </Button>
        ))}
    </div>
  );
}

function MandateLine({
  mandate: m,
  headPosition,
  mayEnd,
}: {
  mandate: Mandate;
  headPosition: string;
  mayEnd: boolean;
}) {
  const t = useText(reportText);
  const formats = useFormats();
  const today = todayInVietnam();
  const end = useSend<{ lastDay: string }>("POST", `/reports/mandates/${m.id}/end`);
  const from = formats.day(m.from);
  return (
    <li>
      <span className="grow">
        <b>
          {m.kind}. {headPosition}, {m.signerPosition}: {m.signerName}
        </b>
        <span className="dim s sub">
          {m.legalBasis} ·{" "}
          {m.lastDay === null
            ? t("report.signers.from-on", { from })
            : t("report.signers.from-to", { from, to: formats.day(m.lastDay) })}{" "}
          · {t(m.holds ? "report.signers.holds" : "report.signers.past")}
        </span>
        {end.error !== null && <ErrorState error={end.error} />}
      </span>
      {mayEnd && m.holds && m.lastDay !== today && (
        <Button
          tight
          busy={end.isPending ? "…" : null}
          onClick={() => end.mutate({ lastDay: today }, { onSuccess: () => notify(t("report.signers.ended")) })}
        >
          {t("report.signers.end")}
        </Button>
      )}
    </li>
  );
}

function GiveForm({ unitId, signers, onDone }: { unitId: number; signers: Signers; onDone: () => void }) {
  const t = useText(reportText);
  const [given, setGiven] = useState({
    userId: "",
    kind: "KT" as Mandate["kind"],
    signerName: "",
    signerPosition: "",
    legalBasis: "",
    from: todayInVietnam() as CivilDate | "",
    lastDay: "" as CivilDate | "",
  });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", "/reports/mandates");
  const set = (change: Partial<typeof given>) => setGiven((now) => ({ ...now, ...change }));
  const missing = (value: string, label: string) => (tried && value.trim() === "" ? label : undefined);
  const whole = [given.userId, given.signerName, given.signerPosition, given.legalBasis, given.from].every(
    (v) => v.trim() !== "",
  );
  const chosen = (userId: string) =>
    set({ userId, signerName: signers.candidates.find((c) => c.userId === userId)?.name ?? given.signerName });
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        if (!whole) return;
        const { lastDay, ...rest } = given;
        send.mutate(
          { unitId, ...rest, ...(lastDay === "" ? {} : { lastDay }) },
          {
            onSuccess: () => {
              notify(t("report.signers.done"));
              onDone();
            },
          },
        );
      }}
    >
      {send.error !== null && <ErrorState error={send.error} />}
      <Field name="signer-who" label={t("report.signers.who")} error={missing(given.userId, t("report.signers.who"))}>
        <Select
          value={given.userId}
          placeholder="…"
          onValue={chosen}
          choices={signers.candidates.map((c) => ({ value: c.userId, label: c.name }))}
        />
      </Field>
      <Field name="signer-kind" label={t("report.signers.kind")}>
        <Select
          value={given.kind}
          onValue={(kind) => set({ kind })}
          choices={mandateKinds.map((value) => ({ value, label: t(`report.signers.kind.${value}`) }))}
        />
      </Field>
      <Field
        name="signer-name"
        label={t("report.signers.name")}
        error={missing(given.signerName, t("report.signers.name"))}
      >
        <TextInput value={given.signerName} onValue={(signerName) => set({ signerName })} />
      </Field>
      <Field
        name="signer-position"
        label={t("report.signers.position")}
        error={missing(given.signerPosition, t("report.signers.position"))}
      >
        <TextInput
          value={given.signerPosition}
          placeholder="PHÓ CHỦ TỊCH"
          onValue={(signerPosition) => set({ signerPosition })}
        />
      </Field>
      <Field
        name="signer-basis"
        label={t("report.signers.basis")}
        error={missing(given.legalBasis, t("report.signers.basis"))}
      >
        <TextInput value={given.legalBasis} onValue={(legalBasis) => set({ legalBasis })} />
      </Field>
      <Field name="signer-from" label={t("report.signers.from")} error={missing(given.from, t("report.signers.from"))}>
        <DateInput value={given.from} onValue={(from) => set({ from })} />
      </Field>
      <Field name="signer-last" label={t("report.signers.last")} optional>
        <DateInput value={given.lastDay} onValue={(lastDay) => set({ lastDay })} lean="future" />
      </Field>
      <div className="actions">
        <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
          {t("report.signers.add")}
        </Button>
      </div>
    </form>
  );
}
