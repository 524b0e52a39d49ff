import { todayInVietnam, addDays, addMonths } from "#kernel/civil-date.ts";
import type { HeldItem, TalkRow, TalkTotals } from "#modules/talks/shared.ts";
import type { QuestionCounts, QuestionRow } from "#modules/questions/shared.ts";
import type { ListPage } from "#platform/ui/use-api.ts";
import { useAsk } from "#platform/ui/use-api.ts";
import { holds, useMe, workUnit } from "./session.ts";

/** As GET /api/people/endings answers. */
interface EndingItem {
  personId: string;
  fullName: string;
  appointmentId: string;
  unitName: string;
  lastDay: string;
  daysLeft: number;
}

/** As GET /api/talks/quiet-places answers: each place below a unit with its days since the last talk, null for never. */
export interface QuietPlaces {
  days: number;
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
  const query = { under, limit: most };
  const delivered = useAsk<ListPage<TalkRow>>("/talks", { ...query, status: "delivered" }, { enabled: reads });
  const returned = useAsk<ListPage<TalkRow>>("/talks", { ...query, status: "returned" }, { enabled: reads });
  const held = useAsk<{ items: HeldItem[] }>("/held", {}, { enabled: me.verbs.includes("held.list") });
  const ending = useAsk<ListPage<EndingItem>>("/people/endings", { under, within: 60 }, { enabled: reads });
  const quiet = useAsk<QuietPlaces>("/talks/quiet-places", { under, limit: 500 }, { enabled: reads && under !== null });
  // At the level of the whole instance nobody owes an answer: the overdue ones everywhere stand for it.
  const answering = under === null ? { view: "overdue" } : { view: "waiting", unit: under };
  const asked = useAsk<ListPage<QuestionRow>>("/questions", { ...answering, limit: 3 }, { enabled: reads });
  const askedCounts = useAsk<QuestionCounts>("/questions/counts", under === null ? {} : { unit: under }, {
    enabled: reads,
  });
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
  const tooQuiet = (quiet.data?.items ?? []).filter(
    (p) => p.daysSince === null || p.daysSince > (quiet.data?.days ?? 30),
  );
  const toAnswer = (under === null ? askedCounts.data?.overdue : askedCounts.data?.waiting) ?? 0;
  const toVerify = delivered.data?.items.length ?? 0;
  const toMend = returned.data?.items.length ?? 0;
  const toDecide = held.data?.items.length ?? 0;
  const terms = ending.data?.items.length ?? 0;
  const more = [delivered, returned].some((asked) => (asked.data?.nextCursor ?? null) !== null);
  const year = today.slice(0, 4);
  const years = useAsk<TalkTotals>(
    "/talks/totals",
    { from: `${Number(year) - 1}-01-01`, to: today },
    { enabled: reads && under === null },
  );
  return {
    more,
    years,
    reads,
    under,
    unitName,
    today,
    delivered,
    returned,
    ending,
    quiet,
    tooQuiet,
    upcoming,
    months,
    held,
    asked,
    askedCounts,
    answering,
    toAnswer,
    toVerify,
    toMend,
    toDecide,
    terms,
    total: toVerify + toAnswer + toMend + toDecide + terms + tooQuiet.length,
  };
}
