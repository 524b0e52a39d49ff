import { Timer } from "lucide-react";
import { useState } from "react";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import type { Formats } from "#platform/i18n/formats.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { NumberInput, Select, TextInput } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { Answer, EmptyState, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { type KitDeadline, type KitRow, type KitTimeliness, type KitTrigger, kitTriggers } from "../contract.ts";
import { kitText, type KitTexts } from "./desk-text.ts";
import "./desk-kits.css";

interface TimelinessAnswer {
  from: string;
  to: string;
  units: KitTimeliness[];
  kits: KitRow[];
}

/** From the matter to the approved material to the first talk: by unit, then each kit with its material and talk. */
export function Timeliness() {
  const t = useText(kitText);
  const { day, number } = useFormats();
  const may = useMay();
  const [from, setFrom] = useState<string>(addDays(todayInVietnam(), -365));
  const [to, setTo] = useState<string>(todayInVietnam());
  const query = { from, to };
  const asked = useAsk<TimelinessAnswer>("/kits/timeliness", query, { keep: true, enabled: from !== "" && to !== "" });
  return (
    <div className="kit-time">
      <p className="dim prose">{t("time.words")}</p>
      <div className="list-tools no-print">
        <div className="narrow">
          <Field name="time-from" label={t("time.from")}>
            <DateInput value={from} lean="past" onValue={setFrom} />
          </Field>
        </div>
        <div className="narrow">
          <Field name="time-to" label={t("time.to")}>
            <DateInput value={to} onValue={setTo} />
          </Field>
        </div>
        {may("kit.export") && <ExportButton path="/kits/timeliness/export" query={query} fileName={t("time.file")} />}
      </div>
      <Answer of={asked}>
        {(answer) =>
          answer.kits.length === 0 ? (
            <EmptyState icon={Timer} title={t("time.none")}>
              {t("time.none-words")}
            </EmptyState>
          ) : (
            <>
              <h2>{t("time.units")}</h2>
              <DataTable<KitTimeliness>
                label={t("time.units")}
                name="kit-units"
                rows={answer.units}
                columns={unitColumns(t, number)}
                rowKey={(u) => String(u.unit.id)}
                title={(u) => u.unit.name}
              />
              <h2>{t("time.kits")}</h2>
              <DataTable<KitRow>
                label={t("time.kits")}
                name="kit-days"
                rows={answer.kits}
                columns={kitColumns(t, day)}
                rowKey={(k) => k.id}
                title={(k) => k.title}
                href={(k) => ({ to: `/kits/${k.id}` })}
              />
            </>
          )
        }
      </Answer>
    </div>
  );
}

function unitColumns(t: KitTexts, number: Formats["number"]): Column<KitTimeliness>[] {
  const days = (n: number | null) => (n === null ? "–" : number(n));
  return [
    { key: "unit", label: t("kit.column.unit"), width: 240, cell: () => null },
    { key: "kits", label: t("kit.column.kits"), numeric: true, width: 90, phone: "aside", cell: (u) => number(u.kits) },
    {
      key: "approved",
      label: t("kit.column.approved"),
      numeric: true,
      width: 100,
      phone: "hide",
      cell: (u) => number(u.approved),
    },
    {
      key: "inTime",
      label: t("kit.column.inTime"),
      numeric: true,
      width: 100,
      phone: "hide",
      cell: (u) => number(u.inTime),
    },
    {
      key: "talked",
      label: t("kit.column.talked"),
      numeric: true,
      width: 110,
      phone: "hide",
      cell: (u) => number(u.talked),
    },
    {
      key: "a",
      label: t("time.to-approval"),
      numeric: true,
      width: 140,
      cell: (u) => days(u.medianToApproval),
    },
    {
      key: "b",
      label: t("time.to-talk"),
      numeric: true,
      width: 140,
      cell: (u) => days(u.medianToTalk),
    },
  ];
}

function kitColumns(t: KitTexts, day: Formats["day"]): Column<KitRow>[] {
  return [
    { key: "title", label: t("kit.column.title"), cell: (k) => <div className="dim">{k.unit.name}</div> },
    { key: "on", label: t("kit.column.happenedOn"), width: 120, phone: "aside", cell: (k) => day(k.happenedOn) },
    {
      key: "approved",
      label: t("kit.column.approvedOn"),
      width: 170,
      phone: "line",
      cell: (k) => (
        <>
          <span className="lead dim">{t("kit.column.approvedOn")}: </span>
          {k.approvedOn === null ? (
            <span className="dim">{t("page.not-yet")}</span>
          ) : (
            <Link to={`/materials/${k.approvedMaterialId ?? ""}`}>
              {day(k.approvedOn)} ({t("page.days", { n: k.daysToApproval ?? 0 })})
            </Link>
          )}
        </>
      ),
    },
    {
      key: "talk",
      label: t("kit.column.talkOn"),
      width: 170,
      phone: "line",
      cell: (k) => (
        <>
          <span className="lead dim">{t("kit.column.talkOn")}: </span>
          {k.talkOn === null ? (
            <span className="dim">{t("page.not-yet")}</span>
          ) : (
            <Link to={`/talks/${k.talkId ?? ""}`}>
              {day(k.talkOn)} ({t("page.days", { n: k.daysToTalk ?? 0 })})
            </Link>
          )}
        </>
      ),
    },
  ];
}

/** The deadlines that hold and held, with their legal basis; an administrator sets the next. */
export function Deadlines() {
  const t = useText(kitText);
  const { day } = useFormats();
  const may = useMay();
  const asked = useAsk<{ items: KitDeadline[] }>("/kits/deadlines");
  return (
    <Answer of={asked}>
      {({ items }) => (
        <>
          <dl className="facts wide">
            {items.map((rule) => (
              <div key={`${rule.trigger} ${rule.from}`} style={{ display: "contents" }}>
                <dt>{t(`kit.trigger.${rule.trigger}`)}</dt>
                <dd>
                  <strong>{t("rules.days", { n: rule.days })}</strong>{" "}
                  <span className="dim">
                    {rule.to === null
                      ? t("rules.from", { from: rule.from === null ? "" : day(rule.from) })
                      : t("rules.between", { from: rule.from === null ? "" : day(rule.from), to: day(rule.to) })}
                  </span>
                  <div className="s dim">{rule.legalBasis}</div>
                </dd>
              </div>
            ))}
          </dl>
          {may("kit.set-deadline") && <SetDeadline />}
        </>
      )}
    </Answer>
  );
}

function SetDeadline() {
  const t = useText(kitText);
  const [trigger, setTrigger] = useState<KitTrigger>("project");
  const [days, setDays] = useState<number | null>(null);
  const [from, setFrom] = useState("");
  const [basis, setBasis] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", "/kits/deadlines");
  const missing = (empty: boolean) => (tried && empty ? t("form.missing") : undefined);
  return (
    <form
      noValidate
      style={{ maxWidth: "30rem", marginTop: 28 }}
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        if (days === null || from === "" || basis.trim() === "") return;
        send.mutate({ trigger, days, from, legalBasis: basis.trim() }, { onSuccess: () => notify(t("done.saved")) });
      }}
    >
      <h2>{t("rules.set")}</h2>
      <p className="dim">{t("rules.words")}</p>
      {send.error !== null && <ErrorState error={send.error} />}
      <Field name="rule-trigger" label={t("form.trigger")}>
        <Select
          value={trigger}
          onValue={setTrigger}
          choices={kitTriggers.map((value) => ({ value, label: t(`kit.trigger.${value}`) }))}
        />
      </Field>
      <Field name="rule-days" label={t("rules.number")} error={missing(days === null)}>
        <NumberInput value={days} onValue={setDays} />
      </Field>
      <Field name="rule-from" label={t("rules.begin")} error={missing(from === "")}>
        <DateInput value={from} lean="future" onValue={setFrom} />
      </Field>
      <Field name="rule-basis" label={t("rules.basis")} error={missing(basis.trim() === "")}>
        <TextInput value={basis} maxLength={300} onValue={setBasis} />
      </Field>
      <div className="actions">
        <Button type="submit" busy={send.isPending ? t("act.doing") : null}>
          {t("rules.set")}
        </Button>
      </div>
    </form>
  );
}
