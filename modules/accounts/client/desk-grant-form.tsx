import { useState } from "react";
import type { Role } from "#kernel/access.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { AccountPage } from "../contract.ts";
import { roleChoices } from "./desk-roles.ts";
import { accountText } from "./desk-text.ts";

/** One more role, at a unit, for a time if one likes. */
export function GrantForm({ account }: { account: AccountPage }) {
  const t = useText(accountText);
  const [role, setRole] = useState<Role>("officer");
  const [unitId, setUnitId] = useState<number | null>(account.homeUnitId);
  const [until, setUntil] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ role: Role; unitId: number; validTo: string | null }>(
    "POST",
    `/accounts/${account.id}/grants`,
  );
  const submit = () => {
    setTried(true);
    if (unitId === null) return;
    send.mutate(
      { role, unitId, validTo: until === "" ? null : until },
      {
        onSuccess: () => {
          setTried(false);
          setUntil("");
          notify(t("done.granted"));
        },
      },
    );
  };
  return (
    <section style={{ marginTop: 28 }}>
      <h2 style={{ marginBottom: 12 }}>{t("account.grant-add")}</h2>
      {send.error !== null && <ErrorState error={send.error} />}
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <div className="field-row" style={{ maxWidth: "46rem" }}>
          <Field name="grant-role" label={t("new.role")}>
            <Select value={role} onValue={setRole} choices={roleChoices(t)} />
          </Field>
          <Field
            name="grant-unit"
            label={t("account.grant-unit")}
            error={tried && unitId === null ? t("account.grant-unit-wrong") : undefined}
          >
            <UnitPicker value={unitId} onValue={setUnitId} />
          </Field>
          <Field name="grant-to" label={t("account.grant-to")} optional>
            <DateInput value={until} lean="future" onValue={setUntil} />
          </Field>
        </div>
        <div className="actions" style={{ marginTop: 12 }}>
          <Button type="submit">{t("account.grant-do")}</Button>
        </div>
      </form>
    </section>
  );
}
