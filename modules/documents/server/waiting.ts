import { daysBetween, type CivilDate } from "#kernel/civil-date.ts";
import {
  holdsAny,
  mostWaiting,
  readingRoles,
  type WaitCall,
  waitGroup,
  type WaitGroup,
} from "#platform/waiting/wait-source.ts";
import { DraftQuery, listDrafts } from "./draft-page.ts";
import { IncomingQuery, listIncoming } from "./list-incoming.ts";

/** What arrived and is past its day, and drafts handed in to be issued. */
export async function documentsWaiting(call: WaitCall): Promise<WaitGroup[]> {
  if (!holdsAny(call.principal, readingRoles)) return [];
  return [...(await overdueArrivals(call)), ...(await draftsToIssue(call))];
}

async function overdueArrivals({ tx, under, today, say }: WaitCall): Promise<WaitGroup[]> {
  const query = { ...IncomingQuery.parse({ view: "overdue" }), limit: mostWaiting + 1, under: under ?? undefined };
  const { items } = await listIncoming(tx, query);
  return waitGroup(
    items,
    {
      code: "incoming.overdue",
      title: say("wait.incoming.overdue"),
      to: "/documents",
      search: { tab: "incoming", view: "overdue" },
    },
    (d) => ({
      to: `/documents/incoming/${d.id}`,
      day: d.dueOn,
      title: d.abstract.length > 120 ? `${d.abstract.slice(0, 120)}…` : d.abstract,
      under: [d.symbol, d.sender].filter(Boolean).join(" – "),
      note: say("wait.days", { n: daysBetween(d.dueOn as CivilDate, today) }),
    }),
  );
}

async function draftsToIssue({ tx, under, say }: WaitCall): Promise<WaitGroup[]> {
  const query = { ...DraftQuery.parse({ status: "submitted" }), limit: mostWaiting + 1, under: under ?? undefined };
  const { items } = await listDrafts(tx, query);
  return waitGroup(
    items,
    { code: "document.to-issue", title: say("wait.document.to-issue"), to: "/documents", search: { tab: "drafts" } },
    (d) => ({ to: `/documents/drafts/${d.id}`, day: null, title: d.abstract, under: d.unitName, note: "" }),
  );
}
