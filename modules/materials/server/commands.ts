import { addAttachment, removeAttachment } from "./attachments.ts";
import { approveMaterial, recallMaterial } from "./decide-material.ts";
import { reviewLanguage, setLanguage } from "./languages.ts";
import { setMaterialPublic } from "./publicity.ts";
import { createMaterial, editMaterial, reviseMaterial } from "./write-material.ts";

export const materialCommands = {
  "material.create": createMaterial,
  "material.edit": editMaterial,
  "material.revise": reviseMaterial,
  "material.approve": approveMaterial,
  "material.recall": recallMaterial,
  "material.set-public": setMaterialPublic,
  "material.set-language": setLanguage,
  "material.review-language": reviewLanguage,
  "material.attach": addAttachment,
  "material.detach": removeAttachment,
};
