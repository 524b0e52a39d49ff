import { addAttachment, removeAttachment } from "./attachments.ts";
import { makeUpStep, passMaterial, returnMaterial, submitMaterial, withdrawMaterial } from "./approval-steps.ts";
import { removeAudio, setAudio } from "./audio.ts";
import { commentMaterial, resolveComment } from "./comments.ts";
import { approveMaterial, recallMaterial } from "./decide-material.ts";
import { discardMaterial } from "./discard-material.ts";
import { reviewLanguage, setLanguage } from "./languages.ts";
import { setMaterialPublic } from "./publicity.ts";
import { acknowledgeMaterial } from "./reach.ts";
import { setChain, setRule } from "./settings.ts";
import { beginTopics, setTopic } from "./topics.ts";
import { setLanguageTerm, setPlainWord } from "./words.ts";
import { createMaterial, editMaterial, reviseMaterial } from "./write-material.ts";

export const materialCommands = {
  "material.create": createMaterial,
  "material.edit": editMaterial,
  "material.revise": reviseMaterial,
  "material.discard": discardMaterial,
  "material.submit": submitMaterial,
  "material.pass": passMaterial,
  "material.return": returnMaterial,
  "material.withdraw": withdrawMaterial,
  "material.approve": approveMaterial,
  "material.make-up": makeUpStep,
  "material.comment": commentMaterial,
  "material.resolve-comment": resolveComment,
  "material.recall": recallMaterial,
  "material.set-public": setMaterialPublic,
  "material.set-language": setLanguage,
  "material.review-language": reviewLanguage,
  "material.set-audio": setAudio,
  "material.remove-audio": removeAudio,
  "material.set-plain-word": setPlainWord,
  "material.set-language-term": setLanguageTerm,
  "material.set-chain": setChain,
  "material.set-rule": setRule,
  "material.set-topic": setTopic,
  "material.begin-topics": beginTopics,
  "material.acknowledge": acknowledgeMaterial,
  "material.attach": addAttachment,
  "material.detach": removeAttachment,
};
