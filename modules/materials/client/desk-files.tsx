import { Download, Trash2 } from "lucide-react";
import { useRef } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { download } from "#platform/ui/api.ts";
import { Button, IconButton } from "#platform/ui/button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { Attachment, MaterialVersion } from "../contract.ts";
import { materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** The attachments of a version; a draft's may be added to and taken off. */
export function Files({ version, mayEdit }: { version: MaterialVersion; mayEdit: boolean }) {
  const t = useText(materialText);
  const { size } = useFormats();
  const words = useProblemWords();
  const picker = useRef<HTMLInputElement>(null);
  const add = useSend<File, Attachment>(
    "POST",
    (file) => `/materials/versions/${version.id}/files?fileName=${encodeURIComponent(file.name)}`,
  );
  const remove = useSend<{ id: string }>("DELETE", ({ id }) => `/materials/files/${id}`, { body: () => undefined });
  const bad = { onError: (error: unknown) => notify(words(error), { tone: "bad" }) };
  const take = (file: Attachment) => void download(`/materials/files/${file.id}`, {}, file.fileName).catch(bad.onError);
  return (
    <section>
      <h2>{t("page.files")}</h2>
      {version.attachments.length === 0 ? (
        <p className="dim">{t("page.files-none")}</p>
      ) : (
        <ul className="material-rows">
          {version.attachments.map((file) => (
            <li key={file.id}>
              <button type="button" className="linklike" onClick={() => take(file)}>
                <Icon of={Download} size={16} /> {file.fileName}
              </button>
              <span className="row">
                <span className="s dim nw">{size(file.size)}</span>
                {mayEdit && (
                  <IconButton
                    icon={Trash2}
                    label={t("files.remove", { name: file.fileName })}
                    onClick={() => remove.mutate({ id: file.id }, bad)}
                  />
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {mayEdit && (
        <div className="no-print" style={{ marginTop: 12 }}>
          <input
            ref={picker}
            type="file"
            hidden
            aria-hidden="true"
            tabIndex={-1}
            accept=".pdf,.docx,.xlsx,.pptx,.jpg,.jpeg,.png,.mp3,.m4a,.txt"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) add.mutate(file, bad);
              event.target.value = "";
            }}
          />
          <Button onClick={() => picker.current?.click()} busy={add.isPending ? t("files.adding") : null}>
            {t("files.add")}
          </Button>
          <p className="s dim" style={{ marginTop: 6 }}>
            {t("files.help")}
          </p>
        </div>
      )}
    </section>
  );
}
