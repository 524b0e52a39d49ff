import { CalendarPlus } from "lucide-react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link, LinkButton, useGo } from "#platform/ui/link.tsx";
import { MonthDays, MonthHead } from "#platform/ui/month-calendar.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { type ListPage, useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import type { TalkRow } from "../answers.ts";
import { talkUnder } from "./desk-talks.tsx";
import { TalkState } from "./desk-status.tsx";
import { talkText } from "./desk-text.ts";
import { TalkViews } from "./desk-views.tsx";
import "./desk-talks.css";

/** A month of talks: a grid on the desk, a list of days on a phone. */
export function CalendarScreen() {
  const t = useText(talkText);
  const { month: written } = useFormats();
  const { values, set } = useFilters(["month", "under"] as const);
  const month = values.month ?? todayInVietnam().slice(0, 7);
  const talks = useAsk<ListPage<TalkRow>>("/talks", { month, under: values.under, limit: 200 }, { keep: true });
  const go = useGo();
  const may = useMay();
  useShortcut("n", () => go("/talks/new"), may("talk.enter"));
  return (
    <>
      <PageHead title={t("talks.title")} documentTitle={t("calendar.label", { month: written(month) })}>
        {may("talk.enter") && (
          <LinkButton look="main" icon={CalendarPlus} to="/talks/new" hint="N">
            {t("talks.plan")}
          </LinkButton>
        )}
      </PageHead>
      <TalkViews view="calendar" />
      <MonthHead month={month} onMonth={(to) => set({ month: to })} />
      <Answer of={talks} words={t("talks.loading")}>
        {(page) => {
          const days = new Map<string, TalkRow[]>();
          for (const row of [...page.items].sort((a, b) => a.startsAt.localeCompare(b.startsAt)))
            days.set(row.heldOn, [...(days.get(row.heldOn) ?? []), row]);
          return <TalkMonth month={month} days={days} />;
        }}
      </Answer>
    </>
  );
}

function TalkMonth({ month, days }: { month: string; days: Map<string, TalkRow[]> }) {
  const t = useText(talkText);
  const { time } = useFormats();
  return (
    <MonthDays
      month={month}
      days={days}
      keyOf={(row) => row.id}
      shown={3}
      renderMore={(day, left) => (
        <Link to="/talks" search={{ from: day, to: day }} className="s">
          {t("calendar.more", { n: left })}
        </Link>
      )}
      renderAside={(talks) => talks.length > 1 && <span>{t("calendar.day-n", { n: talks.length })}</span>}
      renderCell={(row) => (
        <Link to={`/talks/${row.id}`}>
          <span className="dim nw">{time(row.startsAt)}</span>
          <span className="name">
            {row.title}
            <span className="unseen">
              , {row.place.name}, {t(`talk.status.${row.status}`)}
            </span>
          </span>
        </Link>
      )}
      renderRow={(row) => (
        <>
          <div>
            <Link className="t" to={`/talks/${row.id}`}>
              {row.title}
            </Link>
          </div>
          <div className="aside">{time(row.startsAt)}</div>
          <div className="line">{talkUnder(row)}</div>
          <div className="line">
            <TalkState status={row.status} />
          </div>
        </>
      )}
      none={t("calendar.none")}
    />
  );
}
