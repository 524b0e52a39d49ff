import { Inbox } from "lucide-react";
import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { asProblem, call, type ApiProblem } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { ErrorSummary, Field } from "#platform/ui/field.tsx";
import { FileInput } from "#platform/ui/file-input.tsx";
import { Link, useGo } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { IncomingFields, useIncomingFacts } from "./desk-incoming-form.tsx";
import { useIssuingUnit } from "./desk-issuing-unit.ts";
import { documentText } from "./desk-text.ts";
import "./desk-documents.css";

export const receivedFiles = ".pdf,.docx,.jpg,.jpeg,.png";

export async function sendReceived(incomingId: string, file: File): Promise<void> {
  await call(`/documents/incoming/${incomingId}/files`, {
    method: "POST",
    query: { fileName: file.name },
    body: new Blob([file], { type: "application/octet-stream" }),
  });
}

/** An arrival into the register; its scan goes with it where there is one. */
export function ReceiveScreen() {
  const t = useText(documentText);
  const go = useGo();
  const myUnit = useIssuingUnit();
  const [picked, setPicked] = useState<number | null>(null);
  const unitId = picked ?? myUnit;
  const { facts, setFacts, missing, body } = useIncomingFacts();
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const [fileProblem, setFileProblem] = useState<ApiProblem | null>(null);
  const send = useSend<Record<string, unknown>, { incomingId: string; number: number; year: number }>(
    "POST",
    "/documents/incoming",
  );
  const submit = async () => {
    setTried(true);
    if (missing.length > 0 || unitId === null) return;
    const made = await send.mutateAsync({ unitId, arrivedOn: facts.arrivedOn, ...body }).catch(() => null);
    if (made === null) return;
    notify(t("documents.in.registered", { number: made.number, year: made.year }));
    // the number is taken whatever becomes of the file: it can be added on its page
    if (file !== null) {
      const failed = await sendReceived(made.incomingId, file).then(
        () => null,
        (error: unknown) => asProblem(error),
      );
      if (failed !== null) {
        setFileProblem(failed);
        notify(failed.words ?? t("problem.documents.file-type"), { tone: "bad" });
      }
    }
    go(`/documents/incoming/${made.incomingId}`);
  };
  const errors = Object.fromEntries(
    (tried ? missing : []).map((key) => [
      `incoming-${key}`,
      `${t(`documents.${key === "abstract" ? "abstract" : `in.${key}`}` as "documents.abstract")}: ${t("documents.in.needed")}`,
    ]),
  );
  return (
    <>
      <PageHead
        over={
          <Link to="/documents" search={{ tab: "incoming" }}>
            {t("documents.in.over")}
          </Link>
        }
        title={t("documents.in.registerTitle")}
      />
      <form
        className="document-form"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void submit();
        }}
      >
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        {fileProblem !== null && <ErrorState error={fileProblem} />}
        <Field name="incoming-unit" label={t("documents.new.unit")}>
          <UnitPicker value={unitId} onValue={setPicked} />
        </Field>
        <IncomingFields facts={facts} onFacts={setFacts} missing={tried ? missing : []} registered={false} />
        <Field name="incoming-file" label={t("documents.in.file")} help={t("documents.in.fileHelp")} optional>
          <FileInput accept={receivedFiles} onFile={setFile} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" icon={Inbox} busy={send.isPending ? "…" : null}>
            {t("documents.in.register")}
          </Button>
        </div>
      </form>
    </>
  );
}
