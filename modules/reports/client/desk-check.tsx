import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { FindingAnswer } from "#modules/documents/shared.ts";
import type { ReportPage, ViewName } from "../contract.ts";
import { reportText } from "./desk-text.ts";

/** The document is written as it would go out and held against the decree, rule by rule. */
export function CheckTab({ report, view }: { report: ReportPage; view: ViewName }) {
  const t = useText(reportText);
  const formats = useFormats();
  const check = useAsk<{ items: FindingAnswer[] }>(`/reports/${report.id}/check`, { view });
  return (
    <div className="report-check">
      <p className="dim prose">{t("report.check.run")}</p>
      <Answer of={check}>
        {({ items }) => {
          const of = (verdict: string) => items.filter((f) => f.verdict === verdict);
          const n = { kept: formats.number(of("kept").length), broken: formats.number(of("broken").length), unjudged: formats.number(of("unjudged").length) };
          return (
            <>
              <p className={of("broken").length === 0 ? "note ok" : "note bad"}>{of("broken").length === 0 ? t("report.check.clean") : null} {t("report.check.summary", n)}</p>
              <ul>
                {[...of("broken"), ...of("unjudged"), ...of("kept")].map((f, i) => (
                  <li key={`${f.rule}-${i}`}>
                    <Verdict verdict={f.verdict} />
                    <span className="grow"><b>{f.row}. {f.name}</b>{f.verdict !== "kept" && <span className="dim s sub">{[f.where, f.found, f.verdict === "broken" ? f.expected : ""].filter(Boolean).join(" · ")}</span>}</span>
                    <span className="dim s nw">{f.source}</span>
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function Verdict({ verdict }: { verdict: FindingAnswer["verdict"] }) {
  const t = useText(reportText);
  if (verdict === "broken") return <StateBadge tone="bad" icon={CircleAlert}>{t("report.check.broken")}</StateBadge>;
  if (verdict === "unjudged") return <StateBadge tone="warn" icon={CircleHelp}>{t("report.check.unjudged")}</StateBadge>;
  return <StateBadge tone="ok" icon={CircleCheck}>{t("report.check.kept")}</StateBadge>;
}
