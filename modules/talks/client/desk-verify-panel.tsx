import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { LinkButton } from "#platform/ui/link.tsx";
import { Answer, EmptyState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { TalkPage } from "../answers.ts";
import { ReasonDialog, VerifyButton, ReturnButton } from "./desk-verdicts.tsx";
import { TalkFactList, TalkPhotos } from "./desk-facts.tsx";
import { TalkFlags } from "./desk-flags.tsx";
import { TalkThread } from "./desk-path.tsx";
import { TalkState } from "./desk-status.tsx";
import { talkText } from "./desk-text.ts";
import "./desk-talks.css";

interface Props {
  talkId: string | null;
  position: { at: number; of: number } | null;
  /** After a verdict: go on to the next. */
  onDone: () => void;
}

/** Beside the list: what is to be looked at first, then the facts, then the verdict. */
export function VerifyPanel({ talkId, position, onDone }: Props) {
  const t = useText(talkText);
  const talk = useAsk<TalkPage>(`/talks/${talkId ?? ""}`, {}, { enabled: talkId !== null });
  if (talkId === null) {
    return (
      <aside className="talk-panel" aria-label={t("panel.label")}>
        <div className="body">
          <EmptyState title={t("panel.choose")}>{t("panel.choose-words")}</EmptyState>
        </div>
      </aside>
    );
  }
  return (
    <aside className="talk-panel" aria-label={t("panel.label")}>
      <Answer of={talk}>{(data) => <Panel talk={data} position={position} onDone={onDone} />}</Answer>
    </aside>
  );
}

function Panel({ talk, position, onDone }: { talk: TalkPage; position: Props["position"]; onDone: () => void }) {
  const t = useText(talkText);
  const [returning, setReturning] = useState(false);
  const may = (verb: string) => talk.allowed.includes(verb);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <div className="body" tabIndex={0} role="region" aria-label={talk.title}>
        <div className="head">
          <TalkState status={talk.status} />
          {position !== null && <span className="s dim">{t("panel.place-of", position)}</span>}
        </div>
        <h2>{talk.title}</h2>
        <p className="dim">{[talk.placeDetail, talk.place.name].filter((x) => x !== null && x !== "").join(", ")}</p>
        {talk.status === "returned" && talk.returnReason !== null && (
          <div className="note warn flags">
            <h3>{t("talk.return-reason")}</h3>
            <p>{talk.returnReason}</p>
          </div>
        )}
        {(talk.status === "delivered" || talk.flags.length > 0) && (
          <TalkFlags flags={talk.flags} checked={talk.checked} />
        )}
        <TalkFactList talk={talk} />
        {talk.photos.length > 0 && <TalkPhotos talk={talk} />}
        <h3 className="s" style={{ marginTop: 16 }}>
          {t("path.title")}
        </h3>
        <TalkThread talk={talk} />
      </div>
      <div className="foot">
        {may("verify") && <VerifyButton talk={talk} onDone={onDone} />}
        {may("return") && <ReturnButton onPress={() => setReturning(true)} />}
        <LinkButton look={may("verify") ? "quiet" : "plain"} to={`/talks/${talk.id}`}>
          {t("panel.open")}
        </LinkButton>
      </div>
      <ReasonDialog kind="return" talk={talk} open={returning} onOpen={setReturning} onDone={onDone} />
    </>
  );
}
