import { daysBetween } from "#kernel/civil-date.ts";
import { holdsAny, mostWaiting, readingRoles, waitGroup, type WaitSource } from "#platform/waiting/wait-source.ts";
import { listLoans } from "./read-equipment.ts";

/** Loans past their day, at who lent and at who borrowed. */
export const equipmentWaiting: WaitSource = async ({ tx, principal, under, today, say }) => {
  if (!holdsAny(principal, readingRoles)) return [];
  const { items } = await listLoans(tx, principal, {
    standing: "overdue",
    limit: mostWaiting + 1,
    ...(under === null ? {} : { under }),
  });
  return waitGroup(
    items,
    {
      code: "equipment.overdue",
      title: say("wait.equipment.overdue"),
      to: "/equipment",
      search: { tab: "loans", standing: "overdue" },
    },
    (loan) => ({
      to: `/equipment/${loan.equipmentId}`,
      day: loan.dueOn,
      title: loan.label,
      under: say("wait.equipment.lent", { from: loan.unit.name, to: loan.to.name }),
      note: say("wait.days", { n: daysBetween(loan.dueOn, today) }),
    }),
  );
};
