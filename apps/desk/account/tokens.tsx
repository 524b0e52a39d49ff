import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { Answer, ErrorState, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { deskText } from "../desk-text.ts";
import "./account.css";

interface Token {
  id: string;
  label: string;
  createdAt: string;
  lastUsedOn: string | null;
  revokedAt: string | null;
}

/** Keys for programs: made here, shown once, revoked here. */
export function Tokens() {
  const t = useText(deskText);
  const { day } = useFormats();
  const words = useProblemWords();
  const [label, setLabel] = useState("");
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const list = useAsk<{ items: Token[] }>("/me/tokens");
  const make = useSend<{ label: string }, { token: string }>("POST", "/me/tokens", { refresh: ["/me/tokens"] });
  const revoke = useSend<{ id: string }>("DELETE", ({ id }) => `/me/tokens/${id}`, {
    refresh: ["/me/tokens"],
    body: () => undefined,
  });
  const submit = () => {
    setTried(true);
    if (label.trim() === "") return;
    make.mutate(
      { label: label.trim() },
      {
        onSuccess: (answer) => {
          setMade(answer.token);
          setLabel("");
          setTried(false);
        },
      },
    );
  };
  return (
    <section>
      <h2>{t("account.tokens")}</h2>
      <p className="dim">{t("account.tokens-words")}</p>
      {made !== null && (
        <div role="status">
          <p>{t("account.token-once")}</p>
          <p className="key">
            <code>{made}</code>
          </p>
        </div>
      )}
      <Answer of={list}>
        {({ items }) => {
          const live = items.filter((x) => x.revokedAt === null);
          return live.length === 0 ? (
            <p style={{ marginBottom: 12 }}>{t("account.tokens-none")}</p>
          ) : (
            <ul className="things">
              {live.map((x) => (
                <li key={x.id}>
                  <span className="grow">
                    {x.label}
                    <span className="dim s sub">
                      {x.lastUsedOn === null
                        ? t("account.token-unused")
                        : t("account.token-used", { day: day(x.lastUsedOn) })}
                    </span>
                  </span>
                  <Button
                    tight
                    aria-label={t("account.token-revoke", { name: x.label })}
                    onClick={() =>
                      revoke.mutate({ id: x.id }, { onError: (error) => notify(words(error), { tone: "bad" }) })
                    }
                  >
                    {t("account.remove")}
                  </Button>
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {make.error !== null && <ErrorState error={make.error} />}
        <Field
          name="token-label"
          label={t("account.token-label")}
          error={tried && label.trim() === "" ? t("account.token-label-wrong") : undefined}
        >
          <TextInput value={label} maxLength={120} onValue={setLabel} />
        </Field>
        <div className="actions">
          <Button type="submit" busy={make.isPending ? t("door.checking") : null}>
            {t("account.token-make")}
          </Button>
        </div>
      </form>
    </section>
  );
}
