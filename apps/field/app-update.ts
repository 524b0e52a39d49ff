import { useSyncExternalStore } from "react";

/**
 * A new version is fetched and waits. It takes over when the person agrees, or at the next start when
 * no form is open; never in the middle of a form, and never touching what is in the database.
 */
let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

function say(worker: ServiceWorker | null): void {
  waiting = worker;
  for (const listener of listeners) listener();
}

export async function registerServiceWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const had = navigator.serviceWorker.controller !== null;
  const registration = await navigator.serviceWorker.register("/field/sw.js", {
    scope: "/field/",
    updateViaCache: "none",
  });
  // A version that was waiting when the app starts is taken at once: nothing is open yet.
  if (registration.waiting && had && !location.hash.startsWith("#/record") && !location.hash.startsWith("#/amend")) {
    reloadOnChange();
    registration.waiting.postMessage("take-over");
    return;
  }
  if (registration.waiting && had) say(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next?.addEventListener("statechange", () => {
      if (next.state === "installed" && navigator.serviceWorker.controller) say(next);
    });
  });
  setInterval(() => void registration.update().catch(() => undefined), 3600_000);
}

function reloadOnChange(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
}

/** The person agrees: the waiting version takes over and the page starts anew. */
export function applyUpdate(): void {
  if (waiting === null) return;
  reloadOnChange();
  waiting.postMessage("take-over");
}

export function useUpdateWaiting(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting !== null,
  );
}
