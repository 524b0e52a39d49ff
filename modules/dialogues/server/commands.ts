import { issueMinutes } from "./issue-minutes.ts";
import { cancelDialogue, editDialogue, planDialogue } from "./plan-dialogue.ts";
import { gatherQuestion, publishDialogue, recordDialogue, replyAtMeeting } from "./record-dialogue.ts";

export const dialogueCommands = {
  "dialogue.plan": planDialogue,
  "dialogue.edit": editDialogue,
  "dialogue.cancel": cancelDialogue,
  "dialogue.record": recordDialogue,
  "dialogue.gather": gatherQuestion,
  "dialogue.reply": replyAtMeeting,
  "dialogue.publish": publishDialogue,
  "dialogue.issue-minutes": issueMinutes,
};
