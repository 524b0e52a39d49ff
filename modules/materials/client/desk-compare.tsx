import { ArrowLeft } from "lucide-react";
import { useMemo } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Field } from "#platform/ui/field.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, useFilters, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, EmptyState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { partText, textParts } from "../anchors.ts";
import type { MaterialPage } from "../contract.ts";
import { type DiffPart, diffSize, diffText } from "../text-diff.ts";
import { materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** Two versions of one material, syllable by syllable: what went and what came, in words too, not by colour alone. */
export function CompareScreen() {
  const { materialId } = usePathParams<"materialId">();
  const { values, set } = useFilters(["from", "to"] as const);
  const newest = useAsk<MaterialPage>(`/materials/${materialId}`, { version: values.to });
  return (
    <Answer of={newest}>
      {(page) => (
        <Compare
          page={page}
          to={values.to ?? String(page.version.number)}
          from={
            values.from ??
            String(page.versions.find((v) => v.number < page.version.number)?.number ?? page.versions.at(-1)?.number)
          }
          onChoose={set}
        />
      )}
    </Answer>
  );
}

function Compare({
  page,
  from,
  to,
  onChoose,
}: {
  page: MaterialPage;
  from: string;
  to: string;
  onChoose: (values: { from?: string; to?: string }) => void;
}) {
  const t = useText(materialText);
  const { number } = useFormats();
  const before = useAsk<MaterialPage>(`/materials/${page.id}`, { version: from });
  const choices = page.versions.map((v) => ({
    value: String(v.number),
    label: `${t("page.version", { n: v.number })} · ${t(`material.status.${v.status}`)}`,
  }));
  return (
    <>
      <PageHead
        over={
          <Link to={`/materials/${page.id}`} search={{ version: to }} className="s">
            <Icon of={ArrowLeft} size={16} /> {page.version.title}
          </Link>
        }
        title={t("compare.title")}
      />
      {page.versions.length < 2 ? (
        <EmptyState title={t("compare.one")} />
      ) : (
        <>
          <div className="list-tools no-print">
            <div className="narrow">
              <Field name="compare-from" label={t("compare.from")} optional="silent">
                <Select value={from} onValue={(value) => onChoose({ from: value, to })} choices={choices} />
              </Field>
            </div>
            <div className="narrow">
              <Field name="compare-to" label={t("compare.to")} optional="silent">
                <Select value={to} onValue={(value) => onChoose({ from, to: value })} choices={choices} />
              </Field>
            </div>
          </div>
          <Answer of={before}>{(old) => <Parts before={old.version} after={page.version} number={number} />}</Answer>
        </>
      )}
    </>
  );
}

function Parts({
  before,
  after,
  number,
}: {
  before: MaterialPage["version"];
  after: MaterialPage["version"];
  number: (n: number) => string;
}) {
  const t = useText(materialText);
  const parts = useMemo(
    () =>
      textParts.map((part) => {
        const diff = diffText(partText(before, part), partText(after, part));
        return { part, diff, size: diffSize(diff), changed: diff.some((d) => d.kind !== "same") };
      }),
    [before, after],
  );
  if (parts.every((p) => !p.changed)) return <p className="note">{t("compare.same")}</p>;
  return parts
    .filter((p) => p.diff.length > 0)
    .map(({ part, diff, size, changed }) => (
      <section className="material-diff" key={part}>
        <h2>{t(`comments.part.${part}`)}</h2>
        <p className="s dim">
          {changed
            ? t("compare.size", { removed: number(size.removed), added: number(size.added) })
            : t("compare.same-part")}
        </p>
        {changed && (
          <p className="text">
            {diff.map((piece, at) => (
              <Piece key={at} piece={piece} />
            ))}
          </p>
        )}
      </section>
    ));
}

function Piece({ piece }: { piece: DiffPart }) {
  const t = useText(materialText);
  if (piece.kind === "removed")
    return (
      <del>
        <span className="unseen">{t("compare.removed")}</span>
        {piece.text}
      </del>
    );
  if (piece.kind === "added")
    return (
      <ins>
        <span className="unseen">{t("compare.added")}</span>
        {piece.text}
      </ins>
    );
  return <span>{shortened(piece.text)}</span>;
}

/** Of a long stretch that did not change, its two ends. */
function shortened(text: string): string {
  return text.length < 700 ? text : `${text.slice(0, 300)} […] ${text.slice(-300)}`;
}
