import { Merge } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import type { Column } from "#platform/ui/data-table.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, Radios } from "#platform/ui/inputs.tsx";
import { ErrorState, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { LikeQuestion, QuestionRow } from "../answers.ts";
import { questionText } from "./desk-text.ts";

/** What is chosen is kept as it was seen: another filter does not take it away. */
export type Chosen = ReadonlyMap<string, QuestionRow>;

/** The likeness from which a question of the list is offered beside the first one chosen. */
const alike = 0.3;

/** The column to choose by; a question that was merged already, or set aside, has no box. */
export function useChoice(chosen: Chosen, onChosen: (chosen: Chosen) => void): Column<QuestionRow> {
  const t = useText(questionText);
  return {
    key: "choice",
    label: t("merge.choose"),
    width: 64,
    fixed: true,
    phone: "aside",
    cell: (row) =>
      row.status === "merged" || row.status === "setAside" ? null : (
        <Checkbox
          aria-label={t("merge.choose-one", { text: row.text.slice(0, 80) })}
          checked={chosen.has(row.id)}
          onChecked={(on) => {
            const next = new Map(chosen);
            if (on) next.set(row.id, row);
            else next.delete(row.id);
            onChosen(next);
          }}
        >
          {null}
        </Checkbox>
      ),
  };
}

/** Below the list: what is chosen, what is like it, and the way to one answer. */
export function MergeBar(props: {
  rows: readonly QuestionRow[];
  chosen: Chosen;
  onChosen: (chosen: Chosen) => void;
  onDone: () => void;
}) {
  const { rows, chosen, onChosen, onDone } = props;
  const t = useText(questionText);
  const { number } = useFormats();
  const [open, setOpen] = useState(false);
  const [first] = chosen.keys();
  const like = useAsk<{ items: LikeQuestion[] }>(`/questions/${first}/like`, {}, { enabled: first !== undefined });
  const near = new Set(like.data?.items.filter((i) => i.likeness >= alike).map((i) => i.id));
  const more = rows.filter((r) => near.has(r.id) && !chosen.has(r.id));
  return (
    <div className="chosen-bar no-print" role="region" aria-label={t("merge.title")}>
      <b role="status">{chosen.size === 0 ? t("merge.none") : t("merge.chosen", { n: number(chosen.size) })}</b>
      {more.length > 0 && (
        <Button tight onClick={() => onChosen(new Map([...chosen, ...more.map((r) => [r.id, r] as const)]))}>
          {t("merge.alike", { n: number(more.length) })}
        </Button>
      )}
      {chosen.size > 1 && (
        <Button tight look="main" icon={Merge} onClick={() => setOpen(true)}>
          {t("merge.open")}
        </Button>
      )}
      <Button tight look="quiet" onClick={onDone}>
        {t("merge.leave")}
      </Button>
      {open && <MergeDialog chosen={[...chosen.values()]} onClose={() => setOpen(false)} onDone={onDone} />}
    </div>
  );
}

/** The one that others go under: what has an answer already, else the first that was asked. */
const standsBest = (a: QuestionRow, b: QuestionRow) =>
  Number(b.answerStatus !== null) - Number(a.answerStatus !== null) || a.askedOn.localeCompare(b.askedOn);

function MergeDialog(props: { chosen: readonly QuestionRow[]; onClose: () => void; onDone: () => void }) {
  const { chosen, onClose, onDone } = props;
  const t = useText(questionText);
  const words = useProblemWords();
  const { day, number } = useFormats();
  const [into, setInto] = useState(() => chosen.toSorted(standsBest)[0]!.id);
  const send = useSend<{ intoId: string; also: string[]; from: string }>(
    "POST",
    ({ from }) => `/questions/${from}/merge`,
    {
      body: ({ intoId, also }) => ({ intoId, also }),
    },
  );
  const separate = useSend<{ id: string }>("POST", ({ id }) => `/questions/${id}/separate`, {
    body: () => ({ reason: t("merge.undo-reason") }),
  });
  const undo = async (ids: readonly string[]) => {
    try {
      for (const id of ids) await separate.mutateAsync({ id });
      notify(t("merge.undone"));
    } catch (error) {
      notify(words(error), { tone: "bad" });
    }
  };
  const merge = () => {
    const [from, ...also] = chosen.flatMap((q) => (q.id === into ? [] : [q.id])) as [string, ...string[]];
    send.mutate(
      { intoId: into, also, from },
      {
        onSuccess: () => {
          onClose();
          onDone();
          notify(t("merge.done", { n: number(chosen.length) }), {
            undo: { label: t("merge.undo"), act: () => void undo([from, ...also]) },
          });
        },
      },
    );
  };
  const places = [...new Set(chosen.map((q) => q.place.name))];
  return (
    <Dialog
      open
      wide
      onOpen={(on) => (on ? undefined : onClose())}
      title={t("merge.title")}
      description={t("merge.words", { places: places.join(", ") })}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          merge();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field group name="merge-into" label={t("merge.into")} help={t("merge.into-help")}>
          <Radios
            name="merge-into"
            value={into}
            onValue={setInto}
            choices={chosen.map((q) => ({
              value: q.id,
              label: q.text.length > 180 ? `${q.text.slice(0, 180)}…` : q.text,
              help: t("page.asked", { day: day(q.askedOn), place: q.place.name }),
            }))}
          />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("act.doing") : null}>
            {t("merge.do", { n: number(chosen.length) })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
