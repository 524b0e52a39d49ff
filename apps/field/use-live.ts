import { liveQuery } from "dexie";
import { useEffect, useState } from "react";

/** A question to the phone's database that answers again whenever a row it read changes, in this tab or another. */
export function useLive<T>(ask: () => Promise<T>, parts: readonly unknown[]): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    const subscription = liveQuery(ask).subscribe({ next: setValue, error: (error) => console.warn("reading the phone's store", error) });
    return () => subscription.unsubscribe();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `ask` is new on every render; `parts` says when it differs
  }, parts);
  return value;
}
