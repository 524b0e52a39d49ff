import { holdsAny, mostWaiting, readingRoles, waitGroup, type WaitSource } from "#platform/waiting/wait-source.ts";
import { listEndings } from "./queries.ts";

const soon = 60;

/** Terms that end soon, in days. */
export const rosterWaiting: WaitSource = async ({ tx, principal, under, today, say }) => {
  if (!holdsAny(principal, readingRoles)) return [];
  const endings = await listEndings(tx, under ?? undefined, soon, today, mostWaiting + 1);
  const search: Record<string, string> = under === null ? {} : { under: String(under) };
  return waitGroup(
    endings,
    { code: "roster.ending", title: say("wait.roster.ending", { n: soon }), to: "/people/ending", search },
    (ending) => ({
      to: `/people/${ending.personId}`,
      day: ending.lastDay,
      title: ending.fullName,
      under: ending.unitName,
      note: say("wait.days", { n: ending.daysLeft }),
    }),
  );
};
