import { useState } from "react";
import type { Role } from "#kernel/access.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { Radios, TextInput } from "#platform/ui/inputs.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { roleChoices } from "./desk-roles.ts";
import { accountText } from "./desk-text.ts";

interface Made {
  id: string;
  userName: string;
  password: string | null;
}
interface NewAccount {
  displayName: string;
  userName: string;
  homeUnitId: number | null;
  role: Role;
  person: Option | null;
}

/** Somebody gets access: a name, a unit, one role to begin with. The first password is shown once. */
export function NewAccountScreen() {
  const t = useText(accountText);
  const draft = useDraft<NewAccount>("account.new", {
    displayName: "",
    userName: "",
    homeUnitId: null,
    role: "officer",
    person: null,
  });
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<(Made & { name: string }) | null>(null);
  const send = useSend<Record<string, unknown>, Made>("POST", "/accounts");
  const found: FieldErrors = {
    ...(form.displayName.trim() === "" ? { displayName: t("new.name-wrong") } : {}),
    ...(/^[a-z0-9][a-z0-9._-]{2,49}$/.test(form.userName.trim().toLowerCase())
      ? {}
      : { userName: t("new.user-wrong") }),
    ...(form.homeUnitId === null ? { homeUnitId: t("new.home-wrong") } : {}),
  };
  const errors = tried ? found : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(found).length > 0) return;
    const name = form.displayName.trim();
    send.mutate(
      {
        displayName: name,
        userName: form.userName.trim().toLowerCase(),
        homeUnitId: form.homeUnitId,
        personId: form.person?.value ?? null,
        grants: [{ role: form.role, unitId: form.homeUnitId }],
      },
      {
        onSuccess: (answer) => {
          setMade({ ...answer, name });
          draft.clear();
          setTried(false);
        },
      },
    );
  };
  if (made !== null) {
    return (
      <>
        <PageHead title={t("new.made", { user: made.userName })} />
        {made.password !== null && (
          <div className="prose" role="status">
            <p>{t("new.made-words", { name: made.name })}</p>
            <p className="banner" style={{ margin: "12px 0 24px", fontSize: "var(--t-4)" }}>
              <code>{made.password}</code>
            </p>
          </div>
        )}
        <div className="row wrap">
          <LinkButton look="main" to={`/accounts/${made.id}`}>
            {t("new.open")}
          </LinkButton>
          <Button onClick={() => setMade(null)}>{t("new.another")}</Button>
        </div>
      </>
    );
  }
  return (
    <>
      <PageHead title={t("new.title")} />
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="displayName" label={t("new.name")} error={errors["displayName"]}>
          <TextInput value={form.displayName} maxLength={120} onValue={(displayName) => draft.set({ displayName })} />
        </Field>
        <Field name="userName" label={t("new.user")} help={t("new.user-help")} error={errors["userName"]}>
          <TextInput
            value={form.userName}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={50}
            onValue={(userName) => draft.set({ userName })}
          />
        </Field>
        <Field name="homeUnitId" label={t("new.home")} help={t("account.grant-unit-help")} error={errors["homeUnitId"]}>
          <UnitPicker value={form.homeUnitId} onValue={(homeUnitId) => draft.set({ homeUnitId })} />
        </Field>
        <Field name="role" label={t("new.role")} group>
          <Radios<Role>
            name="role"
            value={form.role}
            onValue={(role) => draft.set({ role })}
            choices={roleChoices(t)}
          />
        </Field>
        <Field name="person" label={t("new.person")} help={t("new.person-help")} optional>
          <AskCombobox<{ id: string; fullName: string; unitName: string }>
            path="/people"
            query={{ under: form.homeUnitId }}
            enabled={form.homeUnitId !== null}
            option={(p) => ({ value: p.id, label: p.fullName, hint: p.unitName })}
            value={form.person}
            onValue={(person) => draft.set({ person })}
          />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("new.working") : null}>
            {t("new.do")}
          </Button>
        </div>
      </form>
    </>
  );
}
