import type { LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon } from "./icon.tsx";

export type ButtonLook = "main" | "plain" | "quiet" | "danger";

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> {
  look?: ButtonLook;
  icon?: LucideIcon;
  /** A key that does the same, shown in the button. */
  hint?: string;
  tight?: boolean;
  /** Set while the act is under way: the button keeps its place and says so. */
  busy?: ReactNode;
  children: ReactNode;
}

export function buttonClass(look: ButtonLook = "plain", tight = false): string {
  return `btn${look === "plain" ? "" : ` ${look}`}${tight ? " tight" : ""}`;
}

/** A verb. Stays focusable while busy, so that a keyboard user is not thrown to the top of the page. */
export function Button({ look, icon, hint, tight, busy, children, onClick, type = "button", ...rest }: ButtonProps) {
  const isBusy = busy !== undefined && busy !== false && busy !== null;
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass(look, tight)}
      aria-disabled={isBusy || undefined}
      aria-keyshortcuts={hint}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon !== undefined && <Icon of={icon} />}
      {isBusy ? busy : children}
      {hint !== undefined && !isBusy && (
        <kbd className="only-keys" aria-hidden="true">
          {hint}
        </kbd>
      )}
    </button>
  );
}

/** A button that is only a picture; its name is heard and shown as a tooltip. */
export function IconButton({
  icon,
  label,
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> & { icon: LucideIcon; label: string }) {
  return (
    <button type="button" {...rest} className="btn quiet icon" aria-label={label} title={label}>
      <Icon of={icon} />
    </button>
  );
}
