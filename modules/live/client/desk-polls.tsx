import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { Button } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { HallPoll, HallState, Phase } from "../contract.ts";
import { liveText } from "./desk-text.ts";
import { linesOf } from "./lines.ts";
import "./desk-live.css";

/** All that can be asked, with what was; any of it can be asked again. */
export function HallPolls({ hall, polls }: { hall: HallState; polls: readonly HallPoll[] }) {
  const t = useText(liveText);
  const open = useSend<{ roundId: string; pollId: string; phase: Phase }>("POST", `/halls/${hall.id}/rounds`);
  const ask = (pollId: string, phase: Phase) => open.mutate({ roundId: freshId(), pollId, phase });
  const checks = polls.filter((poll) => poll.check);
  const others = polls.filter((poll) => !poll.check);
  const said = (poll: HallPoll) =>
    poll.rounds
      .map((round) => {
        const name = t(`hall.phase.${round.phase}`, { n: round.number });
        const votes = round.votes === null ? t("hall.votes-few") : t("hall.votes", { n: round.votes });
        return `${name}: ${round.open ? t("hall.round-open") : votes}`;
      })
      .join(" · ");
  const label = (poll: HallPoll, phase: Phase) =>
    phase === "poll"
      ? t(poll.rounds.length > 0 ? "hall.ask-again" : "hall.ask-poll")
      : t(phase === "before" ? "hall.ask-before" : "hall.ask-after");
  const list = (items: readonly HallPoll[], phases: readonly Phase[]) => (
    <ul className="hall-list">
      {items.map((poll) => (
        <li key={poll.id}>
          <span>
            {poll.text}
            {poll.rounds.length > 0 && (
              <>
                <br />
                <span className="dim s">{said(poll)}</span>
              </>
            )}
          </span>
          <span className="acts">
            {phases.map((phase) => (
              <Button
                key={phase}
                aria-label={`${label(poll, phase)}: ${poll.text}`}
                onClick={() => ask(poll.id, phase)}
              >
                {label(poll, phase)}
              </Button>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {open.error !== null && <ErrorState error={open.error} />}
      {checks.length > 0 && (
        <section>
          <h2>{t("hall.checks")}</h2>
          {list(checks, ["before", "after"])}
        </section>
      )}
      <section>
        <h2>{t("hall.polls")}</h2>
        {list(others, ["poll"])}
        <AddPoll hallId={hall.id} />
      </section>
    </>
  );
}

function AddPoll({ hallId }: { hallId: string }) {
  const t = useText(liveText);
  const draft = useDraft(`hall.poll.${hallId}`, { text: "", options: "" });
  const [tried, setTried] = useState(false);
  const add = useSend<{ pollId: string; text: string; options: string[] }>("POST", `/halls/${hallId}/polls`);
  const options = linesOf(draft.value.options);
  const wrongText = draft.value.text.trim() === "";
  const wrongOptions = options.length < 2 || options.length > 6;
  const submit = () => {
    setTried(true);
    if (wrongText || wrongOptions) return;
    add.mutate(
      { pollId: freshId(), text: draft.value.text.trim(), options },
      {
        onSuccess: () => {
          draft.clear();
          setTried(false);
        },
      },
    );
  };
  return (
    <details style={{ marginTop: 12 }}>
      <summary>{t("hall.add-poll")}</summary>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {add.error !== null && <ErrorState error={add.error} />}
        <Field
          name="poll-text"
          label={t("hall.poll-text")}
          error={tried && wrongText ? t("hall.poll-text-wrong") : undefined}
        >
          <TextInput value={draft.value.text} maxLength={200} onValue={(text) => draft.set({ text })} />
        </Field>
        <Field
          name="poll-options"
          label={t("hall.poll-options")}
          help={t("hall.poll-options-help")}
          error={tried && wrongOptions ? t("hall.poll-options-wrong") : undefined}
        >
          <TextArea rows={4} value={draft.value.options} onValue={(text) => draft.set({ options: text })} />
        </Field>
        <div className="actions">
          <Button type="submit" busy={add.isPending ? t("hall.poll-adding") : null}>
            {t("hall.poll-add")}
          </Button>
        </div>
      </form>
    </details>
  );
}
