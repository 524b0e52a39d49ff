import { useText } from "../i18n/use-text.ts";
import { uiText } from "./ui-text.ts";

/** Says that a form was opened with what an earlier visit left in it, and lets one drop that. */
export function DraftNote({ draft }: { draft: { restored: boolean; clear: () => void } }) {
  const t = useText(uiText);
  if (!draft.restored) return null;
  return (
    <p className="note act s" style={{ marginBottom: 20 }} role="status">
      {t("form.draft-restored")}{" "}
      <button type="button" className="linklike" onClick={() => draft.clear()}>
        {t("form.draft-drop")}
      </button>
    </p>
  );
}
