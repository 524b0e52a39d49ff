import { ArrowLeft } from "lucide-react";
import { daysBetween } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, useFilters, usePathParams } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { Tabs } from "#platform/ui/tabs.tsx";
import { Thread } from "#platform/ui/thread.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { DraftPage } from "../contract.ts";
import { missingDays } from "../rules.ts";
import { DraftComments } from "./desk-comments.tsx";
import { DraftActs } from "./desk-draft-acts.tsx";
import { DraftArticles } from "./desk-articles.tsx";
import { DraftGroups } from "./desk-groups.tsx";
import { DraftLinks } from "./desk-links.tsx";
import { DraftState, useDocumentTypes, useDraftRules, useTopicChoices } from "./desk-parts.tsx";
import { draftText } from "./desk-text.ts";
import "./desk-drafts.css";

/** One draft: where it stands, its text, what people say, what is answered. */
export function DraftScreen() {
  const { draftId } = usePathParams<"draftId">();
  const page = useAsk<DraftPage>(`/drafts/${draftId}`);
  return <Answer of={page}>{(data) => <Page page={data} />}</Answer>;
}

function Page({ page }: { page: DraftPage }) {
  const t = useText(draftText);
  const { number } = useFormats();
  const { values, set } = useFilters(["tab", "article", "state", "group"] as const);
  const tab = values.tab ?? "text";
  return (
    <>
      <PageHead
        over={
          <Link to="/drafts" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("page.back")}
          </Link>
        }
        title={page.title}
      >
        {page.counts !== null && (
          <ExportButton
            path={`/drafts/${page.id}/answers/export`}
            fileName="tiep-thu-giai-trinh.xlsx"
            label={t("act.export")}
          />
        )}
      </PageHead>
      <Standing page={page} />
      <DraftActs page={page} />
      <div className="draft-cols">
        <Tabs
          label={t("draft.title")}
          value={tab}
          onValue={(next) => set({ tab: next === "text" ? undefined : next })}
          tabs={[
            { key: "text", label: t("page.text"), content: <DraftArticles page={page} /> },
            ...(page.counts === null
              ? []
              : [
                  {
                    key: "comments",
                    label: t("page.comments"),
                    count: number(page.counts.waiting),
                    content: <DraftComments page={page} />,
                  },
                ]),
            {
              key: "groups",
              label: t("page.groups"),
              count: number(page.groups.length),
              content: <DraftGroups page={page} />,
            },
            { key: "links", label: t("page.links"), content: <DraftLinks page={page} /> },
          ]}
        />
        <aside>
          <Facts page={page} />
          <Stages page={page} />
          <Places page={page} />
        </aside>
      </div>
    </>
  );
}

function Standing({ page }: { page: DraftPage }) {
  const t = useText(draftText);
  const { day } = useFormats();
  const stage = page.stages.at(-1);
  return (
    <div className="row wrap" style={{ margin: "4px 0 12px" }}>
      <DraftState stage={stage?.stage ?? ""} outcome={page.outcome} />
      <span className="dim">
        {page.outcome !== null && page.endedOn !== null
          ? t(`page.ended.${page.outcome}`, { day: day(page.endedOn), note: page.outcomeNote ?? "" })
          : page.publishedAt === null
            ? t("page.not-published")
            : page.open && page.commentsUntil !== null
              ? t("page.open", { day: day(page.commentsUntil) })
              : t("page.closed")}
      </span>
    </div>
  );
}

function Facts({ page }: { page: DraftPage }) {
  const t = useText(draftText);
  const { day, dayOf } = useFormats();
  const { rules, criterionName } = useDraftRules();
  const types = useDocumentTypes();
  const topics = useTopicChoices();
  const consultation = rules.stages.find((s) => s.commentDays !== null && s.takesComments);
  const short = consultation === undefined ? 0 : missingDays(consultation, page.commentsFrom, page.commentsUntil);
  const label = (list: { value: string; label: string }[], id: string) => list.find((x) => x.value === id)?.label ?? id;
  return (
    <section>
      <dl className="facts">
        <dt>{t("page.unit")}</dt>
        <dd>{page.unit.name}</dd>
        <dt>{t("page.reach")}</dt>
        <dd>{page.reach.name}</dd>
        {page.documentType !== null && (
          <>
            <dt>{t("page.type")}</dt>
            <dd>{label(types, page.documentType)}</dd>
          </>
        )}
        <dt>{t("page.topic")}</dt>
        <dd>{label(topics, page.topic)}</dd>
        <dt>{t("page.criteria")}</dt>
        <dd>{page.criteria.length === 0 ? t("page.criteria-none") : page.criteria.map(criterionName).join("; ")}</dd>
        {page.scopeNote !== null && (
          <>
            <dt>{t("page.scope-note")}</dt>
            <dd>{page.scopeNote}</dd>
          </>
        )}
        <dt>{t("page.window")}</dt>
        <dd>
          {page.commentsFrom === null || page.commentsUntil === null
            ? t("page.window-none")
            : t("list.window", { from: day(page.commentsFrom), until: day(page.commentsUntil) })}
          {page.commentsFrom !== null && page.commentsUntil !== null && (
            <span className="dim"> ({daysBetween(page.commentsFrom, page.commentsUntil) + 1})</span>
          )}
          {short > 0 && consultation !== undefined && (
            <p className="note warn s">{t("page.short", { n: short, basis: consultation.legalBasis })}</p>
          )}
        </dd>
        {page.publishedAt !== null && (
          <>
            <dt>{t("page.published")}</dt>
            <dd>{day(dayOf(page.publishedAt))}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Stages({ page }: { page: DraftPage }) {
  const t = useText(draftText);
  const { day } = useFormats();
  const { stageName } = useDraftRules();
  return (
    <section>
      <h2>{t("page.stages")}</h2>
      <Thread
        label={t("page.stages")}
        nodes={page.stages.map((s, at) => ({
          key: `${s.stage}-${s.enteredOn}`,
          state: at === page.stages.length - 1 && page.outcome === null ? ("now" as const) : ("done" as const),
          when: day(s.enteredOn),
          children: (
            <>
              {stageName(s.stage)}
              {s.note !== null && <span className="dim"> · {s.note}</span>}
            </>
          ),
        }))}
      />
    </section>
  );
}

function Places({ page }: { page: DraftPage }) {
  const t = useText(draftText);
  const { number } = useFormats();
  if (page.counts === null || page.counts.all === 0) return null;
  const { byPlace } = page.counts;
  return (
    <section>
      <h2>{t("page.places")}</h2>
      {byPlace === null ? (
        <p className="dim s">{t("page.places-open")}</p>
      ) : byPlace.length === 0 ? (
        <p className="dim s">{t("page.places-none")}</p>
      ) : (
        <ul className="draft-list">
          {byPlace.map((p) => (
            <li key={p.place.id}>
              <span>{p.place.name}</span>
              <span className="num">{number(p.comments)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
