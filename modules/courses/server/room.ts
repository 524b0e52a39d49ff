import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { coursePolicy } from "../policy.ts";
import { courseCommands } from "./commands.ts";
import { phoneCourses, phoneTraining } from "./phone-courses.ts";
import { courseRoutes } from "./routes.ts";
import { trainingRoutes } from "./training-routes.ts";
import { courseWaiting } from "./waiting.ts";

/** What this room brings to a server. */
export const courseRoom: Room = {
  name: "courses",
  commands: courseCommands,
  policies: [coursePolicy],
  routes: [trainingRoutes, courseRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  phone: [phoneCourses, phoneTraining],
  waiting: [courseWaiting],
};
