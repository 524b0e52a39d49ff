import { useState } from "react";
import { UnitPicker } from "#modules/units/client.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { type ApiProblem, apiUrl, asProblem, call } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { FileInput } from "#platform/ui/file-input.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { LawImport } from "../contract.ts";
import { lawText } from "./desk-text.ts";
import "./desk-laws.css";

const sent = (file: File) => new Blob([file], { type: "application/octet-stream" });

/** A list of documents from a file: what it would do first, then the writing of exactly that. */
export function LawImportDialog({
  home,
  open,
  onOpen,
}: {
  home: number | null;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useText(lawText);
  return (
    <Dialog open={open} onOpen={onOpen} wide title={t("import.title")} description={t("import.words")}>
      <ImportForm home={home} onDone={() => onOpen(false)} />
    </Dialog>
  );
}

function ImportForm({ home, onDone }: { home: number | null; onDone: () => void }) {
  const t = useText(lawText);
  const [unitId, setUnitId] = useState(home);
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<LawImport | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const write = useSend<File, LawImport>(
    "POST",
    apiUrl("/laws/import", { unitId, digest: preview?.digest }).replace(/^\/api/, ""),
    { body: sent },
  );
  const look = async (chosen: File | null) => {
    setFile(chosen);
    setPreview(null);
    setProblem(null);
    if (chosen === null || unitId === null) return;
    setBusy(true);
    try {
      setPreview(
        await call<LawImport>("/laws/import/preview", { method: "POST", query: { unitId }, body: sent(chosen) }),
      );
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Field name="law-import-unit" label={t("form.unit")}>
        <UnitPicker value={unitId} onValue={setUnitId} />
      </Field>
      <Field name="law-import-file" label={t("import.file")}>
        <FileInput accept=".xlsx,.csv" disabled={unitId === null} onFile={(chosen) => void look(chosen)} />
      </Field>
      {busy && <p role="status">{t("import.reading")}</p>}
      {problem !== null && <ErrorState error={problem} />}
      {write.error !== null && <ErrorState error={write.error} />}
      {preview !== null && (
        <>
          <p role="status">{t("import.would", { add: preview.add, same: preview.same, refused: preview.refused })}</p>
          <ul className="law-rows">
            {preview.lines
              .filter((l) => l.act === "refused")
              .slice(0, 50)
              .map((l) => (
                <li key={l.line}>
                  <span>
                    {t("import.line", { line: l.line, title: l.title })}
                    <br />
                    <span className="s dim">
                      {l.problem === "law.symbol-malformed" ||
                      l.problem === "law.symbol-missing" ||
                      l.problem === "law.year-differs" ||
                      l.problem === "law.dates"
                        ? t(`problem.${l.problem}`)
                        : l.problem}
                    </span>
                  </span>
                </li>
              ))}
          </ul>
          {preview.add > 0 && file !== null && (
            <div className="actions">
              <Button
                look="main"
                busy={write.isPending ? t("form.saving") : null}
                onClick={() =>
                  write.mutate(file, {
                    onSuccess: (done) => {
                      notify(t("import.done", { n: done.add }));
                      onDone();
                    },
                  })
                }
              >
                {t("import.do", { n: preview.add })}
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}
