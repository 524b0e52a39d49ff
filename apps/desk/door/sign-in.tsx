import { KeyRound, LogIn } from "lucide-react";
import { useEffect, useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { asProblem } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { Field, fieldId } from "#platform/ui/field.tsx";
import { Checkbox, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { deskText } from "../desk-text.ts";
import type { InstanceFacts } from "./instance.ts";
import { canUsePasskeys, PasskeyLeft, signInWithPasskey } from "./passkey.ts";

type Answer = { state: "signed-in" | "second-factor" };

/** User name and password, then the second factor where there is one; or a passkey, or the organisation's own sign-in. */
export function SignIn({
  facts,
  onDone,
  userName: known,
}: {
  facts: InstanceFacts;
  onDone: () => Promise<void>;
  userName?: string;
}) {
  const t = useText(deskText);
  const words = useProblemWords();
  const [userName, setUserName] = useState(known ?? "");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ userName: string; password: string }, Answer>("POST", "/sign-in", { refresh: [] });
  const [second, setSecond] = useState(false);
  if (second) return <SecondFactor onDone={onDone} onBack={() => setSecond(false)} />;
  const submit = () => {
    setTried(true);
    if (userName.trim() === "" || password === "") return;
    send.mutate(
      { userName: userName.trim(), password },
      { onSuccess: (answer) => (answer.state === "second-factor" ? setSecond(true) : void onDone()) },
    );
  };
  const passkey = () => {
    signInWithPasskey().then(onDone, (error: unknown) => {
      if (!(error instanceof PasskeyLeft)) notify(words(asProblem(error)), { tone: "bad" });
    });
  };
  return (
    <div className="full">
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="userName"
          label={t("door.user")}
          error={tried && userName.trim() === "" ? t("door.user-wrong") : undefined}
        >
          <TextInput
            value={userName}
            onValue={setUserName}
            autoComplete="username webauthn"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <Field
          name="password"
          label={t("door.password")}
          error={tried && password === "" ? t("door.password-wrong") : undefined}
        >
          <TextInput type="password" value={password} onValue={setPassword} autoComplete="current-password" />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" icon={LogIn} busy={send.isPending ? t("door.checking") : null}>
            {t("door.enter")}
          </Button>
        </div>
      </form>
      {((facts.passkeys && canUsePasskeys()) || facts.oidc !== null) && (
        <>
          <p className="or">{t("door.or")}</p>
          <div className="stack">
            {facts.passkeys && canUsePasskeys() && (
              <Button icon={KeyRound} onClick={passkey}>
                {t("door.passkey")}
              </Button>
            )}
            {facts.oidc !== null && (
              <a className="btn" href={`/api/sign-in/oidc?to=${encodeURIComponent(window.location.pathname)}`}>
                {facts.oidc.label}
              </a>
            )}
          </div>
        </>
      )}
    </div>
  );
}

function SecondFactor({ onDone, onBack }: { onDone: () => Promise<void>; onBack: () => void }) {
  const t = useText(deskText);
  const [code, setCode] = useState("");
  const [backup, setBackup] = useState(false);
  const [trust, setTrust] = useState(false);
  const [tried, setTried] = useState(false);
  const send = useSend<{ code: string; kind: "totp" | "backup"; trustDevice: boolean }, Answer>(
    "POST",
    "/sign-in/code",
    { refresh: [] },
  );
  useEffect(() => document.getElementById(fieldId("code"))?.focus(), []);
  const submit = () => {
    setTried(true);
    const clean = backup ? code.trim() : code.replaceAll(/\s/g, "");
    if (clean === "") return;
    send.mutate(
      { code: clean, kind: backup ? "backup" : "totp", trustDevice: trust },
      { onSuccess: () => void onDone() },
    );
  };
  return (
    <form
      className="full"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      {send.error !== null && <ErrorState error={send.error} />}
      <Field
        name="code"
        label={t(backup ? "door.backup" : "door.code")}
        help={t(backup ? "door.backup-help" : "door.code-help")}
        error={tried && code.trim() === "" ? t("door.code-wrong") : undefined}
      >
        <TextInput
          key={String(backup)}
          value={code}
          onValue={setCode}
          inputMode={backup ? "text" : "numeric"}
          autoComplete="one-time-code"
        />
      </Field>
      <div className="field">
        <Checkbox checked={trust} onChecked={setTrust} help={t("door.trust-help")}>
          {t("door.trust")}
        </Checkbox>
      </div>
      <div className="actions">
        <Button type="submit" look="main" busy={send.isPending ? t("door.checking") : null}>
          {t("door.enter")}
        </Button>
      </div>
      <p style={{ marginTop: 16 }} className="row wrap">
        <button
          type="button"
          className="linklike s"
          onClick={() => {
            setBackup(!backup);
            setCode("");
            setTried(false);
          }}
        >
          {t(backup ? "door.use-code" : "door.use-backup")}
        </button>
        <button type="button" className="linklike s" onClick={onBack}>
          {t("door.other")}
        </button>
      </p>
    </form>
  );
}
