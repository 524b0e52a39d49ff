import { correctCourse } from "./correct-course.ts";
import { setNorm } from "./norms.ts";
import { enrolPeople, withdrawPerson } from "./participants.ts";
import { cancelCourse, editCourse, openCourse, planCourse, tieCourse } from "./plan-course.ts";
import { closeCourse, holdCourse, markPeople, tickDay } from "./record-course.ts";

export const courseCommands = {
  "course.plan": planCourse,
  "course.edit": editCourse,
  "course.tie": tieCourse,
  "course.open": openCourse,
  "course.cancel": cancelCourse,
  "course.enrol": enrolPeople,
  "course.withdraw": withdrawPerson,
  "course.hold": holdCourse,
  "course.mark": markPeople,
  "course.tick": tickDay,
  "course.close": closeCourse,
  "course.correct": correctCourse,
  "course.set-norm": setNorm,
};
