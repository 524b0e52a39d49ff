import { importUnitsCommand, reorganiseUnitsCommand } from "./import-units.ts";
import { operateUnits } from "./operate-units.ts";
import { setPopulation } from "./set-population.ts";

export const unitCommands = {
  "unit.operate": operateUnits,
  "unit.import": importUnitsCommand(),
  "unit.reorganise": reorganiseUnitsCommand(),
  "unit.set-population": setPopulation,
};
