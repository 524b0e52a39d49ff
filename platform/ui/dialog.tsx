import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";

interface Props {
  open: boolean;
  onOpen: (open: boolean) => void;
  title: string;
  /** What will happen, to how many, and whether it can be undone. */
  description?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** Takes the focus, holds it, gives it back; Escape closes. On a phone it is a sheet from below. */
export function Dialog({ open, onOpen, title, description, wide = false, children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpen(next)}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className={wide ? "dialog wide" : "dialog"}>
          <Base.Title>{title}</Base.Title>
          {description !== undefined && (
            <Base.Description className="dim" render={<div />}>
              {description}
            </Base.Description>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
