import { useState } from "react";
import { useFormats } from "#platform/i18n/use-text.ts";
import { changeState, enqueue } from "#platform/sync/client/outbox.ts";
import type { FieldClash } from "#platform/sync/state.ts";
import { useFieldText } from "../field-text.ts";
import { Bar, Note, Title } from "../parts.tsx";
import { back, replaceWith } from "../router.ts";
import { useSaving } from "../saving.tsx";
import { useSession } from "../session.ts";
import { useLive } from "../use-live.ts";
import { factLabel, factText } from "./fact-words.ts";
import { itemTitle } from "./item-words.ts";

/**
 * Two people changed the same thing. Both versions stand side by side in plain words; what is taken
 * from this phone goes as a new change on top of what the server has now, so nothing is overwritten unseen.
 */
export function ConflictScreen({ id }: { id: string }) {
  const t = useFieldText();
  const formats = useFormats();
  const { db, engine } = useSession();
  const item = useLive(
    () =>
      db.outbox
        .where("id")
        .equals(id)
        .first()
        .then((found) => found ?? null),
    [db, id],
  );
  const [mine, setMine] = useState<Record<string, boolean>>({});
  const [missing, setMissing] = useState(false);
  const saving = useSaving();
  const clashes = Object.entries(item?.conflict ?? {});
  const decide = async () => {
    if (!item) return;
    if (clashes.some(([field]) => mine[field] === undefined)) return setMissing(true);
    const changes: Record<string, { base: unknown; value: unknown }> = {};
    for (const [field, clash] of clashes) if (mine[field]) changes[field] = { base: clash.theirs, value: clash.yours };
    const done = await saving.run(async () => {
      if (Object.keys(changes).length === 0)
        return changeState(db, item.id, "settle", { closedAt: new Date().toISOString() });
      return enqueue(db, {
        name: "talk.amend",
        payload: { talkId: item.subject, changes },
        subject: item.subject,
        about: item.about,
        settles: item.id,
      });
    });
    if (done) {
      engine.kick();
      replaceWith("outbox");
    }
  };
  return (
    <>
      <Bar onBack={back} backLabel={t("back")} title={item ? itemTitle(item, t, formats) : t("outbox.title")} />
      <main className="scroll" id="main">
        <Title>{t("conflict.title")}</Title>
        <p className="help">{t("conflict.help")}</p>
        {item?.state === "settled" ? (
          <Note tone="ok" icon="check">
            {t("outbox.settled")}
          </Note>
        ) : null}
        {saving.problem}
        {missing ? (
          <div role="alert">
            <Note tone="bad" icon="warn">
              {t("conflict.missing")}
            </Note>
          </div>
        ) : null}
        {item?.state === "conflict"
          ? clashes.map(([field, clash]) => (
              <Choice
                key={field}
                field={field}
                clash={clash}
                chosen={mine[field]}
                choose={(value) => setMine({ ...mine, [field]: value })}
              />
            ))
          : null}
      </main>
      {item?.state === "conflict" ? (
        <footer className="under">
          <button type="button" className="btn main" onClick={() => void decide()}>
            {t("conflict.decide")}
          </button>
        </footer>
      ) : null}
    </>
  );
}

function Choice({
  field,
  clash,
  chosen,
  choose,
}: {
  field: string;
  clash: FieldClash;
  chosen: boolean | undefined;
  choose: (mine: boolean) => void;
}) {
  const t = useFieldText();
  const formats = useFormats();
  const words = (value: unknown) => factText(field, value, t, formats);
  return (
    <fieldset style={{ marginBottom: 20 }}>
      <legend style={{ marginBottom: 4 }}>{factLabel(field, t)}</legend>
      <p className="dim">{t("conflict.before", { value: words(clash.base) })}</p>
      <div className="choices" style={{ marginTop: 8 }}>
        <label className="choice">
          <input type="radio" name={field} checked={chosen === false} onChange={() => choose(false)} />
          <span>
            {words(clash.theirs)}
            <span className="dim">{t("conflict.theirs")}</span>
          </span>
        </label>
        <label className="choice">
          <input type="radio" name={field} checked={chosen === true} onChange={() => choose(true)} />
          <span>
            {words(clash.yours)}
            <span className="dim">{t("conflict.yours")}</span>
          </span>
        </label>
      </div>
    </fieldset>
  );
}
