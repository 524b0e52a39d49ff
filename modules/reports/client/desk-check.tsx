import { useText } from "#platform/i18n/use-text.ts";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { FindingList } from "#modules/documents/client.ts";
import type { FindingAnswer } from "#modules/documents/shared.ts";
import type { ReportPage, ViewName } from "../contract.ts";
import { reportText } from "./desk-text.ts";

/** The document is written as it would go out and held against the decree, rule by rule. */
export function CheckTab({ report, view }: { report: ReportPage; view: ViewName }) {
  const t = useText(reportText);
  const check = useAsk<{ items: FindingAnswer[] }>(`/reports/${report.id}/check`, { view });
  return (
    <div className="report-check">
      <p className="dim prose">{t("report.check.run")}</p>
      <Answer of={check}>{({ items }) => <FindingList findings={items} />}</Answer>
    </div>
  );
}
