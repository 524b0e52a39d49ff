import { CircleCheck, CircleDashed, CircleX, PauseCircle } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import type { OutboxImported, OutboxPreview } from "#platform/sync/outbox-file.ts";
import { type ApiProblem, asProblem, call } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { FileInput } from "#platform/ui/file-input.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { StateBadge, type Tone } from "#platform/ui/state-badge.tsx";
import { deskText } from "../desk-text.ts";
import "./outbox-file.css";

type Step =
  | { at: "start" }
  | { at: "reading" }
  | { at: "seen"; file: File; preview: OutboxPreview }
  | { at: "taking"; file: File; preview: OutboxPreview }
  | { at: "done"; preview: OutboxPreview; answer: OutboxImported };

/** The last resort of a phone that cannot send: its file is looked at, then taken in, each command like a push. */
export function OutboxFileScreen() {
  const t = useText(deskText);
  const [step, setStep] = useState<Step>({ at: "start" });
  const [error, setError] = useState<ApiProblem | null>(null);
  const look = async (file: File) => {
    setStep({ at: "reading" });
    setError(null);
    try {
      const preview = await call<OutboxPreview>("/sync/outbox-file/preview", { method: "POST", body: file });
      setStep({ at: "seen", file, preview });
    } catch (problem) {
      setError(asProblem(problem));
      setStep({ at: "start" });
    }
  };
  const take = async (file: File, preview: OutboxPreview) => {
    setStep({ at: "taking", file, preview });
    setError(null);
    try {
      const answer = await call<OutboxImported>("/sync/outbox-file", {
        method: "POST",
        query: { digest: preview.digest },
        body: file,
      });
      setStep({ at: "done", preview, answer });
    } catch (problem) {
      // what was taken in before stays so; taking the same file in again does nothing twice
      setError(asProblem(problem));
      setStep({ at: "seen", file, preview });
    }
  };
  return (
    <>
      <PageHead title={t("outbox.title")} />
      <p className="prose dim">{t("outbox.words")}</p>
      {error !== null && <ErrorState error={error} />}
      {step.at === "done" ? (
        <Done preview={step.preview} answer={step.answer} onAnother={() => setStep({ at: "start" })} />
      ) : (
        <>
          <div className="outbox-file">
            <Field name="outbox-file" label={t("outbox.file")} help={t("outbox.file-help")}>
              <FileInput
                accept=".json,application/json"
                disabled={step.at === "reading" || step.at === "taking"}
                onFile={(file) => file !== null && void look(file)}
              />
            </Field>
          </div>
          {step.at === "reading" && <LoadingState words={t("outbox.reading")} lines={4} />}
          {(step.at === "seen" || step.at === "taking") && (
            <Seen
              preview={step.preview}
              busy={step.at === "taking"}
              onTake={() => void take(step.file, step.preview)}
            />
          )}
        </>
      )}
    </>
  );
}

function Seen({ preview, busy, onTake }: { preview: OutboxPreview; busy: boolean; onTake: () => void }) {
  const t = useText(deskText);
  const { moment, number } = useFormats();
  const fresh = preview.items.filter((i) => i.state === "new").length;
  return (
    <section className="outbox-seen">
      <h2>{preview.owner.displayName}</h2>
      <p className="dim">
        {t("outbox.exported", { at: moment(preview.exportedAt) })} · {t("outbox.new", { n: number(fresh) })} ·{" "}
        {t("outbox.photos", { n: number(preview.photos) })}
        {preview.drafts > 0 && ` · ${t("outbox.drafts", { n: number(preview.drafts) })}`}
      </p>
      <p className={preview.way === "held" ? "note warn" : "note act"}>{t(`outbox.way.${preview.way}`)}</p>
      <ul className="outbox-rows">
        {preview.items.map((item) => (
          <li key={item.id}>
            <span>
              <ItemWords name={item.name} about={item.about} />
              <span className="dim"> · {moment(item.deviceAt)}</span>
            </span>
            <span className="dim">{t(`outbox.state.${item.state}`)}</span>
          </li>
        ))}
      </ul>
      <div className="actions">
        <Button look="main" busy={busy ? t("outbox.taking") : null} onClick={onTake}>
          {t(preview.way === "held" ? "outbox.hold" : "outbox.take")}
        </Button>
      </div>
    </section>
  );
}

const looks: Record<OutboxImported["outcomes"][number]["outcome"], { tone: Tone; icon: typeof CircleCheck }> = {
  received: { tone: "ok", icon: CircleCheck },
  repeated: { tone: "off", icon: CircleDashed },
  held: { tone: "warn", icon: PauseCircle },
  conflict: { tone: "warn", icon: PauseCircle },
  refused: { tone: "bad", icon: CircleX },
};

function Done({
  preview,
  answer,
  onAnother,
}: {
  preview: OutboxPreview;
  answer: OutboxImported;
  onAnother: () => void;
}) {
  const t = useText(deskText);
  const { number } = useFormats();
  const waiting = answer.outcomes.some((o) => o.outcome === "held" || o.outcome === "conflict");
  return (
    <section className="outbox-seen">
      <h2>{t("outbox.done")}</h2>
      <p className="dim">
        {t("outbox.photos-done", { n: number(answer.photos.received) })}
        {answer.photos.refused > 0 && ` · ${t("outbox.photos-refused", { n: number(answer.photos.refused) })}`}
      </p>
      <ul className="outbox-rows">
        {answer.outcomes.map((o) => (
          <li key={o.id}>
            <ItemWords name={o.name} about={preview.items.find((i) => i.id === o.id)?.about ?? {}} />
            <StateBadge tone={looks[o.outcome].tone} icon={looks[o.outcome].icon}>
              {t(`outbox.outcome.${o.outcome}`)}
            </StateBadge>
          </li>
        ))}
      </ul>
      <p className="note">{t("outbox.keep")}</p>
      <div className="actions">
        {waiting && <Link to="/talks/held">{t("outbox.see-held")}</Link>}
        <Button onClick={onAnother}>{t("outbox.another")}</Button>
      </div>
    </section>
  );
}

/** What a phone's command is about, in the words that the phone kept beside it. */
function ItemWords({ name, about }: { name: string; about: Readonly<Record<string, string>> }) {
  const t = useText(deskText);
  const known = (["talk.record", "talk.amend", "talk.accept", "talk.decline"] as const).find((n) => n === name);
  const facts = [about["place"], about["day"]].filter((x) => x !== undefined && x !== "").join(", ");
  return (
    <span>
      {known === undefined ? name : t(`outbox.command.${known}`)}
      {facts !== "" && ` – ${facts}`}
    </span>
  );
}
