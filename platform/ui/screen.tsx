import { useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { type ComponentType, type ReactNode, useCallback, useEffect, useMemo } from "react";
import type { Search } from "./link.tsx";

/**
 * What a room gives to the desk for each of its pages. The desk loads the component only when the
 * page is opened: `{ path: "/people/$personId", load: () => import("./desk-person.tsx").then((m) => m.PersonScreen) }`.
 */
export interface DeskScreen {
  /** `$name` is a parameter of the path. */
  path: string;
  load: () => Promise<ComponentType>;
}

/** The page's parameters: `const { personId } = usePathParams<"personId">()`. */
export function usePathParams<K extends string>(): Record<K, string> {
  return (useParams as unknown as (options: { strict: false }) => Record<K, string>)({ strict: false });
}

/** Filters that live in the address, so that a list can be shared, reloaded and gone back to. Text only. */
export function useFilters<K extends string>(
  names: readonly K[],
): {
  values: Partial<Record<K, string>>;
  set: (patch: Partial<Record<K, string | undefined>>, options?: { push?: boolean }) => void;
  clear: () => void;
} {
  const search = useLocation({ select: (location) => location.search }) as unknown as Search;
  const navigate = useNavigate() as (options: Record<string, unknown>) => unknown;
  const known = names.join(" ");
  const values = useMemo(() => {
    const found: Partial<Record<K, string>> = {};
    for (const name of known.split(" ") as K[]) {
      const value = search[name];
      if (value !== undefined && value !== "") found[name] = String(value);
    }
    return found;
  }, [search, known]);
  const set = useCallback(
    (patch: Partial<Record<K, string | undefined>>, options?: { push?: boolean }) => {
      void navigate({
        to: ".",
        search: (before: Search) =>
          Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, v]) => v !== undefined && v !== "")),
        replace: options?.push !== true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  const clear = useCallback(() => void navigate({ to: ".", search: {}, replace: true }), [navigate]);
  return { values, set, clear };
}

/** The browser's title, so that tabs and screen readers tell pages apart. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = `${title} – Cầu Nối`;
  }, [title]);
}

/** The head of a page: where one is (second voice), the title, and what can be done. Also sets the browser's title. */
export function PageHead({
  over,
  title,
  count,
  children,
  documentTitle,
}: {
  over?: ReactNode;
  title: string;
  count?: ReactNode;
  /** Buttons, the main one last. */
  children?: ReactNode;
  documentTitle?: string;
}) {
  useTitle(documentTitle ?? title);
  return (
    <header className="page-head">
      <div className="grow">
        {over !== undefined && <div className="over dim">{over}</div>}
        <h1 tabIndex={-1} id="page-title">
          {title}
          {count !== undefined && <span className="count"> {count}</span>}
        </h1>
      </div>
      {children !== undefined && <div className="page-acts no-print">{children}</div>}
    </header>
  );
}
