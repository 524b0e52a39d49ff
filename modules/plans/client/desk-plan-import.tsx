import { ArrowLeft } from "lucide-react";
import { useRef, useState } from "react";
import { newId } from "#kernel/ids.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type ApiProblem, asProblem, call } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { FileInput } from "#platform/ui/file-input.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link, useGo } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import type { PlanPreview } from "../contract.ts";
import { SourceText } from "./desk-plan-source.tsx";
import { planText } from "./desk-text.ts";
import "./desk-plans.css";

/** A file is chosen, read and looked at beside its source; kept, it is a draft to correct. */
export function PlanImportScreen() {
  const t = useText(planText);
  const go = useGo();
  const me = useAsk<{ homeUnitId: number | null }>("/me");
  const [file, setFile] = useState<File | null>(null);
  const [picked, setPicked] = useState<number | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [read, setRead] = useState<PlanPreview | null>(null);
  const unitId = picked ?? me.data?.homeUnitId ?? null;
  const errors: FieldErrors = !tried
    ? {}
    : {
        ...(file === null ? { "plan-file": t("plan.file-missing") } : {}),
        ...(unitId === null ? { "plan-unit": t("plan.unit-missing") } : {}),
      };
  // the same file for the same unit is the same plan, also when the answer to the first attempt was lost
  const attempt = useRef<{ file: File; unitId: number; planId: string } | null>(null);
  const send = async (keep: boolean) => {
    setTried(true);
    if (file === null || unitId === null) return;
    setBusy(true);
    setProblem(null);
    try {
      if (keep) {
        if (attempt.current?.file !== file || attempt.current.unitId !== unitId)
          attempt.current = { file, unitId, planId: newId() };
        const { planId } = attempt.current;
        const kept = await call<{ planId: string }>("/plans/import", {
          method: "POST",
          query: { unitId, fileName: file.name, planId },
          body: file,
          key: planId,
        });
        go(`/plans/${kept.planId}`);
      } else
        setRead(await call<PlanPreview>("/plans/import/preview", { method: "POST", query: { unitId }, body: file }));
    } catch (error) {
      setRead(null);
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <PageHead
        over={
          <Link to="/plans" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("plan.back")}
          </Link>
        }
        title={t("plan.import")}
      />
      <form
        noValidate
        style={{ maxWidth: 560 }}
        onSubmit={(e) => {
          e.preventDefault();
          void send(false);
        }}
      >
        <ErrorSummary errors={errors} />
        {problem !== null && <ErrorState error={problem} />}
        <Field name="plan-file" label={t("plan.file")} help={t("plan.file-help")} error={errors["plan-file"]}>
          <FileInput
            accept=".docx,.pdf,.txt,text/plain,application/pdf"
            onFile={(next) => {
              setFile(next);
              setRead(null);
            }}
          />
        </Field>
        <Field name="plan-unit" label={t("plan.unit")} error={errors["plan-unit"]}>
          <UnitPicker value={unitId} onValue={setPicked} />
        </Field>
        <div className="actions">
          <Button type="submit" look={read === null ? "main" : undefined} busy={busy ? t("plan.reading") : null}>
            {t("plan.read")}
          </Button>
          {read !== null && (
            <Button look="main" onClick={() => void send(true)}>
              {t("plan.keep")}
            </Button>
          )}
        </div>
      </form>
      {read !== null && <Preview read={read} />}
    </>
  );
}

function Preview({ read }: { read: PlanPreview }) {
  const t = useText(planText);
  const { day } = useFormats();
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <>
      <div className="banner" role="status">
        <span>
          <b>{read.head.title ?? ""}</b> {read.head.symbol ?? ""} · {t("plan.read-tasks", { n: read.tasks.length })} ·{" "}
          {t("plan.read-without", { n: read.withoutTask.length })} · {t("plan.read-bases", { n: read.bases.length })}.{" "}
          {t("plan.read-words")}
        </span>
      </div>
      <div className="plan-sides">
        <SourceText
          source={read.source}
          tasks={read.tasks}
          chosen={chosen === null ? null : (read.tasks[chosen] ?? null)}
          label={t("plan.source")}
        />
        <section>
          <h2>{t("plan.result")}</h2>
          <ol className="plan-tasks">
            {read.tasks.map((task, i) => (
              <li key={task.start} data-chosen={chosen === i}>
                <button
                  type="button"
                  className="plan-task-words"
                  aria-pressed={chosen === i}
                  onClick={() => setChosen(i)}
                >
                  {task.text}
                </button>
                <p className="dim s">
                  {[
                    ...task.actors
                      .filter((a) => a.role !== "recipient")
                      .map((a) => `${t(a.role === "lead" ? "plan.leads" : "plan.coordinates")}: ${a.name}`),
                    ...task.times.map((x) => (x.due === null ? x.quote : `${x.quote} (${day(x.due)})`)),
                  ].join(" · ")}
                </p>
              </li>
            ))}
          </ol>
          {read.withoutTask.length > 0 && (
            <>
              <h2>{t("plan.without")}</h2>
              <ul>
                {read.withoutTask.map((i) => (
                  <li key={i}>{read.source.slice(read.clauses[i]!.start, read.clauses[i]!.end)}</li>
                ))}
              </ul>
            </>
          )}
        </section>
      </div>
    </>
  );
}
