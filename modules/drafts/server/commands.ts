import { answerGroup, groupComments, publishAnswer, setAsideComment } from "./answer-comments.ts";
import { commentOnDraft } from "./comment.ts";
import { setCriterion, setStage } from "./configure.ts";
import { endDraft, enterStage, linkDraft, publishDraft, unlinkDraft, withdrawDraft } from "./move-draft.ts";
import { createDraft, editDraft } from "./write-draft.ts";
import { writeText } from "./write-text.ts";

export const draftCommands = {
  "draft.create": createDraft,
  "draft.edit": editDraft,
  "draft.write-text": writeText,
  "draft.publish": publishDraft,
  "draft.withdraw": withdrawDraft,
  "draft.enter-stage": enterStage,
  "draft.end": endDraft,
  "draft.link": linkDraft,
  "draft.unlink": unlinkDraft,
  "draft.comment": commentOnDraft,
  "draft.group-comments": groupComments,
  "draft.set-aside-comment": setAsideComment,
  "draft.answer-group": answerGroup,
  "draft.publish-answer": publishAnswer,
  "draft.set-stage": setStage,
  "draft.set-criterion": setCriterion,
};
