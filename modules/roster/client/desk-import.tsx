import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { newId } from "#kernel/ids.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type ApiProblem, asProblem, call } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { ErrorSummary, Field } from "#platform/ui/field.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { FileInput } from "#platform/ui/file-input.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { ProgressBar } from "#platform/ui/progress-bar.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { ImportPreview } from "../import/import-row.ts";
import type { ChosenFile } from "./desk-import-file.ts";
import { ImportPreviewStep } from "./desk-import-preview.tsx";
import { useKeeper, useRosterRules } from "./desk-rules.ts";
import { rosterText } from "./desk-text.ts";
import "./desk-people.css";

interface Imported {
  people: number;
  appointments: number;
  duplicates: number;
  rejected: number;
}
interface Progress {
  progress: { step: "reading" | "checking" | "writing"; done: number; total: number } | null;
}

type Step =
  | { at: "choose" }
  | { at: "look"; chosen: ChosenFile; preview: ImportPreview }
  | { at: "done"; imported: Imported };

/** The Excel file of a unit, in three steps: choose it, look at every row, import all or nothing. */
export function ImportScreen() {
  const keeper = useKeeper();
  const [step, setStep] = useState<Step>({ at: "choose" });
  const long = useLongImport();
  if (!keeper.ready) return null;
  const look = async (chosen: ChosenFile) => {
    const preview = await long.run((progress) =>
      call<ImportPreview>("/people/import/preview", {
        method: "POST",
        query: { ...chosen.query, progress },
        body: chosen.file,
      }),
    );
    if (preview !== null) setStep({ at: "look", chosen, preview });
  };
  const take = async (chosen: ChosenFile, preview: ImportPreview, fontsRead: boolean) => {
    const query = {
      ...chosen.query,
      digest: preview.digest,
      fontsRead: fontsRead ? "yes" : "no",
      fileName: chosen.file.name,
    };
    const imported = await long.run((progress) =>
      call<Imported>("/people/import", { method: "POST", query: { ...query, progress }, body: chosen.file }),
    );
    if (imported !== null) setStep({ at: "done", imported });
  };
  const running = <Running long={long} />;
  if (step.at === "look") {
    return (
      <ImportPreviewStep
        {...step}
        busy={long.busy}
        running={running}
        steps={<Steps at={2} />}
        onImport={(fontsRead) => void take(step.chosen, step.preview, fontsRead)}
        onOther={() => setStep({ at: "choose" })}
      />
    );
  }
  if (step.at === "done") return <Done imported={step.imported} onAgain={() => setStep({ at: "choose" })} />;
  return <Choose home={keeper.home} busy={long.busy} running={running} onChosen={(chosen) => void look(chosen)} />;
}

/** One long request; its progress is asked for beside it, under an id made here. */
function useLongImport() {
  const [state, setState] = useState<{ id: string | null; error: ApiProblem | null }>({ id: null, error: null });
  const asked = useAsk<Progress>(
    `/people/import/progress/${state.id ?? ""}`,
    {},
    { enabled: state.id !== null, refetchEvery: 700 },
  );
  const run = async <T,>(send: (id: string) => Promise<T>): Promise<T | null> => {
    const id = newId();
    setState({ id, error: null });
    try {
      const answer = await send(id);
      setState({ id: null, error: null });
      return answer;
    } catch (error) {
      setState({ id: null, error: asProblem(error) });
      return null;
    }
  };
  return {
    run,
    busy: state.id !== null,
    error: state.error,
    progress: state.id === null ? null : (asked.data?.progress ?? null),
  };
}

function Running({ long }: { long: ReturnType<typeof useLongImport> }) {
  const t = useText(rosterText);
  const { number } = useFormats();
  const { progress } = long;
  return (
    <div aria-live="polite">
      {long.busy &&
        (progress === null || progress.step === "reading" || progress.total === 0 ? (
          <p>{t("import.looking")}</p>
        ) : (
          <ProgressBar
            done={progress.done}
            total={progress.total}
            words={t(`import.${progress.step}`, { done: number(progress.done), total: number(progress.total) })}
          />
        ))}
      {long.error !== null && <ErrorState error={long.error} />}
    </div>
  );
}

function Steps({ at }: { at: 1 | 2 | 3 }) {
  const t = useText(rosterText);
  return (
    <ol className="import-steps" aria-label={t("import.steps")}>
      {([1, 2, 3] as const).map((n) => (
        <li key={n} className="row" style={{ gap: 10 }} {...(n === at ? { "aria-current": "step" as const } : {})}>
          {t(`import.step${n}`)}
          {n < 3 && <Icon of={ChevronRight} size={16} />}
        </li>
      ))}
    </ol>
  );
}

function Choose({
  home,
  busy,
  running,
  onChosen,
}: {
  home: number | null;
  busy: boolean;
  running: React.ReactNode;
  onChosen: (chosen: ChosenFile) => void;
}) {
  const t = useText(rosterText);
  const [unitId, setUnitId] = useState<number | null>(home);
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState("");
  const [symbol, setSymbol] = useState("");
  const [decided, setDecided] = useState("");
  const [tried, setTried] = useState(false);
  const { rules, locale } = useRosterRules();
  const errors = tried
    ? {
        ...(unitId === null ? { unitId: t("import.unit-wrong") } : {}),
        ...(file === null ? { file: t("import.file-wrong") } : {}),
      }
    : {};
  const submit = () => {
    setTried(true);
    if (unitId === null || file === null) return;
    onChosen({
      file,
      query: {
        unitId,
        ...(kind === "" ? {} : { kind }),
        ...(symbol.trim() === "" ? {} : { decisionSymbol: symbol.trim() }),
        ...(decided === "" ? {} : { decisionDate: decided }),
      },
    });
  };
  return (
    <>
      <Steps at={1} />
      <PageHead over={<Link to="/people">{t("people.title")}</Link>} title={t("import.title")} />
      <ErrorSummary errors={errors} />
      <form
        className="prose import-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field name="unitId" label={t("import.unit")} error={errors.unitId}>
          <UnitPicker value={unitId} onValue={setUnitId} />
        </Field>
        <Field name="file" label={t("import.file")} help={t("import.file-help")} error={errors.file}>
          <FileInput
            accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            onFile={setFile}
            disabled={busy}
          />
        </Field>
        <details>
          <summary>{t("import.silent")}</summary>
          <p className="dim s">{t("import.silent-words")}</p>
          <Field name="kind" label={t("roster.kind")} optional>
            <Select
              value={kind}
              onValue={setKind}
              placeholder={t("import.silent-kind")}
              choices={(rules?.kinds ?? []).map((k) => ({ value: k.id, label: k.label[locale] }))}
            />
          </Field>
          <div className="field-row">
            <Field name="symbol" label={t("roster.decisionSymbol")} optional>
              <TextInput value={symbol} maxLength={200} placeholder="118/QĐ-UBND" onValue={setSymbol} />
            </Field>
            <Field name="decided" label={t("roster.decisionDate")} optional>
              <DateInput value={decided} lean="past" onValue={setDecided} />
            </Field>
          </div>
        </details>
        <div className="actions">
          <Button type="submit" look="main" busy={busy ? t("import.looking") : null}>
            {t("import.look")}
          </Button>
        </div>
        <p className="dim s">
          {t("import.nothing-yet")} {t("person.private-words")}
        </p>
      </form>
      <div style={{ marginTop: 16, maxWidth: "34rem" }}>{running}</div>
    </>
  );
}

function Done({ imported, onAgain }: { imported: Imported; onAgain: () => void }) {
  const t = useText(rosterText);
  const { number } = useFormats();
  const rest = imported.duplicates + imported.rejected;
  return (
    <>
      <Steps at={3} />
      <PageHead title={t("import.done", { n: number(imported.appointments) })} />
      <p role="status">
        {t("import.done-words", {
          people: number(imported.people),
          appointments: number(imported.appointments),
          rest: number(rest),
        })}
      </p>
      <div className="actions">
        <LinkButton look="main" to="/people">
          {t("import.to-list")}
        </LinkButton>
        <Button onClick={onAgain}>{t("import.again")}</Button>
      </div>
    </>
  );
}
