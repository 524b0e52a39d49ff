import { useState, type ReactNode } from "react";
import { StorageFull, isStorageFull } from "#platform/sync/client/storage.ts";
import { useFieldText } from "./field-text.ts";
import { Note } from "./parts.tsx";
import { href } from "./router.ts";

/**
 * Runs a save and says what happened when it fails: a full phone in its own words, anything else as
 * "not saved". Nothing typed is lost by a failure; what was saved before stays.
 */
export function useSaving(): {
  run: <T>(save: () => Promise<T>) => Promise<T | null>;
  problem: ReactNode;
  failed: boolean;
} {
  const t = useFieldText();
  const [failure, setFailure] = useState<"full" | "other" | null>(null);
  return {
    failed: failure !== null,
    async run(save) {
      try {
        const value = await save();
        setFailure(null);
        return value;
      } catch (error) {
        setFailure(error instanceof StorageFull || isStorageFull(error) ? "full" : "other");
        return null;
      }
    },
    problem: failure ? (
      <div role="alert">
        <Note tone="bad" icon="warn">
          <b>{t(failure === "full" ? "save.full" : "save.failed")}</b>{" "}
          {t(failure === "full" ? "save.full-help" : "save.failed-help")} <a href={href("phone")}>{t("save.export")}</a>
        </Note>
      </div>
    ) : null,
  };
}
