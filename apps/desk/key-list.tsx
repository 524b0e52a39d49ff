import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Checkbox } from "#platform/ui/inputs.tsx";
import { setShortcutsOff, shortcutsOff } from "#platform/ui/use-shortcut.ts";
import { deskText } from "./desk-text.ts";

const keys = [
  ["/", "keys.find"],
  ["J", "keys.down"],
  ["K", "keys.up"],
  ["Enter", "keys.open"],
  ["N", "keys.new"],
  ["L", "keys.filter"],
  ["V", "keys.verify"],
  ["T", "keys.return"],
  ["B", "keys.table"],
  ["?", "keys.list"],
  ["Esc", "keys.close"],
] as const;

/** All keys, and the switch that turns the single ones off. */
export function KeyList({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const t = useText(deskText);
  const [off, setOff] = useState(shortcutsOff());
  return (
    <Dialog open={open} onOpen={onOpen} title={t("keys.title")}>
      <table aria-label={t("keys.title")}>
        <tbody>
          {keys.map(([key, does]) => (
            <tr key={key}>
              <th scope="row" style={{ width: 72 }}>
                <kbd>{key}</kbd>
              </th>
              <td>{t(does)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div style={{ marginTop: 16 }}>
        <Checkbox
          checked={!off}
          onChecked={(on) => {
            setOff(!on);
            setShortcutsOff(!on);
          }}
          help={t("keys.switch-help")}
        >
          {t("keys.switch")}
        </Checkbox>
      </div>
    </Dialog>
  );
}
