import { type CivilDate, daysBetween } from "#kernel/civil-date.ts";
import { holdsAny, mostWaiting, readingRoles, waitGroup, type WaitSource } from "#platform/waiting/wait-source.ts";
import { DifficultyQuery, listDifficulties } from "./list-difficulties.ts";

/** What the caller's unit must settle, by its day. */
export const difficultiesWaiting: WaitSource = async ({ tx, principal, today, say }) => {
  if (!holdsAny(principal, readingRoles)) return [];
  const { items } = await listDifficulties(tx, principal, {
    ...DifficultyQuery.parse({ view: "waiting" }),
    limit: mostWaiting + 1,
  });
  return waitGroup(
    items.filter((d) => d.mine),
    { code: "difficulty.to-settle", title: say("wait.difficulty.to-settle"), to: "/difficulties", search: {} },
    (d) => ({
      to: `/difficulties/${d.id}`,
      day: d.dueOn,
      title: d.text.length > 120 ? `${d.text.slice(0, 120)}…` : d.text,
      under: d.unit.name,
      note: d.overdue ? say("wait.days", { n: daysBetween(d.dueOn as CivilDate, today) }) : "",
    }),
  );
};
