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

const formOpen = (): boolean => /^#\/(record|amend)/.test(location.hash);

export async function registerServiceWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  startAnewWhenTakenOver();
  const had = navigator.serviceWorker.controller !== null;
  const registration = await navigator.serviceWorker.register("/field/sw.js", {
    scope: "/field/",
    updateViaCache: "none",
  });
  if (registration.waiting && had) {
    // At a start nothing is open yet: what was waiting is taken at once, unless a form is what is opened.
    if (formOpen()) say(registration.waiting);
    else registration.waiting.postMessage("take-over");
  }
  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next?.addEventListener("statechange", () => {
      if (next.state === "installed" && navigator.serviceWorker.controller) say(next);
    });
  });
  setInterval(() => void registration.update().catch(() => undefined), 3600_000);
}

/** Another version is in charge, here or through another tab: the page starts anew, after the form if one is open. */
function startAnewWhenTakenOver(): void {
  let governed = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The first version that comes onto a phone takes over the page that fetched it: nothing to start anew.
    if (!governed) {
      governed = true;
      return;
    }
    if (!formOpen()) return location.reload();
    addEventListener("hashchange", () => {
      if (!formOpen()) location.reload();
    });
  });
}

/** The person agrees: the waiting version takes over and the page starts anew. */
export function applyUpdate(): void {
  waiting?.postMessage("take-over");
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
