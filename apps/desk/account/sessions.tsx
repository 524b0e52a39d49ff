import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Answer, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { deskText } from "../desk-text.ts";
import "./account.css";

interface Session {
  id: string;
  createdAt: string;
  expiresAt: string;
  userAgent: string | null;
  current: boolean;
}

/** "Chrome, Android": enough to know one's own devices again. */
export function deviceName(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  const browser = /Edg\//.test(userAgent)
    ? "Edge"
    : /Firefox\//.test(userAgent)
      ? "Firefox"
      : /Chrome\//.test(userAgent)
        ? "Chrome"
        : /Safari\//.test(userAgent)
          ? "Safari"
          : null;
  const system = /Android/.test(userAgent)
    ? "Android"
    : /iPhone|iPad/.test(userAgent)
      ? "iOS"
      : /Windows/.test(userAgent)
        ? "Windows"
        : /Mac OS/.test(userAgent)
          ? "macOS"
          : /Linux/.test(userAgent)
            ? "Linux"
            : null;
  const name = [browser, system].filter((x) => x !== null).join(", ");
  return name === "" ? null : name;
}

export function Sessions() {
  const t = useText(deskText);
  const { moment } = useFormats();
  const words = useProblemWords();
  const list = useAsk<{ items: Session[] }>("/me/sessions");
  const end = useSend<{ id: string }>("DELETE", ({ id }) => `/me/sessions/${id}`, {
    refresh: ["/me/sessions"],
    body: () => undefined,
  });
  const others = useSend<Record<string, never>>("POST", "/me/sessions/end-others", { refresh: ["/me/sessions"] });
  const said = {
    onSuccess: () => notify(t("account.session-ended")),
    onError: (error: unknown) => notify(words(error), { tone: "bad" }),
  };
  return (
    <section>
      <h2>{t("account.sessions")}</h2>
      <Answer of={list}>
        {({ items }) => (
          <>
            <ul className="things">
              {items.map((s) => (
                <li key={s.id}>
                  <span className="grow">
                    {deviceName(s.userAgent) ?? t("account.unknown-device")}
                    {s.current && <b> · {t("account.session-this")}</b>}
                    <span className="dim s sub">{t("account.session-since", { when: moment(s.createdAt) })}</span>
                  </span>
                  {!s.current && (
                    <Button
                      tight
                      aria-label={t("account.session-end", { when: moment(s.createdAt) })}
                      onClick={() => end.mutate({ id: s.id }, said)}
                    >
                      {t("account.end")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {items.length > 1 && <Button onClick={() => others.mutate({}, said)}>{t("account.sessions-end")}</Button>}
          </>
        )}
      </Answer>
    </section>
  );
}
