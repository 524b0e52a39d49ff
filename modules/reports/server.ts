/** The door of this room on the server. */
export { revisionHolds } from "./server/report-page.ts";
export { sentReportsToMerge } from "./server/merge-sent.ts";
export { openQuestions } from "./server/checks.ts";
export { findReport } from "./server/find-report.ts";
export { type Timeliness, reportTimeliness } from "./server/senders.ts";
export { resumeLeftTasks, workOnTask, workWaitingTasks } from "./server/work-task.ts";
export { reportRoom } from "./server/room.ts";
