import { Clock3 } from "lucide-react";
import { asCivilDate, daysBetween } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { ErrorState, LoadingState } from "#platform/ui/states.tsx";
import type { TalkRow } from "#modules/talks/shared.ts";
import { deskText } from "../desk-text.ts";

/** The next talks, soonest first. */
export function Upcoming({
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
