import { MessageSquareQuote } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextArea } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import { partText, type TextPart, textParts } from "../anchors.ts";
import type { MaterialPage } from "../contract.ts";
import type { MaterialComment } from "../contract-chain.ts";
import { NoteDialog } from "./desk-note-dialog.tsx";
import { materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** Comments on passages of a draft: open ones first, each with its words; settled ones folded away. */
export function Comments({ page }: { page: MaterialPage }) {
  const t = useText(materialText);
  const [adding, setAdding] = useState<Chosen | null>(null);
  const [settling, setSettling] = useState<MaterialComment | null>(null);
  const { approval } = page;
  if (approval === null || (page.version.status !== "draft" && approval.comments.length === 0)) return null;
  const mayAdd = approval.may.includes("comment");
  const open = approval.comments.filter((c) => c.resolvedAt === null);
  const settled = approval.comments.filter((c) => c.resolvedAt !== null);
  return (
    <section id="material-comments" className="material-comments">
      <h2>{t("comments.title")}</h2>
      {approval.comments.length === 0 && <p className="dim">{t("comments.none")}</p>}
      {open.length > 0 && (
        <ul>
          {open.map((c) => (
            <Comment key={c.id} comment={c} onSettle={mayAdd ? () => setSettling(c) : undefined} />
          ))}
        </ul>
      )}
      {settled.length > 0 && (
        <details>
          <summary>{t("comments.settled", { n: settled.length })}</summary>
          <ul>
            {settled.map((c) => (
              <Comment key={c.id} comment={c} />
            ))}
          </ul>
        </details>
      )}
      {mayAdd && (
        <Button
          icon={MessageSquareQuote}
          // the press itself would take the selection away
          onMouseDown={(e) => e.preventDefault()}
          onClick={() => setAdding(selectedPassage(page))}
        >
          {t("comments.add")}
        </Button>
      )}
      {adding !== null && <AddComment page={page} chosen={adding} onClose={() => setAdding(null)} />}
      {settling !== null && <SettleComment comment={settling} onClose={() => setSettling(null)} />}
    </section>
  );
}

function Comment({ comment, onSettle }: { comment: MaterialComment; onSettle?: (() => void) | undefined }) {
  const t = useText(materialText);
  const { moment } = useFormats();
  return (
    <li>
      <p className="s dim">
        {t(`comments.part.${comment.part}`)}: <q className="quote">{comment.quote}</q>
        {comment.place === null && <b> ({t("comments.gone")})</b>}
      </p>
      <p>{comment.text}</p>
      <p className="s dim">{t("comments.by", { name: comment.byName ?? "", at: moment(comment.at) })}</p>
      {comment.resolvedAt !== null && (
        <p className="s">
          {comment.resolution === null
            ? t("comments.resolved-plain", { name: comment.resolvedByName ?? "" })
            : t("comments.resolved-by", { name: comment.resolvedByName ?? "", what: comment.resolution })}
        </p>
      )}
      {onSettle !== undefined && (
        <Button tight onClick={onSettle}>
          {t("comments.resolve")}
        </Button>
      )}
    </li>
  );
}

interface Chosen {
  part: TextPart;
  quote: string;
  near: number;
}

/** What is selected on the page, in the part that holds these very words; nothing selected: to be copied in. */
function selectedPassage(page: MaterialPage): Chosen {
  const quote = (window.getSelection()?.toString() ?? "").normalize("NFC").trim().slice(0, 500);
  const part = quote === "" ? undefined : textParts.find((p) => partText(page.version, p).includes(quote));
  if (part === undefined) return { part: "body", quote, near: 0 };
  return { part, quote, near: partText(page.version, part).indexOf(quote) };
}

function AddComment({ page, chosen, onClose }: { page: MaterialPage; chosen: Chosen; onClose: () => void }) {
  const t = useText(materialText);
  const [part, setPart] = useState(chosen.part);
  const [quote, setQuote] = useState(chosen.quote);
  const draft = useDraft(`material.comment.${page.version.id}`, { text: "" });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", `/materials/versions/${page.version.id}/comments`);
  const words = quote.normalize("NFC").trim();
  const found = words !== "" && partText(page.version, part).includes(words);
  const missing = draft.value.text.trim() === "";
  const submit = () => {
    setTried(true);
    if (!found || missing) return;
    const near = words === chosen.quote ? chosen.near : partText(page.version, part).indexOf(words);
    send.mutate(
      { edition: page.version.edition, part, quote: words, near, text: draft.value.text.trim() },
      {
        onSuccess: () => {
          draft.clear();
          onClose();
          notify(t("comments.sent"));
        },
      },
    );
  };
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={t("comments.add")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="comment-part" label={t("comments.part")}>
          <Select
            value={part}
            onValue={setPart}
            choices={textParts
              .filter((p) => partText(page.version, p) !== "")
              .map((value) => ({ value, label: t(`comments.part.${value}`) }))}
          />
        </Field>
        <Field
          name="comment-quote"
          label={t("comments.quote")}
          help={t("comments.quote-help")}
          error={tried && !found ? t("comments.quote-wrong") : undefined}
        >
          <TextArea rows={2} maxLength={500} value={quote} onValue={setQuote} />
        </Field>
        <Field
          name="comment-text"
          label={t("comments.text")}
          error={tried && missing ? t("comments.text-wrong") : undefined}
        >
          <TextArea rows={3} maxLength={1000} value={draft.value.text} onValue={(text) => draft.set({ text })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("doing") : null}>
            {t("comments.send")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function SettleComment({ comment, onClose }: { comment: MaterialComment; onClose: () => void }) {
  const t = useText(materialText);
  const send = useSend<{ resolution: string | null }>("POST", `/materials/comments/${comment.id}/resolve`);
  return (
    <NoteDialog
      name={`settle.${comment.id}`}
      title={t("comments.resolve-title")}
      words={<q>{comment.quote}</q>}
      label={t("comments.resolution")}
      act={t("comments.resolve")}
      sending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSend={(note, done) =>
        send.mutate(
          { resolution: note === "" ? null : note },
          {
            onSuccess: () => {
              done();
              onClose();
            },
          },
        )
      }
    />
  );
}
