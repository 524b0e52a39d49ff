import { assignTask, recordProgress, setHeadcount } from "./assign-task.ts";
import { addTask, dropTask, editTask, mergeTasks, moveTask, splitTask } from "./correct-task.ts";
import { issuePlan, remindUnits } from "./issue-plan.ts";
import { recountPlans } from "./recount.ts";
import { planTalkOfTask, tieTalk } from "./tie-talk.ts";
import { createPlan, editPlan, movePlan, setClauseAside } from "./write-plan.ts";

/** plan.import is made for each file, since the text goes beside the command (importPlanCommand). */
export const planCommands = {
  "plan.create": createPlan,
  "plan.edit": editPlan,
  "plan.move": movePlan,
  "plan.set-clause-aside": setClauseAside,
  "plan.add-task": addTask,
  "plan.edit-task": editTask,
  "plan.split-task": splitTask,
  "plan.merge-tasks": mergeTasks,
  "plan.move-task": moveTask,
  "plan.drop-task": dropTask,
  "plan.assign-task": assignTask,
  "plan.record-progress": recordProgress,
  "plan.set-headcount": setHeadcount,
  "plan.plan-talk": planTalkOfTask,
  "plan.tie-talk": tieTalk,
  "plan.issue": issuePlan,
  "plan.remind": remindUnits,
  "plan.recount": recountPlans,
};
