import { CircleAlert, Eye } from "lucide-react";
import { useEffect, useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { call } from "#platform/ui/api.ts";
import { useSettled } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import { Link } from "#platform/ui/link.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { Remark, TextRead } from "../contract.ts";
import { lawText } from "./desk-text.ts";
import "./desk-laws.css";

export interface LawPart {
  field: string;
  text: string;
}

/** What the register says of these fields, asked again a moment after the writing stops; null until the first answer. */
export function useLawRemarks(parts: readonly LawPart[]): { read: TextRead | null; reading: boolean } {
  const text = JSON.stringify(parts);
  const settled = useSettled(text, 600);
  const [answer, setAnswer] = useState<{ of: string; read: TextRead } | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    call<TextRead>("/laws/remarks", {
      method: "POST",
      body: { parts: JSON.parse(settled) as LawPart[] },
      signal: gone.signal,
    })
      .then((read) => setAnswer({ of: settled, read }))
      // a remark that cannot be had now must not stand in the way of writing; approval asks again
      .catch(() => undefined);
    return () => gone.abort();
  }, [settled]);
  return { read: answer?.read ?? null, reading: answer?.of !== text };
}

/** Remarks while one writes. `onUse` puts a suggestion where the passage stands. */
export function LiveLawRemarks({
  parts,
  onUse,
}: {
  parts: readonly LawPart[];
  onUse?: (remark: Remark & { suggestion: string }) => void;
}) {
  const t = useText(lawText);
  const { read, reading } = useLawRemarks(parts);
  const linked = read?.citations.filter((c) => c.document !== null).length ?? 0;
  return (
    <section className="law-remarks" aria-live="polite">
      <h2>{t("remarks.title")}</h2>
      {reading && <p className="s dim">{t("remarks.reading")}</p>}
      {read !== null && linked > 0 && <p className="s dim">{t("remarks.linked", { n: linked })}</p>}
      {read !== null && <LawRemarkList remarks={read.remarks} {...(onUse === undefined ? {} : { onUse })} />}
    </section>
  );
}

/** Each remark with what it is about, why, and what could stand there. */
export function LawRemarkList({
  remarks,
  onUse,
}: {
  remarks: readonly Remark[];
  onUse?: (remark: Remark & { suggestion: string }) => void;
}) {
  const t = useText(lawText);
  if (remarks.length === 0) return <p className="dim">{t("remarks.none")}</p>;
  return (
    <ul className="law-remark-list">
      {remarks.map((remark) => (
        <li key={`${remark.code} ${remark.field} ${remark.start}`}>
          <StateBadge
            tone={remark.severity === "must" ? "bad" : "warn"}
            icon={remark.severity === "must" ? CircleAlert : Eye}
          >
            {t(`remarks.${remark.severity}`)}
          </StateBadge>{" "}
          <q className="quote">{remark.quote}</q>
          <p>{remark.words}</p>
          {remark.suggestion !== null && (
            <p className="s">
              <span className="dim">{t("remarks.instead")}</span> {remark.suggestion}
            </p>
          )}
          <div className="row">
            {remark.document !== null && (
              <Link className="s" to={`/laws/${remark.document.id}`}>
                {t("remarks.open")}
              </Link>
            )}
            {remark.suggestion !== null && onUse !== undefined && (
              <Button tight onClick={() => onUse({ ...remark, suggestion: remark.suggestion as string })}>
                {t("remarks.use")}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
