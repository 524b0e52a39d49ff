import type { DeskPart } from "#platform/ui/parts.tsx";
import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The courses' pages at the desk; each is fetched when it is opened. */
export const courseScreens: readonly DeskScreen[] = [
  { path: "/courses", load: () => import("./client/desk-courses.tsx").then((m) => m.CoursesScreen) },
  { path: "/courses/new", load: () => import("./client/desk-course-form.tsx").then((m) => m.NewCourseScreen) },
  { path: "/courses/$courseId", load: () => import("./client/desk-course.tsx").then((m) => m.CourseScreen) },
  {
    path: "/courses/$courseId/edit",
    load: () => import("./client/desk-course-form.tsx").then((m) => m.EditCourseScreen),
  },
];

/** What the phone shows of a speaker's own training: pure, without a screen. */
export * from "./client/field-course.ts";

/** What the courses show on the page of a person. */
export const courseParts: readonly DeskPart<unknown>[] = [
  { place: "person.page", load: () => import("./client/person-training.tsx").then((m) => m.PersonTrainingPart) },
];
