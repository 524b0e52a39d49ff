import { ArrowLeft, CircleCheck, CircleDashed, Clock3, FilePen, Send } from "lucide-react";
import { useState } from "react";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { Answer, EmptyState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { KnownIssuer } from "#modules/documents/shared.ts";
import type { IssuedList, IssuedRow } from "../contract.ts";
import { planText } from "./desk-text.ts";
import { FormDialog } from "./form-dialog.tsx";
import "./desk-plans.css";

/** Who was given something and has issued a plan of their own, who has not, and the letters that urged. */
export function PlanIssuedScreen() {
  const { planId } = usePathParams<"planId">();
  const list = useAsk<IssuedList>(`/plans/${planId}/issued`);
  return <Answer of={list}>{(data) => <Page planId={planId} list={data} />}</Answer>;
}

function Page({ planId, list }: { planId: string; list: IssuedList }) {
  const t = useText(planText);
  const { day } = useFormats();
  const [reminding, setReminding] = useState(false);
  const missing = list.items.filter((i) => !i.issued);
  const columns = useColumns();
  return (
    <>
      <PageHead
        over={
          <Link to={`/plans/${planId}`} className="s">
            <Icon of={ArrowLeft} size={16} /> {list.symbol ?? list.title}
          </Link>
        }
        title={t("plan.who-issued")}
      >
        {list.mine && missing.length > 0 && (
          <Button look="main" icon={Send} onClick={() => setReminding(true)}>
            {t("plan.remind")}
          </Button>
        )}
      </PageHead>
      {list.items.length === 0 ? (
        <EmptyState icon={Send} title={t("plan.issued-none")}>
          {t("plan.issued-none-words")}
        </EmptyState>
      ) : (
        <>
          <p>
            {t("plan.issued-count", { n: list.items.length - missing.length, all: list.items.length })}
            {list.dueOn !== null && ` · ${t("plan.own-by")} ${day(list.dueOn)}`}
          </p>
          <DataTable<IssuedRow>
            label={t("plan.who-issued")}
            name="plan-issued"
            rows={list.items}
            columns={columns}
            rowKey={(r) => String(r.unit.id)}
            title={(r) => r.unit.name}
            titleColumn="unit"
          />
        </>
      )}
      {reminding && (
        <Remind
          planId={planId}
          list={list}
          unitIds={missing.map((m) => m.unit.id)}
          onClose={() => setReminding(false)}
        />
      )}
    </>
  );
}

const issuedLooks = {
  yes: { tone: "ok", icon: CircleCheck },
  late: { tone: "bad", icon: Clock3 },
  draft: { tone: "warn", icon: FilePen },
  no: { tone: "warn", icon: CircleDashed },
} as const;

function IssuedState({ row }: { row: IssuedRow }) {
  const t = useText(planText);
  const state = row.issued ? "yes" : row.late ? "late" : row.plan === null ? "no" : "draft";
  return (
    <StateBadge tone={issuedLooks[state].tone} icon={issuedLooks[state].icon}>
      {t(`plan.issued-${state}`)}
    </StateBadge>
  );
}

function useColumns(): Column<IssuedRow>[] {
  const t = useText(planText);
  const { day } = useFormats();
  return [
    { key: "unit", label: t("plan.column.unit"), cell: () => null },
    { key: "tasks", label: t("plan.column.tasks"), width: 110, numeric: true, phone: "hide", cell: (r) => r.tasks },
    { key: "status", label: t("plan.column.status"), width: 160, phone: "aside", cell: (r) => <IssuedState row={r} /> },
    {
      key: "plan",
      label: t("plan.own-plan"),
      width: 210,
      phone: "line",
      cell: (r) =>
        r.plan === null ? (
          ""
        ) : (
          <Link to={`/plans/${r.plan.id}`}>
            {[
              r.plan.symbol ?? t(`plan.status.${r.plan.status}`),
              r.plan.issuedOn === null ? null : day(r.plan.issuedOn),
            ]
              .filter((x) => x !== null)
              .join(", ")}
          </Link>
        ),
    },
    {
      key: "reminders",
      label: t("plan.reminders"),
      width: 190,
      phone: "line",
      cell: (r) =>
        r.reminders.map((m) => (
          <ExportButton
            key={m.documentId}
            tight
            path={`/documents/${m.documentId}/file`}
            fileName={m.fileName}
            label={m.symbol}
          />
        )),
    },
  ];
}

function Remind({
  planId,
  list,
  unitIds,
  onClose,
}: {
  planId: string;
  list: IssuedList;
  unitIds: number[];
  onClose: () => void;
}) {
  const t = useText(planText);
  const today = todayInVietnam();
  const issuer = useAsk<KnownIssuer>(`/documents/issuers/${list.unit.id}`);
  const [answerBy, setAnswerBy] = useState<string>(addDays(today, 10));
  const [issuedOn, setIssuedOn] = useState<string>(today);
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const signer = typed ?? issuer.data?.signerName ?? "";
  const send = useSend<Record<string, unknown>, { symbol: string }>("POST", `/plans/${planId}/remind`);
  const submit = () => {
    setTried(true);
    if (signer.trim() === "" || answerBy === "" || issuedOn === "") return;
    send.mutate(
      { reminderId: freshId(), unitIds, answerBy, issuedOn, signerName: signer.trim() },
      {
        onSuccess: ({ symbol }) => {
          onClose();
          notify(t("plan.reminded", { symbol }));
        },
      },
    );
  };
  return (
    <FormDialog
      title={t("plan.remind")}
      description={t("plan.remind-words", { n: unitIds.length })}
      button={t("plan.issue")}
      busy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field name="remind-by" label={t("plan.answer-by")}>
        <DateInput value={answerBy} onValue={setAnswerBy} />
      </Field>
      <Field name="remind-on" label={t("plan.issued-on")}>
        <DateInput value={issuedOn} onValue={setIssuedOn} />
      </Field>
      <Field
        name="remind-signer"
        label={t("plan.signer")}
        error={tried && signer.trim() === "" ? t("plan.issue-needs") : undefined}
      >
        <TextInput value={signer} onValue={setTyped} />
      </Field>
    </FormDialog>
  );
}
