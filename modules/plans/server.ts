/** The door of this room on the server. */
export { readPlanPage } from "./server/plan-page.ts";
export { planCountedAnew } from "./server/count-plan.ts";
export { behindToMerge, planTasksToMerge } from "./server/merge-plans.ts";
export { planFigures, type PlanFiguresAsked } from "./server/figures.ts";
export { importPlanCommand } from "./server/import-plan.ts";
export { readPlanFile } from "./server/read-plan-file.ts";
export { province2024Text } from "./server/sample-plan.ts";
export { planRoom } from "./server/room.ts";
