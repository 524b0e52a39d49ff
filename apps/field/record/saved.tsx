import { useFormats } from "#platform/i18n/use-text.ts";
import { useFieldText } from "../field-text.ts";
import { Icon } from "../icons.tsx";
import { Go, Note, Title } from "../parts.tsx";
import { href } from "../router.ts";
import { useSession } from "../session.ts";
import { useLive } from "../use-live.ts";

/** Said only after the transaction was complete on the phone's disk. */
export function SavedScreen({ place, day, id }: { place: string; day: string; id: string }) {
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
