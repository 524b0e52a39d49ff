import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type ApiProblem, asProblem, call } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { FileInput } from "#platform/ui/file-input.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { CoursePage, ListedRow, ListPreview } from "../contract.ts";
import { Wide } from "./desk-parts.tsx";
import { courseText } from "./desk-text.ts";
import "./desk-courses.css";

/** A unit's own list: compared with the roster first, then whoever was found is added by the ordinary act. */
export function ImportDialog({ page, onClose }: { page: CoursePage; onClose: () => void }) {
  const t = useText(courseText);
  const { number } = useFormats();
  const [file, setFile] = useState<File | null>(null);
  const [state, setState] = useState<{ busy: boolean; error: ApiProblem | null; preview: ListPreview | null }>({
    busy: false,
    error: null,
    preview: null,
  });
  const send = useSend<{ personIds: string[] }, { added: number }>("POST", `/courses/${page.id}/people`);
  const look = async () => {
    if (file === null) return;
    setState({ busy: true, error: null, preview: null });
    try {
      const preview = await call<ListPreview>(`/courses/${page.id}/people/preview`, { method: "POST", body: file });
      setState({ busy: false, error: null, preview });
    } catch (error) {
      setState({ busy: false, error: asProblem(error), preview: null });
    }
  };
  const { preview } = state;
  const found = (preview?.rows ?? []).filter((r) => r.outcome === "found");
  return (
    <Dialog
      open
      onOpen={(next) => !next && onClose()}
      wide
      title={t("desk.import")}
      description={t("desk.import-words")}
    >
      {(state.error ?? send.error) !== null && <ErrorState error={state.error ?? send.error} />}
      {preview === null ? (
        <form
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            void look();
          }}
        >
          <Field name="course-file" label={t("desk.import-file")}>
            <FileInput
              accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              onFile={setFile}
              disabled={state.busy}
            />
          </Field>
          <div className="actions">
            <Button
              type="submit"
              look="main"
              disabled={file === null}
              busy={state.busy ? t("desk.import-looking") : null}
            >
              {t("desk.import-look")}
            </Button>
          </div>
        </form>
      ) : (
        <>
          <Compared preview={preview} found={found.length} />
          <div className="actions">
            {found.length === 0 ? (
              <p className="dim">{t("desk.import-nobody")}</p>
            ) : (
              <Button
                look="main"
                busy={send.isPending ? "…" : null}
                onClick={() =>
                  send.mutate(
                    { personIds: found.map((r) => r.person!.id) },
                    {
                      onSuccess: (a) => {
                        notify(t("desk.added", { n: number(a.added) }));
                        onClose();
                      },
                    },
                  )
                }
              >
                {t("desk.import-take", { n: number(found.length) })}
              </Button>
            )}
            <Button onClick={() => setState({ busy: false, error: null, preview: null })}>
              {t("desk.import-other")}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

const inOrder: Record<ListedRow["outcome"], number> = { missing: 0, several: 1, unreadable: 2, there: 3, found: 4 };

/** Who was not found stands first: that is what somebody has to do something about. */
function Compared({ preview, found }: { preview: ListPreview; found: number }) {
  const t = useText(courseText);
  const { number } = useFormats();
  const there = preview.rows.filter((r) => r.outcome === "there").length;
  const rows = preview.rows.toSorted((a, b) => inOrder[a.outcome] - inOrder[b.outcome]);
  return (
    <>
      <p role="status">
        {t("desk.import-sum", {
          found: number(found),
          there: number(there),
          left: number(preview.rows.length - found - there),
        })}
      </p>
      {preview.dropped.length > 0 && (
        <p className="dim s">
          {t("desk.import-dropped", { columns: preview.dropped.map((d) => `${d.header} (${d.letter})`).join(", ") })}
        </p>
      )}
      <Wide label={t("desk.import-look")}>
        <table className="course-rows">
          <thead>
            <tr>
              <th scope="col">{t("desk.import.row")}</th>
              <th scope="col">{t("desk.import.name")}</th>
              <th scope="col">{t("desk.import.result")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={`${r.sheet} ${r.row}`}>
                <td>{r.row}</td>
                <td>
                  {r.written}
                  {r.workplace !== null && <span className="dim s"> · {r.workplace}</span>}
                </td>
                <td>
                  {r.outcome === "found" ? (
                    `${r.person!.name} · ${r.person!.unit}`
                  ) : (
                    <>
                      <b>{t(`desk.import.${r.outcome}`)}</b>
                      {r.candidates.length > 0 && (
                        <span className="dim s">
                          {" "}
                          {t(r.outcome === "several" ? "desk.import.which" : "desk.import.near", {
                            names: r.candidates.map((c) => `${c.name} (${c.unit})`).join(", "),
                          })}
                        </span>
                      )}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}
