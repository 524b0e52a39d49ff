import { readMeta } from "#platform/sync/client/database.ts";
import { doubtfulClockMs } from "#platform/sync/state.ts";
import { useEffect, useState } from "react";
import { applyUpdate, useUpdateWaiting } from "../app-update.ts";
import { useFieldText } from "../field-text.ts";
import { Note } from "../parts.tsx";
import { href } from "../router.ts";
import { storageState, useSession, useSyncStatus } from "../session.ts";
import { useLive } from "../use-live.ts";

/** What the person must know before it hurts: a wrong clock, a phone that may forget, a new version, a full phone. */
export function Notices({ storage = false }: { storage?: boolean }) {
  const t = useFieldText();
  const { db } = useSession();
  const status = useSyncStatus();
  const update = useUpdateWaiting();
  const facts = useLive(
    async () => ({
      offset: (await readMeta<number>(db, "clockOffset")) ?? 0,
      limit: (await readMeta<boolean>(db, "limitReached")) ?? false,
    }),
    [db],
  );
  const [persistent, setPersistent] = useState<boolean | null>(null);
  useEffect(() => void storageState().then((state) => setPersistent(state.persistent)), []);
  const offset = facts?.offset ?? 0;
  return (
    <>
      {Math.abs(offset) >= doubtfulClockMs ? (
        <Note tone="warn" icon="clock">
          {t(offset > 0 ? "notice.clock-slow" : "notice.clock-fast", { much: duration(Math.abs(offset), t) })}
        </Note>
      ) : null}
      {status.stop?.kind === "later" && status.stop.because === "storage-full" ? (
        <Note tone="bad" icon="warn">
          {t("notice.full")}
        </Note>
      ) : null}
      {status.stop?.kind === "signed-out" ? (
        <Note tone="warn" icon="lock">
          {t("notice.signed-out")} <a href={href("phone")}>{t("sign-in.again")}</a>
        </Note>
      ) : null}
      {storage && persistent === false ? <Note icon="warn">{t("notice.not-persistent")}</Note> : null}
      {facts?.limit ? <Note icon="phone">{t("notice.limit")}</Note> : null}
      {update ? (
        <Note icon="refresh">
          {t("notice.update")}{" "}
          <button type="button" className="btn small" style={{ marginTop: 8 }} onClick={applyUpdate}>
            {t("notice.update-now")}
          </button>
        </Note>
      ) : null}
    </>
  );
}

export function duration(ms: number, t: ReturnType<typeof useFieldText>): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 90 ? t("span.minutes", { n: minutes }) : t("span.hours", { n: Math.round(minutes / 60) });
}
