import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { questionText } from "./desk-text.ts";

/** What looks like an identity was not stored: the writer mends the text, or agrees to striking. */
export function StrikeNote({ onAgree }: { onAgree: () => void }) {
  const t = useText(questionText);
  return (
    <div className="note warn" role="alert" style={{ marginBottom: 20 }}>
      <h2>{t("strike.found")}</h2>
      <p>{t("strike.words")}</p>
      <div className="actions">
        <Button type="button" onClick={onAgree}>
          {t("strike.agree")}
        </Button>
      </div>
    </div>
  );
}
