import { nameConstraints } from "#platform/db/database-problem.ts";
import { askQuestion } from "./ask-question.ts";
import { carryBack } from "./carry-back.ts";
import { climbOverdue } from "./climb-overdue.ts";
import { dropCommitment, finishCommitment, makeCommitment, noteProgress } from "./commitments.ts";
import { passOn, reopen, setAside, setTopic } from "./handle-question.ts";
import { mergeQuestion, separateQuestion } from "./merge-questions.ts";
import { setDeadline, setRoute } from "./settings.ts";
import { answerToMaterial } from "./to-material.ts";
import {
  approveAnswer,
  publishAnswer,
  returnAnswer,
  saveAnswer,
  submitAnswer,
  withdrawAnswer,
} from "./write-answer.ts";

nameConstraints({
  question_pkey: { code: "question.exists", status: 409 },
  question_talk_id_fkey: { code: "question.unknown-talk", status: 422, field: "/talkId" },
  question_one_answer: { code: "answer.exists", status: 409 },
  answer_approved_by_another: { code: "answer.approver-is-author", status: 403 },
});

/** Every command of this room by its permanent name; the app merges the rooms' maps. */
export const questionCommands = {
  "question.ask": askQuestion,
  "question.pass-on": passOn,
  "question.merge": mergeQuestion,
  "question.separate": separateQuestion,
  "question.set-aside": setAside,
  "question.reopen": reopen,
  "question.set-topic": setTopic,
  "question.climb": climbOverdue,
  "question.set-deadline": setDeadline,
  "question.set-route": setRoute,
  "answer.save": saveAnswer,
  "answer.submit": submitAnswer,
  "answer.approve": approveAnswer,
  "answer.return": returnAnswer,
  "answer.publish": publishAnswer,
  "answer.withdraw": withdrawAnswer,
  "answer.carry-back": carryBack,
  "answer.to-material": answerToMaterial,
  "commitment.make": makeCommitment,
  "commitment.progress": noteProgress,
  "commitment.finish": finishCommitment,
  "commitment.drop": dropCommitment,
};
