import { spokenCode } from "#kernel/ids.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { useFieldText } from "../field-text.ts";
import { Icon } from "../icons.tsx";
import { Go, Note, Part, Title } from "../parts.tsx";
import { href } from "../router.ts";
import { useSession } from "../session.ts";
import { useLive } from "../use-live.ts";

export interface Saved {
  place: string;
  day: string;
  id: string;
  questions: readonly { id: string; text: string }[];
}

/** Said only after the transaction was complete on the phone's disk. */
export function SavedScreen({ place, day, id, questions }: Saved) {
  const t = useFieldText();
  const formats = useFormats();
  const { db } = useSession();
  const item = useLive(() => db.outbox.where("id").equals(id).first(), [db, id]);
  return (
    <>
      <main className="scroll" id="main">
        <p style={{ color: "var(--green-ink)" }}>
          <Icon name="check" />
        </p>
        <Title>{t("saved.title")}</Title>
        <p className="where">{t("item.talk", { day: formats.dayShort(day), place })}</p>
        <div role="status">
          {item?.receipt ? (
            <Note tone="ok" icon="check">
              {t("saved.received", { number: item.receipt.number })}
            </Note>
          ) : (
            <Note icon="phone">{t("saved.local")}</Note>
          )}
        </div>
        <Codes questions={questions} />
        <Go icon="send" to={href("outbox")} title={t("saved.outbox")} />
      </main>
      <footer className="under">
        <a className="btn main" href={href("today")}>
          {t("saved.done")}
        </a>
      </footer>
    </>
  );
}

/** For whoever asked: derived from the question's id, so it is known before the phone has reached the server. */
export function Codes({ questions }: { questions: Saved["questions"] }) {
  const t = useFieldText();
  if (questions.length === 0) return null;
  return (
    <Part title={t("saved.codes")} count={questions.length}>
      <p className="help">{t("saved.codes-help")}</p>
      <dl className="facts">
        {questions.map((question) => (
          <div key={question.id}>
            <dt>{question.text.length > 120 ? `${question.text.slice(0, 120)}…` : question.text}</dt>
            <dd className="nw" style={{ fontSize: "var(--t-4)", fontVariantNumeric: "tabular-nums" }}>
              {spokenCode(question.id)}
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}
