/** The door of this room on the server. */
export { runsToMerge } from "./server/merge-runs.ts";
export { phonePay } from "./server/phone-pay.ts";
export { payRoom } from "./server/room.ts";
export { finishPayTask, workWaitingPayTasks } from "./server/work-task.ts";
