import { useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { HeldItem } from "../answers.ts";
import { talkText } from "./desk-text.ts";

/** The three ways into the talks: list, calendar, what is held for a person. */
export function TalkViews({ view }: { view: "list" | "calendar" | "held" }) {
  const t = useText(talkText);
  const may = useMay();
  const held = useAsk<{ items: HeldItem[] }>("/held", {}, { enabled: may("held.list") });
  const n = held.data?.items.length ?? 0;
  const here = (name: typeof view) => (view === name ? { "aria-current": "page" as const } : {});
  return (
    <nav className="tabs no-print" aria-label={t("talks.views")}>
      <Link to="/talks" {...here("list")}>
        {t("talks.list")}
      </Link>
      <Link to="/talks/calendar" {...here("calendar")}>
        {t("talks.calendar")}
      </Link>
      {(n > 0 || view === "held") && (
        <Link to="/talks/held" {...here("held")}>
          {t("talks.held")}
          <b>{n}</b>
        </Link>
      )}
    </nav>
  );
}
