import { MessageSquareText } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ListFilter, ListTools } from "#platform/ui/list-screen.tsx";
import { More } from "#platform/ui/more.tsx";
import { useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useList, useSend } from "#platform/ui/use-api.ts";
import type { DraftComment, DraftPage } from "../contract.ts";
import { likeness } from "../rules.ts";
import { AsideDialog, GroupDialog } from "./desk-gather.tsx";
import { useArticleName } from "./desk-parts.tsx";
import { draftText } from "./desk-text.ts";
import "./desk-drafts.css";

const alike = 0.3;

/** What people said: read, chosen, grouped or set aside. */
export function DraftComments({ page }: { page: DraftPage }) {
  const t = useText(draftText);
  const name = useArticleName();
  const { values, set } = useFilters(["tab", "article", "state", "group"] as const);
  const list = useList<DraftComment>(`/drafts/${page.id}/comments`, {
    article: values.article,
    state: values.state,
    groupId: values.group,
  });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const mayGather = page.may.includes("draft.gather");
  const keys = (page.published ?? page.working)?.articles.map((a) => a.key) ?? [];
  return (
    <>
      <ListTools>
        <ListFilter
          name="comment-article"
          label={t("comments.filter-article")}
          value={values.article}
          onValue={(article) => set({ article })}
          any={t("comments.any-article")}
          choices={[{ value: "whole", label: t("draft.whole") }, ...keys.map((k) => ({ value: k, label: name(k) }))]}
        />
        <ListFilter
          name="comment-state"
          label={t("comments.filter-state")}
          value={values.state}
          onValue={(state) => set({ state })}
          any={t("comments.any-state")}
          choices={(["waiting", "grouped", "setAside"] as const).map((value) => ({
            value,
            label: t(`comments.state.${value}`),
          }))}
        />
      </ListTools>
      {list.loading ? (
        <LoadingState lines={6} />
      ) : list.error !== null && list.rows.length === 0 ? (
        <ErrorState error={list.error} onRetry={list.again} />
      ) : list.rows.length === 0 ? (
        <EmptyState icon={MessageSquareText} title={t("comments.none")}>
          {t("comments.none-words")}
        </EmptyState>
      ) : (
        <>
          <ul aria-label={t("page.comments")}>
            {list.rows.map((comment) => (
              <CommentLine
                key={comment.id}
                page={page}
                comment={comment}
                chosen={mayGather ? chosen.includes(comment.id) : null}
                onChosen={(on) => setChosen(on ? [...chosen, comment.id] : chosen.filter((id) => id !== comment.id))}
              />
            ))}
          </ul>
          <More list={list} />
          {chosen.length > 0 && <Chosen page={page} rows={list.rows} chosen={chosen} onChosen={setChosen} />}
        </>
      )}
    </>
  );
}

function CommentLine({
  page,
  comment,
  chosen,
  onChosen,
}: {
  page: DraftPage;
  comment: DraftComment;
  chosen: boolean | null;
  onChosen: (on: boolean) => void;
}) {
  const t = useText(draftText);
  const { day, dayOf } = useFormats();
  const name = useArticleName();
  const group = page.groups.find((g) => g.id === comment.groupId);
  return (
    <li className="draft-comment">
      {chosen === null ? (
        <span />
      ) : (
        <input
          type="checkbox"
          checked={chosen}
          aria-label={t("comments.select", { text: comment.text.slice(0, 60) })}
          onChange={(e) => onChosen(e.target.checked)}
        />
      )}
      <div>
        <p className="said">{comment.text}</p>
        <p className="about">
          {[
            name(comment.article),
            ...(comment.clause === null ? [] : [t("comments.clause", { n: comment.clause })]),
            t(`draft.origin.${comment.origin}`),
            day(dayOf(comment.receivedAt)),
            ...(group === undefined ? [] : [group.title]),
            ...(comment.setAside === null ? [] : [t("draft.set-aside", { reason: comment.setAside })]),
          ].join(" · ")}
        </p>
      </div>
    </li>
  );
}

/** What can be done with those that are chosen. */
function Chosen({
  page,
  rows,
  chosen,
  onChosen,
}: {
  page: DraftPage;
  rows: readonly DraftComment[];
  chosen: readonly string[];
  onChosen: (ids: readonly string[]) => void;
}) {
  const t = useText(draftText);
  const words = useProblemWords();
  const [open, setOpen] = useState<"group" | "aside" | null>(null);
  const takeBack = useSend<{ id: string }>("POST", ({ id }) => `/drafts/comments/${id}/set-aside`, {
    body: () => ({ reason: null }),
  });
  const picked = rows.filter((r) => chosen.includes(r.id));
  const first = picked[0];
  const findAlike = () => {
    const more = rows.filter(
      (r) => !chosen.includes(r.id) && r.groupId === null && picked.some((p) => likeness(p.text, r.text) >= alike),
    );
    onChosen([...chosen, ...more.map((r) => r.id)]);
    notify(more.length === 0 ? t("comments.alike-none") : t("comments.alike-found", { n: more.length }));
  };
  const backAll = async () => {
    try {
      for (const id of chosen) await takeBack.mutateAsync({ id });
      notify(t("comments.back-done"));
      onChosen([]);
    } catch (error) {
      notify(words(error), { tone: "bad" });
    }
  };
  const settled = picked.some((r) => r.groupId !== null || r.setAside !== null);
  return (
    <div className="chosen-bar no-print" role="region" aria-label={t("comments.chosen", { n: chosen.length })}>
      <b role="status">{t("comments.chosen", { n: chosen.length })}</b>
      <Button tight look="main" onClick={() => setOpen("group")}>
        {t("comments.group")}
      </Button>
      <Button tight onClick={findAlike}>
        {t("comments.alike")}
      </Button>
      <Button tight onClick={() => setOpen("aside")}>
        {t("comments.aside")}
      </Button>
      {settled && (
        <Button tight onClick={() => void backAll()}>
          {t("comments.back")}
        </Button>
      )}
      <Button tight look="quiet" onClick={() => onChosen([])}>
        {t("comments.clear")}
      </Button>
      <GroupDialog
        page={page}
        article={picked.every((p) => p.article === first?.article) ? (first?.article ?? null) : null}
        ids={chosen}
        open={open === "group"}
        onOpen={(on) => setOpen(on ? "group" : null)}
        onDone={() => onChosen([])}
      />
      <AsideDialog
        ids={chosen}
        open={open === "aside"}
        onOpen={(on) => setOpen(on ? "aside" : null)}
        onDone={() => onChosen([])}
      />
    </div>
  );
}
