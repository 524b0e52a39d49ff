import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { deskText } from "../desk-text.ts";

const empty = { current: "", next: "", again: "" };

export function Password() {
  const t = useText(deskText);
  const [form, setForm] = useState(empty);
  const [tried, setTried] = useState(false);
  const send = useSend<{ current: string; next: string }>("POST", "/me/password");
  const put = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const found: FieldErrors = {
    ...(form.current === "" ? { "pw-current": t("account.current-wrong") } : {}),
    ...(form.next.length < 10 ? { "pw-next": t("setup.password-wrong") } : {}),
    ...(form.again !== form.next ? { "pw-again": t("setup.again-wrong") } : {}),
  };
  const errors = tried ? found : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(found).length > 0) return;
    send.mutate(
      { current: form.current, next: form.next },
      {
        onSuccess: () => {
          setForm(empty);
          setTried(false);
          notify(t("account.changed"));
        },
      },
    );
  };
  return (
    <section>
      <h2>{t("account.password")}</h2>
      <p className="dim">{t("account.password-words")}</p>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="pw-current" label={t("account.current")} error={errors["pw-current"]}>
          <TextInput
            type="password"
            autoComplete="current-password"
            value={form.current}
            onValue={(current) => put({ current })}
          />
        </Field>
        <Field name="pw-next" label={t("account.next")} help={t("setup.password-help")} error={errors["pw-next"]}>
          <TextInput type="password" autoComplete="new-password" value={form.next} onValue={(next) => put({ next })} />
        </Field>
        <Field name="pw-again" label={t("setup.again")} error={errors["pw-again"]}>
          <TextInput
            type="password"
            autoComplete="new-password"
            value={form.again}
            onValue={(again) => put({ again })}
          />
        </Field>
        <div className="actions">
          <Button type="submit" busy={send.isPending ? t("door.checking") : null}>
            {t("account.change")}
          </Button>
        </div>
      </form>
    </section>
  );
}
