import type { ReactNode } from "react";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { ErrorState } from "#platform/ui/states.tsx";

interface Props {
  title: string;
  description?: string | undefined;
  wide?: boolean;
  button: string;
  busy: boolean;
  /** What the server said of the last time. */
  error?: unknown;
  /** Another button before the one that sends. */
  beside?: ReactNode;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A short form in a dialog of its own: what was refused above it, its one button below. */
export function FormDialog({
  title,
  description,
  wide = false,
  button,
  busy,
  error,
  beside,
  onSubmit,
  onClose,
  children,
}: Props) {
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      wide={wide}
      title={title}
      {...(description === undefined ? {} : { description })}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          onSubmit();
        }}
      >
        {error !== null && error !== undefined && <ErrorState error={error} />}
        {children}
        <div className="actions">
          {beside}
          <Button type="submit" look="main" busy={busy ? "…" : null}>
            {button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
