import { FileText } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { type ApiProblem, asProblem, download } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { KnownIssuer } from "#modules/documents/shared.ts";
import type { PlanPage } from "../contract.ts";
import { planText } from "./desk-text.ts";
import { FormDialog } from "./form-dialog.tsx";

/** The plan as an official document: looked at as a draft, then issued with its number. */
export function IssueDialog({ page, onClose }: { page: PlanPage; onClose: () => void }) {
  const t = useText(planText);
  const issuer = useAsk<KnownIssuer>(`/documents/issuers/${page.unit.id}`);
  const [issuedOn, setIssuedOn] = useState<string>(todayInVietnam());
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const send = useSend<Record<string, unknown>, { symbol: string }>("POST", `/plans/${page.id}/issue`);
  const signer = typed ?? issuer.data?.signerName ?? "";
  const look = async () => {
    setProblem(null);
    try {
      await download(`/plans/${page.id}/document`, {}, "ke-hoach-du-thao.docx", { method: "POST", body: {} });
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const submit = () => {
    setTried(true);
    if (signer.trim() === "" || issuedOn === "") return;
    send.mutate(
      { version: page.version, issuedOn, signerName: signer.trim() },
      {
        onSuccess: ({ symbol }) => {
          onClose();
          notify(t("plan.issued", { symbol }));
        },
      },
    );
  };
  return (
    <FormDialog
      title={t("plan.issue")}
      description={t("plan.issue-words")}
      button={t("plan.issue")}
      busy={send.isPending}
      beside={
        <Button icon={FileText} onClick={() => void look()}>
          {t("plan.draft-document")}
        </Button>
      }
      error={send.error ?? problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        name="plan-issued-on"
        label={t("plan.issued-on")}
        error={tried && issuedOn === "" ? t("plan.issue-needs") : undefined}
      >
        <DateInput value={issuedOn} onValue={setIssuedOn} />
      </Field>
      <Field
        name="plan-signer"
        label={t("plan.signer")}
        error={tried && signer.trim() === "" ? t("plan.issue-needs") : undefined}
      >
        <TextInput value={signer} onValue={setTyped} />
      </Field>
    </FormDialog>
  );
}

/** Title, symbol and days of a plan, as its paper says them. */
export function FactsDialog({ page, onClose }: { page: PlanPage; onClose: () => void }) {
  const t = useText(planText);
  const [form, setForm] = useState({
    title: page.title,
    issuer: page.issuer ?? "",
    symbol: page.symbol ?? "",
    issuedOn: page.issuedOn ?? "",
    startsOn: page.startsOn,
    endsOn: page.endsOn,
    ownPlansBy: page.ownPlansBy ?? "",
  });
  const send = useSend<Record<string, unknown>>("PATCH", `/plans/${page.id}`);
  const text = (name: "title" | "issuer" | "symbol", label: Parameters<typeof t>[0]) => (
    <Field name={`plan-${name}`} label={t(label as "plan.title")} {...(name === "title" ? {} : { optional: true })}>
      <TextInput
        value={form[name]}
        onValue={(next) => setForm({ ...form, [name]: next })}
        disabled={page.document !== null}
      />
    </Field>
  );
  const date = (name: "issuedOn" | "startsOn" | "endsOn" | "ownPlansBy", label: Parameters<typeof t>[0]) => (
    <Field name={`plan-${name}`} label={t(label as "plan.title")}>
      <DateInput value={form[name]} onValue={(next) => setForm({ ...form, [name]: next })} />
    </Field>
  );
  const orNull = (value: string) => (value.trim() === "" ? null : value.trim());
  const submit = () => {
    send.mutate(
      {
        version: page.version,
        ...form,
        issuer: orNull(form.issuer),
        symbol: orNull(form.symbol),
        issuedOn: orNull(form.issuedOn),
        ownPlansBy: orNull(form.ownPlansBy),
      },
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
      title={t("plan.facts")}
      button={t("plan.save")}
      busy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {text("title", "plan.column.title")}
      {text("symbol", "plan.column.symbol")}
      {text("issuer", "plan.issuer")}
      {date("issuedOn", "plan.issued-on")}
      {date("startsOn", "plan.starts-on")}
      {date("endsOn", "plan.ends-on")}
      {date("ownPlansBy", "plan.own-by")}
    </FormDialog>
  );
}
