import { todayInVietnam, addDays, addMonths } from "#kernel/civil-date.ts";
import type { TalkRow, TalkTotals } from "#modules/talks/shared.ts";
import type { ListPage } from "#platform/ui/use-api.ts";
import { useAsk } from "#platform/ui/use-api.ts";
import { holds, useMe, workUnit } from "./session.ts";

/** One line of what waits, as GET /api/waiting answers it. */
export interface WaitItem {
  to: string;
  search?: Record<string, string>;
  day: string | null;
  title: string;
  under: string;
  note: string;
}
export interface WaitGroup {
  code: string;
  title: string;
  count: number;
  more: boolean;
  to: string;
  search?: Record<string, string>;
  link: string | null;
  items: WaitItem[];
}

/** As GET /api/talks/quiet-places answers: each place below a unit with its days since the last talk, null for never. */
export interface QuietPlaces {
  days: number;
  each: "group" | "commune";
  items: { unitId: number; name: string; lastOn: string | null; daysSince: number | null; nextOn: string | null }[];
}

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const most = 200;

/** The questions behind "what waits for me". The menu and the home page ask them once, together. */
export function useWaiting() {
  const me = useMe();
  const under = workUnit(me);
  const unitName = me.grants.find((g) => g.unitId === under)?.unitName ?? null;
  const reads = holds(me, readers);
  const today = todayInVietnam();
  const groups = useAsk<{ groups: WaitGroup[] }>("/waiting", { under });
  // The talks whose attendance the chart of months does not count yet.
  const delivered = useAsk<ListPage<TalkRow>>(
    "/talks",
    { under, limit: most, status: "delivered" },
    { enabled: reads },
  );
  const quiet = useAsk<QuietPlaces>("/talks/quiet-places", { under, limit: 500 }, { enabled: reads && under !== null });
  const upcoming = useAsk<ListPage<TalkRow>>("/talks", {
    under: reads ? under : null,
    status: "planned,assigned,accepted",
    from: today,
    to: addDays(today, 30),
    limit: most,
  });
  const months = useAsk<TalkTotals>(
    "/talks/totals",
    { under, from: `${addMonths(today, -5).slice(0, 7)}-01`, to: today },
    { enabled: reads },
  );
  const waits = groups.data?.groups ?? [];
  const count = (codes: readonly string[]) =>
    waits.filter((group) => codes.includes(group.code)).reduce((sum, group) => sum + group.count, 0);
  const year = today.slice(0, 4);
  const years = useAsk<TalkTotals>(
    "/talks/totals",
    { from: `${Number(year) - 1}-01-01`, to: today },
    { enabled: reads && under === null },
  );
  return {
    groups,
    waits,
    /** How many wait in the groups of these codes. */
    count,
    total: waits.reduce((sum, group) => sum + group.count, 0),
    more: waits.some((group) => group.more),
    years,
    reads,
    under,
    unitName,
    today,
    delivered,
    quiet,
    upcoming,
    months,
  };
}
