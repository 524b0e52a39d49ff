import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button, IconButton } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import type { IndicatorAnswer } from "../contract-sending.ts";
import type { Part } from "../parts.ts";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

type Kind = Part["kind"];
const kinds: readonly Kind[] = [
  "part",
  "clause",
  "sentence",
  "words",
  "figures",
  "units",
  "fallback",
  "closing",
  "annex",
];

function fresh(kind: Kind, parts: readonly Part[]): Part {
  switch (kind) {
    case "part":
    case "clause":
      return { kind, title: "…" };
    case "sentence":
    case "fallback":
    case "closing":
      return { kind, text: "…" };
    case "words": {
      let n = 1;
      while (parts.some((p) => p.kind === "words" && p.key === `own-${n}`)) n += 1;
      return { kind, key: `own-${n}`, title: "…" };
    }
    case "figures":
    case "units":
      return { kind, indicators: ["talks", "attendance"] };
    case "annex":
      return { kind, of: "figures", title: "Số liệu {period}", indicators: [] };
  }
}

interface Props {
  parts: readonly Part[];
  onParts: (parts: readonly Part[]) => void;
  indicators: readonly IndicatorAnswer[];
}

/** The parts of a template in their order: moved, changed, added, taken out; all by keyboard. */
export function PartList({ parts, onParts, indicators }: Props) {
  const t = useText(reportText);
  const [open, setOpen] = useState<number | null>(null);
  const [kind, setKind] = useState<Kind>("words");
  const put = (at: number, part: Part) => onParts(parts.map((p, i) => (i === at ? part : p)));
  const swap = (a: number, b: number) => {
    const next = [...parts];
    [next[a], next[b]] = [next[b]!, next[a]!];
    onParts(next);
    setOpen(null);
  };
  return (
    <>
      <ol className="part-list">
        {parts.map((part, i) => (
          <li key={`${i}-${part.kind}`}>
            <div className="row">
              <b>{headOf(part)}</b>
              <span className="dim s">{t(`report.part.${part.kind}`)}</span>
              <IconButton
                icon={Pencil}
                label={`${t("report.templates.edit")}: ${headOf(part)}`}
                onClick={() => setOpen(open === i ? null : i)}
              />
              {i > 0 && (
                <IconButton
                  icon={ArrowUp}
                  label={`${t("report.templates.up")}: ${headOf(part)}`}
                  onClick={() => swap(i, i - 1)}
                />
              )}
              {i < parts.length - 1 && (
                <IconButton
                  icon={ArrowDown}
                  label={`${t("report.templates.down")}: ${headOf(part)}`}
                  onClick={() => swap(i, i + 1)}
                />
              )}
              <IconButton
                icon={Trash2}
                label={`${t("report.templates.remove")}: ${headOf(part)}`}
                onClick={() => onParts(parts.filter((_, j) => j !== i))}
              />
            </div>
            {open === i && <PartFields at={i} part={part} onPart={(p) => put(i, p)} indicators={indicators} />}
          </li>
        ))}
      </ol>
      <div className="senders-head">
        <Field name="part-kind" label={t("report.templates.add")}>
          <Select
            value={kind}
            onValue={setKind}
            choices={kinds.map((k) => ({ value: k, label: t(`report.part.${k}`) }))}
          />
        </Field>
        <Button
          icon={Plus}
          onClick={() => {
            onParts([...parts, fresh(kind, parts)]);
            setOpen(parts.length);
          }}
        >
          {t("report.templates.add")}
        </Button>
      </div>
    </>
  );
}

function headOf(part: Part): string {
  const text = "title" in part ? part.title : "text" in part ? part.text : part.indicators.join(", ");
  return text.length > 70 ? `${text.slice(0, 70)}…` : text;
}

function PartFields({
  at,
  part,
  onPart,
  indicators,
}: {
  at: number;
  part: Part;
  onPart: (part: Part) => void;
  indicators: readonly IndicatorAnswer[];
}) {
  const t = useText(reportText);
  const language = useLocale();
  return (
    <div>
      {"title" in part && (
        <Field name={`part-title-${at}`} label={t("report.templates.title")}>
          <TextInput value={part.title} onValue={(title) => onPart({ ...part, title })} />
        </Field>
      )}
      {"text" in part && (
        <Field name={`part-text-${at}`} label={t("report.templates.text", { talks: "{talks}" })}>
          <TextArea rows={3} value={part.text} onValue={(text) => onPart({ ...part, text })} />
        </Field>
      )}
      {"indicators" in part && (
        <Field name={`part-indicators-${at}`} label={t("report.templates.indicators")} group>
          <div className="indicator-picks">
            {indicators.map((x) => (
              <label key={x.code}>
                <input
                  type="checkbox"
                  checked={part.indicators.includes(x.code)}
                  onChange={(e) =>
                    onPart({
                      ...part,
                      indicators: e.target.checked
                        ? [...part.indicators, x.code]
                        : part.indicators.filter((code) => code !== x.code),
                    })
                  }
                />
                {language === "vi" ? x.nameVi : x.nameEn}
              </label>
            ))}
          </div>
        </Field>
      )}
    </div>
  );
}
