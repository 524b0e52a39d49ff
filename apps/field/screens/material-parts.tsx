import { useEffect, useState } from "react";
import type { PhoneMaterial } from "#modules/materials/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { enqueue } from "#platform/sync/client/outbox.ts";
import { useFieldText } from "../field-text.ts";
import { Note } from "../parts.tsx";
import { useSaving } from "../saving.tsx";
import { useSession } from "../session.ts";
import { useLive } from "../use-live.ts";

/** Where recordings lie that a person chose to keep; the service worker (sw.ts) plays them from there. */
const soundStore = "caunoi-sound";

/** A recording: heard over the network, or kept on the phone first to be heard without one. */
export function Sound({
  audio,
  language,
}: {
  audio: NonNullable<PhoneMaterial["languages"][number]["audio"]>;
  language: string;
}) {
  const t = useFieldText();
  const { size } = useFormats();
  const [kept, setKept] = useState<"no" | "keeping" | "yes" | "failed">("no");
  useEffect(() => {
    void isKept(audio.path).then((is) => is && setKept("yes"));
  }, [audio.path]);
  const keep = async () => {
    setKept("keeping");
    setKept((await keepSound(audio.path)) ? "yes" : "failed");
  };
  return (
    <section>
      <h2>{t("material.sound", { language })}</h2>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- what is said stands below it as text, by the same people */}
      <audio
        controls
        preload="none"
        src={audio.path}
        style={{ width: "100%" }}
        aria-label={t("material.sound", { language })}
      />
      <p className="dim" role="status">
        {kept === "yes"
          ? t("material.sound-kept")
          : kept === "failed"
            ? t("material.sound-failed")
            : t("material.sound-online", { size: size(audio.size) })}
      </p>
      {kept === "yes" ? null : (
        <button type="button" className="btn" disabled={kept === "keeping"} onClick={() => void keep()}>
          {t("material.sound-keep")}
        </button>
      )}
    </section>
  );
}

async function isKept(path: string): Promise<boolean> {
  try {
    return (await (await caches.open(soundStore)).match(path)) !== undefined;
  } catch {
    return false;
  }
}

/** Only a whole answer that is sound: a sign-in page of some network is none. */
async function keepSound(path: string): Promise<boolean> {
  try {
    const answer = await fetch(path, { credentials: "same-origin" });
    if (!answer.ok || !(answer.headers.get("content-type") ?? "").startsWith("audio/")) return false;
    await (await caches.open(soundStore)).put(path, answer);
    return true;
  } catch {
    return false;
  }
}

/** "Received and read": said once, kept on this phone until the server has it. Others see a count by commune. */
export function Receipt({ material }: { material: PhoneMaterial }) {
  const t = useFieldText();
  const formats = useFormats();
  const { db, engine } = useSession();
  const saving = useSaving();
  const waits = useLive(
    async () =>
      (await db.outbox.where("subject").equals(material.versionId).toArray()).some(
        (item) => item.name === "material.acknowledge" && item.state !== "discarded",
      ),
    [db, material.versionId],
  );
  const say = async () => {
    const command = {
      name: "material.acknowledge",
      payload: { versionId: material.versionId },
      subject: material.versionId,
      about: { place: material.title },
    };
    if (await saving.run(() => enqueue(db, command))) engine.kick();
  };
  if (material.receivedAt !== null)
    return (
      <Note tone="ok" icon="check">
        {t("material.received-at", { at: formats.moment(material.receivedAt) })}
      </Note>
    );
  if (waits === undefined) return null;
  return (
    <section>
      {saving.problem}
      {waits ? (
        <Note tone="ok" icon="check">
          {t("material.received-here")}
        </Note>
      ) : (
        <button type="button" className="btn" onClick={() => void say()}>
          {t("material.receive")}
        </button>
      )}
      <p className="dim">{t("material.receive-help")}</p>
    </section>
  );
}
