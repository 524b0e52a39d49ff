import { ChevronDown, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Icon } from "#platform/ui/icon.tsx";
import { Link } from "#platform/ui/link.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { useList } from "#platform/ui/use-api.ts";
import type { ReportFigure, ReportLine, ReportPage, ReportTalk, ViewName } from "../contract.ts";
import { showChange, showValue } from "./desk-values.ts";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

/** The name that opens what lies below; a button, so that keyboard and reader have it too. */
export function Opener({
  open,
  onOpen,
  name,
  children,
}: {
  open: boolean;
  onOpen: () => void;
  name: string;
  children?: ReactNode;
}) {
  return (
    <button type="button" className="tw" aria-expanded={open} onClick={onOpen}>
      <Icon of={open ? ChevronDown : ChevronRight} size={18} />
      <span>
        {name}
        {children}
      </span>
    </button>
  );
}

export function Numbers({
  figure,
  line,
  strong = false,
}: {
  figure: ReportFigure;
  line: { value: number; previous: number | null };
  strong?: boolean;
}) {
  const t = useText(reportText);
  const formats = useFormats();
  const value = showValue(formats, figure, line.value);
  return (
    <>
      <td className="num">{strong ? <b>{value}</b> : value}</td>
      <td className="num dim before">{showValue(formats, figure, line.previous)}</td>
      <td className="num ch">{showChange(formats, t, figure, line.value, line.previous)}</td>
    </>
  );
}

const FIRST_TALKS = 3;

/** At the bottom: the talks themselves on the thread, a few first, then all a page at a time. */
export function TalkRows({
  report,
  view,
  indicator,
  line,
  revision,
}: {
  report: ReportPage;
  view: ViewName;
  indicator: string;
  line: ReportLine;
  revision?: number | undefined;
}) {
  const t = useText(reportText);
  const formats = useFormats();
  const list = useList<ReportTalk>(`/reports/${report.id}/talks`, {
    view,
    indicator,
    line: line.line,
    limit: FIRST_TALKS,
    revision,
    ...(line.unitId === null ? {} : { unitId: line.unitId }),
  });
  if (list.error !== null)
    return (
      <tr className="com">
        <td colSpan={4}>
          <ErrorState error={list.error} onRetry={list.again} />
        </td>
      </tr>
    );
  if (!list.loading && list.rows.length === 0)
    return (
      <tr className="com">
        <td colSpan={4} className="dim">
          {t("report.noTalks")}
        </td>
      </tr>
    );
  return (
    <>
      {list.rows.map((talk, i) => (
        <tr key={talk.talkId} className={i === list.rows.length - 1 && !list.hasMore ? "talk last" : "talk"}>
          <td>
            <span className="nd" aria-hidden="true" />
            <span className="nw dim">{formats.dayShort(talk.heldOn)}</span>{" "}
            <Link to={`/talks/${talk.talkId}`}>
              {talk.title}, {talk.place}
            </Link>
            <span className="dim s sub">
              {[...talk.speakers, t("report.talkNumber", { number: talk.number })].join(" · ")}
            </span>
          </td>
          <td className="num">{t("report.attendances", { n: formats.number(talk.attendance) })}</td>
          <td className="before">{null}</td>
          <td>{null}</td>
        </tr>
      ))}
      {list.hasMore && (
        <tr className="talk last">
          <td>
            <span className="nd full" aria-hidden="true" />
            <button type="button" className="linklike" onClick={list.more}>
              {list.fetchingMore
                ? "…"
                : indicator === "talks" && list.rows.length <= FIRST_TALKS
                  ? t("report.allTalks", { n: formats.number(line.value) })
                  : t("report.moreTalks")}
            </button>
          </td>
          <td>{null}</td>
          <td className="before">{null}</td>
          <td>{null}</td>
        </tr>
      )}
    </>
  );
}
