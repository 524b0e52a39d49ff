import { useSyncExternalStore } from "react";

/** Addresses live behind the `#`: the one cached page serves them all, with or without a network. */
export type Route =
  | { at: "today" | "materials" | "outbox" | "results" | "record" | "phone" | "answers" | "pay" | "courses" }
  | { at: "material" | "talk" | "amend" | "item" | "conflict" | "answer" | "tally"; id: string };

const plainRoutes = [
  "today",
  "materials",
  "outbox",
  "results",
  "record",
  "phone",
  "answers",
  "pay",
  "courses",
] as const;
const idRoutes = ["material", "talk", "amend", "item", "conflict", "answer", "tally"] as const;

export function readRoute(hash: string): Route {
  const [at = "", id = ""] = hash.replace(/^#\/?/, "").split("/");
  const plain = plainRoutes.find((route) => route === at);
  if (plain) return { at: plain };
  const withId = idRoutes.find((route) => route === at);
  return withId && id !== "" ? { at: withId, id: decodeURIComponent(id) } : { at: "today" };
}

export function href(at: Route["at"], id?: string): string {
  return id === undefined ? `#/${at}` : `#/${at}/${encodeURIComponent(id)}`;
}

export function go(at: Route["at"], id?: string): void {
  location.hash = href(at, id);
}

/** Without adding a step to the way back. */
export function replaceWith(at: Route["at"], id?: string): void {
  history.replaceState(null, "", href(at, id));
  dispatchEvent(new HashChangeEvent("hashchange"));
}

function listen(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(listen, () => location.hash);
  return readRoute(hash);
}

/** One step back; who came in by an address from outside gets to today's screen and not out of the app. */
export function back(): void {
  if (history.length > 1) history.back();
  else go("today");
}
