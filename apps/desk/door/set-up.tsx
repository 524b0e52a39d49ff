import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { deskText } from "../desk-text.ts";

/** A new instance has nobody yet: its first administrator. */
export function SetUp({ needsCode, onDone }: { needsCode: boolean; onDone: () => Promise<void> }) {
  const t = useText(deskText);
  const [form, setForm] = useState({ userName: "", displayName: "", password: "", again: "", code: "" });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, string>>("POST", "/instance/set-up", { refresh: [] });
  const put = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const found: FieldErrors = {
    ...(form.displayName.trim() === "" ? { displayName: t("setup.name-wrong") } : {}),
    ...(/^[a-z0-9][a-z0-9._-]{2,49}$/.test(form.userName.trim().toLowerCase())
      ? {}
      : { userName: t("setup.user-wrong") }),
    ...(form.password.length < 10 ? { password: t("setup.password-wrong") } : {}),
    ...(form.again !== form.password ? { again: t("setup.again-wrong") } : {}),
    ...(needsCode && form.code.trim() === "" ? { code: t("setup.code-wrong") } : {}),
  };
  const errors = tried ? found : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(found).length > 0) return;
    send.mutate(
      {
        userName: form.userName.trim().toLowerCase(),
        displayName: form.displayName.trim(),
        password: form.password,
        ...(needsCode ? { code: form.code.trim() } : {}),
      },
      { onSuccess: () => void onDone() },
    );
  };
  return (
    <section>
      <h1>{t("setup.title")}</h1>
      <p className="dim" style={{ marginBottom: 20 }}>
        {t("setup.words")}
      </p>
      <form
        className="full"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        {needsCode && (
          <Field name="code" label={t("setup.code")} help={t("setup.code-help")} error={errors["code"]}>
            <TextInput value={form.code} onValue={(code) => put({ code })} autoComplete="off" />
          </Field>
        )}
        <Field name="displayName" label={t("setup.name")} error={errors["displayName"]}>
          <TextInput value={form.displayName} onValue={(displayName) => put({ displayName })} autoComplete="name" />
        </Field>
        <Field name="userName" label={t("door.user")} help={t("setup.user-help")} error={errors["userName"]}>
          <TextInput
            value={form.userName}
            onValue={(userName) => put({ userName })}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <Field name="password" label={t("door.password")} help={t("setup.password-help")} error={errors["password"]}>
          <TextInput
            type="password"
            value={form.password}
            onValue={(password) => put({ password })}
            autoComplete="new-password"
          />
        </Field>
        <Field name="again" label={t("setup.again")} error={errors["again"]}>
          <TextInput
            type="password"
            value={form.again}
            onValue={(again) => put({ again })}
            autoComplete="new-password"
          />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("door.checking") : null}>
            {t("setup.do")}
          </Button>
        </div>
      </form>
    </section>
  );
}
