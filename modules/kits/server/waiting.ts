import { daysBetween } from "#kernel/civil-date.ts";
import { holdsAny, mostWaiting, readingRoles, waitGroup, type WaitSource } from "#platform/waiting/wait-source.ts";
import { listKits } from "./read-kits.ts";

/** Rapid kits that are open and not ready, the soonest due first. */
export const kitsWaiting: WaitSource = async ({ tx, principal, under, today, say }) => {
  if (!holdsAny(principal, readingRoles)) return [];
  const filter = { status: "open" as const, ...(under === null ? {} : { under }) };
  const { items } = await listKits(tx, filter, mostWaiting + 1);
  const open = items
    .filter((kit) => kit.ready < kit.items.length)
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  return waitGroup(
    open,
    { code: "kit.to-make", title: say("wait.kit.to-make"), to: "/kits", search: { status: "open" } },
    (kit) => ({
      to: `/kits/${kit.id}`,
      day: kit.dueOn,
      title: kit.title,
      under: say("wait.kit.ready", { ready: kit.ready, all: kit.items.length }),
      note: kit.overdue ? say("wait.days", { n: daysBetween(kit.dueOn, today) }) : "",
    }),
  );
};
