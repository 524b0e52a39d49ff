import { useCallback, useState } from "react";

/** A small preference (columns, theme, folded menu) that this device keeps. Never anything that matters. */
export function useKept<T>(key: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    try {
      const text = localStorage.getItem(`caunoi.${key}`);
      return text === null ? initial : (JSON.parse(text) as T);
    } catch {
      return initial;
    }
  });
  const keep = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(`caunoi.${key}`, JSON.stringify(next));
      } catch {
        // Not kept over a reload; the choice still holds on this page.
      }
    },
    [key],
  );
  return [value, keep];
}
