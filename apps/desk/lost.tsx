import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { deskText } from "./desk-text.ts";

export function Lost() {
  const t = useText(deskText);
  return (
    <>
      <PageHead title={t("lost.title")} />
      <p className="prose dim" style={{ marginBottom: 20 }}>
        {t("lost.words")}
      </p>
      <LinkButton to="/">{t("lost.home")}</LinkButton>
    </>
  );
}

/** A page that broke, or whose code could not be fetched (a new version, no network). */
export function Stumbled({ error }: { error: unknown }) {
  const t = useText(deskText);
  const missing = error instanceof Error && /import|module|chunk|fetch/i.test(error.message);
  return (
    <div className="state bad" role="alert">
      <h1>{t(missing ? "stumbled.missing" : "stumbled.title")}</h1>
      <p>{t(missing ? "stumbled.missing-words" : "stumbled.words")}</p>
      <div className="actions">
        <Button look="main" onClick={() => window.location.reload()}>
          {t("stumbled.reload")}
        </Button>
      </div>
    </div>
  );
}
