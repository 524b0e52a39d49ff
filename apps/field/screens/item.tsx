import { useState } from "react";
import { useFormats } from "#platform/i18n/use-text.ts";
import { discardItem, restoreItem, retryItem } from "#platform/sync/client/outbox.ts";
import { useFieldText } from "../field-text.ts";
import { Bar, Note, Title } from "../parts.tsx";
import { back, go, href } from "../router.ts";
import { useSession } from "../session.ts";
import { useLive } from "../use-live.ts";
import { Codes } from "../record/saved.tsx";
import { editRefused } from "../record/start.ts";
import { useSaving } from "../saving.tsx";
import { decisionKey, itemTitle, problemText } from "./item-words.ts";

/** One item of the outbox: what was saved, where it stands, and what the person may decide. */
export function ItemScreen({ id }: { id: string }) {
  const t = useFieldText();
  const formats = useFormats();
  const session = useSession();
  const { db, engine } = session;
  const item = useLive(
    () =>
      db.outbox
        .where("id")
        .equals(id)
        .first()
        .then((found) => found ?? null),
    [db, id],
  );
  const saving = useSaving();
  const [asking, setAsking] = useState(false);
  const then = async (change: () => Promise<unknown>) => {
    if (await saving.run(change)) {
      engine.kick();
      setAsking(false);
    }
  };
  return (
    <>
      <Bar onBack={back} backLabel={t("back")} title={t("outbox.title")} />
      <main className="scroll" id="main">
        <Title>{item ? itemTitle(item, t, formats) : item === null ? t("item.gone") : t("loading")}</Title>
        {saving.problem}
        {item ? (
          <>
            {item.state === "refused" ? (
              <Note tone="warn" icon="flag">
                {problemText(item.problem, t)} {t("outbox.kept")}
              </Note>
            ) : null}
            {item.state === "held" ? <Note icon="clock">{t("item.held")}</Note> : null}
            {item.state === "conflict" ? (
              <Note tone="warn" icon="split">
                {t("outbox.conflict-why")} <a href={href("conflict", item.id)}>{t("outbox.compare")}</a>
              </Note>
            ) : null}
            {item.state === "local" || item.state === "sending" ? <Note icon="phone">{t("item.local")}</Note> : null}
            {item.state === "discarded" ? <Note icon="trash">{t("item.discarded")}</Note> : null}
            <dl className="facts">
              <div>
                <dt>{t("item.saved")}</dt>
                <dd>{formats.moment(item.deviceAt)}</dd>
              </div>
              <div>
                <dt>{t("item.state")}</dt>
                <dd>{t(`state.${item.state}`)}</dd>
              </div>
              {item.receipt ? (
                <>
                  <div>
                    <dt>{t("item.receipt")}</dt>
                    <dd>{formats.moment(item.receipt.at)}</dd>
                  </div>
                  <div>
                    <dt>{t("item.number")}</dt>
                    <dd>{item.receipt.number}</dd>
                  </div>
                </>
              ) : null}
              <div>
                <dt>{t("item.hash")}</dt>
                <dd style={{ overflowWrap: "anywhere", fontVariantNumeric: "tabular-nums" }}>{item.hash}</dd>
              </div>
              {item.attempts > 1 && !item.receipt ? (
                <div>
                  <dt>{t("item.attempts")}</dt>
                  <dd>{item.attempts}</dd>
                </div>
              ) : null}
            </dl>
            <Codes questions={askedIn(item)} />
            <div className="actions">
              {item.name === "talk.record" ? (
                <a className="btn" href={href("talk", item.subject)}>
                  {t("item.open-talk")}
                </a>
              ) : null}
              {item.state === "refused" ? (
                <>
                  {item.name === "talk.record" ? (
                    <button
                      type="button"
                      className="btn main"
                      onClick={() =>
                        void saving.run(() => editRefused(session, item)).then((made) => made && go("record"))
                      }
                    >
                      {t("item.edit")}
                    </button>
                  ) : null}
                  <button type="button" className="btn" onClick={() => void then(() => retryItem(db, item.id))}>
                    {t("item.retry")}
                  </button>
                </>
              ) : null}
              {item.state === "settled" ? <Note icon="check">{t(decisionKey(item))}</Note> : null}
              {item.state === "discarded" ? (
                <button type="button" className="btn main" onClick={() => void then(() => restoreItem(db, item.id))}>
                  {t("item.restore")}
                </button>
              ) : null}
              {(item.state === "local" || item.state === "refused") && !asking ? (
                <button type="button" className="btn quiet" onClick={() => setAsking(true)}>
                  {t("item.discard")}
                </button>
              ) : null}
            </div>
            {asking ? (
              <div role="group" aria-labelledby="ask">
                <Note tone="bad" icon="warn">
                  <b id="ask">{t("item.discard-ask")}</b> {t("item.discard-help")}
                </Note>
                <div className="actions">
                  <button
                    type="button"
                    className="btn danger"
                    onClick={() => void then(() => discardItem(db, item.id))}
                  >
                    {t("item.discard-yes")}
                  </button>
                  <button type="button" className="btn" onClick={() => setAsking(false)}>
                    {t("item.discard-no")}
                  </button>
                </div>
              </div>
            ) : null}
          </>
        ) : null}
      </main>
    </>
  );
}

/** What people asked in a record or an amendment: their codes stay to be read out. */
function askedIn({ payload, state }: { payload: unknown; state: string }): { id: string; text: string }[] {
  const { questions, addQuestions } = payload as { questions?: unknown; addQuestions?: unknown };
  const list = Array.isArray(questions) ? questions : Array.isArray(addQuestions) ? addQuestions : [];
  return state === "discarded" ? [] : (list as { id: string; text: string }[]);
}
