import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import type { DeskScreen } from "#platform/ui/screen.tsx";
import { LoadingState } from "#platform/ui/states.tsx";
import { Shell } from "./shell.tsx";
import { Lost, Stumbled } from "./lost.tsx";
import { screens } from "./screens.ts";

function plainSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

function searchText(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    if (value !== undefined && value !== null && value !== "") params.set(name, String(value));
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** Filters stay readable in the address: `?month=2026-11&status=delivered`, plain text and no JSON. */
export function buildRouter() {
  const root = createRootRoute({ component: Shell, notFoundComponent: Lost, errorComponent: Stumbled });
  const routes = screens.map((screen: DeskScreen) =>
    createRoute({
      getParentRoute: () => root,
      path: screen.path,
      component: lazyRouteComponent(async () => ({ default: await screen.load() }), "default"),
    }),
  );
  return createRouter({
    routeTree: root.addChildren(routes),
    basepath: "/desk",
    defaultPreload: "intent",
    defaultPendingComponent: LoadingState,
    defaultErrorComponent: Stumbled,
    defaultNotFoundComponent: Lost,
    parseSearch: plainSearch,
    stringifySearch: searchText,
    scrollRestoration: true,
  });
}
