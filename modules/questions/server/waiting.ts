import { daysBetween, type CivilDate } from "#kernel/civil-date.ts";
import { holdsAny, mostWaiting, readingRoles, waitGroup, type WaitSource } from "#platform/waiting/wait-source.ts";
import { listQuestions } from "./list-questions.ts";

/** Questions that the unit owes an answer; where nobody in particular owes one, the overdue ones everywhere. */
export const questionsWaiting: WaitSource = async ({ tx, principal, under, today, say }) => {
  if (!holdsAny(principal, readingRoles)) return [];
  const view = under === null ? "overdue" : "waiting";
  const search: Record<string, string> = under === null ? { view } : { view, unit: String(under) };
  const { items } = await listQuestions(tx, {
    view,
    ...(under === null ? {} : { unit: under }),
    limit: mostWaiting + 1,
  });
  return waitGroup(
    items,
    { code: "question.to-answer", title: say("wait.question.to-answer"), to: "/questions", search },
    (question) => ({
      to: `/questions/${question.id}`,
      day: question.dueOn,
      title: question.text.length > 120 ? `${question.text.slice(0, 120)}…` : question.text,
      under: question.place.name,
      note: question.overdue ? say("wait.days", { n: daysBetween(question.dueOn as CivilDate, today) }) : "",
    }),
  );
};
