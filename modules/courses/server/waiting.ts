import { daysBetween } from "#kernel/civil-date.ts";
import { holdsAny, mostWaiting, readingRoles, waitGroup, type WaitSource } from "#platform/waiting/wait-source.ts";
import { coursePolicy } from "../policy.ts";
import { listCourses } from "./list-courses.ts";
import { refusal } from "#kernel/access.ts";
import { unitState } from "#modules/units/server.ts";

/** Courses that are over and not closed, at whoever keeps their list: hours count only from closing on. */
export const courseWaiting: WaitSource = async ({ tx, principal, under, today, say }) => {
  if (!holdsAny(principal, readingRoles)) return [];
  const { items } = await listCourses(tx, {
    status: "toClose",
    sort: "day",
    order: "up",
    limit: mostWaiting + 1,
    ...(under === null ? {} : { under }),
  });
  const { paths } = await unitState(tx);
  const own = items.filter(
    (c) => refusal(coursePolicy, "course.record", principal, { unitPath: paths.get(c.unit.id) ?? [] }) === null,
  );
  return waitGroup(
    own,
    { code: "course.to-close", title: say("wait.course.to-close"), to: "/courses", search: { status: "toClose" } },
    (course) => ({
      to: `/courses/${course.id}`,
      day: course.endsOn,
      title: course.title,
      under: say("wait.course.of", { unit: course.unit.name, n: course.participants }),
      note: say("wait.days", { n: daysBetween(course.endsOn, today) }),
    }),
  );
};
