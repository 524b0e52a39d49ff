import { CalendarPlus, Clock3 } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { Link, LinkButton, type Search } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { loadMaterialNotes } from "#modules/materials/client.ts";
import type { TalkRow } from "#modules/talks/shared.ts";
import { daysBetween, asCivilDate } from "#kernel/civil-date.ts";
import { deskText } from "../desk-text.ts";
import { useMe } from "../session.ts";
import { useWaiting } from "../waiting.ts";
import { MonthsChart, QuietChart, YearsChart } from "./home-charts.tsx";
import { few } from "./numerals.ts";

const MaterialNotes = lazy(loadMaterialNotes);

/** What waits for me, with its number; then what comes, and how it goes. */
export function HomeScreen() {
  const t = useText(deskText);
  const me = useMe();
  const { dayLong } = useFormats();
  const may = (verb: string) => me.verbs.includes(verb);
  const waiting = useWaiting();
  const places = waiting.quiet.data?.items.length ?? 0;
  const where = [waiting.unitName ?? me.unitName, places > 0 ? t("home.places", { n: places }) : null]
    .filter((x) => x !== null)
    .join(", ");
  const asking = waiting.reads && (waiting.delivered.isPending || waiting.returned.isPending);
  const title = !waiting.reads
    ? t("home.title-speaker")
    : asking
      ? t("home.title-asking")
      : waiting.total === 0
        ? t("home.title-none")
        : t(waiting.more ? "home.title-more" : "home.title", { n: few(waiting.total) });
  return (
    <>
      <PageHead
        over={<p>{[dayLong(waiting.today), where].filter((x) => x !== "").join(" · ")}</p>}
        title={title}
        documentTitle={t("nav.today")}
      >
        {may("talk.enter") && (
          <LinkButton look="main" icon={CalendarPlus} to="/talks/new">
            {t("home.plan")}
          </LinkButton>
        )}
      </PageHead>
      <div className="home-cols">
        <div className="wait">
          {waiting.reads ? (
            <Waits waiting={waiting} asking={asking} plans={may("talk.enter")} />
          ) : (
            <p className="dim">
              {t("home.speaker-words")} <a href="/field/">{t("home.field")}</a>
            </p>
          )}
        </div>
        <div className="home-side">
          <Upcoming
            rows={waiting.upcoming.data?.items}
            today={waiting.today}
            error={waiting.upcoming.error}
            onRetry={() => void waiting.upcoming.refetch()}
          />
          {waiting.reads && (
            <Suspense fallback={null}>
              <MaterialNotes under={waiting.under} />
            </Suspense>
          )}
          {waiting.months.data !== undefined && (
            <section>
              <MonthsChart
                totals={waiting.months.data}
                today={waiting.today}
                pending={waiting.delivered.data?.items ?? []}
              />
            </section>
          )}
          {waiting.years.data !== undefined && (
            <section>
              <YearsChart totals={waiting.years.data} today={waiting.today} />
            </section>
          )}
          {waiting.quiet.data !== undefined && waiting.quiet.data.items.length > 0 && (
            <section>
              <QuietChart quiet={waiting.quiet.data} />
            </section>
          )}
        </div>
      </div>
    </>
  );
}

function Waits({
  waiting,
  asking,
  plans,
}: {
  waiting: ReturnType<typeof useWaiting>;
  asking: boolean;
  plans: boolean;
}) {
  const t = useText(deskText);
  const { dayShort, dayOf, number } = useFormats();
  const { delivered, returned, ending, tooQuiet, under, today } = waiting;
  const at = under === null ? {} : { under: String(under) };
  // A day of another year says its month and year: "18/11" alone would be read as this year's.
  const when = (day: string) =>
    day.startsWith(today.slice(0, 4)) ? dayShort(day) : `${day.slice(5, 7)}/${day.slice(0, 4)}`;
  const since = (day: string) => t("home.days", { n: number(daysBetween(asCivilDate(day), today)) });
  if (asking)
    return (
      <section style={{ display: "block" }}>
        <LoadingState words={t("home.asking")} lines={7} />
      </section>
    );
  if (delivered.error !== null)
    return (
      <section style={{ display: "block" }}>
        <ErrorState error={delivered.error} onRetry={() => void delivered.refetch()} />
      </section>
    );
  if (waiting.total === 0)
    return (
      <section style={{ display: "block" }}>
        <EmptyState
          title={t("home.none")}
          action={plans ? <LinkButton to="/talks/new">{t("home.plan")}</LinkButton> : undefined}
        >
          {t("home.none-words")}
        </EmptyState>
      </section>
    );
  const place = (r: TalkRow) =>
    [r.place.name, r.speakers.map((s) => s.name).join(", ")].filter((x) => x !== "").join(" · ");
  const all = (n: number) => (n > 3 ? t("home.all", { n: number(n) }) : t("home.see"));
  return (
    <>
      {waiting.toVerify > 0 && (
        <Section
          n={waiting.toVerify}
          title={t("home.to-verify")}
          link={all(waiting.toVerify)}
          to="/talks"
          search={{ ...at, status: "delivered" }}
        >
          {[...(delivered.data?.items ?? [])]
            .sort((a, b) => a.heldOn.localeCompare(b.heldOn))
            .slice(0, 3)
            .map((r) => (
              <Item
                key={r.id}
                to={`/talks/${r.id}`}
                when={when(r.heldOn)}
                title={r.title}
                under={place(r)}
                n={r.attendance === null ? "" : t("home.heard", { n: number(r.attendance) })}
              />
            ))}
        </Section>
      )}
      {waiting.toAnswer > 0 && (
        <Section
          n={waiting.toAnswer}
          title={t("home.questions")}
          link={all(waiting.toAnswer)}
          to="/questions"
          search={{
            view: waiting.answering.view,
            unit: waiting.answering.unit === undefined ? undefined : String(waiting.answering.unit),
          }}
        >
          {(waiting.asked.data?.items ?? []).map((q) => (
            <Item
              key={q.id}
              to={`/questions/${q.id}`}
              when={when(q.dueOn)}
              title={q.text.length > 120 ? `${q.text.slice(0, 120)}…` : q.text}
              under={q.place.name}
              n={q.overdue ? t("home.days", { n: number(daysBetween(asCivilDate(q.dueOn), today)) }) : ""}
            />
          ))}
        </Section>
      )}
      {waiting.toMend > 0 && (
        <Section
          n={waiting.toMend}
          title={t("home.returned")}
          link={all(waiting.toMend)}
          to="/talks"
          search={{ ...at, status: "returned" }}
        >
          {(returned.data?.items ?? []).slice(0, 3).map((r) => (
            <Item
              key={r.id}
              to={`/talks/${r.id}`}
              when={when(r.heldOn)}
              title={r.title}
              under={place(r)}
              n={since(r.heldOn)}
            />
          ))}
        </Section>
      )}
      {waiting.toDecide > 0 && (
        <Section n={waiting.toDecide} title={t("home.held")} link={t("home.decide")} to="/talks/held">
          {(waiting.held.data?.items ?? []).slice(0, 3).map((h) => (
            <Item
              key={h.id}
              to="/talks/held"
              when={dayShort(dayOf(h.receivedAt))}
              title={heldTitle(h.payload) ?? t("home.held-record")}
              under={h.by}
              n={h.number}
            />
          ))}
        </Section>
      )}
      {waiting.terms > 0 && (
        <Section
          n={waiting.terms}
          title={t("home.ending", { n: 60 })}
          link={all(waiting.terms)}
          to="/people/ending"
          search={at}
        >
          {(ending.data?.items ?? []).slice(0, 3).map((e) => (
            <Item
              key={e.appointmentId}
              to={`/people/${e.personId}`}
              when={dayShort(e.lastDay)}
              title={e.fullName}
              under={e.unitName}
              n={t("home.days", { n: number(e.daysLeft) })}
            />
          ))}
        </Section>
      )}
      {tooQuiet.length > 0 && (
        <Section
          n={tooQuiet.length}
          title={t("home.quiet", { n: waiting.quiet.data?.days ?? 30 })}
          link={plans ? t("home.plan-short") : ""}
          to="/talks/new"
          search={{ place: String(tooQuiet[0]?.unitId ?? "") }}
        >
          {tooQuiet.slice(0, 4).map((p) => (
            <Item
              key={p.unitId}
              to={plans ? "/talks/new" : "/talks"}
              search={plans ? { place: String(p.unitId) } : { under: String(p.unitId) }}
              when={p.lastOn === null ? "–" : when(p.lastOn)}
              title={p.name}
              under={p.nextOn === null ? t("home.not-planned") : t("home.planned-on", { day: dayShort(p.nextOn) })}
              n={p.daysSince === null ? t("home.never") : t("home.days", { n: number(p.daysSince) })}
            />
          ))}
        </Section>
      )}
    </>
  );
}

function heldTitle(payload: unknown): string | null {
  const title = typeof payload === "object" && payload !== null && "title" in payload ? payload.title : null;
  return typeof title === "string" && title !== "" ? title : null;
}

function Section({
  n,
  title,
  link,
  to,
  search,
  children,
}: {
  n: number;
  title: string;
  link: string;
  to: string;
  search?: Search;
  children: ReactNode;
}) {
  const { number } = useFormats();
  return (
    <section>
      <span className="big" aria-hidden="true">
        {n >= 200 ? "200+" : number(n)}
      </span>
      <div>
        <h2>
          <span>
            <span className="unseen">{n} </span>
            {title}
          </span>{" "}
          {link !== "" && (
            <Link to={to} {...(search === undefined ? {} : { search })}>
              {link}
            </Link>
          )}
        </h2>
        <ul>{children}</ul>
      </div>
    </section>
  );
}

function Item({
  to,
  search,
  when,
  title,
  under,
  n,
}: {
  to: string;
  search?: Search;
  when: string;
  title: string;
  under: string;
  n: string;
}) {
  return (
    <li>
      <Link className="plain it" to={to} {...(search === undefined ? {} : { search })}>
        <span className="when">{when}</span>
        <span className="grow">
          <b>{title}</b>
          <span className="dim">{under}</span>
        </span>
        <span className="num n">{n}</span>
      </Link>
    </li>
  );
}

function Upcoming({
  rows,
  today,
  error,
  onRetry,
}: {
  rows: readonly TalkRow[] | undefined;
  today: string;
  error: unknown;
  onRetry: () => void;
}) {
  const t = useText(deskText);
  const { time, weekdayShort, dayShort } = useFormats();
  const next = [...(rows ?? [])].sort((a, b) => a.startsAt.localeCompare(b.startsAt)).slice(0, 3);
  return (
    <section>
      <h2>{t("home.upcoming")}</h2>
      {rows === undefined ? (
        error === null ? (
          <LoadingState lines={3} />
        ) : (
          <ErrorState error={error} onRetry={onRetry} />
        )
      ) : next.length === 0 ? (
        <p className="dim">{t("home.upcoming-none")}</p>
      ) : (
        <ul className="next">
          {next.map((r) => (
            <li key={r.id}>
              <time dateTime={r.startsAt}>
                <b>{time(r.startsAt)}</b>
                {r.heldOn === today
                  ? t("home.today")
                  : daysBetween(asCivilDate(today), asCivilDate(r.heldOn)) < 7
                    ? weekdayShort(r.heldOn)
                    : dayShort(r.heldOn)}
              </time>
              <div>
                <Link to={`/talks/${r.id}`}>{r.title}</Link>
                <div className="s dim">
                  {[r.place.name, r.speakers.map((s) => s.name).join(", ")].filter((x) => x !== "").join(" · ")}
                </div>
                {r.status === "assigned" && (
                  <StateBadge tone="warn" icon={Clock3}>
                    {t("home.awaits")}
                  </StateBadge>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
