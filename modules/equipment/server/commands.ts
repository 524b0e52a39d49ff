import { addEquipment, checkEquipment, setKind } from "./keep-equipment.ts";
import { extendLoan, lendEquipment, takeBack } from "./lend.ts";
import { answerNeed, reportNeed } from "./needs.ts";

export const equipmentCommands = {
  "equipment.add": addEquipment,
  "equipment.check": checkEquipment,
  "equipment.lend": lendEquipment,
  "equipment.take-back": takeBack,
  "equipment.extend-loan": extendLoan,
  "equipment.report-need": reportNeed,
  "equipment.answer-need": answerNeed,
  "equipment.set-kind": setKind,
};
