import { useState } from "react";
import type { z } from "zod";
import { newId } from "#kernel/ids.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type ApiProblem, asProblem, call } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Field } from "#platform/ui/field.tsx";
import { FileInput } from "#platform/ui/file-input.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { ProgressBar } from "#platform/ui/progress-bar.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { ImportProgress, ImportResult } from "../contract.ts";
import { ImportOutcome } from "./desk-files-result.tsx";
import { unitText } from "./desk-text.ts";
import "./desk-units.css";

/** Lists of a whole country or province from files, each in one transaction. */
export function UnitFilesScreen() {
  const t = useText(unitText);
  return (
    <div className="files">
      <PageHead title={t("files.title")} />
      <ImportForm />
      <ReorganiseForm />
    </div>
  );
}

/** One long command: its id is known before it runs, so its progress can be asked for. */
function useLongCommand() {
  const [state, setState] = useState<{ id: string | null; result: ImportResult | null; error: ApiProblem | null }>({
    id: null,
    result: null,
    error: null,
  });
  const progress = useAsk<z.infer<typeof ImportProgress> | null>(
    `/units/imports/${state.id ?? ""}`,
    {},
    { enabled: state.id !== null, refetchEvery: 800 },
  );
  const run = async (send: (key: string) => Promise<ImportResult>) => {
    const id = newId();
    setState({ id, result: null, error: null });
    try {
      const result = await send(id);
      setState({ id: null, result, error: null });
    } catch (error) {
      setState({ id: null, result: null, error: asProblem(error) });
    }
  };
  return { ...state, busy: state.id !== null, progress: progress.data ?? null, run };
}

function Running({ long }: { long: ReturnType<typeof useLongCommand> }) {
  const t = useText(unitText);
  const { number } = useFormats();
  return (
    <div aria-live="polite" style={{ marginTop: 16 }}>
      {long.busy &&
        (long.progress === null ? (
          <p>{t("files.working")}</p>
        ) : (
          <ProgressBar
            done={long.progress.done}
            total={long.progress.total}
            words={t("files.progress", {
              step: long.progress.step,
              done: number(long.progress.done),
              total: number(long.progress.total),
            })}
          />
        ))}
      {long.error !== null && <ErrorState error={long.error} />}
      {long.result !== null && <ImportOutcome result={long.result} />}
    </div>
  );
}

function ImportForm() {
  const t = useText(unitText);
  const [file, setFile] = useState<File | null>(null);
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const [tried, setTried] = useState(false);
  const long = useLongCommand();
  const submit = () => {
    setTried(true);
    if (file === null || from === "") return;
    void long.run((key) =>
      call<ImportResult>("/units/import", {
        method: "POST",
        query: { validFrom: from, validUntil: until, fileName: file.name },
        body: new Blob([file], { type: "application/octet-stream" }),
        key,
      }),
    );
  };
  return (
    <section>
      <h2>{t("files.import")}</h2>
      <p className="dim">{t("files.import-words")}</p>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <Field
          name="import-file"
          label={t("files.file")}
          error={tried && file === null ? t("files.file-wrong") : undefined}
        >
          <FileInput accept=".csv,.xlsx" onFile={setFile} />
        </Field>
        <div className="field-row" style={{ maxWidth: "34rem" }}>
          <Field
            name="import-from"
            label={t("files.from")}
            error={tried && from === "" ? t("change.on-wrong") : undefined}
          >
            <DateInput value={from} onValue={setFrom} />
          </Field>
          <Field name="import-until" label={t("files.until")} optional>
            <DateInput value={until} onValue={setUntil} />
          </Field>
        </div>
        <div className="actions">
          <Button type="submit" look="main" busy={long.busy ? t("files.working") : null}>
            {t("files.import-do")}
          </Button>
        </div>
      </form>
      <Running long={long} />
    </section>
  );
}

function ReorganiseForm() {
  const t = useText(unitText);
  const [units, setUnits] = useState<File | null>(null);
  const [successions, setSuccessions] = useState<File | null>(null);
  const [on, setOn] = useState("");
  const [basis, setBasis] = useState("");
  const [tried, setTried] = useState(false);
  const long = useLongCommand();
  const submit = () => {
    setTried(true);
    if (units === null || successions === null || on === "") return;
    void long.run(async (key) =>
      call<ImportResult>("/units/reorganise", {
        method: "POST",
        key,
        body: {
          on,
          legalBasis: basis.trim() || null,
          unitsFile: units.name,
          unitsText: await units.text(),
          successionsFile: successions.name,
          successionsText: await successions.text(),
        },
      }),
    );
  };
  return (
    <section>
      <h2>{t("files.reorganise")}</h2>
      <p className="dim">{t("files.reorganise-words")}</p>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <Field
          name="new-units"
          label={t("files.units")}
          error={tried && units === null ? t("files.file-wrong") : undefined}
        >
          <FileInput accept=".csv" onFile={setUnits} />
        </Field>
        <Field
          name="successions"
          label={t("files.successions")}
          error={tried && successions === null ? t("files.file-wrong") : undefined}
        >
          <FileInput accept=".csv" onFile={setSuccessions} />
        </Field>
        <Field name="reorganise-on" label={t("files.on")} error={tried && on === "" ? t("change.on-wrong") : undefined}>
          <DateInput value={on} onValue={setOn} />
        </Field>
        <Field name="reorganise-basis" label={t("change.basis")} help={t("change.basis-help")} optional>
          <TextInput value={basis} maxLength={300} onValue={setBasis} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={long.busy ? t("files.working") : null}>
            {t("files.reorganise-do")}
          </Button>
        </div>
      </form>
      <Running long={long} />
    </section>
  );
}
