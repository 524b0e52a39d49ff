import { problemCatalogue } from "#kernel/problem.ts";

export const kitProblem = problemCatalogue({
  "kit.not-found": 404,
  "kit.item-not-found": 404,
  "kit.topic-unknown": 422,
  "kit.place-outside": 422,
  "kit.material-unknown": 422,
  "kit.no-deadline": 422,
  "kit.identity": 422,
  "kit.state": 409,
  "kit.edited-elsewhere": 409,
  "kit.reason-needed": 422,
  "kit.deadline-past": 422,
  "kit.event-not-found": 404,
  "kit.event-past": 422,
  "kit.event-stopped": 409,
});
