/** The two languages of the product. Vietnamese is the source; English stands beside it. */
export const locales = ["vi", "en"] as const;
export type Locale = (typeof locales)[number];

const KEY = "caunoi.locale";
type Listener = () => void;
const listeners = new Set<Listener>();
let current: Locale | null = null;

function stored(): Locale {
  try {
    return localStorage.getItem(KEY) === "en" ? "en" : "vi";
  } catch {
    return "vi";
  }
}

export function locale(): Locale {
  current ??= stored();
  return current;
}

/** Kept on this device; the choice holds for the whole page at once. */
export function setLocale(next: Locale): void {
  current = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that keeps nothing still shows the language that was chosen, until it is closed.
  }
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

export function onLocale(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
