import type { messagesVi } from "./messages.vi.ts";

export const messagesEn: Record<keyof typeof messagesVi, string> = {
  "problem.course.not-found": "This course is not among those that you may see.",
  "problem.course.participant-unknown": "This person is not on the list. Nothing was saved; reload the page.",
  "problem.course.wrong-state": "This course is no longer at that step. Nothing was saved; reload the page.",
  "problem.course.changed-since":
    "Somebody else has just changed this. Nothing was written over; reload the page, compare, and enter your part again.",
  "problem.course.closed":
    "The course is closed. Nothing was saved; what comes late is entered as a correction, with a number and a reason.",
  "problem.course.unmarked":
    "{left} people are neither present nor absent yet. The course was not closed; mark them first.",
  "problem.course.empty": "The list is empty. The course was not closed; add who took part.",
  "problem.course.norm-later": "A number from that day or a later one exists. Nothing was saved; choose a later day.",
  "problem.course.unit-unknown": "There is no such unit on that day. Nothing was saved; choose another unit.",
  "problem.course.topic-unknown": "There is no such topic. Nothing was saved; choose another.",
  "problem.course.kind-unknown": "There is no such kind of appointment. Nothing was saved; choose another.",
  "problem.course.dates": "The last day must not come before the first. Nothing was saved; correct the days.",
  "problem.course.not-yet":
    "By this day the course is not over. Nothing was saved; correct the day, or wait for its end.",
  "problem.course.place-missing": "A course in person needs a place. Nothing was saved; choose the place.",
  "problem.course.teacher-unfit":
    "Somebody is no part-time lecturer on the first day. Nothing was saved; choose another, or give the office of who comes from outside.",
  "problem.course.teacher-one": "A teacher is a person of the roster, or an office from outside. Nothing was saved.",
  "problem.course.teacher-hours": "One teaches more hours than the course has. Nothing was saved; correct the hours.",
  "problem.course.material-unfit":
    "A material is not approved, or not in force on the first day. Nothing was saved; choose another version.",
  "problem.course.person-unfit":
    "{left} people are not on the part of the roster that you see, or hold no appointment on the first day. Nobody was added; leave them out.",
  "problem.course.hours-over": "More hours are credited than the course has. Nothing was saved; correct the hours.",
  "problem.course.hours-absent":
    "Who was absent has neither hours nor a certificate. Nothing was saved; take both out.",
  "problem.course.days-ticked":
    "Somebody was ticked on a day that would no longer belong to the course. Nothing was saved; keep that day, or untick it first.",
  "problem.course.day-unknown":
    "That is no day of this course, or no day was chosen. Nothing was saved; reload the page and record it again.",
  "problem.course.day-hours":
    "The hours of the days add up to {sum}, not to those of the course. Nothing was saved; change the days or the course's hours.",
  "problem.course.task-unfit": "This task is of no plan that stands. It was not tied; choose another task.",
  "problem.course.identity":
    "There is a telephone number, an identity number or an address of a person. Nothing was saved; take it out and save again.",
  "problem.course.nothing-corrected": "Nothing is different. No correction was entered.",
  "problem.course.list-unreadable":
    "There is no list with a column of names in this file. Nothing was written; check the header row and choose the file again.",
  "wait.course.to-close": "Courses that are over and not closed",
  "wait.course.of": "{unit}, {n} people on the list",

  "course.title": "Training courses",
  "course.file": "training-courses",
  "course.people": "List of the course",
  "course.people-file": "course-list",
  "course.hours": "Training hours by person",
  "course.hours-units": "By unit",
  "course.hours-file": "training-hours",
  "course.status.planned": "Planned",
  "course.status.open": "Open",
  "course.status.held": "Held",
  "course.status.closed": "Closed",
  "course.status.cancelled": "Cancelled",
  "course.form.inPerson": "In person",
  "course.form.online": "Online",
  "course.form.hybrid": "Mixed",
  "course.part.enrolled": "Not marked",
  "course.part.present": "Present",
  "course.part.absent": "Absent",
  "course.part.withdrawn": "Withdrawn",
  "course.column.code": "Code",
  "course.column.title": "Course",
  "course.column.unit": "Held by",
  "course.column.form": "Form",
  "course.column.days": "Days",
  "course.column.from": "First day",
  "course.column.to": "Last day",
  "course.column.hours": "Hours",
  "course.column.status": "State",
  "course.column.seats": "Planned",
  "course.column.participants": "On the list",
  "course.column.present": "Present",
  "course.column.name": "Name",
  "course.column.position": "Position",
  "course.column.of": "Unit",
  "course.column.part": "Attendance",
  "course.column.credited": "Hours credited",
  "course.column.days-there": "Days present",
  "course.column.certificate": "Certificate no.",
  "course.column.courses": "Courses",
  "course.column.wanted": "Wanted",
  "course.column.missing": "Missing",
  "course.column.basis": "Basis of the number",
  "course.column.people": "People",
  "course.column.trained": "Trained",
  "course.column.short": "Below the number",
};
