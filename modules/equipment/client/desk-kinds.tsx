import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { DatedForm } from "#platform/ui/dated-form.tsx";
import { DatedListScreen, DatedNames, datedNamesReady } from "#platform/ui/dated-list.tsx";
import { useMay } from "#platform/ui/use-may.ts";
import type { KindSetting } from "../contract.ts";
import { equipmentText } from "./desk-text.ts";

/** The kinds of equipment, each row with its days and legal basis. */
export function EquipmentKindsScreen() {
  const t = useText(equipmentText);
  const may = useMay();
  return (
    <DatedListScreen<KindSetting>
      path="/equipment/kinds/settings"
      title={t("desk.kinds")}
      back={{ to: "/equipment", words: t("equipment.title") }}
      words={t("desk.kinds-words")}
      may={may("equipment.configure")}
      columns={[]}
      renderForm={(start, close) => <KindForm start={start} onClose={close} />}
    />
  );
}

function KindForm({ start, onClose }: { start: KindSetting | null; onClose: () => void }) {
  const t = useText(equipmentText);
  const [form, setForm] = useState({
    code: start?.code ?? "",
    nameVi: start?.nameVi ?? "",
    nameEn: start?.nameEn ?? "",
    position: start?.position ?? 100,
  });
  return (
    <DatedForm
      title={t("desk.kind-set")}
      path="/equipment/kinds"
      own={form}
      ready={datedNamesReady(form)}
      onClose={onClose}
    >
      {(tried) => <DatedNames value={form} fixed={start !== null} tried={tried} onValue={setForm} />}
    </DatedForm>
  );
}
