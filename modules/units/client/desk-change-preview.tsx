import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import type { OperationPreview } from "../contract.ts";
import { useUnitKinds } from "./desk-kinds.ts";
import { unitText } from "./desk-text.ts";
import "./desk-units.css";

type Planned = OperationPreview["founds"][number];

/** What will happen, to how many, before anything happens. */
export function PreviewOfChange({
  preview,
  error,
  busy,
  onBack,
  onApply,
}: {
  preview: OperationPreview;
  error: unknown;
  busy: boolean;
  onBack: () => void;
  onApply: () => void;
}) {
  const t = useText(unitText);
  const language = useLocale();
  const { number } = useFormats();
  const kinds = useUnitKinds();
  const say = (u: Planned) => {
    const name = [kinds.label(u.kind), u.name].filter((x) => x !== "").join(" ");
    return u.parentName === null ? name : t("change.under", { name, parent: u.parentName });
  };
  const block = (title: string, lines: readonly string[]) =>
    lines.length > 0 && (
      <>
        <h3>{title}</h3>
        <ul>
          {lines.map((line, at) => (
            <li key={at}>{line}</li>
          ))}
        </ul>
      </>
    );
  return (
    <section className="preview" aria-live="polite">
      <h2>{t("change.preview-title")}</h2>
      {block(t("change.founds", { n: preview.founds.length }), preview.founds.map(say))}
      {block(t("change.dissolves", { n: preview.dissolves.length }), preview.dissolves.map(say))}
      {block(
        t("change.changes", { n: preview.changes.length }),
        preview.changes.map((c) => t("change.becomes", { before: say(c.before), after: say(c.after) })),
      )}
      {block(
        t("change.successions"),
        preview.successions.map((s) =>
          t("change.succeeds", { from: s.from, to: s.to, extent: t(`unit.extent.${s.extent}`) }),
        ),
      )}
      <h3>{t("change.touches")}</h3>
      {preview.touches.every((x) => x.count === 0) ? (
        <p className="dim">{t("change.nothing-touched")}</p>
      ) : (
        <ul>
          {preview.touches
            .filter((x) => x.count > 0)
            .map((x) => (
              <li key={x.key}>
                {t("change.touch", { n: number(x.count), label: language === "vi" ? x.labelVi : x.labelEn })}
              </li>
            ))}
        </ul>
      )}
      <p className="note warn" style={{ marginTop: 20 }}>
        {t("change.irreversible")}
      </p>
      {error !== null && error !== undefined && <ErrorState error={error} />}
      <div className="actions">
        <Button look="main" busy={busy ? t("change.applying") : null} onClick={onApply}>
          {t("change.apply")}
        </Button>
        <Button onClick={onBack}>{t("change.back")}</Button>
      </div>
    </section>
  );
}
