import { Download } from "lucide-react";
import { useState } from "react";
import { useText } from "../i18n/use-text.ts";
import { download, type Query } from "./api.ts";
import { Button } from "./button.tsx";
import { useProblemWords } from "./states.tsx";
import { notify } from "./toast.tsx";
import { uiText } from "./ui-text.ts";

/** The list as it is filtered now, as a workbook. `path` answers with the file. */
export function ExportButton({
  path,
  query = {},
  fileName,
  label,
  tight = false,
}: {
  path: string;
  query?: Query;
  fileName: string;
  label?: string;
  tight?: boolean;
}) {
  const t = useText(uiText);
  const words = useProblemWords();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      notify(t("export.done", { name: await download(path, query, fileName) }));
    } catch (error) {
      notify(words(error), { tone: "bad" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={Download} tight={tight} busy={busy ? t("export.working") : null} onClick={() => void take()}>
      {label ?? t("export.xlsx")}
    </Button>
  );
}
