import type { Room } from "#platform/rooms/room.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { factConflictPolicy } from "../policy-conflicts.ts";
import { materialPolicy } from "../policy.ts";
import { materialCommands } from "./commands.ts";
import { factConflictRoutes } from "./fact-conflict-routes.ts";
import { factConflictCommands } from "./fact-conflicts.ts";
import { phoneMaterials } from "./phone-materials.ts";
import { factJobs } from "./read-facts.ts";
import { beginTopicsJob } from "./topics.ts";
import { buildMaterialRoutes } from "./routes.ts";

/** What this room brings to a server. */
export const materialRoom: Room = {
  name: "materials",
  commands: { ...materialCommands, ...factConflictCommands },
  policies: [materialPolicy, factConflictPolicy],
  routes: ({ files }) => [buildMaterialRoutes({ files }), factConflictRoutes],
  messages: { vi: messagesVi, en: messagesEn },
  jobs: [...factJobs, beginTopicsJob],
  phone: [phoneMaterials],
};
