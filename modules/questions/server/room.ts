import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { questionPolicy } from "../policy.ts";
import { climbJob } from "./climb-overdue.ts";
import { questionCommands } from "./commands.ts";
import { phoneAnswers } from "./phone-answers.ts";
import { questionRoutes } from "./routes.ts";
import { questionsWaiting } from "./waiting.ts";

/** What this room brings to a server. */
export const questionRoom: Room = {
  name: "questions",
  commands: questionCommands,
  policies: [questionPolicy],
  routes: [questionRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  jobs: [climbJob],
  phone: [phoneAnswers],
  waiting: [questionsWaiting],
};
