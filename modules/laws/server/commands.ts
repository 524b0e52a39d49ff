import { addLaw, editLaw, relateLaws } from "./write-law.ts";

export const lawCommands = { "law.add": addLaw, "law.edit": editLaw, "law.relate": relateLaws };
