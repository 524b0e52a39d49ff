import { useFormats, useText } from "#platform/i18n/use-text.ts";
import type { Understanding } from "../contract.ts";
import { liveText } from "./desk-text.ts";
import "./desk-live.css";

/** What a talk changed, as a table: the same figures as the projector's picture. */
export function ResultTable({ results }: { results: readonly Understanding[] }) {
  const t = useText(liveText);
  const formats = useFormats();
  const share = (right: number, n: number) =>
    t("result.share", { p: Math.round((100 * right) / n), k: formats.number(right), n: formats.number(n) });
  const signed = (n: number) => `${n > 0 ? "+" : n < 0 ? "−" : ""}${formats.number(Math.abs(n))}`;
  if (results.length === 0) return <p className="dim">{t("result.none")}</p>;
  return (
    <>
      <ul className="hall-results">
        {results.map((result) => (
          <li key={result.checkId}>
            <p>
              <b>{result.text}</b> <span className="dim s">{t("result.answer", { text: result.answer })}</span>
            </p>
            {result.beforeN === null || result.afterN === null || result.change === null ? (
              <p className="dim">{t("result.hidden")}</p>
            ) : (
              <>
                <p>
                  {t("result.before")} {share(result.beforeRight ?? 0, result.beforeN)} → {t("result.after")}{" "}
                  {share(result.afterRight ?? 0, result.afterN)}
                </p>
                <p className={result.verdict === "unclear" ? "dim" : "point"}>
                  {result.verdict === "unclear" ? `${t("result.unclear")}: ` : ""}
                  {t("result.points", {
                    change: signed(result.change),
                    low: signed(result.low ?? 0),
                    high: signed(result.high ?? 0),
                  })}
                  {" · "}
                  {t(result.method === "paired" ? "result.method-paired" : "result.method-groups")}
                  {result.few ? ` · ${t("result.few")}` : ""}
                </p>
              </>
            )}
          </li>
        ))}
      </ul>
      <p className="dim s">{t("result.source")}</p>
    </>
  );
}
