import { FileUp } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "../i18n/use-text.ts";
import { useFieldControl } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { uiText } from "./ui-text.ts";

/** Choose one file, in our words instead of the browser's. Put it in a Field. */
export function FileInput({
  accept,
  onFile,
  disabled = false,
}: {
  accept: string;
  onFile: (file: File | null) => void;
  disabled?: boolean;
}) {
  const t = useText(uiText);
  const { size } = useFormats();
  const field = useFieldControl();
  const [file, setFile] = useState<File | null>(null);
  return (
    <div className="file">
      <input
        {...field}
        type="file"
        className="unseen"
        accept={accept}
        disabled={disabled}
        onChange={(event) => {
          const next = event.target.files?.[0] ?? null;
          setFile(next);
          onFile(next);
        }}
      />
      <label className="btn" htmlFor={field.id}>
        <Icon of={FileUp} />
        {t(file === null ? "file.choose" : "file.other")}
      </label>
      <span className="dim">{file === null ? t("file.none") : `${file.name} · ${size(file.size)}`}</span>
    </div>
  );
}
