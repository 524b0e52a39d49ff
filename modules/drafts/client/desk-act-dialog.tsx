import type { ReactNode } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import type { Sending } from "#platform/ui/use-api.ts";
import { draftText } from "./desk-text.ts";

/** One act with what it means above, its fields, and one button. */
export function ActDialog<I>({
  open,
  onOpen,
  title,
  words,
  act,
  done,
  danger = false,
  send,
  input,
  onDone,
  children,
}: {
  open: boolean;
  onOpen: (open: boolean) => void;
  title: string;
  words: string;
  act: string;
  done: string;
  danger?: boolean;
  send: Sending<unknown, I>;
  /** What is sent; null while something is missing (the fields then say what). */
  input: () => I | null;
  onDone?: () => void;
  children?: ReactNode;
}) {
  const t = useText(draftText);
  const submit = () => {
    const body = input();
    if (body === null) return;
    send.mutate(body, {
      onSuccess: () => {
        onOpen(false);
        onDone?.();
        notify(done);
      },
    });
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={title} description={words}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        {children}
        <div className="actions">
          <Button type="submit" look={danger ? "danger" : "main"} busy={send.isPending ? t("dialog.sending") : null}>
            {act}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
