import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { download } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { deskText } from "../desk-text.ts";
import { useMe } from "../session.ts";
import { Passkeys } from "./passkeys.tsx";
import { Password } from "./password.tsx";
import { SecondFactor } from "./second-factor.tsx";
import { Sessions } from "./sessions.tsx";
import { Tokens } from "./tokens.tsx";
import "./account.css";

/** All that a person may see and change about their own account. */
export function AccountScreen() {
  const t = useText(deskText);
  const me = useMe();
  return (
    <div className="account">
      <PageHead title={t("account.title")} />
      {me.mustChangePassword && (
        <p className="note warn" role="alert" style={{ marginBottom: 20 }}>
          {t("account.must-change")}
        </p>
      )}
      <section>
        <h2>{t("account.who")}</h2>
        <dl className="facts wide">
          <dt>{t("setup.name")}</dt>
          <dd>{me.displayName}</dd>
          <dt>{t("account.user")}</dt>
          <dd>{me.userName}</dd>
          <dt>{t("account.grants")}</dt>
          <dd>
            {me.grants.map((g, at) => (
              <span className="sub" key={at}>
                {t("account.grant", { role: t(`role.${g.role}`), unit: g.unitName ?? t("account.whole") })}
              </span>
            ))}
          </dd>
        </dl>
      </section>
      <Password />
      <SecondFactor on={me.twoFactor} />
      <Passkeys />
      <Sessions />
      <Tokens />
      <MyData />
    </div>
  );
}

function MyData() {
  const t = useText(deskText);
  const words = useProblemWords();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    await download("/me/export", {}, t("account.held-file")).catch((error: unknown) =>
      notify(words(error), { tone: "bad" }),
    );
    setBusy(false);
  };
  return (
    <section>
      <h2>{t("account.held")}</h2>
      <p className="dim">{t("account.held-words")}</p>
      <Button busy={busy ? t("door.checking") : null} onClick={() => void take()}>
        {t("account.held-take")}
      </Button>
    </section>
  );
}
