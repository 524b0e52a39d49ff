import { type RefObject, useEffect, useRef } from "react";

/**
 * What was typed and could not be read as a number or a day is in no value, so a form that holds it would be sent
 * without it, or with what was read before. While `unread`, the form around the control is not sent: the control takes
 * the focus instead, and `onHeld` may say why.
 */
export function useUnread(control: RefObject<HTMLInputElement | null>, unread: boolean, onHeld?: () => void): void {
  const latest = useRef(onHeld);
  useEffect(() => {
    latest.current = onHeld;
  });
  useEffect(() => {
    const form = control.current?.form;
    if (!unread || !form) return;
    const hold = (event: Event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      control.current?.focus();
      latest.current?.();
    };
    form.addEventListener("submit", hold, { capture: true });
    return () => form.removeEventListener("submit", hold, { capture: true });
  }, [control, unread]);
}
