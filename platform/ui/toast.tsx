import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useText } from "../i18n/use-text.ts";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { uiText } from "./ui-text.ts";

interface Notice {
  id: number;
  tone: "ok" | "bad" | "plain";
  words: string;
  undo?: { label: string; act: () => void };
}

let notices: readonly Notice[] = [];
let count = 0;
const listeners = new Set<() => void>();

function put(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

function drop(id: number): void {
  put(notices.filter((n) => n.id !== id));
}

/**
 * Says in a live region what has been done. Good news goes away by itself; a failure, or one with an
 * undo, stays until it is closed: nobody is timed.
 */
export function notify(words: string, options: { tone?: Notice["tone"]; undo?: Notice["undo"] } = {}): void {
  const id = ++count;
  const tone = options.tone ?? "ok";
  put([...notices.slice(-2), { id, tone, words, ...(options.undo === undefined ? {} : { undo: options.undo }) }]);
  if (tone !== "bad" && options.undo === undefined) setTimeout(() => drop(id), 7000);
}

const icons = { ok: CircleCheck, bad: CircleAlert, plain: Info };

/** Once, at the root of the app. */
export function Toasts() {
  const t = useText(uiText);
  const shown = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => notices,
  );
  return (
    <div className="toasts no-print" role="status" aria-live="polite">
      {shown.map((notice) => (
        <div key={notice.id} className={`toast ${notice.tone}`}>
          <span className={`st ${notice.tone === "plain" ? "act" : notice.tone}`}>
            <Icon of={icons[notice.tone]} size={18} />
          </span>
          <span className="grow">{notice.words}</span>
          {notice.undo !== undefined && (
            <button
              type="button"
              className="linklike"
              onClick={() => {
                notice.undo?.act();
                drop(notice.id);
              }}
            >
              {notice.undo.label}
            </button>
          )}
          <IconButton icon={X} label={t("toast.close")} onClick={() => drop(notice.id)} />
        </div>
      ))}
    </div>
  );
}
