import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { AccountPage, Grant } from "../contract.ts";
import { GrantForm } from "./desk-grant-form.tsx";
import { grantWords } from "./desk-roles.ts";
import { accountText } from "./desk-text.ts";

/** One account: who, which roles, and the help that its caretaker can give. */
export function AccountOfScreen() {
  const { accountId } = usePathParams<"accountId">();
  const account = useAsk<AccountPage>(`/accounts/${accountId}`);
  return <Answer of={account}>{(data) => <Page account={data} />}</Answer>;
}

function Page({ account }: { account: AccountPage }) {
  const t = useText(accountText);
  const may = (verb: string) => account.may.includes(verb);
  return (
    <>
      <PageHead
        over={
          <Link to="/accounts" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("account.back")}
          </Link>
        }
        title={account.displayName}
      />
      {account.closedAt !== null && (
        <p className="note warn" style={{ marginBottom: 20 }}>
          {t("account.is-closed")}
        </p>
      )}
      <dl className="facts wide">
        <dt>{t("account.user")}</dt>
        <dd>{account.userName}</dd>
        <dt>{t("account.home")}</dt>
        <dd>{account.homeUnitName ?? "–"}</dd>
        <dt>{t("column.factor")}</dt>
        <dd>{t(account.twoFactor ? "factor.on" : "factor.off")}</dd>
      </dl>
      <section style={{ marginTop: 28, maxWidth: "46rem" }}>
        <h2 style={{ marginBottom: 8 }}>{t("account.grants")}</h2>
        {account.grants.length === 0 ? (
          <p className="dim">{t("account.grants-none")}</p>
        ) : (
          <ul className="short-rows" aria-label={t("account.grants")}>
            {account.grants.map((g) => (
              <GrantRow key={g.id} grant={g} account={account} />
            ))}
          </ul>
        )}
      </section>
      {may("account.change") && <GrantForm account={account} />}
      {account.pastGrants.length > 0 && (
        <section style={{ marginTop: 28, maxWidth: "46rem" }}>
          <h2 style={{ marginBottom: 8 }}>{t("account.past")}</h2>
          <ul className="short-rows" aria-label={t("account.past")}>
            {account.pastGrants.map((g) => (
              <GrantRow key={g.id} grant={g} account={null} />
            ))}
          </ul>
        </section>
      )}
      <Care account={account} />
    </>
  );
}

function GrantRow({ grant, account }: { grant: Grant; account: AccountPage | null }) {
  const t = useText(accountText);
  const { day } = useFormats();
  const words = useProblemWords();
  const end = useSend<Record<string, never>>("POST", `/accounts/${account?.id ?? ""}/grants/${grant.id}/end`);
  const said = grantWords(t, grant);
  return (
    <li>
      <div>
        {said}
        <span className="dim">
          {grant.validTo === null
            ? t("account.grant-since", { from: day(grant.validFrom) })
            : t("account.grant-until", { from: day(grant.validFrom), to: day(grant.validTo) })}
        </span>
      </div>
      <div className="aside">
        {account !== null && account.may.includes("account.change") && (
          <Button
            tight
            aria-label={t("account.grant-end-of", {
              role: t(`role.${grant.role}`),
              unit: grant.unitName ?? t("role.everywhere"),
            })}
            onClick={() =>
              end.mutate(
                {},
                { onSuccess: () => notify(t("done.ended")), onError: (error) => notify(words(error), { tone: "bad" }) },
              )
            }
          >
            {t("account.grant-end")}
          </Button>
        )}
      </div>
    </li>
  );
}

function Care({ account }: { account: AccountPage }) {
  const t = useText(accountText);
  const words = useProblemWords();
  const [password, setPassword] = useState<string | null>(null);
  const [closing, setClosing] = useState(false);
  const may = (verb: string) => account.may.includes(verb);
  const reset = useSend<Record<string, never>, { password: string }>("POST", `/accounts/${account.id}/password`);
  const act = useSend<{ path: string; done: "done.sessions" | "done.factor" | "done.closed" | "done.opened" }>(
    "POST",
    ({ path }) => `/accounts/${account.id}/${path}`,
    { body: () => ({}) },
  );
  const run = (path: string, done: "done.sessions" | "done.factor" | "done.closed" | "done.opened") =>
    act.mutate(
      { path, done },
      {
        onSuccess: () => {
          setClosing(false);
          notify(t(done));
        },
        onError: (error) => {
          setClosing(false);
          notify(words(error), { tone: "bad" });
        },
      },
    );
  const closed = account.closedAt !== null;
  if (
    ![
      "account.reset-password",
      "account.end-sessions",
      "account.end-second-factor",
      "account.close",
      "account.open",
    ].some(may)
  )
    return null;
  return (
    <section style={{ marginTop: 28, maxWidth: "46rem" }}>
      <h2 style={{ marginBottom: 8 }}>{t("account.care")}</h2>
      {password !== null && (
        <div role="status">
          <p>{t("account.password-once", { name: account.displayName })}</p>
          <p className="banner" style={{ margin: "8px 0 16px", fontSize: "var(--t-4)" }}>
            <code>{password}</code>
          </p>
        </div>
      )}
      <div className="row wrap">
        {may("account.reset-password") && !closed && (
          <Button
            onClick={() =>
              reset.mutate(
                {},
                {
                  onSuccess: (answer) => setPassword(answer.password),
                  onError: (error) => notify(words(error), { tone: "bad" }),
                },
              )
            }
          >
            {t("account.password")}
          </Button>
        )}
        {may("account.end-sessions") && account.sessions > 0 && (
          <Button onClick={() => run("sessions/end", "done.sessions")}>
            {t("account.sessions", { n: account.sessions })}
          </Button>
        )}
        {may("account.end-second-factor") && account.twoFactor && (
          <Button onClick={() => run("second-factor/end", "done.factor")}>{t("account.factor")}</Button>
        )}
        {may("account.open") && closed && (
          <Button onClick={() => run("open", "done.opened")}>{t("account.reopen")}</Button>
        )}
        {may("account.close") && !closed && (
          <Button look="danger" onClick={() => setClosing(true)}>
            {t("account.close")}
          </Button>
        )}
      </div>
      <Dialog
        open={closing}
        onOpen={setClosing}
        title={t("account.close-title", { name: account.displayName })}
        description={t("account.close-words")}
      >
        <div className="actions">
          <Button look="danger" onClick={() => run("close", "done.closed")}>
            {t("account.close-do")}
          </Button>
        </div>
      </Dialog>
    </section>
  );
}
