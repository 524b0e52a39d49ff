import type { Case } from "./case.ts";
import { budgetCases, equipmentCases } from "./budget-cases.ts";
import { channelCases } from "./channel-cases.ts";
import { courseCases } from "./course-cases.ts";
import { documentCases } from "./document-cases.ts";
import { draftCases } from "./draft-cases.ts";
import { groundCases } from "./ground-cases.ts";
import { liveCases } from "./live-cases.ts";
import { materialCases } from "./material-cases.ts";
import { overviewCases } from "./overview-cases.ts";
import { payCases } from "./pay-cases.ts";
import { planCases } from "./plan-cases.ts";
import { portalCases } from "./portal-cases.ts";
import { kitCases, voiceCases } from "./voice-cases.ts";
import { lawCases } from "./law-cases.ts";
import { questionCases } from "./question-cases.ts";
import { dialogueCases } from "./dialogue-cases.ts";
import { difficultyCases } from "./difficulty-cases.ts";
import { themeCases } from "./theme-cases.ts";
import { reportCases } from "./report-cases.ts";
import { roomCases } from "./room-cases.ts";

/** All of them; whoever adds a route adds its line, or the matrix fails. */
export const cases: Record<string, readonly Case[]> = {
  ...groundCases,
  ...roomCases,
  ...documentCases,
  ...draftCases,
  ...budgetCases,
  ...equipmentCases,
  ...channelCases,
  ...courseCases,
  ...lawCases,
  ...voiceCases,
  ...kitCases,
  ...liveCases,
  ...materialCases,
  ...overviewCases,
  ...payCases,
  ...planCases,
  ...portalCases,
  ...reportCases,
  ...questionCases,
  ...themeCases,
  ...difficultyCases,
  ...dialogueCases,
};
