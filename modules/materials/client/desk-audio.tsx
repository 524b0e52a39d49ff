import { Trash2 } from "lucide-react";
import { useRef } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { apiUrl } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { LanguageAudio, LanguageVersion } from "../contract.ts";
import { languageName, materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** The browser's own player: known, keyboard and all. Fetched when it is played. */
export function AudioPlayer({
  versionId,
  language,
  audio,
}: {
  versionId: string;
  language: string;
  audio: LanguageAudio;
}) {
  const t = useText(materialText);
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- what is said stands beside it as text, by the same people
    <audio
      className="material-audio"
      controls
      preload="none"
      aria-label={t("lang.audio-listen", { language: languageName(t, language) })}
      src={apiUrl(`/materials/versions/${versionId}/languages/${language}/audio`, { of: audio.sha256.slice(0, 12) })}
    />
  );
}

/** The recording of a language version: heard, replaced, taken off. */
export function AudioField({ versionId, known }: { versionId: string; known: LanguageVersion | undefined }) {
  const t = useText(materialText);
  const { size } = useFormats();
  const words = useProblemWords();
  const picker = useRef<HTMLInputElement>(null);
  const path = `/materials/versions/${versionId}/languages/${known?.language ?? ""}/audio`;
  const add = useSend<File>("PUT", path);
  const remove = useSend<Record<string, never>>("DELETE", path, { body: () => undefined });
  const bad = { onError: (error: unknown) => notify(words(error), { tone: "bad" }) };
  return (
    <section className="material-sound">
      <h2>{t("lang.audio")}</h2>
      {known === undefined ? (
        <p className="dim">{t("lang.audio-first")}</p>
      ) : (
        <>
          {known.audio === null ? (
            <p className="dim">{t("lang.audio-none")}</p>
          ) : (
            <div className="row wrap">
              <AudioPlayer versionId={versionId} language={known.language} audio={known.audio} />
              <span className="s dim">{size(known.audio.size)}</span>
              <Button icon={Trash2} look="quiet" tight onClick={() => remove.mutate({}, bad)}>
                {t("lang.audio-remove")}
              </Button>
            </div>
          )}
          <input
            ref={picker}
            type="file"
            hidden
            aria-hidden="true"
            tabIndex={-1}
            accept=".mp3,.ogg,.oga,.opus,.m4a,.wav,audio/*"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) add.mutate(file, bad);
              event.target.value = "";
            }}
          />
          <Button onClick={() => picker.current?.click()} busy={add.isPending ? t("lang.audio-adding") : null}>
            {t(known.audio === null ? "lang.audio-add" : "lang.audio-other")}
          </Button>
          <p className="s dim">{t("lang.audio-help")}</p>
        </>
      )}
    </section>
  );
}
