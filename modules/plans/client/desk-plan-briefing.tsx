import { ArrowLeft, UsersRound } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { NumberInput, Select, TextInput } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, useFilters, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, EmptyState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { BriefingList, BriefingRow, BriefingTalk } from "../contract.ts";
import { planText } from "./desk-text.ts";
import { FormDialog } from "./form-dialog.tsx";
import "./desk-plans.css";

/** How many of a unit's staff a directive was presented to (quán triệt), by unit. */
export function PlanBriefingScreen() {
  const t = useText(planText);
  const { planId } = usePathParams<"planId">();
  const { values, set } = useFilters(["symbol", "year", "look"] as const);
  const list = useAsk<BriefingList>(
    `/plans/${planId}/briefing`,
    { symbol: values.symbol, year: values.year, look: values.look },
    { keep: true },
  );
  return (
    <>
      <PageHead
        over={
          <Link to={`/plans/${planId}`} className="s">
            <Icon of={ArrowLeft} size={16} /> {t("plan.back")}
          </Link>
        }
        title={t("plan.briefing-title")}
      />
      <Answer of={list}>{(data) => <Rows planId={planId} list={data} onAsk={set} />}</Answer>
    </>
  );
}

function Rows({
  planId,
  list,
  onAsk,
}: {
  planId: string;
  list: BriefingList;
  onAsk: (patch: { symbol?: string; year?: string; look?: string }) => void;
}) {
  const t = useText(planText);
  const { number } = useFormats();
  const [entering, setEntering] = useState<BriefingRow | null>(null);
  const [behind, setBehind] = useState<BriefingRow | null>(null);
  const columns = useColumns(setEntering, setBehind);
  if (list.items.length === 0)
    return (
      <EmptyState icon={UsersRound} title={t("plan.briefing.none")}>
        {t("plan.issued-none-words")}
      </EmptyState>
    );
  const thisYear = Number(todayInVietnam().slice(0, 4));
  return (
    <>
      <div className="plan-asked no-print">
        <Field name="briefing-directive" label={t("plan.briefing.directive")} optional="silent">
          <Select
            value={list.symbol ?? ""}
            onValue={(symbol) => onAsk({ symbol })}
            choices={list.directives.map((d) => ({ value: d.symbol, label: d.symbol }))}
          />
        </Field>
        <Field name="briefing-year" label={t("plan.year")} optional="silent">
          <Select
            value={String(list.year)}
            onValue={(year) => onAsk({ year })}
            choices={[...new Set([0, 1, 2, 3].map((n) => thisYear - n).concat(list.year))].map((y) => ({
              value: String(y),
              label: String(y),
            }))}
          />
        </Field>
        <Field name="briefing-look" label={t("plan.briefing.look")} optional="silent">
          <Select
            value={list.look}
            onValue={(look) => onAsk({ look })}
            choices={[
              { value: "now", label: t("plan.briefing.look.now") },
              { value: "then", label: t("plan.briefing.look.then") },
            ]}
          />
        </Field>
      </div>
      <p>
        {t("plan.briefing.total", { units: number(list.total.units), reached: number(list.total.reached) })}{" "}
        {list.total.percent !== null && (
          <b>{t("plan.briefing.share", { people: number(list.total.people), percent: number(list.total.percent) })}</b>
        )}{" "}
        {list.total.withoutPeople > 0 && (
          <span className="dim">{t("plan.briefing.without", { n: number(list.total.withoutPeople) })}</span>
        )}
      </p>
      <p className="dim s">{t("plan.briefing.words")}</p>
      <DataTable<BriefingRow>
        label={t("plan.briefing-title")}
        name="plan-briefing"
        rows={list.items}
        columns={columns}
        rowKey={(r) => String(r.unit.id)}
        title={(r) => r.unit.name}
        titleColumn="unit"
      />
      {behind !== null && <Behind planId={planId} list={list} row={behind} onClose={() => setBehind(null)} />}
      {entering !== null && <Headcount row={entering} year={list.year} onClose={() => setEntering(null)} />}
    </>
  );
}

function useColumns(onEnter: (row: BriefingRow) => void, onOpen: (row: BriefingRow) => void): Column<BriefingRow>[] {
  const t = useText(planText);
  const { number, day } = useFormats();
  const may = useMay();
  return [
    {
      key: "unit",
      label: t("plan.column.unit"),
      cell: (r) =>
        r.endedOn === null ? null : <span className="dim s">{t("plan.ended", { day: day(r.endedOn) })}</span>,
    },
    {
      key: "talks",
      label: t("plan.briefing.talks"),
      width: 110,
      numeric: true,
      phone: "line",
      cell: (r) =>
        r.talks === 0 ? (
          "0"
        ) : (
          <Button tight look="quiet" onClick={() => onOpen(r)}>
            {t("plan.briefing.open", { n: number(r.talks) })}
          </Button>
        ),
    },
    {
      key: "reached",
      label: t("plan.briefing.reached"),
      width: 150,
      numeric: true,
      phone: "line",
      cell: (r) => number(r.reached),
    },
    {
      key: "people",
      label: t("plan.briefing.people"),
      width: 130,
      numeric: true,
      phone: "hide",
      cell: (r) =>
        r.people === null ? (
          <span className="dim">{t("plan.briefing.unknown")}</span>
        ) : (
          <>
            {number(r.people)}
            {r.peopleFrom.length > 0 && (
              <span className="dim s">
                {" "}
                {t("plan.briefing.from", { units: r.peopleFrom.map((u) => u.name).join(", ") })}
              </span>
            )}
          </>
        ),
    },
    {
      key: "percent",
      label: t("plan.briefing.percent"),
      width: 110,
      numeric: true,
      phone: "aside",
      cell: (r) => (r.percent === null ? "–" : `${number(r.percent)} %`),
    },
    ...(may("plan.progress")
      ? [
          {
            key: "enter",
            label: t("plan.headcount"),
            width: 170,
            phone: "line" as const,
            cell: (r: BriefingRow) => (
              <Button tight onClick={() => onEnter(r)}>
                {t("plan.headcount")}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

/** The briefings behind a unit's figure, each to be opened. */
function Behind({
  planId,
  list,
  row,
  onClose,
}: {
  planId: string;
  list: BriefingList;
  row: BriefingRow;
  onClose: () => void;
}) {
  const t = useText(planText);
  const { day, number } = useFormats();
  const asked = useAsk<{ items: BriefingTalk[] }>(`/plans/${planId}/briefing/talks`, {
    unitId: row.unit.id,
    symbol: list.symbol ?? undefined,
    year: list.year,
    look: list.look,
  });
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      wide
      title={t("plan.briefing.talks")}
      description={`${row.unit.name}. ${list.symbol ?? ""}, ${list.year}`}
    >
      <Answer of={asked}>
        {({ items }) => (
          <ul className="plan-items">
            {items.map((k) => (
              <li key={k.id}>
                <Link to={`/talks/${k.id}`}>{k.title}</Link>{" "}
                <span className="dim s">
                  {[day(k.heldOn), k.unit.name, t("plan.briefing.attended", { n: number(k.attendance) })].join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Dialog>
  );
}

function Headcount({ row, year, onClose }: { row: BriefingRow; year: number; onClose: () => void }) {
  const t = useText(planText);
  const [people, setPeople] = useState(row.people);
  const [source, setSource] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("PUT", "/plans/headcounts");
  const right = people !== null && people > 0;
  const submit = () => {
    setTried(true);
    if (!right || source.trim() === "") return;
    send.mutate(
      { unitId: row.unit.id, year, people, source: source.trim() },
      {
        onSuccess: () => {
          onClose();
          notify(t("plan.done"));
        },
      },
    );
  };
  return (
    <FormDialog
      title={t("plan.headcount")}
      description={`${row.unit.name}, ${year}`}
      button={t("plan.save")}
      busy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        name="headcount-people"
        label={t("plan.headcount.people")}
        error={tried && !right ? t("plan.issue-needs") : undefined}
      >
        <NumberInput value={people} onValue={setPeople} />
      </Field>
      <Field
        name="headcount-source"
        label={t("plan.headcount.source")}
        error={tried && source.trim() === "" ? t("plan.issue-needs") : undefined}
      >
        <TextInput value={source} onValue={setSource} />
      </Field>
    </FormDialog>
  );
}
