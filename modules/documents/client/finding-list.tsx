import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { FindingAnswer } from "../contract.ts";
import { documentText } from "./desk-text.ts";
import "./desk-documents.css";

/** What a check found: first what is broken, with where and what is asked, then what could not be judged, then the rest. */
export function FindingList({ findings }: { findings: readonly FindingAnswer[] }) {
  const t = useText(documentText);
  const { number } = useFormats();
  const of = (verdict: FindingAnswer["verdict"]) => findings.filter((f) => f.verdict === verdict);
  const [kept, broken, unjudged] = [of("kept"), of("broken"), of("unjudged")];
  return (
    <>
      <p className={broken.length === 0 ? "note ok" : "note bad"}>
        {broken.length === 0 && `${t("documents.check.clean")} `}
        {t("documents.check.summary", {
          kept: number(kept.length),
          broken: number(broken.length),
          unjudged: number(unjudged.length),
        })}
      </p>
      {broken.length + unjudged.length > 0 && <Rows findings={[...broken, ...unjudged]} />}
      <details className="kept-rules">
        <summary>{t("documents.check.keptRules", { n: number(kept.length) })}</summary>
        <Rows findings={kept} />
      </details>
    </>
  );
}

function Rows({ findings }: { findings: readonly FindingAnswer[] }) {
  const t = useText(documentText);
  const why = (f: FindingAnswer) =>
    [f.where, f.found, f.verdict === "broken" ? `${t("documents.check.expected")}: ${f.expected}` : ""]
      .filter(Boolean)
      .join(" · ");
  return (
    <ul className="findings">
      {findings.map((f, i) => (
        <li key={`${f.rule}-${i}`}>
          <Verdict verdict={f.verdict} />
          <span className="grow">
            {f.row}. {f.name}
            {f.verdict !== "kept" && <span className="dim s sub">{why(f)}</span>}
          </span>
          <span className="dim s source">{f.source}</span>
        </li>
      ))}
    </ul>
  );
}

const looks = {
  broken: ["bad", CircleAlert],
  unjudged: ["warn", CircleHelp],
  kept: ["ok", CircleCheck],
  "not-applicable": ["off", CircleHelp],
} as const;

function Verdict({ verdict }: { verdict: FindingAnswer["verdict"] }) {
  const t = useText(documentText);
  const [tone, icon] = looks[verdict];
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`documents.check.${verdict}`)}
    </StateBadge>
  );
}
