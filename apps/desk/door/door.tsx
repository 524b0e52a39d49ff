import { UserRound } from "lucide-react";
import { setLocale } from "#platform/i18n/locale.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Icon } from "#platform/ui/icon.tsx";
import { useTitle } from "#platform/ui/screen.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { deskText } from "../desk-text.ts";
import { Logo } from "../logo.tsx";
import { useSignedIn } from "../session.ts";
import { type InstanceFacts, useInstance } from "./instance.ts";
import { SetUp } from "./set-up.tsx";
import { SignIn } from "./sign-in.tsx";

/** What stands before the desk: sign in, choose a demo account, or set the instance up. */
export function Door() {
  const t = useText(deskText);
  const language = useLocale();
  const instance = useInstance();
  const signedIn = useSignedIn();
  useTitle(t("door.sign-in"));
  return (
    <main className="door">
      <header>
        <span className="logo">
          <Logo />
          Cầu Nối
        </span>
        <button
          type="button"
          className="linklike s"
          lang={language === "vi" ? "en" : "vi"}
          onClick={() => setLocale(language === "vi" ? "en" : "vi")}
        >
          {language === "vi" ? "English" : "Tiếng Việt"}
        </button>
      </header>
      <Answer of={instance}>
        {(facts) =>
          facts.needsSetup ? (
            <SetUp needsCode={facts.setupNeedsCode} onDone={signedIn} />
          ) : (
            <>
              <section aria-labelledby="sign-in-title">
                <h1 id="sign-in-title">{t("door.sign-in")}</h1>
                <p className="dim" style={{ marginBottom: 20 }}>
                  {t("door.sign-in-words")}
                </p>
                <SignIn facts={facts} onDone={signedIn} />
              </section>
              {facts.demo && facts.demoAccounts.length > 0 && <DemoAccounts facts={facts} onDone={signedIn} />}
            </>
          )
        }
      </Answer>
    </main>
  );
}

/** Invented people of a demo instance, each one press away. */
function DemoAccounts({ facts, onDone }: { facts: InstanceFacts; onDone: () => Promise<void> }) {
  const t = useText(deskText);
  const send = useSend<{ userName: string; password: string }>("POST", "/sign-in", { refresh: [] });
  const enter = (userName: string) =>
    send.mutate({ userName, password: facts.demoPassword ?? "" }, { onSuccess: () => void onDone() });
  return (
    <section aria-labelledby="demo-title">
      <h2 id="demo-title">{t("door.demo")}</h2>
      {send.error !== null && <ErrorState error={send.error} />}
      <ul className="accounts">
        {facts.demoAccounts.map((a) => (
          <li key={a.userName}>
            <button type="button" onClick={() => enter(a.userName)} disabled={send.isPending}>
              <Icon of={UserRound} />
              <span className="grow">
                <b>{a.displayName}</b>
                <span className="dim s sub">{a.post}</span>
              </span>
              {a.role !== null && <span className="s dim">{t(`role.${a.role}`)}</span>}
            </button>
          </li>
        ))}
      </ul>
      <p className="s dim" style={{ marginTop: 12 }}>
        {t("door.demo-words")}
      </p>
    </section>
  );
}
