import { CalendarPlus } from "lucide-react";
import { lazy, Suspense } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { loadMaterialNotes } from "#modules/materials/client.ts";
import { deskText } from "../desk-text.ts";
import { useMe } from "../session.ts";
import { useWaiting } from "../waiting.ts";
import { MonthsChart, QuietChart, YearsChart } from "./home-charts.tsx";
import { few } from "./numerals.ts";
import { Upcoming } from "./upcoming.tsx";
import { Waits } from "./waits.tsx";

const MaterialNotes = lazy(loadMaterialNotes);

/** What waits for me, with its number; then what comes, and how it goes. */
export function HomeScreen() {
  const t = useText(deskText);
  const me = useMe();
  const { dayLong } = useFormats();
  const may = (verb: string) => me.verbs.includes(verb);
  const waiting = useWaiting();
  const quiet = waiting.quiet.data;
  const places = quiet?.items.length ?? 0;
  const where = [
    waiting.unitName ?? me.unitName,
    places > 0 ? t(quiet?.each === "commune" ? "home.communes" : "home.places", { n: places }) : null,
  ]
    .filter((x) => x !== null)
    .join(", ");
  const asking = waiting.reads && waiting.groups.isPending;
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
            <Waits waiting={waiting} plans={may("talk.enter")} />
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
              {may("overview.view") && (
                <p className="s">
                  <Link
                    to="/overviews"
                    search={typeof waiting.under === "number" ? { unit: String(waiting.under) } : {}}
                  >
                    {t("home.overview")}
                  </Link>
                </p>
              )}
            </section>
          )}
          {waiting.years.data !== undefined && (
            <section>
              <YearsChart totals={waiting.years.data} today={waiting.today} />
            </section>
          )}
          {quiet !== undefined && quiet.items.length > 0 && (
            <section>
              <QuietChart quiet={quiet} />
            </section>
          )}
        </div>
      </div>
    </>
  );
}
