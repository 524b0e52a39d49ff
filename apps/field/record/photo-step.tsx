import { useEffect, useState } from "react";
import { dropPhoto, keepPhoto, photoBytes } from "#platform/sync/client/photos.ts";
import { useFieldText } from "../field-text.ts";
import { Icon } from "../icons.tsx";
import { Note, Title } from "../parts.tsx";
import { shrinkPhoto } from "../photo.ts";
import { useSaving } from "../saving.tsx";
import { useSession } from "../session.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import type { StepProps } from "./step.ts";

const most = 5;

export function PhotoStep({ draft, change }: StepProps) {
  const t = useFieldText();
  const formats = useFormats();
  const { db } = useSession();
  const saving = useSaving();
  const [state, setState] = useState<"" | "working" | "unreadable">("");
  const take = async (file: File) => {
    setState("working");
    const bytes = await shrinkPhoto(file).catch(() => null);
    setState(bytes === null ? "unreadable" : "");
    if (bytes === null) return;
    const kept = await saving.run(() =>
      keepPhoto(db, {
        bytes,
        mediaType: "image/jpeg",
        talkId: draft.talkId,
        about: { day: draft.day, place: draft.placeName },
      }),
    );
    if (kept) change({ photos: [...draft.photos, { id: kept.id, sha256: kept.sha256, size: kept.size }] });
  };
  const drop = async (id: string) => {
    change({ photos: draft.photos.filter((photo) => photo.id !== id) });
    await dropPhoto(db, id);
  };
  return (
    <>
      <Title question>{t("record.photo")}</Title>
      <p className="help">{t("record.photo-help")}</p>
      {saving.problem}
      {state === "unreadable" ? (
        <div role="alert">
          <Note tone="bad" icon="warn">
            {t("record.photo-unreadable")}
          </Note>
        </div>
      ) : null}
      {draft.photos.length < most ? (
        <label className="btn">
          <Icon name="camera" />
          {state === "working"
            ? t("record.photo-working")
            : t(draft.photos.length === 0 ? "record.photo-take" : "record.photo-more")}
          <input
            type="file"
            accept="image/*"
            className="only-read"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file) void take(file);
            }}
          />
        </label>
      ) : (
        <p className="dim">{t("record.photo-most", { n: most })}</p>
      )}
      <ul className="thumbs">
        {draft.photos.map((photo, i) => (
          <li key={photo.id}>
            <Thumb id={photo.id} label={t("record.photo-n", { n: i + 1 })} />
            <p className="dim">
              {formats.size(photo.size)}, {t("record.photo-clean")}
            </p>
            <button type="button" className="btn small quiet" onClick={() => void drop(photo.id)}>
              {t("record.photo-drop", { n: i + 1 })}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Thumb({ id, label }: { id: string; label: string }) {
  const { db } = useSession();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    void photoBytes(db, id).then((bytes) => {
      if (bytes.byteLength === 0) return;
      made = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
      setUrl(made);
    });
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [db, id]);
  return url ? <img src={url} alt={label} /> : null;
}
