import { ChevronRight } from "lucide-react";
import type { z } from "zod";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Icon } from "#platform/ui/icon.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { Thread, type ThreadNode } from "#platform/ui/thread.tsx";
import { useAsk, useList } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { UnitHistory, UnitListRow, UnitPage } from "../contract.ts";
import { useUnitKinds } from "./desk-kinds.ts";
import { unitText } from "./desk-text.ts";
import "./desk-units.css";

/** One unit: what it is on a day, what it was, what it became, what lies below it. */
export function UnitScreen() {
  const { unitId } = usePathParams<"unitId">();
  const { values } = useFilters(["on"] as const);
  const unit = useAsk<UnitPage>(`/units/${unitId}`, { on: values.on });
  return <Answer of={unit}>{(data) => <Page unit={data} on={values.on} />}</Answer>;
}

function Page({ unit, on }: { unit: UnitPage; on: string | undefined }) {
  const t = useText(unitText);
  const { day, number } = useFormats();
  const kinds = useUnitKinds();
  const may = useMay();
  const search = { unit: String(unit.id) };
  return (
    <>
      <PageHead
        over={
          <nav aria-label={t("units.title")} className="row wrap s" style={{ gap: 4 }}>
            <Link to="/units" search={{ on }}>
              {t("units.title")}
            </Link>
            {unit.path
              .filter((p) => p.id !== unit.id)
              .map((p) => (
                <span key={p.id} className="row" style={{ gap: 4 }}>
                  <Icon of={ChevronRight} size={16} />
                  <Link to={`/units/${p.id}`} search={{ on }}>
                    {p.name}
                  </Link>
                </span>
              ))}
          </nav>
        }
        title={unit.name}
      >
        <LinkButton to="/talks" search={{ under: String(unit.id) }}>
          {t("unit.talks")}
        </LinkButton>
        {may("unit.operate") && unit.dissolvedOn === null && (
          <LinkButton to="/units/change" search={{ ...search, kind: "rename" }}>
            {t("units.change")}
          </LinkButton>
        )}
      </PageHead>
      {unit.dissolvedOn !== null && (
        <p className="note warn" style={{ marginBottom: 20 }}>
          {t("unit.gone", { day: day(unit.dissolvedOn) })}
        </p>
      )}
      {on !== undefined && (
        <p className="banner" style={{ marginBottom: 20 }}>
          {t("units.on-other", { day: day(on) })} <Link to={`/units/${unit.id}`}>{t("units.back-today")}</Link>
        </p>
      )}
      <div className="unit-cols">
        <div>
          <section>
            <dl className="facts wide">
              <dt>{t("unit.kind")}</dt>
              <dd>{kinds.label(unit.kind)}</dd>
              <dt>{t("unit.code")}</dt>
              <dd>{unit.code ?? <span className="dim">{t("unit.code-none")}</span>}</dd>
              <dt>{t("unit.founded")}</dt>
              <dd>{day(unit.founded)}</dd>
              {unit.population !== null && (
                <>
                  <dt>{t("unit.population")}</dt>
                  <dd>
                    {t("unit.population-of", { n: number(unit.population.people), day: day(unit.population.asOf) })}
                    <span className="dim s sub">{unit.population.source}</span>
                  </dd>
                </>
              )}
              {unit.dissolvedOn !== null && (
                <>
                  <dt>{t("unit.now")}</dt>
                  <dd>
                    {unit.now === null ? (
                      <>
                        {t("unit.now-none")}
                        {unit.within !== null && (
                          <span className="dim s sub">{t("unit.now-within", { name: unit.within.name })}</span>
                        )}
                      </>
                    ) : (
                      <Link to={`/units/${unit.now.id}`}>{unit.now.name}</Link>
                    )}
                  </dd>
                </>
              )}
            </dl>
          </section>
          <Below unit={unit} on={on} />
        </div>
        <aside>
          <History id={unit.id} />
        </aside>
      </div>
    </>
  );
}

function Below({ unit, on }: { unit: UnitPage; on: string | undefined }) {
  const t = useText(unitText);
  const { number } = useFormats();
  const may = useMay();
  const list = useList<z.infer<typeof UnitListRow>>("/units", { parent: unit.id, on, limit: 100 });
  return (
    <section>
      <h2>
        {t("unit.below")} {unit.childCount > 0 && <span className="dim">{number(unit.childCount)}</span>}
      </h2>
      {list.loading ? (
        <LoadingState lines={3} />
      ) : list.error !== null ? (
        <ErrorState error={list.error} onRetry={list.again} />
      ) : list.rows.length === 0 ? (
        <p className="dim">{t("unit.below-none")}</p>
      ) : (
        <>
          <ul className="short-rows" aria-label={t("unit.below")}>
            {list.rows.map((row) => (
              <li key={row.id}>
                <div>
                  <Link className="t" to={`/units/${row.id}`} search={{ on }}>
                    {row.name}
                  </Link>
                </div>
                <div className="aside dim num">{row.code ?? ""}</div>
              </li>
            ))}
          </ul>
          <More list={list} />
        </>
      )}
      {may("unit.operate") && unit.dissolvedOn === null && (
        <p className="no-print" style={{ marginTop: 12 }}>
          <Link to="/units/change" search={{ kind: "found", parent: String(unit.id) }} className="s">
            {t("unit.found-below")}
          </Link>
        </p>
      )}
    </section>
  );
}

/** Every name, kind, code and parent it has had, with what it came from and went into. */
function History({ id }: { id: number }) {
  const t = useText(unitText);
  const { day } = useFormats();
  const asked = useAsk<UnitHistory>(`/units/${id}/history`);
  return (
    <Answer of={asked}>
      {(history) => {
        const nodes: ThreadNode[] = history.versions.map((v, at) => ({
          key: `v${at}`,
          when: day(v.validFrom),
          state: at === history.versions.length - 1 && history.dissolvedOn === null ? "done" : "plain",
          children: (
            <>
              {v.name}
              {v.code !== null && (
                <>
                  , {t("unit.code")} {v.code}
                </>
              )}
              <span className="dim sub">
                {[v.parent === null ? null : t("unit.history-under", { name: v.parent.name }), v.legalBasis]
                  .filter((x) => x !== null && x !== "")
                  .join(" · ")}
              </span>
            </>
          ),
        }));
        const link = (s: UnitHistory["predecessors"][number]) => (
          <li key={`${s.unit.id}-${s.on}`}>
            <Link to={`/units/${s.unit.id}`}>{s.unit.name}</Link>{" "}
            <span className="dim s">
              {t(`unit.extent.${s.extent}`)}, {day(s.on)}
            </span>
          </li>
        );
        return (
          <>
            <section>
              <h2>{t("unit.history")}</h2>
              <Thread nodes={nodes} label={t("unit.history")} />
            </section>
            {history.predecessors.length > 0 && (
              <section>
                <h2>{t("unit.from")}</h2>
                <ul className="asked">{history.predecessors.map(link)}</ul>
              </section>
            )}
            {history.successors.length > 0 && (
              <section>
                <h2>{t("unit.into")}</h2>
                <ul className="asked">{history.successors.map(link)}</ul>
              </section>
            )}
          </>
        );
      }}
    </Answer>
  );
}
