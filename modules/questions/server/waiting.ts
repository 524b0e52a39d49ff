import { daysBetween, type CivilDate } from "#kernel/civil-date.ts";
import {
  holdsAny,
  mostWaiting,
  readingRoles,
  waitGroup,
  type WaitCall,
  type WaitGroup,
  type WaitSource,
} from "#platform/waiting/wait-source.ts";
import { CommitmentQuery, listCommitments } from "./list-commitments.ts";
import { listQuestions } from "./list-questions.ts";

/** Questions to answer, and promises past their day. */
export const questionsWaiting: WaitSource = async (call) =>
  holdsAny(call.principal, readingRoles) ? [...(await toAnswer(call)), ...(await overduePromises(call))] : [];

/** Questions that the unit owes an answer; where nobody in particular owes one, the overdue ones everywhere. */
async function toAnswer({ tx, under, today, say }: WaitCall): Promise<WaitGroup[]> {
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
}

/** What was promised and is past its day. */
async function overduePromises({ tx, principal, under, today, say }: WaitCall): Promise<WaitGroup[]> {
  const query = CommitmentQuery.parse({ status: "overdue", ...(under === null ? {} : { under }) });
  const { items } = await listCommitments(tx, principal, { ...query, limit: mostWaiting + 1 });
  const search = { status: "overdue" };
  return waitGroup(
    items,
    { code: "commitment.overdue", title: say("wait.commitment.overdue"), to: "/commitments", search },
    (promise) => ({
      to: promise.questionId === null ? `/dialogues/${promise.dialogueId}` : `/questions/${promise.questionId}`,
      day: promise.dueOn,
      title: promise.text.length > 120 ? `${promise.text.slice(0, 120)}…` : promise.text,
      under: promise.unit.name,
      note: say("wait.days", { n: daysBetween(promise.dueOn as CivilDate, today) }),
    }),
  );
}
