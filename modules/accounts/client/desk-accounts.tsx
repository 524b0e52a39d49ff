import { ShieldCheck, ShieldOff, UserPlus, Users } from "lucide-react";
import { useState } from "react";
import type { Role } from "#kernel/access.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useList } from "#platform/ui/use-api.ts";
import type { AccountItem } from "../contract.ts";
import { grantWords, roleChoices } from "./desk-roles.ts";
import { StrandedGrants } from "./desk-stranded.tsx";
import { accountText, type AccountTexts } from "./desk-text.ts";

function columnsOf(t: AccountTexts): Column<AccountItem>[] {
  return [
    { key: "name", label: t("column.name"), cell: (a) => <span className="dim">{a.userName}</span> },
    {
      key: "grants",
      label: t("column.grants"),
      cell: (a) =>
        a.grants.map((g) => (
          <span className="sub" key={g.id}>
            {grantWords(t, g)}
          </span>
        )),
    },
    { key: "home", label: t("column.home"), phone: "hide", cell: (a) => a.homeUnitName ?? "" },
    {
      key: "factor",
      label: t("column.factor"),
      phone: "hide",
      width: 130,
      cell: (a) => (
        <StateBadge tone={a.twoFactor ? "ok" : "off"} icon={a.twoFactor ? ShieldCheck : ShieldOff}>
          {t(a.twoFactor ? "factor.on" : "factor.off")}
        </StateBadge>
      ),
    },
  ];
}

/** Who may come in, below one's own units. */
export function AccountsScreen() {
  const t = useText(accountText);
  const { values, set } = useFilters(["q", "role", "closed"] as const);
  const [typed, setTyped] = useState(values.q ?? "");
  const list = useList<AccountItem>("/accounts", values);
  const columns = columnsOf(t);
  return (
    <>
      <PageHead title={t("accounts.title")}>
        <ExportButton path="/accounts/export" query={values} fileName={`${t("accounts.title")}.xlsx`} />
        <LinkButton look="main" icon={UserPlus} to="/accounts/new">
          {t("accounts.new")}
        </LinkButton>
      </PageHead>
      <StrandedGrants />
      <p className="dim prose" style={{ marginBottom: 16 }}>
        {t("accounts.words")}
      </p>
      <div className="field-row no-print" style={{ maxWidth: "46rem", marginBottom: 16 }}>
        <Field name="accounts-q" label={t("accounts.search")} optional="silent">
          <TextInput
            type="search"
            value={typed}
            placeholder={t("accounts.search-help")}
            onValue={(q) => {
              setTyped(q);
              set({ q: q.trim() });
            }}
          />
        </Field>
        <Field name="accounts-role" label={t("accounts.role")} optional="silent">
          <Select
            value={(values.role ?? "") as Role | ""}
            onValue={(role) => set({ role })}
            placeholder={t("accounts.any")}
            choices={roleChoices(t)}
          />
        </Field>
        <Field name="accounts-state" label={t("accounts.state")} optional="silent">
          <Select
            value={(values.closed ?? "no") as "no" | "yes" | "all"}
            onValue={(closed) => set({ closed: closed === "no" ? undefined : closed })}
            choices={[
              { value: "no", label: t("accounts.open") },
              { value: "yes", label: t("accounts.closed") },
              { value: "all", label: t("accounts.all") },
            ]}
          />
        </Field>
      </div>
      {list.loading ? (
        <LoadingState />
      ) : list.error !== null && list.rows.length === 0 ? (
        <ErrorState error={list.error} onRetry={list.again} />
      ) : list.rows.length === 0 ? (
        <EmptyState icon={Users} title={t(Object.keys(values).length > 0 ? "accounts.none-found" : "accounts.empty")}>
          {t("accounts.empty-words")}
        </EmptyState>
      ) : (
        <>
          <DataTable
            label={t("accounts.title")}
            name="accounts"
            rows={list.rows}
            columns={columns}
            rowKey={(a) => a.id}
            title={(a) => a.displayName}
            href={(a) => ({ to: `/accounts/${a.id}` })}
          />
          <More list={list} />
        </>
      )}
    </>
  );
}
