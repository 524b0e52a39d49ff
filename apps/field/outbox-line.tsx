import { useSyncExternalStore } from "react";
import { useSession, useSyncStatus } from "./session.ts";
import { useFieldText } from "./field-text.ts";
import { Icon } from "./icons.tsx";
import { lineWords, type LineWords } from "./outbox-words.ts";
import { href } from "./router.ts";
import { useLive } from "./use-live.ts";
import { countByState } from "#platform/sync/client/outbox.ts";
import { readMeta } from "#platform/sync/client/database.ts";
import { useFormats } from "#platform/i18n/use-text.ts";

function listenOnline(listener: () => void): () => void {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
}

export function useOnline(): boolean {
  return useSyncExternalStore(listenOnline, () => navigator.onLine);
}

export function OutboxLine() {
  const t = useFieldText();
  const formats = useFormats();
  const { db } = useSession();
  const status = useSyncStatus();
  const online = useOnline();
  const facts = useLive(async () => {
    const counts = await countByState(db);
    // once all of it is stored: while it comes in, nothing is up to date yet
    const pulled = await readMeta<string>(db, "lastPullAt");
    return {
      waiting: counts.local + counts.sending + counts.refused,
      needsPerson: counts.refused + counts.conflict,
      refused: counts.refused,
      pictures: await db.photos.where("state").anyOf("local", "sending", "refused").count(),
      lastUpdate: pulled ? formats.time(pulled) : null,
    };
  }, [db, formats]);
  // before the phone's store has answered, the line does not claim that nothing waits
  const words: LineWords =
    facts === undefined
      ? { icon: "clock", warn: false, head: t("loading"), rest: "" }
      : lineWords({ ...facts, status, online }, t);
  const signIn = status.stop?.kind === "signed-out";
  return (
    <header>
      <a
        className={words.warn ? "line warn" : "line"}
        href={signIn ? href("phone") : href("outbox")}
        data-testid="outbox-line"
      >
        <Icon name={words.icon} />
        <span className="grow" role="status">
          <b>{words.head}</b> {words.rest}
        </span>
        <Icon name="right" />
      </a>
    </header>
  );
}
