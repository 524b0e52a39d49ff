import { problemCatalogue } from "#kernel/problem.ts";

export const courseProblem = problemCatalogue({
  "course.not-found": 404,
  "course.participant-unknown": 404,
  "course.wrong-state": 409,
  "course.changed-since": 409,
  /** Closed: what comes later is a numbered correction. */
  "course.closed": 409,
  /** Some are neither present nor absent; `left` says how many. */
  "course.unmarked": 409,
  "course.empty": 409,
  /** A day that was ticked is not taken out under the tick. */
  "course.days-ticked": 409,
  "course.norm-later": 409,
  "course.unit-unknown": 422,
  "course.topic-unknown": 422,
  "course.kind-unknown": 422,
  "course.dates": 422,
  "course.not-yet": 422,
  "course.place-missing": 422,
  "course.teacher-unfit": 422,
  "course.teacher-one": 422,
  "course.teacher-hours": 422,
  "course.material-unfit": 422,
  "course.person-unfit": 422,
  "course.hours-over": 422,
  "course.hours-absent": 422,
  "course.day-unknown": 422,
  /** `sum`: what the days have together. */
  "course.day-hours": 422,
  "course.task-unfit": 422,
  "course.identity": 422,
  "course.nothing-corrected": 422,
  "course.list-unreadable": 422,
});
