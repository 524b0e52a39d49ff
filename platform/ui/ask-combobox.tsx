import { useEffect, useState } from "react";
import type { Query } from "./api.ts";
import { Combobox, matches, type Option } from "./combobox.tsx";
import { useAsk } from "./use-api.ts";

/** What was last said, once it has not changed for a while. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

interface Props<R> {
  /** A list route that takes `q` and answers `{ items }`. */
  path: string;
  query?: Query;
  option: (row: R) => Option;
  /** False while the question cannot be asked yet (its place is not chosen). */
  enabled?: boolean;
  value: Option | null;
  onValue: (value: Option | null) => void;
  placeholder?: string;
  "aria-label"?: string;
}

/** A Combobox whose options the server finds for what is typed: units, people, materials. */
export function AskCombobox<R>({ path, query = {}, option, enabled = true, ...rest }: Props<R>) {
  const [typed, setTyped] = useState("");
  const settled = useSettled(typed.trim(), 180);
  const found = useAsk<{ items: R[] }>(path, { limit: 50, ...query, q: settled }, { keep: true, enabled });
  const all = (found.data?.items ?? []).map(option);
  // Until the answer to what is typed now has come, the last answer stands only as far as it fits: Enter must not take a stale row.
  const fresh = typed.trim() === settled && !found.isPlaceholderData;
  const options = fresh ? all : all.filter((o) => matches(o, typed));
  return (
    <Combobox {...rest} options={options} onSearch={setTyped} searching={found.isFetching && options.length === 0} />
  );
}
