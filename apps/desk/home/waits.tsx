import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { deskText } from "../desk-text.ts";
import type { useWaiting, WaitGroup } from "../waiting.ts";

/** Each group of what waits with its number and the three that have waited longest. */
export function Waits({ waiting, plans }: { waiting: ReturnType<typeof useWaiting>; plans: boolean }) {
  const t = useText(deskText);
  const { groups, waits, today } = waiting;
  if (groups.isPending)
    return (
      <section className="whole">
        <LoadingState words={t("home.asking")} lines={7} />
      </section>
    );
  if (groups.error !== null)
    return (
      <section className="whole">
        <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />
      </section>
    );
  if (waits.length === 0)
    return (
      <section className="whole">
        <EmptyState
          title={t("home.none")}
          action={plans ? <LinkButton to="/talks/new">{t("home.plan")}</LinkButton> : undefined}
        >
          {t("home.none-words")}
        </EmptyState>
      </section>
    );
  return waits.map((group) => <Group key={group.code} group={group} today={today} />);
}

function Group({ group, today }: { group: WaitGroup; today: string }) {
  const t = useText(deskText);
  const { dayShort, number } = useFormats();
  const { count, more, title, to, search, link, items } = group;
  // A day of another year says its month and year: "18/11" alone would be read as this year's.
  const when = (day: string) =>
    day.startsWith(today.slice(0, 4)) ? dayShort(day) : `${day.slice(5, 7)}/${day.slice(0, 4)}`;
  const figure = `${number(count)}${more ? "+" : ""}`;
  return (
    <section>
      <span className="big" aria-hidden="true">
        {figure}
      </span>
      <div>
        <h2>
          <span>
            <span className="unseen">{figure} </span>
            {title}
          </span>{" "}
          <Link to={to} {...(search === undefined ? {} : { search })}>
            {link ?? (count > items.length ? t("home.all", { n: figure }) : t("home.see"))}
          </Link>
        </h2>
        <ul>
          {items.map((item) => (
            <li key={`${item.to}${item.title}${item.day}`}>
              <Link className="plain it" to={item.to} {...(item.search === undefined ? {} : { search: item.search })}>
                <span className="when">{item.day === null ? "–" : when(item.day)}</span>
                <span className="grow">
                  <b>{item.title}</b>
                  <span className="dim">{item.under}</span>
                </span>
                <span className="num n">{item.note}</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
