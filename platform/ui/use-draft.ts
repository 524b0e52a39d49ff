import { createContext, useCallback, useContext, useEffect, useRef, useState } from "react";

const PREFIX = "caunoi.draft.";

function read<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? null : (JSON.parse(text) as { value: T }).value;
  } catch {
    return null;
  }
}

/** The id of the account whose forms these are: several people of an office share one computer. */
export const DraftOwner = createContext("");

/**
 * A form's content that outlives reload, error and a session's end, on this device only and for the `DraftOwner`
 * alone. `name` must name the form and the thing ("talk.plan", "talk.return.0198…"). Never for passwords.
 */
export function useDraft<T extends object>(
  name: string,
  initial: T,
): {
  value: T;
  set: (patch: Partial<T>) => void;
  /** After the server has it, or when the person drops it; `next` is what another one begins with, not kept before it is changed. */
  clear: (next?: T) => void;
  /** Whether this content comes from an earlier visit; say so (`form.draft-restored`). */
  restored: boolean;
} {
  const key = `${useContext(DraftOwner)}.${name}`;
  const [state, setState] = useState(() => {
    const kept = read<T>(key);
    return { value: { ...initial, ...kept }, restored: kept !== null };
  });
  const first = useRef(initial);
  const latest = useRef(state.value);
  const held = useRef(key);

  // The same form for another thing: open that thing's draft instead.
  useEffect(() => {
    if (held.current === key) return;
    held.current = key;
    const kept = read<T>(key);
    latest.current = { ...first.current, ...kept };
    setState({ value: latest.current, restored: kept !== null });
  }, [key]);

  // What is kept is written here and not while drawing: React may draw after `clear`, and the draft would come back.
  const set = useCallback(
    (patch: Partial<T>) => {
      const value = { ...latest.current, ...patch };
      latest.current = value;
      try {
        localStorage.setItem(PREFIX + key, JSON.stringify({ value }));
      } catch {
        // A full disk: the form still holds it until the page is closed.
      }
      setState((before) => ({ ...before, value }));
    },
    [key],
  );
  const clear = useCallback(
    (next?: T) => {
      latest.current = next ?? first.current;
      try {
        localStorage.removeItem(PREFIX + key);
      } catch {
        // Nothing was kept then.
      }
      setState({ value: latest.current, restored: false });
    },
    [key],
  );
  return { value: state.value, set, clear, restored: state.restored };
}
