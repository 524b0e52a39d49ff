import { Plus, Scissors, Trash2 } from "lucide-react";
import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { asProblem, call } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { DraftNote } from "#platform/ui/draft-note.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { FileInput } from "#platform/ui/file-input.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { Link, useGo } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { Article, DraftPage } from "../contract.ts";
import { clausesOf, parseArticles } from "../parse-articles.ts";
import { draftText, type DraftTexts } from "./desk-text.ts";
import "./desk-drafts.css";

/** The text by article: pasted or from a file, cut by the machine, put right by a person. */
export function DraftTextScreen() {
  const { draftId } = usePathParams<"draftId">();
  const page = useAsk<DraftPage>(`/drafts/${draftId}`);
  return <Answer of={page}>{(data) => <Editor key={data.id} page={data} />}</Answer>;
}

interface Editing {
  articles: Article[];
  hash: string | null;
}

function errorsOf(articles: readonly Article[], t: DraftTexts): FieldErrors {
  const errors: FieldErrors = {};
  articles.forEach((a, at) => {
    if (!/^\d{1,4}[a-zđ]{0,2}$/.test(a.key)) errors[`key-${at}`] = t("text.number-wrong");
    else if (articles.some((b, other) => other !== at && b.key === a.key)) errors[`key-${at}`] = t("text.number-twice");
  });
  return errors;
}

function Editor({ page }: { page: DraftPage }) {
  const t = useText(draftText);
  const go = useGo();
  const draft = useDraft<Editing>(`draft.text.${page.id}`, {
    articles: (page.working ?? page.published)?.articles ?? [],
    hash: page.working?.hash ?? null,
  });
  const { articles, hash } = draft.value;
  const put = (next: Article[]) => draft.set({ articles: next });
  const send = useSend<{ hash: string | null; articles: Article[] }>("PUT", `/drafts/${page.id}/text`);
  const [tried, setTried] = useState(false);
  const errors = tried ? errorsOf(articles, t) : {};
  const save = () => {
    setTried(true);
    if (articles.length === 0 || Object.keys(errorsOf(articles, t)).length > 0) return;
    send.mutate(
      { hash, articles },
      {
        onSuccess: () => {
          draft.clear();
          notify(t("text.saved"));
          go(`/drafts/${page.id}`);
        },
      },
    );
  };
  return (
    <>
      <PageHead
        over={
          <Link to={`/drafts/${page.id}`} className="s">
            {page.title}
          </Link>
        }
        title={t("text.title")}
      />
      <div className="draft-form">
        <DraftNote draft={draft} />
        <TakeIn full={articles.length > 0} onArticles={put} />
        <form
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            save();
          }}
        >
          <ErrorSummary errors={errors} />
          {send.error !== null && <ErrorState error={send.error} />}
          {articles.map((article, at) => (
            <ArticleFields
              key={at}
              at={at}
              article={article}
              error={errors[`key-${at}`]}
              onArticle={(patch) => put(articles.map((a, i) => (i === at ? { ...a, ...patch } : a)))}
              onRemove={() => put(articles.filter((_, i) => i !== at))}
              onJoin={() =>
                put(articles.flatMap((a, i) => (i === at - 1 ? [joined(a, article, t)] : i === at ? [] : [a])))
              }
            />
          ))}
          <div className="actions">
            <Button
              icon={Plus}
              onClick={() => put([...articles, { key: nextKey(articles), chapter: null, heading: "", body: "" }])}
            >
              {t("text.add")}
            </Button>
            {articles.length > 0 && (
              <Button type="submit" look="main" busy={send.isPending ? t("form.saving") : null}>
                {t("text.save")}
              </Button>
            )}
          </div>
        </form>
      </div>
    </>
  );
}

function nextKey(articles: readonly Article[]): string {
  return String(Math.max(0, ...articles.map((a) => Number.parseInt(a.key, 10) || 0)) + 1);
}

/** What was cut too often: the second one's number and heading stay as words of the first. */
function joined(first: Article, second: Article, t: DraftTexts): Article {
  const line = [t("text.article", { n: second.key }), second.heading].filter((x) => x !== "").join(". ");
  return { ...first, body: [first.body, line, second.body].filter((x) => x !== "").join("\n") };
}

function TakeIn({ full, onArticles }: { full: boolean; onArticles: (articles: Article[]) => void }) {
  const t = useText(draftText);
  const [pasted, setPasted] = useState("");
  const [said, setSaid] = useState<string | null>(null);
  const [legacy, setLegacy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [reading, setReading] = useState(false);
  const take = (found: Article[]) => {
    setSaid(t("text.found", { n: found.filter((a) => a.key !== "0").length }));
    onArticles(found);
  };
  const read = async (file: File) => {
    setReading(true);
    setError(null);
    try {
      const answer = await call<{ articles: Article[]; fromLegacy: boolean }>("/drafts/read-text", {
        method: "POST",
        body: file,
      });
      setLegacy(answer.fromLegacy);
      take(answer.articles);
    } catch (problem) {
      setError(asProblem(problem));
    } finally {
      setReading(false);
    }
  };
  return (
    <>
      <details open={!full} className="draft-article">
        <summary>{t(full ? "text.replace" : "text.paste")}</summary>
        <Field name="pasted" label={t("text.paste")} help={t("text.paste-help")} optional="silent">
          <TextArea rows={8} value={pasted} onValue={setPasted} />
        </Field>
        <Button icon={Scissors} onClick={() => pasted.trim() !== "" && take(parseArticles(pasted))}>
          {t("text.cut")}
        </Button>
        <Field name="file" label={t("text.file")} help={t("text.file-help")} optional="silent">
          <FileInput accept=".docx,.txt" disabled={reading} onFile={(file) => file !== null && void read(file)} />
        </Field>
        {reading && <p role="status">{t("text.reading")}</p>}
        {error !== null && <ErrorState error={error} />}
      </details>
      {said !== null && (
        <p className="note ok" role="status">
          {said}
        </p>
      )}
      {legacy && <p className="note warn">{t("text.legacy")}</p>}
    </>
  );
}

function ArticleFields({
  at,
  article,
  error,
  onArticle,
  onRemove,
  onJoin,
}: {
  at: number;
  article: Article;
  error: string | undefined;
  onArticle: (patch: Partial<Article>) => void;
  onRemove: () => void;
  onJoin: () => void;
}) {
  const t = useText(draftText);
  const clauses = clausesOf(article.body).filter((c) => c.number !== null).length;
  return (
    <div className="draft-article">
      <div className="head">
        <Field name={`key-${at}`} label={t("text.number")} error={error}>
          <TextInput
            value={article.key}
            maxLength={8}
            onValue={(key) => onArticle({ key: key.trim().toLowerCase() })}
          />
        </Field>
        <Field name={`heading-${at}`} label={t("text.heading")} optional="silent">
          <TextInput value={article.heading} maxLength={500} onValue={(heading) => onArticle({ heading })} />
        </Field>
      </div>
      <Field name={`chapter-${at}`} label={t("text.chapter")} optional="silent">
        <TextInput
          value={article.chapter ?? ""}
          maxLength={300}
          onValue={(chapter) => onArticle({ chapter: chapter === "" ? null : chapter })}
        />
      </Field>
      <Field name={`body-${at}`} label={t("text.body")} optional="silent">
        <TextArea
          rows={Math.min(14, Math.max(3, article.body.split("\n").length + 1))}
          maxLength={30_000}
          value={article.body}
          onValue={(body) => onArticle({ body })}
        />
      </Field>
      <div className="row wrap">
        {clauses > 0 && <span className="dim s">{t("text.clauses", { n: clauses })}</span>}
        {at > 0 && (
          <Button tight look="quiet" onClick={onJoin}>
            {t("text.join")}
          </Button>
        )}
        <Button tight look="quiet" icon={Trash2} onClick={onRemove}>
          {t("text.remove", { n: article.key })}
        </Button>
      </div>
    </div>
  );
}
