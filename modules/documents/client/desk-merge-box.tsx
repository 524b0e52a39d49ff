import { Database } from "lucide-react";
import { useState } from "react";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { useSettled } from "#platform/ui/ask-combobox.tsx";
import { asProblem, call, type ApiProblem } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, TextInput } from "#platform/ui/inputs.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { MergeChoice, MergeValues } from "../draft-contract.ts";
import { documentText } from "./desk-text.ts";
import "./desk-documents.css";

interface Props {
  source: { id: string; titleVi: string; titleEn: string };
  template: string;
  unitId: number;
  onTaken: (values: MergeValues, ids: string[]) => void;
}

/** What a room offers to be merged: chosen here, read by the server under the caller's own rights. */
export function MergeBox({ source, template, unitId, onTaken }: Props) {
  const t = useText(documentText);
  const locale = useLocale();
  const [typed, setTyped] = useState("");
  const q = useSettled(typed.trim(), 250);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const choices = useAsk<{ items: MergeChoice[] }>(
    `/documents/sources/${source.id}/choices`,
    { unitId, q },
    { keep: true },
  );
  const take = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const ids = [...chosen];
      const answer = await call<{ values: MergeValues }>(`/documents/sources/${source.id}/values`, {
        query: { unitId, template, ids: ids.join(",") },
      });
      onTaken(answer.values, ids);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <details className="merge-box">
      <summary>
        {t("documents.new.merge")}: {locale === "vi" ? source.titleVi : source.titleEn}
      </summary>
      <p className="dim s">{t("documents.new.mergeHelp")}</p>
      {problem !== null && <ErrorState error={problem} />}
      <Field name={`merge-${source.id}`} label={t("documents.new.find")} optional="silent">
        <TextInput type="search" value={typed} onValue={setTyped} />
      </Field>
      <Answer of={choices}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="dim">{t("documents.new.noChoices")}</p>
          ) : (
            <ul className="merge-choices" aria-label={locale === "vi" ? source.titleVi : source.titleEn}>
              {items.map((choice) => (
                <li key={choice.id}>
                  <Checkbox
                    checked={chosen.has(choice.id)}
                    onChecked={(on) => toggle(choice.id, on)}
                    {...(choice.note === "" ? {} : { help: choice.note })}
                  >
                    {choice.label}
                  </Checkbox>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      <div className="actions">
        <span className="s dim">{t("documents.new.chosen", { n: chosen.size })}</span>
        <Button icon={Database} disabled={chosen.size === 0} busy={busy ? "…" : null} onClick={() => void take()}>
          {t("documents.new.take")}
        </Button>
      </div>
    </details>
  );
}
