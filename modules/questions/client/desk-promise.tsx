import { CircleAlert, CircleCheck, CircleX, Clock3 } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { CommitmentPage } from "../answers.ts";
import { FollowDialog } from "./desk-follow.tsx";
import { questionText } from "./desk-text.ts";

/** Kept, late, under way or overdue: a shape and a word. */
export function PromiseState({ commitment }: { commitment: CommitmentPage }) {
  const t = useText(questionText);
  const { day } = useFormats();
  const doneOn = commitment.doneOn === null ? "" : day(commitment.doneOn);
  if (commitment.status === "dropped")
    return (
      <StateBadge tone="off" icon={CircleX}>
        {t("promise.dropped", { reason: commitment.droppedReason ?? "" })}
      </StateBadge>
    );
  if (commitment.status === "done")
    return commitment.kept === true ? (
      <StateBadge tone="ok" icon={CircleCheck}>
        {t("promise.kept", { day: doneOn })}
      </StateBadge>
    ) : (
      <StateBadge tone="warn" icon={CircleAlert}>
        {t("promise.late", { day: doneOn })}
      </StateBadge>
    );
  return commitment.overdue ? (
    <StateBadge tone="bad" icon={CircleAlert}>
      {t("promise.overdue")}
    </StateBadge>
  ) : (
    <StateBadge tone="act" icon={Clock3}>
      {t("promise.until", { day: day(commitment.dueOn) })}
    </StateBadge>
  );
}

export function PromiseItem({ commitment }: { commitment: CommitmentPage }) {
  const t = useText(questionText);
  const { day, dayOf } = useFormats();
  const [open, setOpen] = useState<"progress" | "finish" | "drop" | null>(null);
  return (
    <li>
      <p>{commitment.text}</p>
      <p className="dim s">{commitment.unit.name}</p>
      <PromiseState commitment={commitment} />
      {commitment.progress.length > 0 && (
        <ul className="s">
          {commitment.progress.map((p) => (
            <li key={p.at}>
              <b>{day(dayOf(p.at))}</b> {p.text}
              {p.evidence !== null && <span className="dim"> ({p.evidence})</span>}
            </li>
          ))}
        </ul>
      )}
      {commitment.mine && (
        <div className="row wrap no-print" style={{ marginTop: 8, justifyContent: "start" }}>
          <Button tight onClick={() => setOpen("progress")}>
            {t("promise.progress")}
          </Button>
          <Button tight onClick={() => setOpen("finish")}>
            {t("promise.finish")}
          </Button>
          <Button tight look="quiet" onClick={() => setOpen("drop")}>
            {t("promise.drop")}
          </Button>
        </div>
      )}
      {open !== null && <FollowDialog commitment={commitment} act={open} onClose={() => setOpen(null)} />}
    </li>
  );
}
