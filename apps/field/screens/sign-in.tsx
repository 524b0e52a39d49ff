import { useEffect, useState, type FormEvent } from "react";
import type { Wire } from "#platform/sync/client/wire.ts";
import { setLocale } from "#platform/i18n/locale.ts";
import { useLocale } from "#platform/i18n/use-text.ts";
import { demoAccounts, signIn, signInCode, type DemoAccount, type Profile, type SignIn } from "../account.ts";
import { useFieldText } from "../field-text.ts";
import { useOnline } from "../outbox-line.tsx";
import { ErrorSummary, Field, Note, Part, Title, described } from "../parts.tsx";
import { Icon } from "../icons.tsx";

/** The first time on this phone; afterwards the app opens without asking, with or without a network. */
export function SignInScreen({ wire, onSignedIn }: { wire: Wire; onSignedIn: (profile: Profile) => void }) {
  const t = useFieldText();
  const locale = useLocale();
  return (
    <main className="scroll" id="main" style={{ paddingTop: 40 }}>
      <p style={{ color: "var(--brand)" }}>
        <svg
          width="56"
          height="56"
          viewBox="0 0 28 28"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.25"
          strokeLinecap="round"
          aria-hidden="true"
        >
          <path d="M4.5 19.5C7 8.5 21 8.5 23.5 19.5M2.5 23.5h23" />
          <circle cx="4.5" cy="19.5" r="2.4" fill="currentColor" stroke="none" />
          <circle cx="23.5" cy="19.5" r="2.4" fill="currentColor" stroke="none" />
        </svg>
      </p>
      <Title>{t("sign-in.title")}</Title>
      <p className="help">{t("sign-in.help")}</p>
      <SignInForm wire={wire} onSignedIn={onSignedIn} />
      <DemoAccounts wire={wire} onSignedIn={onSignedIn} />
      <p style={{ marginTop: 24 }}>
        <button
          type="button"
          className="btn quiet small"
          lang={locale === "vi" ? "en" : "vi"}
          onClick={() => setLocale(locale === "vi" ? "en" : "vi")}
        >
          {locale === "vi" ? "English" : "Tiếng Việt"}
        </button>
      </p>
    </main>
  );
}

/** On a demo instance one taps a person; on a real one there is nothing here. */
function DemoAccounts({ wire, onSignedIn }: { wire: Wire; onSignedIn: (profile: Profile) => void }) {
  const t = useFieldText();
  const [demo, setDemo] = useState<{ accounts: DemoAccount[]; password: string } | null>(null);
  useEffect(() => void demoAccounts(wire).then(setDemo), [wire]);
  if (demo === null || demo.accounts.length === 0) return null;
  const enter = async (userName: string) => {
    const result = await signIn(wire, userName, demo.password);
    if (result.kind === "in") onSignedIn(result.profile);
  };
  return (
    <Part title={t("sign-in.demo")}>
      {demo.accounts.map((account) => (
        <button type="button" className="go" key={account.userName} onClick={() => void enter(account.userName)}>
          <Icon name="user" />
          <span className="grow">
            {account.displayName}
            <span className="dim">{account.post}</span>
          </span>
          <Icon name="right" />
        </button>
      ))}
    </Part>
  );
}

export function SignInForm({
  wire,
  username: known,
  onSignedIn,
}: {
  wire: Wire;
  username?: string;
  onSignedIn: (profile: Profile) => void;
}) {
  const t = useFieldText();
  const online = useOnline();
  const [username, setUsername] = useState(known ?? "");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asksCode, setAsksCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Exclude<SignIn["kind"], "in" | "code-needed"> | "missing" | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (username.trim() === "" || (asksCode ? code : password) === "") return setFailure("missing");
    setBusy(true);
    const result = asksCode
      ? await signInCode(wire, username.trim(), code.trim())
      : await signIn(wire, username.trim(), password);
    setBusy(false);
    if (result.kind === "in") return onSignedIn(result.profile);
    if (result.kind === "code-needed") {
      setFailure(null);
      return setAsksCode(true);
    }
    setFailure(result.kind);
  };
  const field = asksCode ? "code" : "username";
  const error = failure ? t(`sign-in.${asksCode && failure === "wrong" ? "wrong-code" : failure}`) : undefined;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      {online ? null : <Note icon="cloudOff">{t("sign-in.needs-network")}</Note>}
      {error ? <ErrorSummary errors={[{ id: field, text: error }]} /> : null}
      {asksCode ? (
        <Field id="code" label={t("sign-in.code")} hint={t("sign-in.code-hint")} error={error}>
          <input
            className="in"
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.target.value)}
            {...described("code", error, true)}
          />
        </Field>
      ) : (
        <>
          <Field id="username" label={t("sign-in.username")} error={error}>
            <input
              className="in"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              value={username}
              readOnly={known !== undefined}
              onChange={(event) => setUsername(event.target.value)}
              {...described("username", error)}
            />
          </Field>
          <Field id="password" label={t("sign-in.password")}>
            <input
              className="in"
              id="password"
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
        </>
      )}
      <div className="actions">
        <button type="submit" className="btn main" disabled={busy}>
          {busy ? t("sign-in.working") : t("sign-in.go")}
        </button>
      </div>
    </form>
  );
}
