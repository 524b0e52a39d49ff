import { useEffect, useRef } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { Button } from "#platform/ui/button.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { shortcutsOff } from "#platform/ui/use-shortcut.ts";
import type { HallPoll, HallState } from "../contract.ts";
import { nextStep } from "./console-steps.ts";
import { liveText } from "./desk-text.ts";
import "./desk-live.css";

/** The space bar, but where something has the focus that hears it itself. */
function useSpaceBar(act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.key !== " " || event.ctrlKey || event.metaKey || event.altKey || shortcutsOff()) return;
      const { target } = event;
      if (target instanceof HTMLElement && target.closest("button, a, input, textarea, select, summary, [role=dialog]"))
        return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", heard);
    return () => window.removeEventListener("keydown", heard);
  }, []);
}

/** What is asked now and the one button that goes on: ask, close, ask the next. */
export function HallRound({
  hall,
  polls,
  liveVotes,
}: {
  hall: HallState;
  polls: readonly HallPoll[];
  /** From the stream; undefined until it has said a number. */
  liveVotes: number | null | undefined;
}) {
  const t = useText(liveText);
  const open = useSend<{ roundId: string; pollId: string; phase: string }>("POST", `/halls/${hall.id}/rounds`);
  const end = useSend<{ roundId: string; way: "close" | "reset" }>(
    "POST",
    ({ roundId, way }) => `/halls/${hall.id}/rounds/${roundId}/${way}`,
    { body: () => ({}) },
  );
  const round = hall.round?.open ? hall.round : null;
  const next = nextStep(polls);
  const busy = open.isPending || end.isPending;
  const go = () => {
    if (busy) return;
    if (round) end.mutate({ roundId: round.id, way: "close" });
    else if (next) open.mutate({ roundId: freshId(), pollId: next.poll.id, phase: next.phase });
  };
  useSpaceBar(go);
  const votes = liveVotes === undefined ? (round?.votes ?? null) : liveVotes;
  const error = open.error ?? end.error;
  return (
    <div>
      {error !== null && <ErrorState error={error} />}
      {round && (
        <div className="hall-now" role="status">
          <p className="dim">
            {t("hall.now")} · {t(`hall.next-phase.${round.phase}`, { i: round.index, n: round.of })}
          </p>
          <p>
            <b>{round.text}</b>
          </p>
          <p className="votes">{votes === null ? t("hall.votes-few") : t("hall.votes", { n: votes })}</p>
        </div>
      )}
      <div className="hall-act">
        {round ? (
          <>
            <Button look="main" busy={end.isPending ? t("hall.closing-round") : null} onClick={go}>
              {t("hall.close-round")}
            </Button>
            <Button
              look="quiet"
              onClick={() =>
                end.mutate({ roundId: round.id, way: "reset" }, { onSuccess: () => notify(t("hall.reset-done")) })
              }
            >
              {t("hall.reset")}
            </Button>
          </>
        ) : next ? (
          <Button look="main" busy={open.isPending ? t("hall.asking-round") : null} onClick={go}>
            {t("hall.next", { text: next.poll.text })} (
            {t(`hall.next-phase.${next.phase}`, { i: next.index, n: next.of })})
          </Button>
        ) : (
          <p className="dim">{t("hall.all-asked")}</p>
        )}
      </div>
    </div>
  );
}
