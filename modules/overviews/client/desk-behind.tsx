import { CalendarPlus, MessagesSquare } from "lucide-react";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Field } from "#platform/ui/field.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { useUnitName } from "#modules/units/client.ts";
import type { OverviewTalk } from "../contract.ts";
import { behindFigures } from "../measures.ts";
import { overviewText, periodWords } from "./desk-text.ts";
import { useOverviewUnit } from "./use-overview.ts";
import "./desk-overviews.css";

const names = ["unit", "period", "view", "figure", "line", "row", "tookFrom", "tookTo"] as const;

/** The talks behind a tile, a bar or a point; what was opened stands in the address. */
export function BehindScreen() {
  const t = useText(overviewText);
  const locale = useLocale();
  const may = useMay();
  const { values, set } = useFilters(names);
  const { unitId } = useOverviewUnit(values.unit);
  const { unit: _unit, ...query } = values;
  const list = useList<OverviewTalk>(`/overviews/${unitId ?? 0}/talks`, query, { enabled: unitId !== null });
  const unitName = useUnitName(unitId);
  const row = values.row === undefined ? null : Number(values.row);
  const rowName = useUnitName(row);
  const figure = behindFigures.find((f) => f === values.figure) ?? "verified";
  const where = values.line === "unattributable" ? t("places.unattributable") : row === null ? unitName : rowName;
  const here = { period: values.period, view: values.view };
  return (
    <>
      <PageHead
        title={t(`behind.${figure}`)}
        documentTitle={t("behind.title")}
        over={
          <p>
            {[
              where,
              values.period === undefined ? null : periodWords(values.period, locale),
              figure === "held" && values.tookFrom !== undefined
                ? t("behind.took-only", {
                    n:
                      values.tookFrom === values.tookTo ? values.tookFrom : `${values.tookFrom}–${values.tookTo ?? ""}`,
                  })
                : null,
            ]
              .filter((x) => x !== null && x !== undefined)
              .join(" · ")}
          </p>
        }
      >
        <LinkButton to="/overviews" search={{ unit: values.unit, ...here }}>
          {t("behind.back")}
        </LinkButton>
      </PageHead>
      <div className="overview-tools no-print">
        <Field name="behind-figure" label={t("behind.figure")} optional="silent">
          <Select
            value={figure}
            onValue={(next) => set({ figure: next, tookFrom: undefined, tookTo: undefined })}
            choices={behindFigures.map((value) => ({ value, label: t(`behind.${value}`) }))}
          />
        </Field>
      </div>
      {row !== null && row !== unitId && rowName !== undefined && (
        <p className="overview-more">
          <Link to="/overviews" search={{ unit: String(row), ...here }}>
            {t("behind.place", { name: rowName })}
          </Link>
        </p>
      )}
      {list.loading ? (
        <LoadingState />
      ) : list.error !== null && list.rows.length === 0 ? (
        <ErrorState error={list.error} onRetry={list.again} />
      ) : list.rows.length === 0 ? (
        <EmptyState
          icon={MessagesSquare}
          title={t("behind.none")}
          action={
            may("talk.enter") && (
              <LinkButton look="main" icon={CalendarPlus} to="/talks/new">
                {t("behind.plan")}
              </LinkButton>
            )
          }
        >
          {t("behind.none-words")}
        </EmptyState>
      ) : (
        <>
          <ul className="short-rows behind-rows">
            {list.rows.map((talk) => (
              <TalkLine key={talk.talkId} talk={talk} late={figure === "late" || figure === "held"} />
            ))}
          </ul>
          <More list={list} />
        </>
      )}
    </>
  );
}

function TalkLine({ talk, late }: { talk: OverviewTalk; late: boolean }) {
  const t = useText(overviewText);
  const { day, number } = useFormats();
  const parts = [
    talk.place,
    t("behind.number", { number: talk.number }),
    late && talk.daysToRecord !== null ? t("behind.took", { n: talk.daysToRecord }) : null,
  ];
  return (
    <li>
      <Link className="t" to={`/talks/${talk.talkId}`} data-row-link>
        {talk.title}
      </Link>
      <span className="aside">{t("behind.attendance", { n: number(talk.attendance) })}</span>
      <span className="line">{[day(talk.heldOn), ...parts].filter((x) => x !== null && x !== "").join(" · ")}</span>
    </li>
  );
}
