import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { asProblem } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { Answer, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { deskText } from "../desk-text.ts";
import { addPasskey, canUsePasskeys, PasskeyLeft } from "../door/passkey.ts";
import "./account.css";

interface Passkey {
  id: string;
  name: string | null;
  createdAt: string | null;
}

export function Passkeys() {
  const t = useText(deskText);
  const { day, dayOf } = useFormats();
  const words = useProblemWords();
  const [name, setName] = useState("");
  const list = useAsk<{ items: Passkey[] }>("/me/passkeys");
  const remove = useSend<{ id: string }>("DELETE", ({ id }) => `/me/passkeys/${id}`, { body: () => undefined });
  const named = (p: Passkey) => p.name ?? t("account.passkey-default");
  const add = () => {
    addPasskey(name.trim() === "" ? t("account.passkey-default") : name.trim()).then(
      () => {
        setName("");
        void list.refetch();
        notify(t("account.passkey-added"));
      },
      (error: unknown) => {
        if (!(error instanceof PasskeyLeft)) notify(words(asProblem(error)), { tone: "bad" });
      },
    );
  };
  return (
    <section>
      <h2>{t("account.passkeys")}</h2>
      <p className="dim">{t("account.passkeys-words")}</p>
      <Answer of={list}>
        {({ items }) =>
          items.length === 0 ? (
            <p style={{ marginBottom: 12 }}>{t("account.passkeys-none")}</p>
          ) : (
            <ul className="things">
              {items.map((p) => (
                <li key={p.id}>
                  <span className="grow">
                    {named(p)}
                    {p.createdAt !== null && <span className="dim s sub">{day(dayOf(p.createdAt))}</span>}
                  </span>
                  <Button
                    tight
                    aria-label={t("account.passkey-remove", { name: named(p) })}
                    onClick={() =>
                      remove.mutate(
                        { id: p.id },
                        {
                          onSuccess: () => notify(t("account.passkey-removed")),
                          onError: (error) => notify(words(error), { tone: "bad" }),
                        },
                      )
                    }
                  >
                    {t("account.remove")}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {canUsePasskeys() ? (
        <form
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            add();
          }}
        >
          <Field name="passkey-name" label={t("account.passkey-name")} optional>
            <TextInput value={name} maxLength={80} onValue={setName} />
          </Field>
          <div className="actions">
            <Button type="submit" icon={KeyRound}>
              {t("account.passkey-add")}
            </Button>
          </div>
        </form>
      ) : (
        <p className="dim">{t("account.passkeys-cannot")}</p>
      )}
    </section>
  );
}
