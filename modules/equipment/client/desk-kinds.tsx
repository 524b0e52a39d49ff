import { useText } from "#platform/i18n/use-text.ts";
import { DatedNamesScreen } from "#platform/ui/dated-list.tsx";
import { useMay } from "#platform/ui/use-may.ts";
import type { KindSetting } from "../contract.ts";
import { equipmentText } from "./desk-text.ts";

/** The kinds of equipment, each row with its days and legal basis. */
export function EquipmentKindsScreen() {
  const t = useText(equipmentText);
  const may = useMay();
  return (
    <DatedNamesScreen<KindSetting>
      path="/equipment/kinds/settings"
      savePath="/equipment/kinds"
      title={t("desk.kinds")}
      formTitle={t("desk.kind-set")}
      back={{ to: "/equipment", words: t("equipment.title") }}
      words={t("desk.kinds-words")}
      may={may("equipment.configure")}
    />
  );
}
