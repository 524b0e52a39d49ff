import { liveQuery } from "dexie";
import { useEffect, useState } from "react";

/** A question to the phone's database that answers again whenever a row it read changes, in this tab or another. */
export function useLive<T>(ask: () => Promise<T>, parts: readonly unknown[]): T | undefined {
  const [value, setValue] = useState<T>();
  // `ask` is a new function on every render; `parts` says when it asks for something else.
  /* oxlint-disable react-hooks/exhaustive-deps */
  useEffect(() => {
    // An error means that the store is closing; the page starts anew then.
    const subscription = liveQuery(ask).subscribe({ next: setValue, error: () => undefined });
    return () => subscription.unsubscribe();
  }, parts);
  return value;
}
