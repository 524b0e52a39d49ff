import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { deskText } from "../desk-text.ts";
import { QrPicture } from "./qr-picture.tsx";
import "./account.css";

interface Start {
  uri: string;
  backupCodes: string[];
}

/** On: password, picture, codes to keep, first code. Off: password. */
export function SecondFactor({ on }: { on: boolean }) {
  const t = useText(deskText);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [start, setStart] = useState<Start | null>(null);
  const begin = useSend<{ password: string }, Start>("POST", "/me/second-factor/begin", { refresh: [] });
  const finish = useSend<{ code: string }>("POST", "/me/second-factor");
  const end = useSend<{ password: string }>("POST", "/me/second-factor/end");
  const first = () => {
    if (password === "") return;
    if (on)
      end.mutate(
        { password },
        {
          onSuccess: () => {
            setPassword("");
            notify(t("account.factor-ended"));
          },
        },
      );
    else
      begin.mutate(
        { password },
        {
          onSuccess: (answer) => {
            setStart(answer);
            setPassword("");
          },
        },
      );
  };
  const last = () =>
    finish.mutate(
      { code: code.replaceAll(/\s/g, "") },
      {
        onSuccess: () => {
          setStart(null);
          setCode("");
          notify(t("account.factor-done"));
        },
      },
    );
  const error = begin.error ?? finish.error ?? end.error;
  return (
    <section>
      <h2>{t("account.factor")}</h2>
      <p className="dim">{t(on ? "account.factor-on" : "account.factor-off")}</p>
      {error !== null && <ErrorState error={error} />}
      {start === null ? (
        <form
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            first();
          }}
        >
          <Field name="factor-password" label={t("account.factor-confirm-password")}>
            <TextInput type="password" autoComplete="current-password" value={password} onValue={setPassword} />
          </Field>
          <div className="actions">
            <Button type="submit" busy={begin.isPending || end.isPending ? t("door.checking") : null}>
              {t(on ? "account.factor-end" : "account.factor-begin")}
            </Button>
          </div>
        </form>
      ) : (
        <form
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            last();
          }}
        >
          <h3>{t("account.factor-scan")}</h3>
          <QrPicture text={start.uri} label={t("account.factor-qr")} />
          <p className="s dim" style={{ overflowWrap: "anywhere" }}>
            {t("account.factor-key", { key: new URL(start.uri).searchParams.get("secret") ?? "" })}
          </p>
          <h3 style={{ marginTop: 20 }}>{t("account.factor-backup")}</h3>
          <p className="s dim">{t("account.factor-backup-words")}</p>
          <ul className="codes">
            {start.backupCodes.map((c) => (
              <li key={c}>{c}</li>
            ))}
          </ul>
          <Field name="factor-code" label={t("account.factor-code")}>
            <TextInput short inputMode="numeric" autoComplete="one-time-code" value={code} onValue={setCode} />
          </Field>
          <div className="actions">
            <Button type="submit" look="main" busy={finish.isPending ? t("door.checking") : null}>
              {t("account.factor-do")}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
