import { FileText } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { EmptyState } from "#platform/ui/states.tsx";
import type { Article, DraftPage } from "../contract.ts";
import { clausesOf } from "../parse-articles.ts";
import { useArticleName } from "./desk-parts.tsx";
import { draftText } from "./desk-text.ts";
import "./desk-drafts.css";

/** The text that people see, or the one that is being written; each article with how much was said about it. */
export function DraftArticles({ page }: { page: DraftPage }) {
  const t = useText(draftText);
  const [working, setWorking] = useState(page.published === null);
  const shown = (working ? page.working : page.published) ?? page.published ?? page.working;
  return (
    <>
      <section style={{ marginBottom: 18 }}>
        <h2>{t("page.summary")}</h2>
        <p className={page.summary === "" ? "dim" : "prose"} style={{ whiteSpace: "pre-line", maxWidth: "68ch" }}>
          {page.summary === "" ? t("page.summary-none") : page.summary}
        </p>
      </section>
      {shown === null ? (
        <EmptyState
          icon={FileText}
          title={t("text.none")}
          action={
            page.may.includes("draft.edit") ? (
              <LinkButton look="main" to={`/drafts/${page.id}/text`}>
                {t("act.text")}
              </LinkButton>
            ) : undefined
          }
        >
          {t("text.none-words")}
        </EmptyState>
      ) : (
        <section>
          <div className="row wrap">
            <span className="dim">
              {t(shown.status === "working" ? "text.working" : "text.public", { n: shown.number })}
            </span>
            {page.working !== null && page.published !== null && (
              <button type="button" className="linklike s" onClick={() => setWorking(!working)}>
                {t(working ? "text.see-public" : "text.see-working")}
              </button>
            )}
          </div>
          {shown.articles.map((article, at) => (
            <ArticleShown
              key={article.key}
              page={page}
              article={article}
              chapter={article.chapter === shown.articles[at - 1]?.chapter ? null : article.chapter}
              compared={shown.status === "working" ? page.published?.articles : undefined}
            />
          ))}
        </section>
      )}
    </>
  );
}

function ArticleShown({
  page,
  article,
  chapter,
  compared,
}: {
  page: DraftPage;
  article: Article;
  chapter: string | null;
  compared: readonly Article[] | undefined;
}) {
  const t = useText(draftText);
  const { number } = useFormats();
  const name = useArticleName();
  const comments = page.counts?.byArticle.find((c) => c.article === article.key)?.comments ?? 0;
  const before = compared?.find((a) => a.key === article.key);
  const changed = before !== undefined && (before.body !== article.body || before.heading !== article.heading);
  return (
    <>
      {chapter !== null && <p className="draft-chapter">{chapter}</p>}
      <div className="draft-article">
        <h3>
          {article.heading === "" ? name(article.key) : `${name(article.key)}. ${article.heading}`}
          {comments > 0 && (
            <Link to={`/drafts/${page.id}`} search={{ tab: "comments", article: article.key }} className="s">
              {t("text.comments", { n: number(comments) })}
            </Link>
          )}
          {changed && <span className="dim">{t("text.changed")}</span>}
          {compared !== undefined && before === undefined && <span className="dim">{t("text.new")}</span>}
        </h3>
        {clausesOf(article.body).map((clause, at) => (
          <p key={clause.number ?? `p${at}`} className="clause">
            {clause.number === null ? clause.text : `${clause.number}. ${clause.text}`}
          </p>
        ))}
      </div>
    </>
  );
}
