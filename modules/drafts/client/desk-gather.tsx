import { useState } from "react";
import { newId } from "#kernel/ids.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { DraftPage } from "../contract.ts";
import { draftText } from "./desk-text.ts";

interface Props {
  ids: readonly string[];
  open: boolean;
  onOpen: (open: boolean) => void;
  onDone: () => void;
}

/** Chosen comments go into a group that is there, or into a new one with a name. */
export function GroupDialog({
  page,
  article,
  ids,
  open,
  onOpen,
  onDone,
}: Props & { page: DraftPage; article: string | null }) {
  const t = useText(draftText);
  const [fresh] = useState(newId());
  const [groupId, setGroupId] = useState<string>("");
  const [title, setTitle] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { comments: number }>("POST", `/drafts/${page.id}/groups`);
  const isNew = groupId === "";
  const submit = () => {
    setTried(true);
    if (isNew && title.trim() === "") return;
    send.mutate(
      { groupId: isNew ? fresh : groupId, ...(isNew ? { title: title.trim(), article } : {}), commentIds: ids },
      {
        onSuccess: ({ comments }) => {
          onOpen(false);
          onDone();
          notify(t("group.done", { n: comments }));
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={t("group.title")} description={t("group.words", { n: ids.length })}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        {page.groups.length > 0 && (
          <Field name="group-which" label={t("group.which")}>
            <Select
              value={groupId}
              onValue={setGroupId}
              placeholder={t("group.new")}
              choices={page.groups.map((g) => ({ value: g.id, label: g.title }))}
            />
          </Field>
        )}
        {isNew && (
          <Field
            name="group-name"
            label={t("group.name")}
            help={t("group.name-help")}
            error={tried && title.trim() === "" ? t("group.name-wrong") : undefined}
          >
            <TextInput value={title} maxLength={200} onValue={setTitle} />
          </Field>
        )}
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("dialog.sending") : null}>
            {t("group.do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Chosen comments are set aside, each with the same reason. */
export function AsideDialog({ ids, open, onOpen, onDone }: Props) {
  const t = useText(draftText);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ id: string; reason: string }>("POST", ({ id }) => `/drafts/comments/${id}/set-aside`, {
    body: ({ reason: why }) => ({ reason: why }),
  });
  const submit = async () => {
    setTried(true);
    if (reason.trim() === "") return;
    try {
      for (const id of ids) await send.mutateAsync({ id, reason: reason.trim() });
    } catch {
      return; // the dialog shows why; those before it are set aside already and stay so
    }
    onOpen(false);
    onDone();
    notify(t("comments.aside-done", { n: ids.length }));
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={t("comments.aside-title")} description={t("comments.aside-words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="aside-reason"
          label={t("comments.aside-reason")}
          error={tried && reason.trim() === "" ? t("comments.aside-wrong") : undefined}
        >
          <TextInput value={reason} maxLength={300} onValue={setReason} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("dialog.sending") : null}>
            {t("comments.aside-do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
