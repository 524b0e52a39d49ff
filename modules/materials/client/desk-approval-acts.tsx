import { useState } from "react";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Radios } from "#platform/ui/inputs.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { MaterialPage } from "../contract.ts";
import { materialText } from "./desk-text.ts";
import { NoteDialog } from "./desk-note-dialog.tsx";

export type ChainAct = "submit" | "pass" | "return" | "makeUp" | "discard";

/** The name of the step that comes after the one that waits; after the last, of the last. */
function useNextStep(page: MaterialPage): string {
  const language = useLocale();
  const steps = page.approval?.steps ?? [];
  const at = page.approval?.waiting ?? steps[0]?.position ?? 0;
  const next = steps.find((s) => s.position > at) ?? steps.at(-1);
  return (language === "vi" ? next?.labelVi : next?.labelEn) ?? "";
}

/** What can be done with a draft on its way, each with what it means before it is done. */
export function ChainDialog({ page, act, onClose }: { page: MaterialPage; act: ChainAct; onClose: () => void }) {
  if (act === "discard") return <DiscardDialog page={page} onClose={onClose} />;
  if (act === "makeUp") return <MakeUpDialog page={page} onClose={onClose} />;
  return <StepDialog page={page} act={act} onClose={onClose} />;
}

function StepDialog({
  page,
  act,
  onClose,
}: {
  page: MaterialPage;
  act: "submit" | "pass" | "return";
  onClose: () => void;
}) {
  const t = useText(materialText);
  const step = useNextStep(page);
  const send = useSend<Record<string, unknown>>("POST", `/materials/versions/${page.version.id}/${act}`);
  return (
    <NoteDialog
      name={`${act}.${page.version.id}`}
      title={t(`${act}.title`)}
      words={act === "return" ? t("return.words") : t(`${act}.words`, { step })}
      label={t(act === "return" ? "return.reason" : `${act}.note`)}
      {...(act === "return" ? { wrong: t("return.reason-wrong") } : {})}
      act={t(`${act}.do`)}
      sending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSend={(note, done) =>
        send.mutate(
          act === "return" ? { reason: note } : { edition: page.version.edition, note: note === "" ? null : note },
          {
            onSuccess: () => {
              done();
              onClose();
              notify(act === "return" ? t("return.done") : t(`${act}.done`, { step }));
            },
          },
        )
      }
    />
  );
}

function MakeUpDialog({ page, onClose }: { page: MaterialPage; onClose: () => void }) {
  const t = useText(materialText);
  const [agree, setAgree] = useState<"yes" | "no">("yes");
  const send = useSend<Record<string, unknown>>("POST", `/materials/versions/${page.version.id}/make-up`);
  const owed = page.approval?.owed[0];
  if (owed === undefined) return null;
  return (
    <NoteDialog
      name={`makeup.${page.version.id}`}
      title={t("makeup.title")}
      words={t("makeup.words")}
      label={t("makeup.note")}
      {...(agree === "no" ? { wrong: t("makeup.note-wrong") } : {})}
      act={t("makeup.do")}
      sending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSend={(note, done) =>
        send.mutate(
          { position: owed.position, agree: agree === "yes", note: note === "" ? null : note },
          {
            onSuccess: () => {
              done();
              onClose();
              notify(t("makeup.done"));
            },
          },
        )
      }
    >
      <Field name="makeup-agree" label={t("makeup.title")} group>
        <Radios
          name="makeup-agree"
          value={agree}
          onValue={setAgree}
          choices={[
            { value: "yes", label: t("makeup.agree") },
            { value: "no", label: t("makeup.object") },
          ]}
        />
      </Field>
    </NoteDialog>
  );
}

function DiscardDialog({ page, onClose }: { page: MaterialPage; onClose: () => void }) {
  const t = useText(materialText);
  const go = useGo();
  const send = useSend<Record<string, never>, { materialGone: boolean }>(
    "DELETE",
    `/materials/versions/${page.version.id}`,
    {
      refresh: ["/materials"],
      body: () => undefined,
    },
  );
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={t("discard.title")} description={t("discard.words")}>
      {send.error !== null && <ErrorState error={send.error} />}
      <div className="actions">
        <Button
          look="danger"
          busy={send.isPending ? t("discard.doing") : null}
          onClick={() => {
            const left = page.versions.find((v) => v.id !== page.version.id);
            send.mutate(
              {},
              {
                onSuccess: ({ materialGone }) => {
                  notify(t("discard.done"));
                  if (materialGone || left === undefined) go("/materials");
                  else go(`/materials/${page.id}`, { version: String(left.number) });
                },
              },
            );
          }}
        >
          {t("discard.do")}
        </Button>
      </div>
    </Dialog>
  );
}
