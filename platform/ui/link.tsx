import { Link as RouterLink, useNavigate } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import { type ComponentType, forwardRef, type ReactNode, useCallback } from "react";
import { type ButtonLook, buttonClass } from "./button.tsx";
import { Icon } from "./icon.tsx";

export type Search = Record<string, string | undefined>;

/** Rooms do not know the whole route tree, so addresses are plain text here; the router's own types stay in apps. */
const Loose = RouterLink as unknown as ComponentType<Record<string, unknown>>;

export interface LinkProps {
  /** Inside the app, without its base: `/talks/0198…` */
  to: string;
  search?: Search;
  className?: string;
  children: ReactNode;
  "aria-current"?: "page" | "true";
  "aria-label"?: string;
  "data-row-link"?: boolean;
  [data: `data-${string}`]: string | number | boolean | undefined;
  onFocus?: () => void;
  onClick?: (event: React.MouseEvent<HTMLAnchorElement>) => void;
  id?: string;
}

function clean(search: Search | undefined): Search {
  return Object.fromEntries(Object.entries(search ?? {}).filter(([, v]) => v !== undefined && v !== ""));
}

export const Link = forwardRef<HTMLAnchorElement, LinkProps>(function Link({ to, search, ...rest }, ref) {
  return <Loose activeOptions={{ exact: true }} {...rest} ref={ref} to={to} search={clean(search)} />;
});

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({
  look,
  icon,
  hint,
  tight,
  children,
  ...rest
}: LinkProps & { look?: ButtonLook; icon?: LucideIcon; hint?: string; tight?: boolean }) {
  return (
    <Link {...rest} className={buttonClass(look, tight)}>
      {icon !== undefined && <Icon of={icon} />}
      {children}
      {hint !== undefined && (
        <kbd className="only-keys" aria-hidden="true">
          {hint}
        </kbd>
      )}
    </Link>
  );
}

/** Go to an address inside the app: `const go = useGo(); go("/talks", { status: "delivered" })`. */
export function useGo(): (to: string, search?: Search, options?: { replace?: boolean }) => void {
  const navigate = useNavigate() as (options: Record<string, unknown>) => unknown;
  return useCallback(
    (to, search, options) => {
      void navigate({ to, search: clean(search), replace: options?.replace ?? false });
    },
    [navigate],
  );
}
