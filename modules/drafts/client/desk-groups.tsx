import { CircleCheck, CircleDashed, CircleDot, MessagesSquare } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Radios, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { EmptyState, ErrorState, useProblemWords } from "#platform/ui/states.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { type CommentGroup, type DraftPage, type ResponseKind, responseKinds } from "../contract.ts";
import { useArticleName } from "./desk-parts.tsx";
import { draftText } from "./desk-text.ts";
import "./desk-drafts.css";

/** Groups of comments and what became of each. */
export function DraftGroups({ page }: { page: DraftPage }) {
  const t = useText(draftText);
  if (page.groups.length === 0)
    return (
      <EmptyState icon={MessagesSquare} title={t("groups.none")}>
        {t("groups.none-words")}
      </EmptyState>
    );
  return page.groups.map((group) => <Group key={group.id} page={page} group={group} />);
}

function Group({ page, group }: { page: DraftPage; group: CommentGroup }) {
  const t = useText(draftText);
  const { day, dayOf, number } = useFormats();
  const name = useArticleName();
  const words = useProblemWords();
  const [open, setOpen] = useState(false);
  const publish = useSend<{ edition: number }>("POST", `/drafts/groups/${group.id}/publish`);
  const release = () =>
    publish.mutate(
      { edition: group.edition },
      {
        onSuccess: () => notify(t("groups.published-now")),
        onError: (error) => notify(words(error), { tone: "bad" }),
      },
    );
  return (
    <section className="draft-group">
      <h2>{group.title}</h2>
      <p className="dim s">
        {name(group.article)} ·{" "}
        {group.comments === null ? t("groups.count-hidden") : t("groups.count", { n: number(group.comments) })}
        {page.counts !== null && (
          <>
            {" · "}
            <Link to={`/drafts/${page.id}`} search={{ tab: "comments", group: group.id }}>
              {t("groups.see")}
            </Link>
          </>
        )}
      </p>
      {group.summary !== "" && <p className="said">{group.summary}</p>}
      {group.responseKind !== null && (
        <div className="note" style={{ marginTop: 10 }}>
          <h3>{t(`draft.response.${group.responseKind}`)}</h3>
          <p className="said">{group.response}</p>
        </div>
      )}
      <div className="row wrap">
        {group.publishedAt !== null ? (
          <StateBadge tone="ok" icon={CircleCheck}>
            {t("groups.published", { day: day(dayOf(group.publishedAt)) })}
          </StateBadge>
        ) : group.responseKind === null ? (
          <StateBadge tone="warn" icon={CircleDashed}>
            {t("groups.unanswered")}
          </StateBadge>
        ) : (
          <StateBadge tone="act" icon={CircleDot}>
            {t("groups.written")}
          </StateBadge>
        )}
        {page.may.includes("draft.answer") && (
          <Button tight onClick={() => setOpen(true)}>
            {t(group.responseKind === null ? "groups.answer" : "groups.edit")}
          </Button>
        )}
        {page.may.includes("draft.release") && group.publishedAt === null && group.responseKind !== null && (
          <Button tight look="main" busy={publish.isPending ? t("publish.doing") : null} onClick={release}>
            {t("groups.publish")}
          </Button>
        )}
      </div>
      {open && <AnswerDialog key={group.edition} group={group} onClose={() => setOpen(false)} />}
    </section>
  );
}

function AnswerDialog({ group, onClose }: { group: CommentGroup; onClose: () => void }) {
  const t = useText(draftText);
  const draft = useDraft(`draft.answer.${group.id}.${group.edition}`, {
    title: group.title,
    summary: group.summary,
    responseKind: group.responseKind ?? ("" as ResponseKind | ""),
    response: group.response,
  });
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("PUT", `/drafts/groups/${group.id}`);
  const submit = () => {
    setTried(true);
    if (form.responseKind === "" || form.response.trim() === "" || form.title.trim() === "") return;
    send.mutate(
      { edition: group.edition, ...form },
      {
        onSuccess: () => {
          draft.clear();
          onClose();
          notify(t("answer.saved"));
        },
      },
    );
  };
  return (
    <Dialog
      wide
      open
      onOpen={(on) => !on && onClose()}
      title={t("answer.title")}
      description={t("answer.words", { title: group.title })}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="answer-name"
          label={t("answer.name")}
          error={tried && form.title.trim() === "" ? t("group.name-wrong") : undefined}
        >
          <TextInput value={form.title} maxLength={200} onValue={(title) => draft.set({ title })} />
        </Field>
        <Field name="answer-summary" label={t("answer.summary")} optional>
          <TextArea rows={3} maxLength={3000} value={form.summary} onValue={(summary) => draft.set({ summary })} />
        </Field>
        <Field
          name="answer-kind"
          label={t("answer.kind")}
          group
          error={tried && form.responseKind === "" ? t("answer.kind-wrong") : undefined}
        >
          <Radios
            name="answer-kind"
            value={form.responseKind}
            onValue={(responseKind) => draft.set({ responseKind })}
            choices={responseKinds.map((value) => ({ value, label: t(`draft.response.${value}`) }))}
          />
        </Field>
        <Field
          name="answer-response"
          label={t("answer.response")}
          error={tried && form.response.trim() === "" ? t("answer.response-wrong") : undefined}
        >
          <TextArea rows={6} maxLength={10_000} value={form.response} onValue={(response) => draft.set({ response })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("dialog.sending") : null}>
            {t("answer.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
