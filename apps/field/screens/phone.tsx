import { useEffect, useState } from "react";
import { setLocale } from "#platform/i18n/locale.ts";
import { useFormats, useLocale } from "#platform/i18n/use-text.ts";
import { readMeta } from "#platform/sync/client/database.ts";
import { exportOutbox } from "#platform/sync/client/export.ts";
import { countByState } from "#platform/sync/client/outbox.ts";
import type { StorageState } from "#platform/sync/client/storage.ts";
import type { Profile } from "../account.ts";
import { useFieldText } from "../field-text.ts";
import { Bar, Note, Part, Title } from "../parts.tsx";
import { back, go } from "../router.ts";
import { storageState, useSession, useSyncStatus } from "../session.ts";
import { keepTheme, theme, type Theme } from "../theme.ts";
import { useLive } from "../use-live.ts";
import { duration } from "./notices.tsx";
import { SignInForm } from "./sign-in.tsx";

/** This phone and who uses it: what is kept, how the clock stands, the language, the way out. */
export function PhoneScreen({ onSignedIn, onLeave }: { onSignedIn: (profile: Profile) => void; onLeave: () => void }) {
  const t = useFieldText();
  const formats = useFormats();
  const locale = useLocale();
  const { db, profile, engine, wire, now } = useSession();
  const status = useSyncStatus();
  const [storage, setStorage] = useState<StorageState | null>(null);
  const [look, setLook] = useState<Theme>(theme());
  const [leaving, setLeaving] = useState(false);
  const facts = useLive(async () => {
    const counts = await countByState(db);
    return {
      unsent:
        counts.local +
        counts.sending +
        counts.refused +
        (await db.photos.where("state").anyOf("local", "sending", "refused").count()),
      stored: await db.entities.count(),
      offset: await readMeta<number>(db, "clockOffset"),
      pulled: await readMeta<string>(db, "lastPullAt"),
    };
  }, [db]);
  useEffect(() => void storageState().then(setStorage), []);
  const takeAway = async () => {
    const text = await exportOutbox(db, { userId: profile.userId, displayName: profile.displayName }, now());
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `cau-noi-hop-gui-${formats.dayOf(now().toISOString())}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  const signedOut = status.stop?.kind === "signed-out" || status.stop?.kind === "other-person";
  const offset = facts?.offset ?? 0;
  return (
    <>
      <Bar onBack={back} backLabel={t("back")} title={profile.displayName} />
      <main className="scroll" id="main">
        <Title>{t("phone.title")}</Title>
        {signedOut ? (
          <Part title={t("sign-in.again")}>
            <p className="help" style={{ marginTop: 8 }}>
              {t(status.stop?.kind === "other-person" ? "phone.other-person" : "phone.signed-out", {
                n: facts?.unsent ?? 0,
              })}
            </p>
            <SignInForm wire={wire} username={profile.username} onSignedIn={onSignedIn} />
          </Part>
        ) : null}
        <Part title={t("phone.kept")}>
          <dl className="facts" style={{ borderTop: 0 }}>
            <div>
              <dt>{t("phone.unsent")}</dt>
              <dd>{t("value.list", { n: facts?.unsent ?? 0 })}</dd>
            </div>
            <div>
              <dt>{t("phone.stored")}</dt>
              <dd>{t("value.list", { n: facts?.stored ?? 0 })}</dd>
            </div>
            <div>
              <dt>{t("phone.updated")}</dt>
              <dd>{facts?.pulled ? formats.moment(facts.pulled) : t("phone.never")}</dd>
            </div>
            <div>
              <dt>{t("phone.clock")}</dt>
              <dd>
                {facts?.offset === undefined
                  ? t("phone.clock-unknown")
                  : Math.abs(offset) < 60_000
                    ? t("phone.clock-right")
                    : t(offset > 0 ? "phone.clock-slow" : "phone.clock-fast", { much: duration(Math.abs(offset), t) })}
              </dd>
            </div>
            <div>
              <dt>{t("phone.room")}</dt>
              <dd>
                {t(
                  storage?.persistent === true
                    ? "phone.persistent"
                    : storage?.persistent === false
                      ? "phone.not-persistent"
                      : "phone.persistent-unknown",
                )}
                {storage !== null && storage.usedBytes !== null && storage.roomBytes !== null
                  ? `\n${t("phone.used", { used: formats.size(storage.usedBytes), room: formats.size(storage.roomBytes) })}`
                  : ""}
              </dd>
            </div>
          </dl>
          <div className="actions">
            <button type="button" className="btn small" onClick={() => engine.kick()}>
              {t("phone.update-now")}
            </button>
            <button type="button" className="btn small" onClick={() => void takeAway()}>
              {t("phone.export")}
            </button>
          </div>
          <p className="help" style={{ marginTop: 8 }}>
            {t("phone.export-help")}
          </p>
        </Part>
        <Part title={t("phone.look")}>
          <div className="f">
            <span className="label" id="l1">
              {t("phone.language")}
            </span>
            <div className="chips" role="group" aria-labelledby="l1">
              <button
                type="button"
                className="chip"
                aria-pressed={locale === "vi"}
                onClick={() => setLocale("vi")}
                lang="vi"
              >
                Tiếng Việt
              </button>
              <button
                type="button"
                className="chip"
                aria-pressed={locale === "en"}
                onClick={() => setLocale("en")}
                lang="en"
              >
                English
              </button>
            </div>
          </div>
          <div className="f">
            <span className="label" id="l2">
              {t("phone.theme")}
            </span>
            <div className="chips" role="group" aria-labelledby="l2">
              {(["system", "light", "dark"] as const).map((choice) => (
                <button
                  key={choice}
                  type="button"
                  className="chip"
                  aria-pressed={look === choice}
                  onClick={() => (keepTheme(choice), setLook(choice))}
                >
                  {t(`phone.theme-${choice}`)}
                </button>
              ))}
            </div>
          </div>
        </Part>
        <Part title={t("phone.leave-title")}>
          <p className="help" style={{ marginTop: 8 }}>
            {t("phone.leave-help")}
          </p>
          {leaving ? (
            <div role="group" aria-label={t("phone.leave")}>
              {(facts?.unsent ?? 0) > 0 ? (
                <Note tone="warn" icon="warn">
                  {t("phone.leave-unsent", { n: facts?.unsent ?? 0 })}
                </Note>
              ) : null}
              <div className="actions">
                <button type="button" className="btn danger" onClick={() => (go("today"), onLeave())}>
                  {t("phone.leave-yes")}
                </button>
                <button type="button" className="btn" onClick={() => setLeaving(false)}>
                  {t("phone.leave-no")}
                </button>
              </div>
            </div>
          ) : (
            <button type="button" className="btn" onClick={() => setLeaving(true)}>
              {t("phone.leave")}
            </button>
          )}
        </Part>
      </main>
    </>
  );
}
